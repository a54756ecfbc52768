"""Read an abstract in JATS, which Crossref's records have, too."""

from xml.etree.ElementTree import Element

from announcer.importers.building import abstract_of
from announcer.importers.record.model import AbstractRecord
from announcer.importers.xml_content import marked_up, sectioned

_PLAIN = ("plain-language", "plain language", "lay", "executive-summary", "non-technical", "layperson")
_NO_ABSTRACT = ("graphical", "toc", "teaser", "highlights", "key-points", "keypoints", "video", "synopsis", "stmt")
_HEADINGS = ("title", "label")


def abstract_in_jats(element: Element | None) -> AbstractRecord | None:
    """Return an abstract with the labels of its sections; paragraphs without any are searched for labels later."""
    if element is None:
        return None
    if element.find("sec") is None:
        return abstract_of(marked_up(element, _HEADINGS))
    sections = []
    for part in element:
        if part.tag == "sec":
            sections.append((marked_up(part.find("title")), _without_heading(part)))
        elif part.tag not in _HEADINGS:
            sections.append(("", marked_up(part)))
    return sectioned(sections)


def _without_heading(section: Element) -> str:
    """Return the text of a section; the headings of sections within it stay."""
    return " ".join(
        marked_up(part) if part.tag != "sec" else _as_block(part) for part in section if part.tag != "title"
    )


def _as_block(section: Element) -> str:
    heading = marked_up(section.find("title"))
    return f"<p>{heading}</p> {_without_heading(section)}" if heading else _without_heading(section)


def kind_of_abstract(element: Element) -> str:
    """Return whether it is the abstract (`abstract`), a summary for everybody (`plain`) or neither (empty)."""
    kind = element.get("abstract-type", "").lower()
    if kind.startswith(_PLAIN):
        return "plain"
    return "" if kind.startswith(_NO_ABSTRACT) else "abstract"


def plain_text_of(element: Element) -> str:
    """Return a plain-language summary as one text."""
    found = abstract_in_jats(element)
    return " ".join(part.text for part in found.sections) if found else ""
