"""Make a record out of a work of Crossref's."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import whole_link
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.importers.building import Reading, UnusableRecordError
from announcer.importers.crossref_xml.unixref_relations import notice_of
from announcer.importers.crossref_xml.unixref_values import (
    abstracts_of,
    contributors_of,
    date_in_parts,
    dates_of,
    grants_of,
    licence_of,
    trials_of,
)
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import earliest
from announcer.importers.fields.gathered_fields import page_range, with_abstracts
from announcer.importers.fields.identifier_fields import doi_in, isbns_in, issns_in
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.record.model import (
    AbstractRecord,
    DatesRecord,
    LinksRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.xml_content import marked_up, own_language, text_at, text_of, texts_at

# The element of the work within what holds it; the first that is there is the work.
_WORKS = {
    "journal_article": PublicationType.ARTICLE,
    "conference_paper": PublicationType.ARTICLE,
    "content_item": PublicationType.CHAPTER,
    "posted_content": PublicationType.PREPRINT,
    "pending_publication": PublicationType.ARTICLE,
    "dataset": PublicationType.DATASET,
    "peer_review": PublicationType.OTHER,
    "dissertation": PublicationType.OTHER,
    "report-paper_metadata": PublicationType.OTHER,
    "report-paper_series_metadata": PublicationType.OTHER,
    "standard_metadata": PublicationType.OTHER,
    "book_metadata": PublicationType.BOOK,
    "book_series_metadata": PublicationType.BOOK,
    "book_set_metadata": PublicationType.BOOK,
}
_NO_WORKS = {
    "component": "a part of another publication, such as a figure or a supplement",
    "grant": "a grant",
    "database_metadata": "a database",
    "proceedings_metadata": "the proceedings of a conference as a whole",
    "journal_issue": "an issue of a journal",
    "journal_metadata": "a journal",
}
_ARTICLE_NUMBERS = {"article_number", "article-number"}
_CONTAINERS = ("journal_metadata", "book_metadata", "book_series_metadata", "proceedings_metadata")


def work(record: Element) -> Reading:
    """Return the record of a `query` that was answered, or of a `doi_record`.

    Raises:
        UnusableRecordError: Crossref does not know the DOI, or what it has is no publication.
    """
    if record.get("status") == "unresolved":
        raise UnusableRecordError(f"Crossref does not know the DOI {text_at(record, 'doi')}".rstrip())
    found = next((one for name in _WORKS if (one := record.find(f".//{name}")) is not None), None)
    if found is None:
        what = next((words for name, words in _NO_WORKS.items() if record.find(f".//{name}") is not None), "")
        message = text_at(record, ".//error") or text_at(record, ".//msg")
        raise UnusableRecordError(f"it is {what}, no publication" if what else message or "it holds no work")
    return _record(record, found)


def _record(record: Element, found: Element) -> Reading:
    titles = found.find("titles")
    title = _title(titles)
    if not title:
        raise UnusableRecordError("it has no title")
    findings: list[Finding] = []
    doi = doi_in([text_at(found, "doi_data/doi") or text_at(record, "doi")], findings)
    affiliations = Affiliations()
    container = next((one for name in _CONTAINERS if (one := record.find(f".//{name}")) is not None), None)
    issue = record.find(".//journal_issue")
    dates = dates_of(found, findings)
    notice = notice_of(record, found, doi, _kind(found))
    licence = licence_of(found)
    language = own_language(found) or _language_of(container)
    abstracts = abstracts_of(found, language)
    reading = PublicationRecord(
        title=title,
        language=title_language(language, title),
        type=notice.type,
        status=notice.status,
        doi=doi,
        identifiers=isbns_in(texts_at(record, ".//isbn")),
        authors=contributors_of(found, affiliations, findings)
        or contributors_of(container, affiliations, findings),
        affiliations=affiliations.records,
        journal="" if container is found else _container_title(container),
        journal_short=text_at(container, "abbrev_title"),
        issn=issns_in(texts_at(record, ".//issn")),
        volume=text_at(issue, "journal_volume/volume") or text_at(container, "volume"),
        issue=text_at(issue, "issue"),
        pages=_pages(found),
        publisher=_publisher(record, container),
        published=earliest((dates.online, dates.printed, dates.other))
        or _date_of_container(issue, container, findings),
        dates=DatesRecord(online=dates.online, printed=dates.printed, accepted=dates.accepted),
        abstract=abstracts.own,
        lay_summary=abstracts.plain,
        open_access=True if licence else None,
        licence=licence,
        relations=notice.relations,
        funding=grants_of(found),
        trials=trials_of(found),
        links=LinksRecord(publisher=whole_link(text_at(found, "doi_data/resource"))),
        translations=with_abstracts(
            _translations(titles, abstracts.others, language), abstracts.others.items(), language, abstracts.own
        ),
    )
    return Reading(record=reading, findings=tuple(findings))


def _kind(found: Element) -> PublicationType:
    kind = _WORKS[found.tag]
    if found.tag == "posted_content" and found.get("type", "preprint") not in {"preprint", "working_paper"}:
        return PublicationType.OTHER
    return kind


def _title(titles: Element | None) -> str:
    if titles is None:
        return ""
    return whole_title(marked_up(titles.find("title"), ("fn", "xref")), marked_up(titles.find("subtitle")))


def _language_of(container: Element | None) -> str:
    """Return the language of a journal or book; of a journal, only one that is not guessed by default."""
    return own_language(container) if container is not None and container.tag != "journal_metadata" else ""


def _container_title(container: Element | None) -> str:
    names = ("full_title", "proceedings_title", "titles/title", "series_metadata/titles/title")
    return next(filter(None, (text_at(container, name) for name in names)), "")


def _pages(found: Element) -> str:
    """Return the pages, or the number of an article that has one in their place."""
    first, last = text_at(found, "pages/first_page"), text_at(found, "pages/last_page")
    if first:
        return page_range(first, last)
    numbers = found.iterfind("publisher_item/item_number")
    return next((text_of(one) for one in numbers if one.get("item_number_type") in _ARTICLE_NUMBERS), "")


def _publisher(record: Element, container: Element | None) -> str:
    if name := text_at(container, "publisher/publisher_name"):
        return name
    named = (text_of(one) for one in record.iterfind("crm-item") if one.get("name") == "publisher-name")
    return next(named, "") or text_at(record, ".//posted_content/institution/institution_name")


def _date_of_container(
    issue: Element | None, container: Element | None, findings: list[Finding]
) -> PartialDate | None:
    """Return the date of the issue or book, where the work has none of its own."""
    holders = [one for one in (issue, container) if one is not None]
    return earliest(date_in_parts(date, findings) for one in holders for date in one.iterfind("publication_date"))


def _translations(
    titles: Element | None, abstracts: Mapping[str, AbstractRecord], language: str
) -> dict[str, TranslationRecord]:
    """Return the title in the language it was written in, with the abstract in that language."""
    original = titles.find("original_language_title") if titles is not None else None
    code, title = own_language(original), marked_up(original)
    if not (title and code) or code == language:
        return {}
    return {code: TranslationRecord(title=title, abstract=abstracts.get(code))}
