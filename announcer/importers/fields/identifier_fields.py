"""Identifiers, addresses and languages as sources write them; what is none is told, not kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.identifiers import doi_of_link, normal_doi, pmid_of_link, whole_link
from announcer.core.publications.publication import IdentifierScheme
from announcer.core.text.letters import in_arabic_letters, language_of
from announcer.importers.limits import LONGEST_IDENTIFIER
from announcer.importers.record.model import IdentifierRecord, LinksRecord

_ISSN = re.compile(r"(?<!\d)(\d{4})[-\u2010-\u2015]?(\d{3}[\dXx])(?![\d-])")
_ISBN = re.compile(r"(?<!\d)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_EID = re.compile(r"\b2-s2\.0-\d{6,16}\b")
_WEB_OF_SCIENCE = re.compile(r"\b(?:WOS|ISI|BCI|CABI|MEDLINE|KJD|SCIELO|RSCI):[A-Z0-9]{8,25}\b")
_ADDRESS = re.compile(r"https?://[^\s,;<>\"]+", re.IGNORECASE)
_SEARCH_PAGES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:scopus\.com|embase\.com|lens\.org|dimensions\.ai|webofscience\.com|webofknowledge\.com"
    r"|ebscohost\.com|proquest\.com|ovidsp\.ovid\.com|ovid\.com|cochranelibrary\.com/central"
    r"|semanticscholar\.org|scholar\.google\.[a-z.]+|mendeley\.com|rayyan\.ai|worldcat\.org"
    r"|resolver\.\w+\.\w+)(?:[/:?]|$)",
    re.IGNORECASE,
)
"""Where databases show a record to those who have a licence; no reader of a post is sent there."""

_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "english": "en", "eng": "en", "persian": "fa", "farsi": "fa", "per": "fa", "fas": "fa", "arabic": "ar",
        "ara": "ar", "german": "de", "ger": "de", "deu": "de", "french": "fr", "fre": "fr", "fra": "fr",
        "spanish": "es", "spa": "es", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it",
        "russian": "ru", "rus": "ru", "chinese": "zh", "chi": "zh", "zho": "zh", "japanese": "ja", "jpn": "ja",
        "korean": "ko", "kor": "ko", "turkish": "tr", "tur": "tr", "polish": "pl", "pol": "pl", "dutch": "nl",
        "dut": "nl", "nld": "nl", "czech": "cs", "cze": "cs", "hungarian": "hu", "hun": "hu", "swedish": "sv",
        "swe": "sv", "danish": "da", "dan": "da", "norwegian": "no", "nor": "no", "finnish": "fi", "fin": "fi",
        "greek": "el", "gre": "el", "hebrew": "he", "heb": "he", "ukrainian": "uk", "ukr": "uk",
        "croatian": "hr", "hrv": "hr", "serbian": "sr", "srp": "sr", "romanian": "ro", "rum": "ro",
        "bulgarian": "bg", "bul": "bg", "urdu": "ur", "urd": "ur", "kurdish": "ku", "kur": "ku", "فارسی": "fa",
        "انگلیسی": "en", "عربی": "ar",
    }
)  # fmt: skip
ARABIC_LETTERS = frozenset({"fa", "ar", "ur", "ku"})
_OTHER_LETTERS = ARABIC_LETTERS | {"zh", "ja", "ko", "ru", "uk", "bg", "sr", "el", "he"}
_LATIN_SHARE = 0.5


def left_out(where: str, value: str) -> Finding:
    """Return the finding that a value of the source is not what its field wants, and was left out."""
    shown = value if len(value) <= 80 else f"{value[:80]}…"  # noqa: PLR2004 -- enough to find it in the file
    return finding("value-left-out", where=where, value=shown)


def doi_in(values: Iterable[str], findings: list[Finding]) -> str:
    """Return the first DOI among what stands in a field for one; adds a finding where there is something else."""
    odd = ""
    for value in values:
        if doi := normal_doi(value[:LONGEST_IDENTIFIER]):
            return doi
        odd = odd or value.strip()
    if any(letter.isalnum() for letter in odd):
        findings.append(left_out("doi", odd))
    return ""


def issns_in(values: Iterable[str]) -> tuple[str, ...]:
    """Return the ISSNs among texts such as `0957-9672 (Print)`, `19490976`, `1932-8494; 1932-8486`."""
    found = (
        f"{first}-{last.upper()}" for value in values for first, last in _ISSN.findall(value[:LONGEST_IDENTIFIER])
    )
    return tuple(dict.fromkeys(found))


def isbns_in(values: Iterable[str]) -> tuple[IdentifierRecord, ...]:
    """Return the ISBNs among texts, without hyphens."""
    found = (
        re.sub(r"[- ]", "", each).upper() for value in values for each in _ISBN.findall(value[:LONGEST_IDENTIFIER])
    )
    return tuple(IdentifierRecord(scheme=IdentifierScheme.ISBN, value=value) for value in dict.fromkeys(found))


def database_identifiers(values: Iterable[str]) -> tuple[IdentifierRecord, ...]:
    """Return the identifiers of Scopus and the Web of Science in texts and addresses."""
    joined = [value[:LONGEST_IDENTIFIER] for value in values]
    rows = [(IdentifierScheme.SCOPUS, each) for value in joined for each in _EID.findall(value)]
    rows += [(IdentifierScheme.WEB_OF_SCIENCE, each) for value in joined for each in _WEB_OF_SCIENCE.findall(value)]
    return tuple(IdentifierRecord(scheme=scheme, value=value) for scheme, value in dict.fromkeys(rows))


@dataclass(slots=True, kw_only=True)
class Addresses:
    """The web addresses of a record, the first of each kind."""

    doi: str = ""
    pubmed: str = ""
    publisher: str = ""
    others: list[str] = field(default_factory=list)

    @property
    def links(self) -> LinksRecord:
        """The addresses that readers can be sent to."""
        return LinksRecord(doi=self.doi, pubmed=self.pubmed, publisher=self.publisher)


def addresses_in(values: Iterable[str]) -> Addresses:
    """Return the addresses in texts by kind; pages of databases that only subscribers see are `others`."""
    found = Addresses()
    for text in values:
        for address in _ADDRESS.findall(text[: 4 * LONGEST_IDENTIFIER]):
            link = whole_link(address.rstrip(".)"))
            if not link:
                continue
            if doi_of_link(link):
                found.doi = found.doi or link
            elif pmid_of_link(link):
                found.pubmed = found.pubmed or link
            elif _SEARCH_PAGES.match(link):
                found.others.append(link)
            else:
                found.publisher = found.publisher or link
    return found


def language_codes(text: str) -> tuple[str, ...]:
    """Return the codes of the languages that a text names: `eng`, `English; Persian`, `de`, `en-US`."""
    words = (word.partition("-")[0] for word in re.split(r"[;,/\s()]+", text[:LONGEST_IDENTIFIER].strip().lower()))
    codes = (word if len(word) == 2 and word.isascii() else _LANGUAGES.get(word, "") for word in words)  # noqa: PLR2004
    return tuple(dict.fromkeys(code for code in codes if code.isalpha()))


def language_of_title(title: str, codes: tuple[str, ...]) -> tuple[str, bool]:
    """Return the language of a title (empty where only its letters tell), and whether it is a translation.

    Databases name the language that the paper is in, and often print its title in English all the same: in
    brackets, or simply so. Letters tell for languages that are not written in Latin ones.
    """
    if title.strip().startswith("[") and title.strip(" .").endswith("]"):
        return "", not codes or "en" not in codes[:1]
    if not codes or codes[0] == "en":
        return ("en" if codes and language_of(title) == "en" else ""), False
    paper = codes[0]
    if (paper in ARABIC_LETTERS) != in_arabic_letters(title):
        return "", "en" not in codes
    if paper in _OTHER_LETTERS and _is_latin(title):
        return "", "en" not in codes
    return ("" if "en" in codes else paper), False


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) > _LATIN_SHARE * len(letters)
