"""What JATS says of an article's kind, and of the articles that it corrects, retracts or comments on."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmid
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import attribute, text_of

_TYPES = {
    **dict.fromkeys(("retraction", "partial-retraction", "withdrawal"), PublicationType.RETRACTION_NOTICE),
    **dict.fromkeys(
        ("correction", "addendum", "corrigendum", "erratum", "expression-of-concern"),
        PublicationType.CORRECTION_NOTICE,
    ),
    **dict.fromkeys(("review-article", "systematic-review", "meta-analysis", "review"), PublicationType.REVIEW),
    **dict.fromkeys(("letter", "reply", "article-commentary", "discussion", "commentary"), PublicationType.LETTER),
    **dict.fromkeys(
        (
            *(
                "abstract",
                "announcement",
                "book-review",
                "books-received",
                "calendar",
                "collection",
                "dissertation",
            ),
            *(
                "in-brief",
                "introduction",
                "meeting-report",
                "news",
                "obituary",
                "oration",
                "other",
                "product-review",
            ),
        ),
        PublicationType.OTHER,
    ),
    "case-report": PublicationType.CASE_REPORT,
    "editorial": PublicationType.EDITORIAL,
    "preprint": PublicationType.PREPRINT,
    "dataset": PublicationType.DATASET,
}
_RELATIONS = {
    **dict.fromkeys(("corrected-article", "addended-article"), RelationKind.CORRECTS),
    **dict.fromkeys(("retracted-article", "partial-retraction", "retraction"), RelationKind.RETRACTS),
    **dict.fromkeys(("object-of-concern", "concern"), RelationKind.CONCERNS),
    **dict.fromkeys(("correction-forward", "corrected-by", "addendum-forward"), RelationKind.CORRECTED_BY),
    **dict.fromkeys(("retraction-forward", "retracted-by"), RelationKind.RETRACTED_BY),
    **dict.fromkeys(
        ("expression-of-concern", "concern-forward", "object-of-concern-forward"), RelationKind.CONCERNED_BY
    ),
    "commentary-article": RelationKind.COMMENTS_ON,
    "peer-reviewed-article": RelationKind.REVIEWS,
    "preprint": RelationKind.PREPRINT,
    "published-article": RelationKind.ARTICLE,
    "version-of-record": RelationKind.ARTICLE,
}
_STATUSES = {
    RelationKind.RETRACTED_BY: PublicationStatus.RETRACTED,
    RelationKind.CONCERNED_BY: PublicationStatus.CONCERN,
    RelationKind.CORRECTED_BY: PublicationStatus.CORRECTED,
}
_RETRACTED = {"retracted-article"}


def type_in_jats(article: Element) -> PublicationType:
    """Return the kind of an article; a kind that is not known is an article."""
    return _TYPES.get(_named(article), PublicationType.ARTICLE)


def _named(article: Element) -> str:
    return article.get("article-type", "").strip().lower()


def status_in_jats(article: Element, front: Element) -> PublicationStatus:
    """Return what has happened to an article, from the notices about it that it names."""
    kinds = {_RELATIONS.get(one.get("related-article-type", "")) for one in front.iterfind("related-article")}
    if _named(article) in _RETRACTED:
        return PublicationStatus.RETRACTED
    return next((status for kind, status in _STATUSES.items() if kind in kinds), PublicationStatus.CURRENT)


def relations_in_jats(front: Element) -> tuple[RelationRecord, ...]:
    """Return the other articles, each once, by their DOI or PMID."""
    return tuple(dict.fromkeys(_relations(front)))


def _relations(front: Element) -> Iterator[RelationRecord]:
    for one in front.iterfind("related-article"):
        kind = _RELATIONS.get(one.get("related-article-type", ""))
        address = attribute(one, "href") or text_of(one)
        scheme = one.get("ext-link-type", "").lower()
        doi = normal_doi(address) if scheme in {"doi", "uri", ""} else ""
        pmid = normal_pmid(address) if scheme in {"pubmed", "pmid"} else ""
        if kind and (doi or pmid):
            yield RelationRecord(kind=kind, doi=doi, pmid=pmid)
