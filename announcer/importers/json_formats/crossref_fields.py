"""Read the fields that Crossref's works and its CSL-JSON have in common."""

import re
from collections.abc import Iterable, Iterator

from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import (
    IdentifierScheme,
    PartialDate,
    PublicationStatus,
    PublicationType,
    RelationKind,
)
from announcer.importers.building import partial_date
from announcer.importers.json_formats.authors import (
    Affiliations,
    Names,
    author,
    is_address,
    is_and_others,
    is_group_name,
)
from announcer.importers.json_formats.json_values import (
    NOTHING,
    Table,
    earliest,
    licence_of,
    table_of,
    tables_of,
    text_of,
    texts_of,
    unique,
)
from announcer.importers.record.model import (
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    RelationRecord,
)

_LONGEST_LIST = 3
_WRITTEN_DATE = re.compile(r"(?:(\d{1,2})\s+)?([A-Z][a-z]{2,8})\s+(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_OPEN_VERSIONS = {"vor", "unspecified", ""}
_RETRACTIONS = {"retraction", "withdrawal", "removal", "retracted", "withdrawn"}
_CORRECTIONS = {"correction", "erratum", "corrigendum", "addendum", "clarification", "corrected-article"}
_CONCERNS = {"expression_of_concern", "expression-of-concern", "concern"}
_PARTLY = {"partial_retraction", "partial-retraction"}
_RELATIONS = {
    "has-preprint": RelationKind.PREPRINT,
    "is-preprint-of": RelationKind.ARTICLE,
    "is-review-of": RelationKind.REVIEWS,
    "is-comment-on": RelationKind.COMMENTS_ON,
    "is-reply-to": RelationKind.COMMENTS_ON,
    "is-part-of": RelationKind.PART_OF,
}
_STATUSES = list(PublicationStatus)


def date_of(value: object) -> PartialDate | None:
    """Return the date of `{"date-parts": [[2023, 4, 9]]}`; None of `[[null]]`, `[[]]` and other odd ones."""
    parts = table_of(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        first = parts if isinstance(parts, list) else []
    return partial_date(*[first[place] if place < len(first) else None for place in range(_LONGEST_LIST)])


def published_of(work: Table) -> PartialDate | None:
    """Return when a work came out first: as the source says, else the earliest of the dates it gives."""
    names = ("published", "published-online", "published-print", "published-other", "posted")
    return date_of(work.get("issued")) or earliest(date_of(work.get(name)) for name in names)


def dates_of(work: Table) -> DatesRecord:
    """Return the dates of its forms and of its acceptance, which some publishers give among the assertions."""
    said = {text_of(row.get("name")).casefold(): row.get("value") for row in tables_of(work.get("assertion"))}
    accepted = said.get("accepted") or said.get("date_accepted")
    return DatesRecord(
        online=date_of(work.get("published-online")) or date_of(work.get("posted")),
        printed=date_of(work.get("published-print")),
        accepted=date_of(work.get("accepted")) or _written_date(text_of(accepted)),
    )


def _written_date(text: str) -> PartialDate | None:
    """Return the date of `13 October 2022` or `2022-10-13`."""
    found = _WRITTEN_DATE.fullmatch(text)
    if not found:
        return None
    return partial_date(found[4], found[5], found[6]) if found[4] else partial_date(found[3], found[2], found[1])


def authors_of(work: Table, affiliations: Affiliations) -> tuple[tuple[AuthorRecord, ...], bool]:
    """Return the authors, and whether the source names all of them.

    An institution with its address among the authors becomes an affiliation, if there is an author beside it.
    """
    rows = tables_of(work.get("author"))
    has_persons = any(text_of(row.get("family")) for row in rows)
    authors, are_all = [], True
    for row in rows:
        name = text_of(row.get("name")) or text_of(row.get("literal"))
        family = text_of(row.get("family"))
        if is_and_others(family or name or text_of(row.get("given"))):
            are_all = False
        elif has_persons and not family and is_address(name):
            affiliations.number(name)
        elif one := _author(row, name, affiliations):
            authors.append(one)
    return tuple(authors), are_all


def _author(row: Table, name: str, affiliations: Affiliations) -> AuthorRecord | None:
    particles = [text_of(row.get(f"{kind}-particle")) for kind in ("dropping", "non-dropping")]
    family = text_of(row.get("family"))
    names = Names(
        family=" ".join([*filter(None, particles), family]) if family else "",
        given=text_of(row.get("given")),
        name=name,
        suffix=text_of(row.get("suffix")),
        is_group=not family and ("name" in row or is_group_name(name)),
    )
    numbers = _affiliation_numbers(row.get("affiliation"), affiliations)
    return author(names, orcid=text_of(row.get("ORCID")), affiliations=numbers)


def _affiliation_numbers(value: object, affiliations: Affiliations) -> Iterator[int]:
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
    return licence_of(row.get("URL") for row in rows if _is_open(row, _day(work.get("indexed"))))


def _is_open(row: Table, written: str) -> bool:
    if text_of(row.get("content-version")) not in _OPEN_VERSIONS:
        return False
    begins = _day(row.get("start"))
    return not begins or row.get("delay-in-days") == 0 or (bool(written) and begins <= written)


def _day(value: object) -> str:
    return text_of(table_of(value).get("date-time"))[:10]


def funding_of(work: Table) -> tuple[FundingRecord, ...]:
    """Return who paid, each funder once, with the numbers of the grants."""
    awards: dict[str, list[str]] = {}
    for row in tables_of(work.get("funder")):
        if name := text_of(row.get("name")):
            awards.setdefault(name, []).extend(texts_of(row.get("award")))
    return tuple(FundingRecord(funder=name, awards=unique(numbers)) for name, numbers in awards.items())


def issn_of(work: Table) -> tuple[str, ...]:
    """Return the numbers of the journal."""
    return unique(text.rpartition("/")[2] for text in texts_of(work.get("ISSN")))


def isbn_of(work: Table) -> tuple[IdentifierRecord, ...]:
    """Return the numbers of the book; the address that older answers give for one is cut to its number."""
    numbers = unique(text.rpartition("/")[2] for text in texts_of(work.get("ISBN")))
    return tuple(IdentifierRecord(scheme=IdentifierScheme.ISBN, value=number) for number in numbers)


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
        for row in tables_of(rows) if name in _RELATIONS else ():
            if text_of(row.get("id-type")) in {"doi", ""} and (other := normal_doi(text_of(row.get("id")))):
                yield _RELATIONS[name], other


def _updates(work: Table, doi: str) -> Iterator[tuple[RelationKind, str]]:
    for name, kind_of in (("update-to", _notice_kind), ("updated-by", _kind_of_notice)):
        for update, other in _named_updates(work.get(name)):
            if (kind := kind_of(update)) and other != doi:
                yield kind, other


def _named_updates(value: object) -> Iterator[tuple[str, str]]:
    for row in tables_of(value):
        if other := normal_doi(text_of(row.get("DOI"))):
            yield text_of(row.get("type")).casefold().replace(" ", "_"), other


def _notice_kind(update: str) -> RelationKind | None:
    if update in _RETRACTIONS | _PARTLY:
        return RelationKind.RETRACTS
    if update in _CONCERNS:
        return RelationKind.CONCERNS
    return RelationKind.CORRECTS if update in _CORRECTIONS else None


def _kind_of_notice(update: str) -> RelationKind | None:
    if update in _RETRACTIONS | _PARTLY:
        return RelationKind.RETRACTED_BY
    if update in _CONCERNS:
        return RelationKind.CONCERNED_BY
    return RelationKind.CORRECTED_BY if update in _CORRECTIONS else None


def notice_type(work: Table, doi: str) -> PublicationType | None:
    """Return the type of a notice about other works; None where the record is no notice.

    An update of the record itself, which publishers who correct in place register, makes it no notice.
    """
    kinds = {_notice_kind(update) for update, other in _named_updates(work.get("update-to")) if other != doi}
    if RelationKind.RETRACTS in kinds:
        return PublicationType.RETRACTION_NOTICE
    if RelationKind.CORRECTS in kinds:
        return PublicationType.CORRECTION_NOTICE
    return PublicationType.OTHER if RelationKind.CONCERNS in kinds else None


def status_of(work: Table, doi: str) -> PublicationStatus:
    """Return what has become of the work, by the notices about it; a notice of a concern is under it itself."""
    updates = [update for update, _ in _named_updates(work.get("updated-by"))]
    updates += [update for update, other in _named_updates(work.get("update-to")) if other == doi]
    concerns = {update for update, _ in _named_updates(work.get("update-to"))} & _CONCERNS
    return gravest([*map(_status, updates), PublicationStatus.CONCERN if concerns else PublicationStatus.CURRENT])


def _status(update: str) -> PublicationStatus:
    if update in _RETRACTIONS:
        return PublicationStatus.RETRACTED
    if update in _CONCERNS | _PARTLY:
        return PublicationStatus.CONCERN
    return PublicationStatus.CORRECTED if update in _CORRECTIONS else PublicationStatus.CURRENT


def gravest(statuses: Iterable[PublicationStatus]) -> PublicationStatus:
    """Return the gravest of the statuses."""
    return max(statuses, key=_STATUSES.index, default=PublicationStatus.CURRENT)
