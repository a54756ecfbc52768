"""Make a record out of a book, or a chapter of one, of PubMed."""

from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_pmid
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType
from announcer.importers.building import UnusableRecordError
from announcer.importers.pubmed.pubmed_values import (
    abstract_of_element,
    article_ids,
    authors_of,
    date_of,
    funding_of,
    keywords_of,
)
from announcer.importers.record.model import AuthorRecord, IdentifierRecord, PublicationRecord
from announcer.importers.source_values import Affiliations, earliest, language_from
from announcer.importers.xml_content import marked_up, text_at, texts_at


def book(record: Element) -> PublicationRecord:
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
    affiliations = Affiliations()
    identifiers = article_ids(document.find("ArticleIdList")) or article_ids(
        record.find("PubmedBookData/ArticleIdList")
    )
    return PublicationRecord(
        title=chapter or title,
        language=next((code for code in map(language_from, texts_at(document, "Language")) if code), ""),
        type=PublicationType.CHAPTER if chapter else PublicationType.BOOK,
        doi=identifiers.get("doi", ""),
        pmid=normal_pmid(text_at(document, "PMID")),
        pmcid=identifiers.get("pmcid", ""),
        identifiers=tuple(
            IdentifierRecord(scheme=IdentifierScheme.ISBN, value=number) for number in texts_at(whole, "Isbn")
        ),
        authors=_authors(document, whole, affiliations),
        affiliations=affiliations.records,
        journal=title if chapter else "",
        volume=text_at(whole, "Volume"),
        pages=text_at(document, "Pagination/MedlinePgn"),
        publisher=text_at(whole, "Publisher/PublisherName"),
        published=_published(document, whole),
        abstract=abstract_of_element(document.find("Abstract")),
        keywords=keywords_of(document),
        funding=funding_of(document),
    )


def _authors(document: Element, whole: Element, affiliations: Affiliations) -> tuple[AuthorRecord, ...]:
    """Return the authors of the chapter, else of the book, else its editors."""
    lists = [*document.iterfind("AuthorList"), *whole.iterfind("AuthorList")]
    for wanted in ("authors", "editors"):
        for one in lists:
            if one.get("Type", "authors") == wanted and (found := authors_of(one, affiliations)):
                return found
    return ()


def _published(document: Element, whole: Element) -> PartialDate | None:
    return date_of(document.find("ContributionDate")) or earliest([date_of(whole.find("PubDate"))])
