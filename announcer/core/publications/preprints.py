"""Tell preprints by the server they stand on, whatever kind the record's source calls them."""

import re
from dataclasses import replace

from announcer.core.publications.journals import where_published
from announcer.core.publications.publication import (
    IdentifierScheme,
    LinkKind,
    OtherIdentifier,
    Publication,
    PublicationType,
)

_DOI = re.compile(
    r"10\.(?:48550/arxiv\.|1101/(?:20\d\d\.\d\d\.\d\d\.\d|\d{6}(?:v\d+)?$)|64898/"
    r"|21203/rs\.(?!\d+\.pex)|20944/preprints|312(?:19|2\d|3[0-7])/|35542/|33774/|32388/"
    r"|26434/chemrxiv|2139/ssrn|2196/preprints|36227/techrxiv|22541/(?:au|essoar)\.|1002/essoar\."
    r"|7287/peerj\.preprints|1590/scielopreprints|12688/verixiv)",
    re.IGNORECASE,
)
"""Of prefixes that servers share with journals, only what servers give: 10.1101/gr. is Genome Research."""

_NAMES = (
    r"\w{0,12}rxiv(?:\.org)?\b|research square\b|res\.? sq\b|ssrn\b|preprints\.org\b|authorea\b"
    r"|ess open archive\b|(?:osf|jmir|scielo|peerj) prepr(?:ints?)?\b|cambridge open engage\b"
)
_NAMED = re.compile(rf"\b(?:{_NAMES})", re.IGNORECASE)
_SERVER = re.compile(
    rf"(?:the )?(?:{_NAMES}|preprints(?: \(basel\))?$|corr$|qeios$|(?:preprint|in review|cornell university"
    r"|cold spring harbor laboratory(?: press)?|(?:open science framework|center for open science))$)",
    re.IGNORECASE,
)
"""The start of what a record names as its journal, for a preprint: `arXiv preprint arXiv:2301.00001`, `CoRR`."""

_ADDRESS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?:med|bio|chem|tech|psya|eartha|a)rxiv\.(?:org|com)|researchsquare\.com"
    r"|preprints\.org|ssrn\.com|authorea\.com|essopenarchive\.org|preprints\.(?:jmir|scielo)\.org|osf\.io/preprints)(?:[/:?#]|$)",
    re.IGNORECASE,
)
_AT_ARXIV = re.compile(r"(?:arxiv|corr$)", re.IGNORECASE)
_ARXIV_NUMBER = re.compile(
    r"\b(?:arxiv:\s?|abs/)(\d{4}\.\d{4,5}|[a-z][a-z-]{1,12}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,2})?\b", re.IGNORECASE
)
_MAY_BE = frozenset(
    {PublicationType.ARTICLE, PublicationType.REVIEW, PublicationType.CASE_REPORT, PublicationType.OTHER}
)
_NO_SERVERS = frozenset({"", "Zenodo", "HAL"})
"""They hold copies of articles, data and more besides preprints."""


def is_preprint_doi(doi: str) -> bool:
    """Return whether the DOI is one that a preprint server gives to preprints."""
    return bool(_DOI.match(doi))


def is_preprint_address(address: str) -> bool:
    """Return whether a web address is of a preprint server."""
    return bool(_ADDRESS.match(address))


def is_preprint_server(name: str) -> bool:
    """Return whether what is named as a journal is a preprint server."""
    return bool(_SERVER.match(name))


def names_preprint_server(text: str) -> bool:
    """Return whether a preprint server is named somewhere in a text."""
    return bool(_NAMED.search(text))


def known_as_preprint(publication: Publication) -> Publication:
    """Return the publication as a preprint where its journal, DOI, address or arXiv number is of a preprint server.

    One that names a journal, or has a publisher's DOI and no server for its journal, stays what it is: the server
    then holds a copy. The number in `arXiv preprint arXiv:2301.00001` becomes an identifier, the journal `arXiv`.
    """
    if publication.type not in _MAY_BE | {PublicationType.PREPRINT}:
        return publication
    publication = _with_number(publication)
    return replace(publication, type=PublicationType.PREPRINT) if _is_preprint(publication) else publication


def _is_preprint(publication: Publication) -> bool:
    journal = publication.journal or publication.journal_short
    if _AT_ARXIV.match(journal) and publication.doi:
        return is_preprint_doi(publication.doi)  # arXiv also keeps the DOI of the article that came out
    if journal:
        return is_preprint_server(journal)
    if publication.doi:
        return is_preprint_doi(publication.doi)
    if publication.type is PublicationType.OTHER:
        return False
    if is_preprint_address(publication.link(LinkKind.PUBLISHER)) or _has_number(publication):
        return True
    server = where_published(replace(publication, type=PublicationType.PREPRINT, links=()), "")
    return server not in _NO_SERVERS


def _has_number(publication: Publication) -> bool:
    return any(each.scheme is IdentifierScheme.ARXIV for each in publication.identifiers)


def _with_number(publication: Publication) -> Publication:
    """Return the publication with the arXiv number that stands in its journal's name, or as CoRR's volume."""
    if not _AT_ARXIV.match(publication.journal):
        return publication
    found = _ARXIV_NUMBER.search(f"{publication.journal} {publication.volume}")
    if not found:
        return publication
    number = OtherIdentifier(scheme=IdentifierScheme.ARXIV, value=found[1])
    has_one = _has_number(publication)
    return replace(
        publication,
        journal="arXiv",
        volume="" if found[1] in publication.volume else publication.volume,
        identifiers=publication.identifiers if has_one else (*publication.identifiers, number),
    )
