"""Make a record out of Dublin Core, which every repository fills in its own way."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PublicationType, RelationKind
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.gathered_fields import with_abstracts
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.title_fields import title_language
from announcer.importers.oai.dublin_core_places import Place, identifiers_in, journal_in
from announcer.importers.oai.dublin_core_texts import (
    abstract_texts,
    authors_in,
    keywords_in,
    published_in,
    type_in,
)
from announcer.importers.record.model import LinksRecord, PublicationRecord, RelationRecord, TranslationRecord
from announcer.importers.xml_content import marked_up, own_language, texts_at

_NOT_OF_RECORD = ("acceptedversion", "accepted version", "submittedversion", "draft", "updatedversion")


def dublin_core(payload: Element) -> Reading:
    """Return the record of a `dc` element, or of another that has the elements of Dublin Core within.

    Raises:
        UnusableRecordError: it has no title.
    """
    language = next(filter(None, map(language_named, texts_at(payload, "language"))), "")
    titles = list(_titles(payload))
    if not titles:
        raise UnusableRecordError("it has no title")
    own = next((pair for pair in titles if pair[0] == language), titles[0])
    language = own[0] or language
    place = journal_in(payload, language)
    found = identifiers_in(payload)
    people, affiliations = authors_in(payload, language)
    abstracts = abstract_texts(payload)
    abstract = abstract_of(abstracts.get(language) or abstracts.get("", ""))
    licence = _licence(payload)
    is_preprint = bool(found.arxiv)
    kind = PublicationType.PREPRINT if is_preprint else type_in(list(texts_at(payload, "type")))
    article = RelationRecord(kind=RelationKind.ARTICLE, doi=found.doi) if is_preprint and found.doi else None
    findings = list[Finding]()
    record = PublicationRecord(
        title=own[1],
        language=title_language(language, own[1]),
        type=kind,
        doi="" if is_preprint else found.doi,
        pmid=found.pmid,
        pmcid=found.pmcid,
        identifiers=found.others,
        authors=people,
        affiliations=affiliations,
        journal=place.journal,
        issn=place.issn,
        volume=place.volume,
        issue=place.issue,
        pages=place.pages,
        publisher=next(texts_at(payload, "publisher"), ""),
        published=published_in(list(texts_at(payload, "date")), findings),
        abstract=abstract,
        keywords=keywords_in(payload, language),
        open_access=True if licence else None,
        licence=licence,
        relations=(article,) if article else (),
        links=LinksRecord(page=found.page),
        translations=with_abstracts(
            dict(_translations(payload, titles, language, abstracts)),
            ((code, abstract_of(text)) for code, text in abstracts.items()),
            language,
            abstract,
        ),
    )
    return Reading(record=record, findings=tuple(findings))


def _titles(payload: Element) -> Iterator[tuple[str, str]]:
    """Yield the titles with the languages that they name."""
    for one in payload.iterfind("title"):
        if title := marked_up(one):
            yield own_language(one), title


def _translations(
    payload: Element, titles: list[tuple[str, str]], language: str, abstracts: dict[str, str]
) -> Iterator[tuple[str, TranslationRecord]]:
    for code, title in titles:
        if code and code != language:
            place: Place = journal_in(payload, code, only_named=True)
            yield (
                code,
                TranslationRecord(
                    title=title,
                    abstract=abstract_of(abstracts.get(code, "")),
                    keywords=keywords_in(payload, code, only_named=True),
                    journal=place.journal,
                ),
            )


def _licence(payload: Element) -> str:
    """Return the Creative Commons licence, unless it is that of a manuscript."""
    versions = " ".join(texts_at(payload, "type")).lower()
    if any(name in versions for name in _NOT_OF_RECORD):
        return ""
    return licence_in(texts_at(payload, "rights"))
