"""Identifiers and addresses of publications: one spelling of each, however the source writes it."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain, count

from announcer.core.publications.publication import IdentifierScheme, LinkKind, Publication
from announcer.core.text.letters import folded, tidy
from announcer.core.text.markup import unescaped
from announcer.core.text.slugs import slug

_DOI = re.compile(r"(?<![\d.])(?:1?0\.\d{4,9}(?:\.\d+)*/\S+|10/[a-z0-9]+$)", re.IGNORECASE)
_DOI_HOST = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(\S+)", re.IGNORECASE)
_ADDRESS_TAIL = re.compile(r"[?#]\w.*$")
_VERSION = re.compile(r"(?<=[\dx])[./-]?v\d{1,2}$|(?<=\d)\.\d{1,2}$", re.IGNORECASE)
_STOPS_AFTER = ".,;'\"’”»…"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_AFTER_DOI = re.compile(r"</\w{1,12}>?|[;,|]\s?(?=(?:doi:|https?://\S{0,60}?)?10\.\d{4,9}/)", re.IGNORECASE)

LONGEST_ADDRESS = 4_000
"""Characters of a web address; no browser is sure to open a longer one."""

_PMID = re.compile(r"(?:pmid\s*+:?\s*+)?+0*+([1-9]\d{0,7})", re.IGNORECASE)
_PMID_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/0*([1-9]\d{0,7})\b",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?:.*/)?(?:pmcid\s*+:?\s*+)?+PMC([1-9]\d{0,8})(?:\.\d+)?/?", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?", re.IGNORECASE)
_ROR = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", re.IGNORECASE)

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_WEB_ADDRESS = re.compile(r"https?://(?=[^\s/?#]+\.[^\s/?#])[^\s/?#]++(?:[/?#]\S*+)?", re.IGNORECASE)
_HOST = re.compile(r"(?<=//)[^\s/?#:@]+(?=[/?#:]|$)")
# X ends a link before most punctuation, and at a bracket that does not close again.
_SAFE_IN_DOI = re.compile(r"[^A-Za-z0-9./_~-]")
_SAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9:/?#@!$&*+,;=%._~-]")
_UNSAFE_END = re.compile(r"[^A-Za-z0-9/]$")


def normal_doi(text: str) -> str:
    """Return the DOI in `text` in lower case, for matching and for links; empty if there is none.

    Takes what sources give: an address, `doi:`, braces, a DOI inside a citation, a lost leading 1, a short DOI
    (`10/fqd6hj`). Old DOIs with `<`, `>`, `;` and brackets (SICI) stay whole; a stop at the end goes.
    """
    text = _AFTER_DOI.split(unescaped(tidy(text)).replace("\\_", "_").strip(), maxsplit=1)[0]
    address = _DOI_HOST.search(text)
    if address:
        text = _ADDRESS_TAIL.sub("", _percent_decoded(address[1]))
        text = text if text.startswith(("10.", "10/")) else f"10/{text}"
    elif _WEB.match(text):
        text = _ADDRESS_TAIL.sub("", text)
    found = _DOI.search(text)
    if not found:
        return ""
    doi = _trimmed(found.group()).lower()
    return doi if doi.startswith("1") else f"1{doi}"


def of_all_versions(doi: str) -> str:
    """Return a preprint's DOI without its version: `10.5555/2026.504562` for `….1`, `….v2` and `…/v3`."""
    return _VERSION.sub("", doi)


def doi_of_link(url: str) -> str:
    """Return the DOI that a doi.org address leads to; other addresses hold none that can be relied on."""
    return normal_doi(url) if _DOI_HOST.fullmatch(url.strip()) else ""


def normal_pmid(text: str) -> str:
    """Return the digits of a PubMed identifier, without leading zeros; empty if it is none."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else pmid_of_link(text)


def pmid_of_link(url: str) -> str:
    """Return the PubMed identifier in an address of PubMed; empty if it is another address."""
    found = _PMID_ADDRESS.match(url.strip())
    return found[1] if found else ""


def normal_pmcid(text: str) -> str:
    """Return a PubMed Central identifier as `PMC123`, without its version; empty if it is none."""
    found = _PMCID.fullmatch(text.strip())
    return f"PMC{found[1]}" if found else ""


def normal_orcid(text: str) -> str:
    """Return an ORCID iD as `0000-0002-1825-0097`; empty if it is not one, as its check digit tells."""
    orcid = orcid_as_written(text)
    return orcid if orcid and orcid[-1] == _check_digit(orcid[:-1]) else ""


def orcid_as_written(text: str) -> str:
    """Return what has the form of an ORCID iD, its check digit right or wrong; empty if it has not."""
    found = _ORCID.fullmatch(text.strip())
    return "-".join(found.groups()).upper() if found else ""


def normal_ror(text: str) -> str:
    """Return an identifier of the Research Organization Registry as `04waqzz56`; empty if it is none."""
    found = _ROR.fullmatch(text.strip())
    return found[1].lower() if found else ""


def _check_digit(orcid: str) -> str:
    """Return the last character of an ORCID iD from those before it (ISO/IEC 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def uid(publication: Publication) -> str:
    """Return the name of this publication, which no other has: `doi:…`, else `pmid:…`, `pmcid:…` or `title:…`."""
    return uids(publication)[0]


def uids(publication: Publication) -> tuple[str, ...]:
    """Return the names that a publication may go by, the best first; more than one where several share a DOI.

    The last is a digest over title, journal and year, so the same page read twice gives the same answer.
    """
    numbers = (("doi", publication.doi), ("pmid", publication.pmid), ("pmcid", publication.pmcid))
    year = publication.published.year if publication.published else ""
    words = f"{folded(publication.title.plain)}\n{folded(publication.journal)}\n{year}"
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return (*(f"{name}:{value}" for name, value in numbers if value), f"title:{digest}")


def free_uid(publication: Publication, taken: Collection[str]) -> str:
    """Return the best name for a publication that none of the others in `taken` goes by."""
    names = uids(publication)
    more = (f"{names[-1]}-{number}" for number in count(2))
    return next(name for name in chain(names, more) if name not in taken)


def doi_url(doi: str) -> str:
    """Return the doi.org address of a DOI, percent-encoded so that X takes the whole of it as one link."""
    return _safe_end(f"https://doi.org/{_SAFE_IN_DOI.sub(_percent_encoded, doi)}")


def whole_link(url: str) -> str:
    """Return a web address so written that X takes the whole of it as one link; empty if it is none.

    Its path is percent-encoded, and an internationalised domain is written as the name system has it.
    """
    url = url.strip()
    if len(url) > LONGEST_ADDRESS or not _WEB_ADDRESS.fullmatch(url):
        return ""
    url = _HOST.sub(lambda found: ".".join(map(_ascii_label, found.group().split("."))), url, count=1)
    return _safe_end(_SAFE_IN_ADDRESS.sub(_percent_encoded, url))


def _ascii_label(label: str) -> str:
    """Return a part of an internationalised domain as the name system has it (IDNA 2008): `xn--…`."""
    if label.isascii():
        return label
    return f"xn--{unicodedata.normalize('NFC', label.lower()).encode('punycode').decode('ascii')}"


def best_link(publication: Publication, page_url_pattern: str = "") -> str:
    """Return the address a post should lead to; empty if there is none of any kind.

    The order is DOI, publisher, PubMed, arXiv, page, then `page_url_pattern` with `{doi}`, `{pmid}` or `{slug}`
    filled in (a pattern that asks for what the record lacks gives nothing).
    """
    if publication.doi:
        return doi_url(publication.doi)
    for address in (
        publication.link(LinkKind.DOI),
        publication.link(LinkKind.PUBLISHER),
        publication.link(LinkKind.PUBMED),
        f"https://pubmed.ncbi.nlm.nih.gov/{publication.pmid}/" if publication.pmid else "",
        f"https://pmc.ncbi.nlm.nih.gov/articles/{publication.pmcid}/" if publication.pmcid else "",
        _at_arxiv(publication),
        publication.link(LinkKind.PAGE),
        _from_pattern(publication, page_url_pattern),
    ):
        if link := whole_link(address):
            return link
    return ""


def own_page(publication: Publication, page_url_pattern: str = "") -> str:
    """Return the address of the institution's own page about the publication; empty if none is known."""
    own = publication.link(LinkKind.PAGE), _from_pattern(publication, page_url_pattern)
    return next(filter(None, map(whole_link, own)), "")


def _at_arxiv(publication: Publication) -> str:
    numbers = (each.value for each in publication.identifiers if each.scheme is IdentifierScheme.ARXIV)
    return next((f"https://arxiv.org/abs/{number}" for number in numbers), "")


def _from_pattern(publication: Publication, pattern: str) -> str:
    if not pattern:
        return ""
    values = {"{doi}": publication.doi, "{pmid}": publication.pmid, "{slug}": slug(publication.title.plain)}
    if any(name in pattern and not value for name, value in values.items()):
        return ""
    for name, value in values.items():
        pattern = pattern.replace(name, value)
    return pattern


def _trimmed(doi: str) -> str:
    """Return a DOI without stops, and brackets that were never opened, at its end."""
    counts = Counter(doi)
    end = len(doi)
    while end and (doi[end - 1] in _STOPS_AFTER or _is_lone(doi[end - 1], counts)):
        end -= 1
        counts[doi[end]] -= 1
    return doi[:end]


def _is_lone(char: str, counts: Mapping[str, int]) -> bool:
    return char in _BRACKETS and counts[char] > counts[_BRACKETS[char]]


def _percent_decoded(text: str) -> str:
    return _PERCENT.sub(lambda found: bytes.fromhex(found.group().replace("%", "")).decode(errors="replace"), text)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode(errors="replace"))


def _safe_end(url: str) -> str:
    return _UNSAFE_END.sub(_percent_encoded, url)
