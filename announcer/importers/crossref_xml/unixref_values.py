"""Read people, dates, abstracts, licences, funding and trials of a work of Crossref's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, unique
from announcer.importers.fields.identifier_fields import orcid_in
from announcer.importers.fields.licences import licence_in
from announcer.importers.jats.jats_abstracts import abstract_in_jats, kind_of_abstract, plain_text_of
from announcer.importers.record.model import AbstractRecord, AuthorRecord, FundingRecord
from announcer.importers.xml_content import own_language, text_at, text_of

_OPEN = {"", "vor"}
"""To which versions a licence applies that makes an article open: the one of record, or none that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDates:
    """When a work came out; `other` are dates of which Crossref does not say in which form."""

    online: PartialDate | None = None
    printed: PartialDate | None = None
    other: PartialDate | None = None
    accepted: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstracts:
    """The abstract in the work's language, those in others, and the summary for everybody."""

    own: AbstractRecord | None = None
    others: Mapping[str, AbstractRecord] = field(default_factory=dict)
    plain: str = ""


def date_in_parts(element: Element, findings: list[Finding]) -> PartialDate | None:
    """Return a date that is given as year, month and day; seasons, which have months from 21 on, are left out."""
    year = text_at(element, "year")
    found = partial_date(year, text_at(element, "month"), text_at(element, "day"))
    return found or date_in_field([year], findings)


def dates_of(work: Element, findings: list[Finding]) -> WorkDates:
    """Return when the work came out in each form, and when it was accepted."""
    found: dict[str, list[PartialDate | None]] = {"online": [], "print": [], "": []}
    for one in work.iterfind("publication_date"):
        found.get(one.get("media_type", ""), found[""]).append(date_in_parts(one, findings))
    for name in ("posted_date", "review_date", "approval_date", "database_date/publication_date"):
        place = "online" if name == "posted_date" else ""
        found[place].extend(date_in_parts(one, findings) for one in work.iterfind(name))
    accepted = work.find("acceptance_date")
    return WorkDates(
        online=earliest(found["online"]),
        printed=earliest(found["print"]),
        other=earliest(found[""]),
        accepted=date_in_parts(accepted, findings) if accepted is not None else None,
    )


def contributors_of(
    work: Element | None, affiliations: Affiliations, findings: list[Finding]
) -> tuple[AuthorRecord, ...]:
    """Return the authors; of a book that has none, its editors."""
    contributors = work.find("contributors") if work is not None else None
    people = list(contributors) if contributors is not None else []
    if work is None or (work.find("contributors") is None and text_at(work, "person_name")):
        people = list(work.iterfind("person_name")) if work is not None else []  # of a dissertation
    for role in ("author", "editor"):
        if found := tuple(_authors(people, role, affiliations, findings)):
            return found
    return ()


def _authors(
    people: list[Element], role: str, affiliations: Affiliations, findings: list[Finding]
) -> Iterator[AuthorRecord]:
    for one in people:
        if one.get("contributor_role", "author") != role:
            continue
        if one.tag == "organization" and (name := text_of(one)):
            yield AuthorRecord(name=name, group=True)
        elif one.tag == "person_name" and (family := text_at(one, "surname")):
            yield AuthorRecord(
                family=family,
                given=text_at(one, "given_name"),
                suffix=text_at(one, "suffix"),
                orcid=orcid_in([text_at(one, "ORCID")], findings),
                affiliations=tuple(dict.fromkeys(filter(None, _places(one, affiliations)))),
            )


def _places(person: Element, affiliations: Affiliations) -> Iterator[int]:
    for one in person.iterfind("affiliation"):
        if text := text_of(one):
            yield affiliations.number(text)
    for one in person.iterfind("affiliations/institution"):
        parts = (text_at(one, f"institution_{name}") for name in ("department", "name", "place"))
        rors = (text_of(number) for number in one.iterfind("institution_id") if number.get("type") == "ror")
        if text := ", ".join(filter(None, parts)):
            yield affiliations.number(text, next(rors, ""))


def abstracts_of(work: Element, language: str) -> Abstracts:
    """Return the abstracts; one that names no language is the work's own."""
    own, plain = None, ""
    others: dict[str, AbstractRecord] = {}
    for element in work.iterfind("abstract"):
        kind, code = kind_of_abstract(element), own_language(element, language)
        found = abstract_in_jats(element) if kind == "abstract" else None
        if kind == "plain" and code == language:
            plain = plain or plain_text_of(element)
        elif found and own is None and code in {language, ""}:
            own = found
        elif found:
            others.setdefault(code, found)
    if own is None and not language and others:
        own = others.pop("en", None) or others.pop(next(iter(others)))
    return Abstracts(own=own, others=others, plain=plain)


def licence_of(work: Element) -> str:
    """Return the Creative Commons licence of the version of record; those for mining texts open nothing."""
    return licence_in(text_of(one) for one in work.iter("license_ref") if one.get("applies_to", "") in _OPEN)


def grants_of(work: Element) -> tuple[FundingRecord, ...]:
    """Return who paid: groups of a funder and grants, or funders and grants in one row."""
    return funding_of(_grants(work))


def _grants(work: Element) -> Iterator[tuple[str, list[str]]]:
    for program in work.iter("program"):
        groups = [one for one in program.iterfind("assertion") if one.get("name") == "fundgroup"]
        for group in groups or [program]:
            names = [
                _without_identifier(one) for one in group.iterfind("assertion") if one.get("name") == "funder_name"
            ]
            awards = [text_of(one) for one in group.iterfind("assertion") if one.get("name") == "award_number"]
            yield from ((name, awards if len(names) == 1 else []) for name in names)


def _without_identifier(assertion: Element) -> str:
    """Return the name of a funder, without its identifier, which stands within."""
    return " ".join(f"{assertion.text or ''} {' '.join(child.tail or '' for child in assertion)}".split())


def trials_of(work: Element) -> tuple[str, ...]:
    """Return the registration numbers of trials, each once."""
    return unique(text.upper() for text in map(text_of, work.iter("clinical-trial-number")))
