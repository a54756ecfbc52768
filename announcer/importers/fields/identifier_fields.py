"""Identifiers and addresses as sources write them; what is none is told, not kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.identifiers import (
    doi_of_link,
    normal_doi,
    normal_pmcid,
    normal_pmid,
    orcid_as_written,
    pmid_of_link,
    whole_link,
)
from announcer.core.publications.publication import IdentifierScheme
from announcer.importers.fields.left_out import first_usable
from announcer.importers.limits import LONGEST_IDENTIFIER
from announcer.importers.record.model import IdentifierRecord, LinksRecord

_ISSN = re.compile(r"(?<!\d)(\d{4})[-\u2010-\u2015]?(\d{3}[\dXx])(?![\d-])")
_ISSN_ALONE = re.compile(r"(?:\s*(?:e-?|p-?)?issn:?\s*)?(\d{4})[-\u2010-\u2015 ]?(\d{3}[\dXx])\s*", re.IGNORECASE)
_ISBN = re.compile(r"(?<!\d)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_ARXIV = re.compile(r"(?:arxiv\.org/abs/|arxiv(?:\.org)?:)([\w.-]+(?:/\d+)?)", re.IGNORECASE)
_ARXIV_VERSION = re.compile(r"v\d{1,2}$")
_EID = re.compile(r"\b2-s2\.0-\d{6,16}\b")
_WEB_OF_SCIENCE = re.compile(r"\b(?:WOS|ISI|BCI|CABI|MEDLINE|KJD|SCIELO|RSCI):[A-Z0-9]{8,25}\b")
_ODD_IN_DOI = re.compile(r"<[a-z/!]|[\"'`{}|\\^]")
"""What no DOI has; SICI numbers have `<1661::AID-SIM968>`."""
_ADDRESS = re.compile(r"https?://[^\s,;<>\"]+", re.IGNORECASE)
_SEARCH_PAGES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:scopus\.com|embase\.com|lens\.org|dimensions\.ai|webofscience\.com|webofknowledge\.com"
    r"|ebscohost\.com|proquest\.com|ovidsp\.ovid\.com|ovid\.com|cochranelibrary\.com/central"
    r"|semanticscholar\.org|scholar\.google\.[a-z.]+|mendeley\.com|rayyan\.ai|worldcat\.org"
    r"|resolver\.\w+\.\w+)(?:[/:?]|$)",
    re.IGNORECASE,
)
"""Where databases show a record to those who have a licence; no reader of a post is sent there."""


def arxiv_in(values: Iterable[str]) -> str:
    """Return the first number of arXiv in addresses or in `arXiv:2301.00001v2`, without the version; or nothing."""
    found = next(filter(None, map(_ARXIV.search, values)), None)
    return _ARXIV_VERSION.sub("", found[1]) if found else ""


def doi_in(values: Iterable[str], findings: list[Finding]) -> str:
    """Return the first DOI among what stands in a field for one; a finding tells where there is something else."""
    doi = first_usable("doi", values, normal_doi, findings) or ""
    if _ODD_IN_DOI.search(doi):
        findings.append(finding("odd-doi", where="doi", doi=doi))
    return doi


def pmid_in(values: Iterable[str], findings: list[Finding]) -> str:
    """Return the first identifier of PubMed among what stands in a field for one, and tell of something else."""
    return first_usable("pmid", values, normal_pmid, findings) or ""


def pmcid_in(values: Iterable[str], findings: list[Finding]) -> str:
    """Return the first identifier of PubMed Central among what stands in a field for one, with PMC or without."""
    return first_usable("pmcid", values, _pmcid, findings) or ""


def _pmcid(text: str) -> str:
    return normal_pmcid(f"PMC{text.strip()}" if text.strip().isdecimal() else text)


def orcid_in(values: Iterable[str], findings: list[Finding]) -> str:
    """Return the first ORCID iD among what stands in a field for one, and tell of something else.

    One with a slip stays as it is, as in records of the project's own form: a finding of the publication names the
    author, and nothing uses it.
    """
    return first_usable("orcid", values, orcid_as_written, findings) or ""


def issn_alone(text: str) -> str:
    """Return the ISSN that a text is, with or without the word; empty where it is something else."""
    found = _ISSN_ALONE.fullmatch(text)
    return f"{found[1]}-{found[2].upper()}" if found else ""


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
