"""Make a record out of a feed's entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import struct_time
from typing import Any

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi, pmid_of_link, whole_link
from announcer.core.publications.preprints import is_preprint_address
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType, RelationKind
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.feeds.feed_texts import abstract_in, authors_in_texts, journal_of_channel, title_in
from announcer.importers.fields.date_words import date_in_field
from announcer.importers.fields.gathered_fields import page_range, unique
from announcer.importers.fields.identifier_fields import arxiv_in, doi_in, issns_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.title_fields import title_language
from announcer.importers.record.model import (
    IdentifierRecord,
    LinksRecord,
    PublicationRecord,
    RelationRecord,
)

_IDENTIFIER = re.compile(r"<(?:\w+:)?identifier[^<>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,500})")
_PMID = re.compile(r"(?:pmid|pubmed):\s*(\d{1,8})$", re.IGNORECASE)
_DOI_IN_ADDRESS = re.compile(
    r"(?:doi\.org|/doi)/(?:abs/|full/|pdf/|epdf/|epub/|book/)?(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE
)
_MAGAZINE = re.compile(r"10\.1038/d41586-")
"""The DOIs of Nature's news, comments and careers."""
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_NO_KEYWORDS = re.compile(
    r"(?:original |research |full |review |regular |short )*(?:articles?|papers?|research|reviews?|communications?)"
    r"|open access|journal article|letters?|editorials?|uncategorized",
    re.IGNORECASE,
)
_RECORDINGS = ("audio/", "video/")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as feedparser reads it, what the feed says of itself, and the entry's own XML."""

    fields: Mapping[str, Any]
    channel: Mapping[str, Any]
    xml: str

    def text(self, *names: str) -> str:
        """Return the first of the fields that has a text."""
        found = (self.fields.get(name) for name in names)
        return next((" ".join(value.split()) for value in found if isinstance(value, str) and value.strip()), "")


def entry_record(entry: Entry) -> Reading:
    """Return the record of an entry.

    Raises:
        UnusableRecordError: it has no title, or is news, a recording or the like.
    """
    arxiv = arxiv_in([entry.text("id"), entry.text("link")])
    title = title_in(entry.text("title"))
    if not title:
        raise UnusableRecordError("it has no title")
    recording = _recording(entry)
    if recording:
        raise UnusableRecordError(f"it is a recording ({recording}), no publication")
    findings: list[Finding] = []
    doi, pmid = _doi(entry, findings), _pmid(entry)
    authors = authors_in_texts(_names(entry), entry.text("summary"))
    abstract = abstract_of(abstract_in(_texts(entry), title))
    if not (doi or pmid or arxiv or authors or abstract):
        raise UnusableRecordError("it has no authors, no DOI and no abstract: news or a notice, no publication")
    link = whole_link(entry.text("link", "prism_url"))
    is_preprint = bool(arxiv) or is_preprint_address(link)
    is_published = bool(arxiv and doi and not doi.startswith("10.48550/"))
    relation = RelationRecord(kind=RelationKind.ARTICLE, doi=doi) if is_published else None
    licence = licence_in(_rights(entry))
    record = PublicationRecord(
        title=title,
        language=title_language(language_named(entry.text("language", "dc_language")), title),
        type=_type(doi, is_preprint=is_preprint),
        doi="" if is_published else doi,
        pmid=pmid,
        identifiers=(IdentifierRecord(scheme=IdentifierScheme.ARXIV, value=arxiv),) if arxiv else (),
        authors=authors,
        journal="" if is_preprint else _journal(entry),
        issn=issns_in(_issns(entry)),
        volume=entry.text("prism_volume"),
        issue=entry.text("prism_number", "prism_issue"),
        pages=_pages(entry),
        publisher=entry.text("publisher", "dc_publisher") or str(entry.channel.get("publisher", "")),
        published=_published(entry, findings),
        abstract=abstract,
        keywords=unique(_keywords(entry)),
        open_access=True if licence else None,
        licence=licence,
        relations=(relation,) if relation else (),
        links=LinksRecord(publisher=link),
    )
    return Reading(record=record, findings=tuple(findings))


def _type(doi: str, *, is_preprint: bool) -> PublicationType:
    if is_preprint:
        return PublicationType.PREPRINT
    return PublicationType.OTHER if _MAGAZINE.match(doi) else PublicationType.ARTICLE


def _identifiers(entry: Entry) -> list[str]:
    """Return the identifiers of an entry; feedparser keeps the last of several only."""
    found = [" ".join(text.split()) for text in _IDENTIFIER.findall(entry.xml)]
    return [*found, entry.text("dc_identifier"), entry.text("id")]


def _doi(entry: Entry, findings: list[Finding]) -> str:
    """Return the DOI that an entry names, or that stands in its address: `…/doi/full/10.5555/12345678`."""
    if doi := doi_in([entry.text("prism_doi"), entry.text("arxiv_doi")], findings):
        return doi
    named = _identifiers(entry)
    own = (normal_doi(text) for text in named if not text.startswith("http") or "doi.org/" in text)
    addresses = (entry.text("link"), entry.text("prism_url"), entry.text("id"))
    linked = (normal_doi(found[1]) for text in addresses if (found := _DOI_IN_ADDRESS.search(text)))
    return next(filter(None, (*own, *linked)), "")


def _pmid(entry: Entry) -> str:
    named = (found[1] for text in _identifiers(entry) if (found := _PMID.match(text)))
    return next(named, "") or pmid_of_link(entry.text("link"))


def _names(entry: Entry) -> list[str]:
    people = entry.fields.get("authors")
    rows = people if isinstance(people, list) else []
    return [str(row["name"]) for row in rows if isinstance(row, Mapping) and row.get("name")]


def _texts(entry: Entry) -> list[str]:
    """Return what may be an abstract: the contents, then the summary."""
    contents = entry.fields.get("content")
    rows = contents if isinstance(contents, list) else []
    return [
        *(str(row.get("value", "")) for row in rows if isinstance(row, Mapping)),
        str(entry.fields.get("summary", "")),
    ]


def _journal(entry: Entry) -> str:
    source = entry.text("dc_source")
    named = entry.text("prism_publicationname") or (
        source if source and not re.search(r"[\d|]|https?:", source) else ""
    )
    return named or journal_of_channel(entry.channel)


def _issns(entry: Entry) -> Iterator[str]:
    for name in ("prism_issn", "prism_eissn"):
        yield entry.text(name)
        yield str(entry.channel.get(name, ""))


def _pages(entry: Entry) -> str:
    first, last = entry.text("prism_startingpage"), entry.text("prism_endingpage")
    return page_range(first, last) if first else page_range(entry.text("prism_pagerange"))


def _published(entry: Entry, findings: list[Finding]) -> PartialDate | None:
    """Return when it came out: what the publisher says, else when it came into the feed."""
    for name in ("prism_publicationdate", "prism_coverdate", "published", "updated"):
        if found := _ISO.fullmatch(entry.text(name)):
            return partial_date(found[1], found[2], found[3])
    for name in ("published_parsed", "updated_parsed"):
        moment = entry.fields.get(name)
        if isinstance(moment, struct_time):
            return partial_date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    names = ("prism_publicationdate", "prism_coverdate", "published", "updated")
    return date_in_field(map(entry.text, names), findings)


def _keywords(entry: Entry) -> Iterator[str]:
    tags = entry.fields.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        term = str(tag.get("label") or tag.get("term") or "").strip() if isinstance(tag, Mapping) else ""
        if term and not _NO_KEYWORDS.fullmatch(term):
            yield term


def _rights(entry: Entry) -> Iterator[str]:
    yield entry.text("license", "cc_license", "creativecommons_license", "prism_copyright")
    yield entry.text("rights", "dc_rights")
    links = entry.fields.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping) and link.get("rel") == "license":
            yield str(link.get("href", ""))


def _recording(entry: Entry) -> str:
    """Return the kind of sound or film that the entry carries; empty where it carries none."""
    links = entry.fields.get("links")
    rows = [row for row in links if isinstance(row, Mapping)] if isinstance(links, list) else []
    kinds = (str(row.get("type", "")) for row in rows if row.get("rel") == "enclosure")
    return next((kind for kind in kinds if kind.startswith(_RECORDINGS)), "")
