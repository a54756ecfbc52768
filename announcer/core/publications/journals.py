"""Journals' names as a sentence has them: without place and subtitle, capitals as the journal writes them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from announcer.core.publications.publication import IdentifierScheme, Publication, PublicationType

_SPELLINGS_TEXT = """
3D AAPS AAPG ACM ACR ACS ADHD AIDS AJNR AJR ANZ APL APMIS BJOG BJPsych BJS BJU BMC BMJ BRICS CABI CMAJ CNS COPD
COVID CRISPR CVD DNA ECS EFSA EMBO ERJ ESC ESMO EULAR FASEB FEBS FEMS GCB GigaScience GM HIV HPB IBRO ICES IEEE
IET IFAC IJID IMA ISME ISPRS ISRN IUBMB IUCrJ JACC JAMA JAMIA JAVMA JBI JBJS JBMR JCI JCO JDR JHEP JID JMIR JNCI
JPEN JPhys JSLS JTO LGBT LWT MMWR MRI NAR NATO NDT NMR NPG OMICS ORL PDA PET PLOS PNAS QJM RAND RMD RNA RSC SAGE
SIAM SLAS SSM SSRN TB UK US USA WHO bioRxiv medRxiv arXiv ChemRxiv PsyArXiv eBioMedicine eClinicalMedicine eLife
eNeuro iScience mBio mSphere mSystems npj
"""
SPELLINGS = (
    *_SPELLINGS_TEXT.split(),
    *(
        "PLOS ONE",
        "Proceedings of the National Academy of Sciences",
        "NeuroImage",
        "GeroScience",
        "PeerJ",
        "SoftwareX",
    ),
    *(
        "HardwareX",
        "MethodsX",
        "HortScience",
        "BioMed",
        "BioMetals",
        "BioEssays",
        "BioData",
        "ZooKeys",
        "PhytoKeys",
    ),
)
"""Names, and words of names, with capitals of their own. A site adds its own as `posts.journals`."""

_SERVERS = {
    "10.1101": "bioRxiv",
    "10.1590": "SciELO Preprints",
    "10.21203": "Research Square",
    "10.2139": "SSRN",
    "10.2196": "JMIR Preprints",
    "10.20944": "Preprints.org",
    "10.22541": "Authorea",
    "10.26434": "ChemRxiv",
    "10.31219": "OSF Preprints",
    "10.31222": "MetaArXiv",
    "10.31223": "EarthArXiv",
    "10.31224": "engrXiv",
    "10.31234": "PsyArXiv",
    "10.31235": "SocArXiv",
    "10.32388": "Qeios",
    "10.35542": "EdArXiv",
    "10.36227": "TechRxiv",
    "10.48550": "arXiv",
    "10.5281": "Zenodo",
    "10.7287": "PeerJ Preprints",
}
"""Preprint servers by the prefix of their DOIs."""
_HOSTS = {
    "medrxiv.org": "medRxiv",
    "biorxiv.org": "bioRxiv",
    "arxiv.org": "arXiv",
    "chemrxiv.org": "ChemRxiv",
    "researchsquare.com": "Research Square",
    "preprints.org": "Preprints.org",
    "ssrn.com": "SSRN",
    "zenodo.org": "Zenodo",
    "hal.science": "HAL",
    "authorea.com": "Authorea",
    "techrxiv.org": "TechRxiv",
    "qeios.com": "Qeios",
    "preprints.jmir.org": "JMIR Preprints",
    "preprints.scielo.org": "SciELO Preprints",
}
"""Preprint servers by their addresses."""
_OF_MEDRXIV = re.compile(r"10\.1101/\d{4}\.\d\d\.\d\d\.\d{8}(?!\d)")
"""medRxiv's DOIs end in eight digits, bioRxiv's in six."""
_HOST = re.compile(r"https?://([^/?#:]+)", re.IGNORECASE)

_SUBTITLE = re.compile(
    r"\s+[:=/]\s.*|;\s.*|\s*:\s*(?:an? |the )?(?:official|publication|journal of the|newsletter|organ of)\b.*"
    r"|\s+of the United States of America$",
    re.IGNORECASE,
)
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)?$|\s*\[[^\[\]]*\]?$")
_SAYS_NOTHING_ALONE = re.compile(
    r"(?:proceedings|transactions|bulletin|journal|annals|archives|reports?|letters)", re.IGNORECASE
)
_FAMILY = re.compile(
    r"^(?i:(the lancet|lancet|nature reviews|nature|jama|cell|science|trends|frontiers|bmj))\. (?=\w)"
)
_SECTION_LETTER = re.compile(
    r"(?<=[^\W\d_]{4})\. (?:(?:Part|Section|Series) )?(?P<letter>[A-Za-z])(?:$|[:.,](?= ))"
)
"""The letter of a part, as PubMed writes it: `Journal of Chromatography. A`."""
_SECTION = re.compile(r"(?<=[^\W\d_]{4})\. (?P<word>[A-Za-z]\w+ ?)(?=[^.()]*$)")
"""The name of a part: `Journal of Neurosurgery. Spine`."""
_LAST_STOP = re.compile(r"(?<=[^\W\d_]{5})\.$")

_SMALL_TEXT = """
a an and as at by for from in into of on or the to via with
"""
_SMALL = frozenset(_SMALL_TEXT.split())
_ENGLISH_TEXT = """
advances american analysis annals applications? applied archives behaviou?r british bulletin cancer care cell
chemistry clinical communications? cycle decision diseases? ecological economics? education engineering
environmental european for genetics health human imaging in international journals? justice letters management
mathematical medicine metabolism methods molecular mutation nursing of and the open physical policy pollution
practice psychologist public quality rehabilitation reports? research reviews? risk sciences? sclerosis social
studies surgery systems? technology theory therapy toxicology transactions
"""
_ENGLISH = re.compile(rf"\b(?:{'|'.join(_ENGLISH_TEXT.split())}|\w+(?:ology|scopy|genesis|ics))\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:de|del|della|delle|der|des|di|do|dos|da|du|el|en|et|für|fur|i|il|la|las|le|les|los|na|och|und"
    r"|y|za|zeitschrift"
    r"|revista|revue|rivista|annales|zhonghua|zhongguo)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHORTEST_SHOUT = 6
"""Letters; a shorter name in capitals is an abbreviation."""

_EZAFE = re.compile(
    r"^((?:دو\u200c?)?(?:فصل\u200c?|ماه\u200c?|هفته\u200c?|سال\u200c?|پژوهش\u200c?)نامه|مجله|نشریه)"
    r"(?:\u200cی| ی|ی)?(?= \S)"
)


def journal_name(name: str, spellings: Iterable[str] = ()) -> str:
    """Return the journal's name as a post says it; `spellings` are the site's own names and words of names.

    What PubMed adds goes: places (`Lancet (London, England)`), subtitles (`… : official journal of …`). Names in
    small letters or in capitals get the capitals of a title where they are English; words that have capitals of
    their own keep them. A Persian name gets the ezafe that its first word has in speech: «مجلهٔ علوم …».
    """
    return _written(name, tuple(spellings))


def where_published(publication: Publication, name: str) -> str:
    """Return the name of what the publication came out in: `name`, its journal, or for a preprint the server.

    The server is what the record's publisher, addresses, arXiv number or DOI say; empty where they name none.
    """
    if name or publication.type is not PublicationType.PREPRINT:
        return name
    return _by_publisher(publication.publisher) or _by_address(publication) or _by_number(publication)


def _by_publisher(publisher: str) -> str:
    servers = sorted({*_SERVERS.values(), *_HOSTS.values()}, key=len, reverse=True)
    return next((each for each in servers if re.search(rf"\b{re.escape(each)}\b", publisher, re.IGNORECASE)), "")


def _by_address(publication: Publication) -> str:
    found = (_HOST.match(link.url) for link in publication.links)
    hosts = [host[1].lower() for host in found if host]
    named = (server for host in hosts for end, server in _HOSTS.items() if f".{host}".endswith(f".{end}"))
    return next(named, "")


def _by_number(publication: Publication) -> str:
    if _OF_MEDRXIV.match(publication.doi):
        return "medRxiv"
    is_arxiv = any(each.scheme is IdentifierScheme.ARXIV for each in publication.identifiers)
    return _SERVERS.get(publication.doi.partition("/")[0], "arXiv" if is_arxiv else "")


@lru_cache(maxsize=1000)
def _written(name: str, spellings: tuple[str, ...]) -> str:
    known = _known(spellings)
    bare = _without_additions(name)
    if name.lower() in known or bare.lower() in known:
        return known.get(name.lower()) or known[bare.lower()]
    return _EZAFE.sub("\\1\u0654", _with_capitals(bare, known))


@lru_cache(maxsize=8)
def _known(spellings: tuple[str, ...]) -> Mapping[str, str]:
    return {spelling.lower(): spelling for spelling in (*SPELLINGS, *spellings)}


def _without_additions(name: str) -> str:
    short = _SUBTITLE.sub("", name.strip()).strip()
    bare = _LAST_BRACKET.sub("", short).strip()
    if bare and not _SAYS_NOTHING_ALONE.fullmatch(bare):
        short = bare
    short = _FAMILY.sub(r"\1 ", short or name.strip())
    short = _SECTION_LETTER.sub(
        lambda found: f" {found['letter'].upper()}{':' * (found.end() < len(found.string))}", short
    )
    short = _SECTION.sub(lambda found: f": {found['word'][:1].upper()}{found['word'][1:]}", short)
    return short if "." in short[:-1] else _LAST_STOP.sub("", short)


def _with_capitals(name: str, known: Mapping[str, str]) -> str:
    words = _WORD.findall(name)
    shouted = name.isupper() and len(name) >= _SHORTEST_SHOUT and not re.search(r"\d", name)
    lowered = any(word.islower() and word not in _SMALL and word not in known for word in words[1:])
    titled = shouted or bool(lowered and _ENGLISH.search(name) and not _FOREIGN.search(name))

    def written(word: re.Match[str]) -> str:
        found = word.group()
        own = known.get(found.lower())
        if own and (titled or found.islower() or found.isupper() or own.lower() == found.lower() != own):
            return own
        if not titled:
            return found
        is_letter = found == "A" and not shouted  # of a part: `Journal of Chromatography A`
        if found.lower() in _SMALL and word.start() > 0 and not is_letter and name[word.start() - 2] != ":":
            return found.lower()
        return "-".join(map(str.capitalize, found.split("-"))) if shouted else found[:1].upper() + found[1:]

    return _WORD.sub(written, name)
