"""Read the authors of an article in JATS, and where they work."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.importers.building import UnusableRecordError
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.identifier_fields import orcid_in
from announcer.importers.record.model import AffiliationRecord, AuthorRecord
from announcer.importers.xml_content import DEEPEST_MARKUP, own_language, text_at, text_of

_PARTS = {
    "institution",
    "institution-wrap",
    "addr-line",
    "city",
    "state",
    "country",
    "postal-code",
    "named-content",
}
_NO_PARTS = {"label", "institution-id", "email", "ext-link", "fn", "xref", "phone", "fax", "uri"}
_JOINT = re.compile(r"(?P<before>[^\s\0]?)[\s\0]*\0[\s\0]*(?P<after>\S?)")
_NO_AUTHORS = {"editor", "reviewer", "translator", "illustrator", "compiler", "assignee", "guest-editor", "trans"}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The authors, their affiliations, and the authors' names by language where all have one in it."""

    authors: tuple[AuthorRecord, ...] = ()
    affiliations: tuple[AffiliationRecord, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def people_of(front: Element, language: str, findings: list[Finding]) -> People:
    """Return the people of an article's `article-meta` or `front-stub`; names are those in its language."""
    affiliations = Affiliations()
    places = dict(_places(front, affiliations))
    authors: list[AuthorRecord] = []
    names: list[dict[str, str]] = []
    for group in front.iterfind("contrib-group"):
        contributors = [one for one in group.iterfind("contrib") if _is_author(one)]
        shared = _shared(front, group, contributors, affiliations)
        for one in contributors:
            numbers = tuple(dict.fromkeys(_numbers(one, places, affiliations))) or shared
            if author := _author(one, numbers, language, findings):
                authors.append(author)
                names.append(_other_names(one))
    common = set.intersection(*map(set, names)) if names else set()
    return People(
        authors=tuple(authors),
        affiliations=affiliations.records,
        names={code: tuple(one[code] for one in names) for code in common},
    )


def _is_author(contributor: Element) -> bool:
    return contributor.get("contrib-type", "author").lower() not in _NO_AUTHORS


def _places(front: Element, affiliations: Affiliations) -> Iterator[tuple[str, int]]:
    """Yield the numbers of affiliations by the names by which authors refer to them."""
    for path in ("aff", "aff-alternatives", "contrib-group/aff", "contrib-group/aff-alternatives"):
        for one in front.iterfind(path):
            number = _number(one, affiliations)
            for place in (one, *one.iterfind("aff")):
                if number and (name := place.get("id")):
                    yield name, number


def _number(place: Element, affiliations: Affiliations) -> int:
    """Return the number of an affiliation; of one in several languages, its first; 0 where it is empty."""
    place = place if place.tag == "aff" else next(place.iterfind("aff"), place)
    text = place_in_one_line(place)
    rors = (
        text_of(one) for one in place.iter("institution-id") if one.get("institution-id-type", "").lower() == "ror"
    )
    return affiliations.number(text, next(rors, "")) if text else 0


def place_in_one_line(place: Element) -> str:
    """Return an affiliation in one line without its number; commas go where its parts stand without any."""
    pieces = list(_pieces(place, 0))
    text = _JOINT.sub(_joined, "".join(pieces))
    return " ".join(text.split()).strip(" ,;")


def _joined(found: re.Match[str]) -> str:
    before, after = found["before"], found["after"]
    if not before or not after:
        return before + after
    return f"{before}, {after}" if before not in ",;:(" and after not in ",;:.)" else f"{before} {after}"


def _pieces(element: Element, depth: int) -> Iterator[str]:
    if depth > DEEPEST_MARKUP:
        raise UnusableRecordError(f"an affiliation is nested more than {DEEPEST_MARKUP} deep")
    has_begun = bool(element.text and element.text.strip())
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_PARTS and (has_begun or child.tag != "sup"):
            edge = "\0" if child.tag in _PARTS else ""
            yield edge
            yield from _pieces(child, depth + 1)
            yield edge
            has_begun = True
        yield child.tail or ""
        has_begun = has_begun or bool(child.tail and child.tail.strip())


def _numbers(contributor: Element, places: Mapping[str, int], affiliations: Affiliations) -> Iterator[int]:
    for one in contributor.iterfind("xref"):
        if one.get("ref-type") == "aff":
            yield from (places[name] for name in one.get("rid", "").split() if name in places)
    for path in ("aff", "aff-alternatives"):
        for one in contributor.iterfind(path):
            if number := _number(one, affiliations):
                yield number


def _shared(
    front: Element, group: Element, contributors: list[Element], affiliations: Affiliations
) -> tuple[int, ...]:
    """Return the affiliations of a group whose authors refer to none: JATS has them for all of it."""
    refers = any(one.get("ref-type") == "aff" for each in contributors for one in each.iterfind("xref"))
    if refers:
        return ()
    own = [*group.iterfind("aff"), *group.iterfind("aff-alternatives")]
    if not own and len(list(front.iterfind("contrib-group"))) == 1:
        own = [*front.iterfind("aff"), *front.iterfind("aff-alternatives")]
        own = own if len(own) == 1 else []
    return tuple(number for number in (_number(one, affiliations) for one in own) if number)


def _author(
    contributor: Element, numbers: tuple[int, ...], language: str, findings: list[Finding]
) -> AuthorRecord | None:
    collaboration = contributor.find("collab")
    if collaboration is None:
        collaboration = contributor.find("collab-alternatives/collab")
    if collaboration is not None:
        name = _group_name(collaboration)
        return AuthorRecord(name=name, group=True, affiliations=numbers) if name else None
    found = _name_in(contributor, language)
    orcids = (text_of(one) for one in contributor.iterfind("contrib-id") if one.get("contrib-id-type") == "orcid")
    if found is None:
        return None
    orcid = orcid_in(orcids, findings)
    family, given = text_at(found, "surname"), text_at(found, "given-names")
    if not family:  # a person with one name, or a name in one piece
        name = given or text_of(found)
        return AuthorRecord(name=name, orcid=orcid, affiliations=numbers) if name else None
    suffix = text_at(found, "suffix")
    return AuthorRecord(family=family, given=given, suffix=suffix, orcid=orcid, affiliations=numbers)


def _group_name(collaboration: Element) -> str:
    """Return the name of a group without its members and affiliations, which may stand within."""
    parts = [collaboration.text or ""]
    for child in collaboration:
        parts += [
            text_of(child) if child.tag in {"institution", "named-content", "italic", "bold"} else "",
            child.tail or "",
        ]
    return " ".join("".join(parts).split()).strip(" ,;")


def _names(contributor: Element) -> list[Element]:
    paths = ("name", "name-alternatives/name", "string-name", "name-alternatives/string-name")
    return [one for path in paths for one in contributor.iterfind(path)]


def _name_in(contributor: Element, language: str) -> Element | None:
    names = _names(contributor)
    return next((one for one in names if own_language(one) == language), names[0] if names else None)


def _other_names(contributor: Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in _names(contributor):
        if code := own_language(one):
            whole = f"{text_at(one, 'given-names')} {text_at(one, 'surname')}".strip() or text_of(one)
            names.setdefault(code, whole)
    return names
