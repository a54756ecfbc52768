"""The rows of a publication: what is known of it, what it is found by, and every record of it that was read."""

import hashlib
from collections.abc import Collection, Iterable, Sequence

from announcer.core.posting.queued import KeptRecord, NewPublication, ReadRecord
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.errors import ChangedMeanwhileError
from announcer.store.database import Database, Row
from announcer.store.proposals import hand_over_proposals

_BELONGINGS = {
    "publication_identifier": "kind, value",
    "publication_source": "digest, record, raw, format, source, read_at",
}
"""What belongs to a publication beside its announcements: tables and their other columns."""


COMMON = 50
"""A key that only may show the same publication says nothing once more of them than this have it."""


def publications_with(database: Database, identifiers: Collection[Identifier]) -> list[Row]:
    """Return uid, title, record and kind, a row for each kind of identifier that is shared; the oldest first."""
    kinds: dict[str, set[str]] = {}
    for row in _holders(database, identifiers):
        kinds.setdefault(row["publication"], set()).add(row["kind"])
    names = sorted(kinds)
    rows: list[Row] = []
    for start in range(0, len(names), _AT_ONCE):
        values = {f"uid_{place}": name for place, name in enumerate(names[start : start + _AT_ONCE])}
        rows += database.rows(
            "SELECT uid, title, record, imported_at FROM publication"  # noqa: S608 (our own)
            f" WHERE uid IN ({', '.join(f':{name}' for name in values)})",
            **values,
        )
    rows.sort(key=lambda row: (row["imported_at"], row["uid"]))
    return [{**row, "kind": kind} for row in rows for kind in sorted(kinds[row["uid"]])]


_AT_ONCE = 200
"""Names in one query."""


def _holders(database: Database, identifiers: Collection[Identifier]) -> list[Row]:
    """Return publication and kind for each identifier; none for a key of likeness that very many share."""
    near = [each for each in identifiers if each.kind is IdentifierKind.NEAR]
    found = _holders_of(database, [each for each in identifiers if each.kind is not IdentifierKind.NEAR])
    for each in near:
        rows = _holders_of(database, [each], most=COMMON + 1)
        found += rows if len(rows) <= COMMON else []
    return found


def _holders_of(database: Database, identifiers: Sequence[Identifier], most: int = 0) -> list[Row]:
    if not identifiers:
        return []
    wanted = list(enumerate(identifiers))
    conditions = " OR ".join(f"(kind = :kind_{number} AND value = :value_{number})" for number, _ in wanted)
    values = {f"kind_{number}": each.kind.value for number, each in wanted}
    values |= {f"value_{number}": each.value for number, each in wanted}
    limit = f" LIMIT {int(most)}" if most else ""
    return database.rows(
        f"SELECT publication, kind FROM publication_identifier WHERE {conditions}{limit}",  # noqa: S608 (our own)
        **values,
    )


def insert_publication(database: Database, new: NewPublication) -> bool:
    """Register the publication; False, and nothing is changed, where it is registered already with that record.

    Raises:
        ChangedMeanwhileError: it is registered with another record, or a publication that is not among `new.others`
            has one of its identifiers.
    """
    if database.one_at_a_time:
        database.rows(database.one_at_a_time)
    taken = database.row("SELECT record FROM publication WHERE uid = :uid", uid=new.uid)
    if taken and taken["record"] == new.record:
        return False
    if taken or {row["publication"] for row in _holders(database, new.identifiers)} - new.others:
        raise ChangedMeanwhileError(f"{new.uid}: the same publication was registered just now", hint="add it again")
    database.run(
        "INSERT INTO publication (uid, title, record, source, imported_at)"
        " VALUES (:uid, :title, :record, :source, :now) ON CONFLICT (uid) DO NOTHING",
        uid=new.uid,
        title=new.title,
        record=new.record,
        source=new.source,
        now=database.now(),
    )
    add_identifiers(database, new.uid, new.identifiers)
    add_source(database, new.uid, new.read)
    return True


def add_identifiers(database: Database, uid: str, identifiers: Iterable[Identifier]) -> None:
    """Let the publication be found by the identifiers, too."""
    wanted = sorted(identifiers)
    for start in range(0, len(wanted), _AT_ONCE):
        values: dict[str, object] = {"uid": uid}
        for place, each in enumerate(wanted[start : start + _AT_ONCE]):
            values |= {f"kind_{place}": each.kind.value, f"value_{place}": each.value}
        marks = (f"(:kind_{place}, :value_{place}, :uid)" for place in range(len(values) // 2))
        database.run(
            f"INSERT INTO publication_identifier (kind, value, publication) VALUES {', '.join(marks)}"  # noqa: S608 (our own)
            " ON CONFLICT (kind, value, publication) DO NOTHING",
            **values,
        )


def add_source(database: Database, uid: str, read: ReadRecord | None) -> None:
    """Keep a record of the publication as it was read, if there is one, once, under the SHA-256 of its text."""
    if read is None:
        return
    database.run(
        "INSERT INTO publication_source (publication, digest, record, raw, format, source, read_at)"
        " VALUES (:uid, :digest, :record, :raw, :format, :source, :now)"
        " ON CONFLICT (publication, digest) DO NOTHING",
        uid=uid,
        digest=digest_of(read),
        record=read.text,
        raw=read.raw,
        format=read.format,
        source=read.source,
        now=database.now(),
    )


def kept_records(database: Database, uid: str) -> list[KeptRecord]:
    """Return every record of the publication that was read, the first read first."""
    rows = database.rows(
        "SELECT digest, record, raw, format, source, read_at FROM publication_source"
        " WHERE publication = :uid ORDER BY read_at, digest",
        uid=uid,
    )
    return [
        KeptRecord(
            read=ReadRecord(text=row["record"], raw=row["raw"], format=row["format"], source=row["source"]),
            digest=row["digest"],
            read_at=row["read_at"],
        )
        for row in rows
    ]


def digest_of(read: ReadRecord) -> str:
    """Return what distinguishes a record from others; how it was written where it came from does not matter."""
    return hashlib.sha256(read.text.encode()).hexdigest()


def absorb_publication(database: Database, uid: str, other: str, record: str) -> bool:
    """Give all that another publication has to this one; False where its record is not that one any more.

    Its announcements come after this one's rounds.
    """
    rounds = database.rows(
        "SELECT coalesce(max(round), 0) AS number FROM announcement WHERE publication = :uid", uid=uid
    )
    database.run(
        "UPDATE announcement SET publication = :uid, round = round + :rounds WHERE publication = :other",
        uid=uid,
        rounds=int(rounds[0]["number"]),
        other=other,
    )
    for table, columns in _BELONGINGS.items():
        database.run(
            f"INSERT INTO {table} (publication, {columns}) SELECT :uid, {columns} FROM {table}"  # noqa: S608 (our own)
            " WHERE publication = :other ON CONFLICT DO NOTHING",
            uid=uid,
            other=other,
        )
        database.run(f"DELETE FROM {table} WHERE publication = :other", other=other)  # noqa: S608 (our own)
    hand_over_proposals(database, uid, other)
    gone = database.run(
        "DELETE FROM publication WHERE uid = :other AND record = :record", other=other, record=record
    )
    return bool(gone)
