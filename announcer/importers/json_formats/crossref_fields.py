"""Read the fields that Crossref's works and its CSL-JSON have in common."""

from collections.abc import Iterator

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import (
    PartialDate,
    PublicationStatus,
    PublicationType,
    RelationKind,
)
from announcer.importers.building import partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.author_names import is_and_others, is_group_name
from announcer.importers.fields.date_words import date_in, date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, unique
from announcer.importers.fields.identifier_fields import isbns_in, issns_in, orcid_in
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.update_notices import (
    notice_type,
    relation_named,
    seen_from_the_work,
    status_by_notices,
    update_named,
)
from announcer.importers.json_formats.authors import (
    Names,
    author,
    is_address,
)
from announcer.importers.json_formats.json_values import (
    NOTHING,
    Table,
    table_of,
    tables_of,
    text_of,
    texts_of,
)
from announcer.importers.record.model import (
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    RelationRecord,
)

_PARTS = 3
"""Of a date: year, month and day."""
_PARTICLES = ("dropping-particle", "non-dropping-particle")
_OPEN_VERSIONS = {"vor", "unspecified", ""}


def date_of(value: object) -> PartialDate | None:
    """Return the date of `{"date-parts": [[2023, 4, 9]]}`; None of `[[null]]`, `[[]]` and other odd ones."""
    return partial_date(*[*_parts(value), None, None, None][:_PARTS]) if value else None


def _parts(value: object) -> list[object]:
    """Return the parts of a date, which should stand in a list within a list; none where there is none."""
    rows = table_of(value).get("date-parts")
    first = rows[0] if isinstance(rows, list) and rows else None
    return first if isinstance(first, list) and first else rows if isinstance(rows, list) else []


def published_of(work: Table, findings: list[Finding]) -> PartialDate | None:
    """Return when a work came out first: as the source says, else the earliest of the dates it gives."""
    names = ("published", "published-online", "published-print", "published-other", "posted")
    date = date_of(work.get("issued")) or earliest(date_of(work.get(name)) for name in names)
    return date or date_in_field(texts_of(_parts(work.get("issued"))), findings)


def dates_of(work: Table) -> DatesRecord:
    """Return the dates of its forms and of its acceptance, which some publishers give among the assertions."""
    said = {text_of(row.get("name")).casefold(): row.get("value") for row in tables_of(work.get("assertion"))}
    accepted = said.get("accepted") or said.get("date_accepted")
    return DatesRecord(
        online=date_of(work.get("published-online")) or date_of(work.get("posted")),
        printed=date_of(work.get("published-print")),
        accepted=date_of(work.get("accepted")) or date_in(text_of(accepted)),
    )


def authors_of(
    work: Table, affiliations: Affiliations, findings: list[Finding]
) -> tuple[tuple[AuthorRecord, ...], bool]:
    """Return the authors, else the editors, and whether the source names all of them.

    An institution with its address among the authors becomes an affiliation, if there is an author beside it.
    """
    rows = tables_of(work.get("author")) or tables_of(work.get("editor"))
    has_persons = any(text_of(row.get("family")) for row in rows)
    authors, are_all = [], True
    for row in rows:
        name = text_of(row.get("name")) or text_of(row.get("literal"))
        family = text_of(row.get("family"))
        if is_and_others(family or name or text_of(row.get("given"))):
            are_all = False
        elif has_persons and not family and is_address(name):
            affiliations.number(name)
        elif one := _author(row, name, affiliations, findings):
            authors.append(one)
    return tuple(authors), are_all


def _author(row: Table, name: str, affiliations: Affiliations, findings: list[Finding]) -> AuthorRecord | None:
    particles = [text_of(row[name]) for name in _PARTICLES if name in row]
    family = text_of(row.get("family"))
    names = Names(
        family=" ".join([*filter(None, particles), family]) if family else "",
        given=text_of(row.get("given")),
        name=name,
        suffix=text_of(row.get("suffix")),
        is_group=not family and ("name" in row or is_group_name(name)),
    )
    orcid = orcid_in([text_of(row["ORCID"])], findings) if "ORCID" in row else ""
    numbers = _affiliation_numbers(row.get("affiliation"), affiliations)
    return author(names, orcid=orcid, affiliations=numbers)


def _affiliation_numbers(value: object, affiliations: Affiliations) -> Iterator[int]:
    if not value:
        return
    if isinstance(value, list | str):
        for text in texts_of([item for item in (value if isinstance(value, list) else [value]) if item]):
            yield affiliations.number(text)
    for row in tables_of(value):
        parts = (*texts_of(row.get("department")), text_of(row.get("name")), *texts_of(row.get("place")))
        rors = [one.get("id") for one in tables_of(row.get("id")) if text_of(one.get("id-type")).upper() == "ROR"]
        yield affiliations.number(", ".join(unique(parts)), text_of(rors))


def open_licence(work: Table) -> str:
    """Return the address of the Creative Commons licence of the version of record, if it has begun.

    A licence for text mining or of the accepted manuscript makes nothing open. One that begins later counts if the
    source was written after its beginning.
    """
    rows = tables_of(work.get("license"))
    return licence_in(text_of(row.get("URL")) for row in rows if _is_open(row, _day(work.get("indexed"))))


def _is_open(row: Table, written: str) -> bool:
    if text_of(row.get("content-version")) not in _OPEN_VERSIONS:
        return False
    begins = _day(row.get("start"))
    return not begins or row.get("delay-in-days") == 0 or (bool(written) and begins <= written)


def _day(value: object) -> str:
    return text_of(table_of(value).get("date-time"))[:10]


def grants_of(work: Table) -> tuple[FundingRecord, ...]:
    """Return who paid, each funder once, with the numbers of the grants."""
    rows = tables_of(work.get("funder"))
    return funding_of((text_of(row.get("name")), texts_of(row.get("award"))) for row in rows)


def issn_of(work: Table) -> tuple[str, ...]:
    """Return the numbers of the journal."""
    return issns_in(texts_of(work.get("ISSN")))


def isbn_of(work: Table) -> tuple[IdentifierRecord, ...]:
    """Return the numbers of the book; the address that older answers give for one is cut to its number."""
    return isbns_in(texts_of(work.get("ISBN")))


def trials_of(work: Table) -> tuple[str, ...]:
    """Return the registration numbers of trials, in capitals as the registers write them."""
    rows = tables_of(work.get("clinical-trial-number"))
    return unique(text_of(row.get("clinical-trial-number")).upper() for row in rows)


def relations_of(work: Table, doi: str) -> tuple[RelationRecord, ...]:
    """Return the works that stand to this one as preprint, article, notice and so on."""
    found = [*_related(work), *_updates(work, doi)]
    return tuple(dict.fromkeys(RelationRecord(kind=kind, doi=other) for kind, other in found if other != doi))


def _related(work: Table) -> Iterator[tuple[RelationKind, str]]:
    named = work.get("relation")
    for name, rows in (named if isinstance(named, dict) else NOTHING).items():
        kind = relation_named(name)
        for row in tables_of(rows):
            if (
                kind
                and text_of(row.get("id-type")) in {"doi", ""}
                and (other := normal_doi(text_of(row.get("id"))))
            ):
                yield kind, other


def _updates(work: Table, doi: str) -> Iterator[tuple[RelationKind, str]]:
    for kind, other in _named_updates(work.get("update-to")):
        if other != doi:
            yield kind, other
    for kind, other in _named_updates(work.get("updated-by")):
        if other != doi:
            yield seen_from_the_work(kind), other


def _named_updates(value: object) -> Iterator[tuple[RelationKind, str]]:
    """Yield what each update does, and the DOI of the other work."""
    for row in tables_of(value):
        kind, other = update_named(text_of(row.get("type"))), normal_doi(text_of(row.get("DOI")))
        if kind and other:
            yield kind, other


def type_of_notice(work: Table, doi: str) -> PublicationType | None:
    """Return the type of a notice about other works; None where the record is no notice.

    An update of the record itself, which publishers who correct in place register, makes it no notice.
    """
    return notice_type({kind for kind, other in _named_updates(work.get("update-to")) if other != doi})


def status_of(work: Table, doi: str) -> PublicationStatus:
    """Return what has become of the work, by the notices about it and its own updates of itself."""
    by = [kind for kind, _ in _named_updates(work.get("updated-by"))]
    own = [kind for kind, other in _named_updates(work.get("update-to")) if other == doi]
    return status_by_notices(map(seen_from_the_work, [*by, *own]))
