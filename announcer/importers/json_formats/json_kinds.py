"""Tell whose records a JSON file holds, by the keys of the first one and by those around it."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from announcer.errors import SourceError
from announcer.importers.json_stream import Envelope, first_members
from announcer.importers.text_files import head_text

_START = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"\]]|$))')
_CONTEXT = "@context"
_WORK = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?W\d+", re.IGNORECASE)

ENVELOPES: Mapping[str, Envelope] = MappingProxyType(
    {
        "crossref": Envelope(paths=(("message", "items"), ("message",), ("items",))),
        "openalex": Envelope(paths=(("results",),)),
        "datacite": Envelope(paths=(("data",),)),
        "pure": Envelope(paths=(("items",),)),
        "csl": Envelope(paths=(("items",),)),
        "record-json": Envelope(paths=(("publication",),), is_whole=True),
    }
)
"""Where the records are, by format."""

_PATHS = tuple(dict.fromkeys(path for envelope in ENVELOPES.values() for path in envelope.paths))
_OPENALEX = {
    *(
        "abstract_inverted_index",
        "authorships",
        "primary_location",
        "host_venue",
        "open_access",
        "cited_by_api_url",
    ),
    *("referenced_works", "publication_year", "publication_date", "cited_by_count"),
}
_DATACITE = {"creators", "titles", "publicationYear", "types", "rightsList", "schemaVersion", "descriptions"}
_CROSSREF_TYPES = {
    *("journal-article", "proceedings-article", "monograph", "edited-book", "reference-book", "book-chapter"),
    *("book-part", "book-section", "reference-entry", "posted-content", "peer-review", "component", "journal"),
    *("journal-issue", "journal-volume", "proceedings", "book-series", "book-set", "report-series", "grant"),
}
_CSL_TYPES = {
    *("article-journal", "article-magazine", "article-newspaper", "paper-conference", "entry-encyclopedia"),
    *("entry-dictionary", "post-weblog", "review-book", "motion_picture", "personal_communication", "webpage"),
}
_CSL = {
    *("DOI", "PMID", "PMCID", "ISSN", "ISBN", "URL", "author", "editor", "issued", "accessed", "container-title"),
    *("container-title-short", "title-short", "page", "citation-key", "itemType", "creators", "csljson"),
    *("citation-label", "publisher-place", "collection-title", "journalAbbreviation", "article_id"),
}


def json_kind(head: bytes) -> str:
    """Return the name of the format of a JSON file, by its beginning; empty where that is not JSON.

    What belongs to no other format is a record of the project's own, or is meant for one.
    """
    text = head_text(head)
    if not _START.match(text):
        return ""
    members, around = first_members(text, _PATHS)
    return next((name for name, fits in _MARKS.items() if fits(members, around)), "record-json")


def refuse_json_ld(text: str, source: str) -> None:
    """See that a JSON text is not linked data, such as schema.org's, which is in none of the formats.

    Raises:
        SourceError: it is.
    """
    members, around = first_members(text, _PATHS) if _START.match(text) else ({}, ())
    if _CONTEXT in members or _CONTEXT in around:
        hint = "export it as CSL-JSON, RIS or BibTeX"
        raise SourceError(source, "this is JSON-LD (schema.org), which is not read", hint=hint)


def _is_pure(members: Mapping[str, object], around: tuple[str, ...]) -> bool:
    is_titled = isinstance(members.get("title"), dict)
    return "pureId" in members or "pageInformation" in around or (is_titled and "uuid" in members)


def _is_openalex(members: Mapping[str, object], around: tuple[str, ...]) -> bool:
    identifier = members.get("id")
    is_work = isinstance(identifier, str) and bool(_WORK.fullmatch(identifier)) and "openalex" in identifier.lower()
    return is_work or len(_OPENALEX & members.keys()) > 1 or (not members and {"meta", "results"} <= set(around))


def _is_datacite(members: Mapping[str, object], around: tuple[str, ...]) -> bool:
    if not members and {"data", "meta"} <= set(around):
        return True
    if members.get("type") == "dois" or len(_DATACITE & members.keys()) > 1:
        return True
    attributes = members.get("attributes")
    return isinstance(attributes, dict) and bool(_DATACITE & attributes.keys())


def _is_crossref(members: Mapping[str, object], around: tuple[str, ...]) -> bool:
    title, kind = members.get("title"), members.get("type")
    if "message-type" in around or (isinstance(kind, str) and kind in _CROSSREF_TYPES):
        return True
    is_listed = isinstance(title, list) or ("title" not in members and "reference-count" in members)
    return is_listed and bool({"DOI", "indexed", "prefix", "member", "reference-count"} & members.keys())


def _is_csl(members: Mapping[str, object], _: tuple[str, ...]) -> bool:
    if _CONTEXT in members:  # linked data has keys of the same names
        return False
    kind, inner = members.get("type"), members.get("data")  # Zotero's own form has the fields within "data"
    if isinstance(inner, dict) and "itemType" in inner:
        return True
    return bool(_CSL & members.keys()) or (isinstance(kind, str) and kind in _CSL_TYPES)


_MARKS: Mapping[str, Callable[[Mapping[str, object], tuple[str, ...]], bool]] = MappingProxyType(
    {
        "pure": _is_pure,
        "openalex": _is_openalex,
        "datacite": _is_datacite,
        "crossref": _is_crossref,
        "csl": _is_csl,
    }
)
