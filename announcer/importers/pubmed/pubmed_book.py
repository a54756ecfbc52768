"""Make a record out of a book, or a chapter of one, of PubMed."""

from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.importers.building import Reading, UnusableRecordError
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.gathered_fields import page_range
from announcer.importers.fields.identifier_fields import isbns_in, pmid_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.title_fields import title_language
from announcer.importers.pubmed.pubmed_values import (
    abstract_of_element,
    article_ids,
    authors_of,
    date_of,
    grants_of,
    keywords_of,
)
from announcer.importers.record.model import AuthorRecord, PublicationRecord
from announcer.importers.xml_content import marked_up, text_at, texts_at


def book(record: Element) -> Reading:
    """Return the record of a `PubmedBookArticle`: of the chapter where it has a title, else of the book.

    Raises:
        UnusableRecordError: it has no title.
    """
    document = record.find("BookDocument")
    whole = document.find("Book") if document is not None else None
    if document is None or whole is None:
        raise UnusableRecordError("it holds no <Book>")
    chapter, title = marked_up(document.find("ArticleTitle")), marked_up(whole.find("BookTitle"))
    if not (chapter or title):
        raise UnusableRecordError("it has no title")
    findings: list[Finding] = []
    affiliations = Affiliations()
    lists = [document.find("ArticleIdList"), record.find("PubmedBookData/ArticleIdList")]
    doi, pmcid = article_ids(lists, (), findings)
    language = next((code for code in map(language_named, texts_at(document, "Language")) if code), "")
    found = PublicationRecord(
        title=chapter or title,
        language=title_language(language, chapter or title),
        type=PublicationType.CHAPTER if chapter else PublicationType.BOOK,
        doi=doi,
        pmid=pmid_in([text_at(document, "PMID")], findings),
        pmcid=pmcid,
        identifiers=isbns_in(texts_at(whole, "Isbn")),
        authors=_authors(document, whole, affiliations, findings),
        affiliations=affiliations.records,
        journal=title if chapter else "",
        volume=text_at(whole, "Volume"),
        pages=page_range(text_at(document, "Pagination/MedlinePgn")),
        publisher=text_at(whole, "Publisher/PublisherName"),
        published=_published(document, whole, findings),
        abstract=abstract_of_element(document.find("Abstract")),
        keywords=keywords_of(document),
        funding=grants_of(document),
    )
    return Reading(record=found, findings=tuple(findings))


def _authors(
    document: Element, whole: Element, affiliations: Affiliations, findings: list[Finding]
) -> tuple[AuthorRecord, ...]:
    """Return the authors of the chapter, else of the book, else its editors."""
    lists = [*document.iterfind("AuthorList"), *whole.iterfind("AuthorList")]
    for wanted in ("authors", "editors"):
        for one in lists:
            if one.get("Type", "authors") == wanted and (found := authors_of(one, affiliations, findings)):
                return found
    return ()


def _published(document: Element, whole: Element, findings: list[Finding]) -> PartialDate | None:
    return date_of(document.find("ContributionDate"), findings) or date_of(whole.find("PubDate"), findings)
