"""Fill new tables from what older schemas kept: identifiers, records as read, their version; keys to search by.

Only queues of an older schema come by here, once. It writes with today's names of identifiers and today's form of
records, which is what a queue that was just brought up to date must have. tests/store/test_filling.py has rows that
the program of the first schema wrote.
"""

from collections.abc import Iterator

from announcer.core.posting.queued import ReadRecord
from announcer.core.publications.matching import identifiers, search_keys
from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.store.database import Database, Row
from announcer.store.publication_rows import add_identifiers, add_source
from announcer.store.records import from_record, to_record

_BATCH = 500
_NUMBERS = ("doi", "pmid", "pmcid")


def fill_catalogue(database: Database) -> None:
    """Let every publication be found by its identifiers, and write its record in the present form.

    A record that cannot be read stays as it is; its publication is found by its uid and its title.
    """
    for row in _publications(database):
        try:
            imported = from_record(row["record"])
        except SourceError:
            add_identifiers(database, row["uid"], identifiers(_by_name(row)))
            continue
        add_identifiers(database, row["uid"], identifiers(imported.publication))
        bare = Imported(publication=imported.publication, source="")
        add_source(database, row["uid"], ReadRecord(text=to_record(bare), source=row["source"]))
        database.run(
            "UPDATE publication SET record = :record WHERE uid = :uid", record=to_record(imported), uid=row["uid"]
        )


def fill_search_keys(database: Database) -> None:
    """Let every publication be found by the works that it names, and by what is like its title.

    A record that cannot be read is found by neither until it comes again.
    """
    for row in _publications(database):
        try:
            publication = from_record(row["record"]).publication
        except SourceError:
            continue
        add_identifiers(database, row["uid"], identifiers(publication) | search_keys(publication))


def _publications(database: Database) -> Iterator[Row]:
    last = ""
    while rows := database.rows(
        f"SELECT uid, title, record, source FROM publication WHERE uid > :last ORDER BY uid LIMIT {_BATCH}",  # noqa: S608 (ours)
        last=last,
    ):
        yield from rows
        last = rows[-1]["uid"]


def _by_name(row: Row) -> Publication:
    kind, _, value = row["uid"].partition(":")
    numbers = {kind: value} if kind in _NUMBERS else {}
    return Publication(title=Rich.of(row["title"]), **numbers)
