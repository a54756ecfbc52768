"""Part what a publisher deposits with Crossref: a journal or a book in it may hold many works."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

DEPOSITED = (
    "journal",
    "book",
    "conference",
    "posted_content",
    "dissertation",
    "report-paper",
    "standard",
    "database",
    "peer_review",
    "pending_publication",
)
"""The elements of a deposit (`doi_batch`) that hold works."""
_WORKS = frozenset({"journal_article", "conference_paper", "content_item", "dataset"})


def works_of(element: Element) -> Iterator[Element]:
    """Yield a record as Crossref's answers have it for each work of a deposited element; an answer as it is."""
    if element.tag not in DEPOSITED:
        yield element
        return
    works = [child for child in element if child.tag in _WORKS]
    shared = [child for child in element if child.tag not in _WORKS]
    for own in [[work] for work in works] or [[]]:
        record = Element("doi_record")
        SubElement(record, element.tag, element.attrib).extend([*shared, *own])
        yield record
