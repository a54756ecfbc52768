"""Read the authors of a MEDLINE record, whose lines stand in the order of the persons."""

from dataclasses import dataclass, field, replace

from announcer.core.findings import Finding
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.author_names import authors_of
from announcer.importers.fields.identifier_fields import orcid_in
from announcer.importers.record.model import AffiliationRecord, AuthorRecord
from announcer.importers.tagged.tagged_lines import Fields

_FULL, _SHORT, _GROUP = "FAU", "AU", "CN"
_NOT_AUTHORS = frozenset({"FIR", "IR", "FED", "ED", "FPS", "PS"})
"""Investigators, editors and persons as subjects: what follows them is theirs."""


@dataclass(slots=True, kw_only=True)
class _Person:
    name: str
    is_group: bool = False
    is_full: bool = False
    orcid: str = ""
    affiliations: list[str] = field(default_factory=list)


def people(
    fields: Fields, findings: list[Finding]
) -> tuple[tuple[AuthorRecord, ...], bool, tuple[AffiliationRecord, ...]]:
    """Return the authors in their order, whether they are all, and their affiliations, each once."""
    persons, complete = _persons(fields)
    affiliations = Affiliations()
    authors = []
    for person in persons:
        mine = affiliations.numbers(person.affiliations)
        found, all_of_them = authors_of([person.name])
        complete = complete and all_of_them
        if not found:
            continue
        author = AuthorRecord(name=person.name, group=True) if person.is_group else replace(found[0], group=False)
        orcid = orcid_in([person.orcid], findings)
        authors.append(replace(author, orcid=orcid, affiliations=mine))
    return tuple(authors), complete, affiliations.records


def _persons(fields: Fields) -> tuple[list[_Person], bool]:
    persons: list[_Person] = []
    current: _Person | None = None
    for tag, lines in fields.pairs:
        value = " ".join(" ".join(lines).split())
        if tag in _NOT_AUTHORS:
            current = None
        elif tag in {_FULL, _GROUP} or (tag == _SHORT and not (current and current.is_full)):
            current = _Person(name=value, is_group=tag == _GROUP, is_full=tag == _FULL)
            persons.append(current)
        elif tag == _SHORT and current:
            current.is_full = False  # the short form of the same person; another one would be a person of its own
        elif tag == "AUID" and current:
            current.orcid = current.orcid or value.removeprefix("ORCID:").strip()
        elif tag == "AD" and current:
            current.affiliations.extend(value.split("; "))  # as older records have several in one line
    persons = [person for person in persons if any(map(str.isalpha, person.name))]
    return persons, not any(person.name.lower() in {"et al", "et al."} for person in persons)
