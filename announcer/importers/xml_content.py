"""Read what stands in an element of XML: its text, with mark-up as far as cleaning knows it, and its language."""

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from announcer.importers.building import UnusableRecordError, abstract_of
from announcer.importers.fields.language_names import language_named
from announcer.importers.record.model import AbstractRecord, SectionRecord

DEEPEST_MARKUP = 60
"""How deep mark-up may be nested; cleaning reads formulas 50 deep."""

_EMPTY = {"br", "break", "hr"}
_UNSEEN = {"fn", "tex-math", "object-id", "inline-graphic", "graphic", "annotation", "annotation-xml", "index-term"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def text_of(element: Element | None) -> str:
    """Return the text of an element in one line, without mark-up; empty where there is no such element."""
    if element is None:
        return ""
    text = element.text or "" if not len(element) else "".join(element.itertext())
    return " ".join(text.split())


def text_at(element: Element | None, path: str) -> str:
    """Return the text of the first element at a path in one line; empty where there is none."""
    return "" if element is None else text_of(element.find(path))


def texts_at(element: Element, path: str) -> Iterator[str]:
    """Yield the texts of all elements at a path that have any."""
    return (text for text in map(text_of, element.iterfind(path)) if text)


def marked_up(element: Element | None, without: Collection[str] = ()) -> str:
    """Return what stands in an element with its tags, as cleaning reads them; empty where there is no such element.

    Attributes go but for those of formulas; footnotes, the TeX of formulas that stand there as MathML too, and the
    elements named in `without` go whole.

    Raises:
        UnusableRecordError: the mark-up is nested more deeply than any text's.
    """
    if element is None:
        return ""
    if not len(element):
        return _escaped(element.text).strip()
    parts: list[str] = []
    _write_inner(element, parts, {*_UNSEEN, *without}, 0, in_formula=False)
    return "".join(parts).strip()


def _write_inner(element: Element, parts: list[str], unseen: set[str], depth: int, *, in_formula: bool) -> None:
    if depth > DEEPEST_MARKUP:
        raise UnusableRecordError(f"its mark-up is nested more than {DEEPEST_MARKUP} deep")
    parts.append(_escaped(element.text))
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in unseen:
            _write(child, parts, unseen, depth, in_formula=in_formula or tag == "math")
        parts.append(_escaped(child.tail))


def _write(child: Element, parts: list[str], unseen: set[str], depth: int, *, in_formula: bool) -> None:
    tag = child.tag
    if not in_formula and not len(child) and not child.text:
        parts.extend([f"<{tag}/>"] if tag in _EMPTY else [])
        return
    attributes = "".join(f' {name}="{_quoted(value)}"' for name, value in child.items()) if in_formula else ""
    parts.append(f"<{tag}{attributes}>")
    _write_inner(child, parts, unseen, depth + 1, in_formula=in_formula)
    parts.append(f"</{tag}>")


def _escaped(text: str | None) -> str:
    if not text:
        return ""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")


def own_language(element: Element | None, otherwise: str = "") -> str:
    """Return the code of the language that an element names for itself (`xml:lang` or the like)."""
    if element is None:
        return otherwise
    named = element.get(_LANG) or element.get("lang") or element.get("language") or ""
    return language_named(named) or otherwise


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without a namespace, such as `href`; empty where there is none."""
    if value := element.get(name):
        return value.strip()
    ending = "}" + name
    return next((value.strip() for key, value in element.items() if key.endswith(ending)), "")


def sectioned(sections: list[tuple[str, str]], copyright_line: str = "") -> AbstractRecord | None:
    """Return an abstract of labels and texts as a source gives them; None where no text holds anything."""
    filled = [(label, text) for label, text in sections if text.strip()]
    if len(filled) == 1 and not filled[0][0]:
        return abstract_of(filled[0][1], copyright_line=copyright_line)
    if not filled:
        return None
    parts = tuple(SectionRecord(label=label, text=text) for label, text in filled)
    return AbstractRecord(sections=parts, copyright=copyright_line)
