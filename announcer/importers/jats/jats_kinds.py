"""What JATS says of an article's kind, and of the articles that it corrects, retracts or comments on."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmid
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.fields.publication_kinds import kind_of, status_of
from announcer.importers.fields.update_notices import status_by_notices
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import attribute, text_of

_RELATIONS = {
    **dict.fromkeys(("corrected-article", "addended-article"), RelationKind.CORRECTS),
    **dict.fromkeys(("retracted-article", "retraction"), RelationKind.RETRACTS),
    **dict.fromkeys(("object-of-concern", "concern", "partial-retraction"), RelationKind.CONCERNS),
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


def type_in_jats(article: Element) -> PublicationType:
    """Return the kind of an article; a kind that is not known is an article."""
    return kind_of([article.get("article-type", "")]) or PublicationType.ARTICLE


def status_in_jats(article: Element, front: Element) -> PublicationStatus:
    """Return what has happened to an article, from the notices about it that it names."""
    notices = (_RELATIONS.get(one.get("related-article-type", "")) for one in front.iterfind("related-article"))
    status = status_of([article.get("article-type", "")])
    return status_by_notices(notices) if status is PublicationStatus.CURRENT else status


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
