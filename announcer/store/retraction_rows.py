"""The store's part for the list of retractions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.core.publications.retraction_notices import NoticeNature, RetractionData, RetractionNotice
from announcer.store.base import StoreBase
from announcer.store.database import Row

_AT_ONCE = 40
"""Rows of one statement; SQLite looks each parameter up among all of it, so that more take longer in all."""
_COLUMNS = ("number", "record", "nature", "doi", "pmid", "notice_doi", "notice_pmid", "noticed_on", "reasons")
_KINDS = (IdentifierKind.DOI, IdentifierKind.PMID)
_OF_PUBLICATION = """
SELECT retraction.* FROM publication_identifier JOIN retraction ON retraction.{kind} = publication_identifier.value
 WHERE publication_identifier.kind = '{kind}' AND publication_identifier.publication = :uid
"""
_NOTICED = """
SELECT publication FROM publication_identifier JOIN retraction ON retraction.{kind} = publication_identifier.value
 WHERE publication_identifier.kind = '{kind}'
"""


class RetractionPart(StoreBase):
    """The store's part for the list of retractions."""

    def replace_retractions(self, notices: Iterable[RetractionNotice], data: RetractionData) -> None:
        """Put these notices in the place of all that are there, in one transaction."""
        with self.database.transaction("retractions"):
            self.database.run("DELETE FROM retraction_data")
            self.database.run("DELETE FROM retraction")
            count = 0
            rows = (_values(number, notice) for number, notice in enumerate(notices, start=1))
            for batch in _batches(rows):
                self._insert_notices(batch)
                count += len(batch)
            self.database.run(
                "INSERT INTO retraction_data (id, source, read_at, newest_on, notices, applied)"
                " VALUES (1, :source, :read_at, :newest, :notices, 0)",
                source=data.source,
                read_at=data.read_at,
                newest=data.newest.isoformat() if data.newest else "",
                notices=count,
            )

    def _insert_notices(self, batch: Sequence[tuple[object, ...]]) -> None:
        marks = (f"({', '.join(f':{name}_{place}' for name in _COLUMNS)})" for place in range(len(batch)))
        values = {
            f"{name}_{place}": value
            for place, row in enumerate(batch)
            for name, value in zip(_COLUMNS, row, strict=True)
        }
        self.database.run(f"INSERT INTO retraction ({', '.join(_COLUMNS)}) VALUES {', '.join(marks)}", **values)  # noqa: S608 (our own)

    def mark_retractions_applied(self) -> None:
        """Write down that every known publication was compared with the list."""
        with self.database.transaction("retractions-applied"):
            self.database.run("UPDATE retraction_data SET applied = 1")

    def retraction_data(self) -> RetractionData | None:
        """Return what is known of the list; None where none was read."""
        row = self.database.row("SELECT source, read_at, newest_on, notices, applied FROM retraction_data")
        return data_of(row) if row else None

    def notices_for(self, identifiers: Collection[Identifier]) -> Sequence[RetractionNotice]:
        """Return the notices about papers with any of these DOIs and PMIDs."""
        found: dict[int, Row] = {}
        for kind, value in identifiers:
            if kind in _KINDS and value:
                query = f"SELECT * FROM retraction WHERE {kind.value} = :value"  # noqa: S608 (our own)
                found |= {row["number"]: row for row in self.database.rows(query, value=value)}
        return [_notice_of(row) for _, row in sorted(found.items())]

    def notices_of(self, uid: str) -> Sequence[RetractionNotice]:
        """Return the notices about the registered publication, by every DOI and PMID that it is found by."""
        query = " UNION ".join(_OF_PUBLICATION.format(kind=kind.value) for kind in _KINDS)
        return [_notice_of(row) for row in self.database.rows(f"{query} ORDER BY number", uid=uid)]

    def noticed_publications(self) -> Sequence[str]:
        """Return the uids of the registered publications that any notice is about, in order."""
        query = " UNION ".join(_NOTICED.format(kind=kind.value) for kind in _KINDS)
        return [row["publication"] for row in self.database.rows(f"{query} ORDER BY publication")]


def data_of(row: Row) -> RetractionData:
    """Return what a row of `retraction_data` says."""
    return RetractionData(
        source=row["source"],
        read_at=row["read_at"],
        newest=date.fromisoformat(row["newest_on"]) if row["newest_on"] else None,
        notices=row["notices"],
        is_applied=bool(row["applied"]),
    )


def _values(number: int, notice: RetractionNotice) -> tuple[object, ...]:
    return (
        number,
        notice.record,
        notice.nature.value,
        notice.doi,
        notice.pmid,
        notice.notice_doi,
        notice.notice_pmid,
        notice.noticed.isoformat() if notice.noticed else "",
        notice.reasons,
    )


def _notice_of(row: Row) -> RetractionNotice:
    return RetractionNotice(
        record=row["record"],
        nature=NoticeNature(row["nature"]),
        doi=row["doi"],
        pmid=row["pmid"],
        notice_doi=row["notice_doi"],
        notice_pmid=row["notice_pmid"],
        noticed=date.fromisoformat(row["noticed_on"]) if row["noticed_on"] else None,
        reasons=row["reasons"],
    )


def _batches(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
