"""How long the queue's queries take at a million announcements.

Run `python -m benchmarks.store [--rows N] [--url URL]`. Without `--url`, PostgreSQL is a server of our own, where
the machine has one; SQLite is a file in a temporary folder.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from announcer.core.planning.caps import budgets_at
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_slot
from announcer.core.posting.lifecycle import State
from announcer.ports.store import ClaimTerms
from announcer.services.planning import PER_DEPARTMENT, Planner
from announcer.store.database import Database
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from tests.databases import NoServerError, postgres_server

ROUNDS = 30
RULES = PostingRules(
    zone=ZoneInfo("Asia/Tehran"), slots=(parse_slot("daily 09:30"), parse_slot("daily 13:00")), daily_cap=10_000
)
TIMES = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%S', {seconds}, 'unixepoch') || '.000000+00:00'",
    "postgres": "to_timestamp({seconds})",
}
NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < :rows) "
PUBLICATIONS = "SELECT 'doi:' || i, 'Publication ' || i, '{{}}', 'bench', {created} FROM numbers"
ANNOUNCEMENTS = """
SELECT 'a' || i, 'doi:' || i, 'x', 'iums', 'en', 'Publication ' || i, 'publication-' || i, 'D' || (i / 100 % 40),
       'Some words about publication ' || i || ' https://doi.org/10.5555/' || i, 'https://doi.org/10.5555/' || i,
       'What the card says about publication ' || i, 'digest', 205000,
       CASE WHEN i % 100 < 90 THEN 'posted' WHEN i % 100 < 95 THEN 'in_review' WHEN i % 1000 = 999 THEN 'failed'
            ELSE 'scheduled' END,
       'sara', 'digest', {created},
       CASE WHEN i % 100 IN (97, 98) THEN {due} END, CASE WHEN i % 100 IN (97, 98) THEN {due} END,
       CASE WHEN i % 100 < 90 THEN 'r' || i END, CASE WHEN i % 100 < 90 THEN 'u' END,
       CASE WHEN i % 100 < 90 THEN {created} END, {created}, {created}
  FROM numbers
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """Return the time of day."""
        return datetime.now(UTC)  # noqa: TID251 (a whole program)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()


def fill(database: Database, rows: int) -> None:
    """Put so many announcements in: 90 % posted, 5 % in review, 2 % due, the rest waiting for a slot."""
    now = int(Clock().now().timestamp())
    at = TIMES[database.kind]
    created = at.format(seconds=f"{now - 60 * rows} + i * 60")
    due = at.format(seconds=f"{now - 3600} + i % 3600")
    with database.transaction():
        database.run(
            "INSERT INTO publication (uid, title, record, source, imported_at) "
            + NUMBERS
            + PUBLICATIONS.format(created=created),
            rows=rows,
        )
        database.run(
            "INSERT INTO announcement (id, publication, channel, account, language, title, slug, department, text,"
            " link, alt_text, digest, cost, state, approved_by, approved_digest, approved_at, due_at, slot_at,"
            " remote_id, url, posted_at, created_at, updated_at) "
            + NUMBERS
            + ANNOUNCEMENTS.format(created=created, due=due),
            rows=rows,
        )
    database.rows("ANALYZE") if database.kind == "sqlite" else database.run("ANALYZE")


def measured(store: SqlStore) -> Iterator[tuple[str, Callable[[], object]]]:
    """Return the queries by name."""
    now = store.now()
    terms = ClaimTerms(
        channel="x", account="iums", worker="bench", lease=timedelta(minutes=2), budgets=budgets_at(now, RULES)
    )
    planner = Planner(store, RULES, channel="x", account="iums")
    last = store.listing([State.POSTED], limit=50)[-1]
    yield "claim", lambda: store.claim(terms)
    yield "sweep", lambda: store.expired_leases(20)
    yield "overdue", lambda: store.overdue("x", "iums", now - timedelta(days=2), 20)
    yield "list", lambda: store.listing(limit=50)
    yield "list by states", lambda: store.listing([State.IN_REVIEW, State.SCHEDULED], limit=50)
    yield "list next page", lambda: store.listing([State.POSTED], limit=50, after=last)
    yield "show", lambda: (store.get("a777"), store.history("a777"))
    end = now + timedelta(days=14)
    yield "plan: who waits", lambda: store.waiting("x", "iums", by=end, per_department=PER_DEPARTMENT)
    yield "plan", planner.plan
    yield "calendar", lambda: planner.calendar(28)
    yield "status", lambda: store.overview([now.date().isoformat(), f"{now:%Y-%m}"])


def report(kind: str, store: SqlStore, database: Database, rows: int) -> bool:
    """Print the medians; return whether all are under 50 ms."""
    start = time.monotonic()
    fill(database, rows)
    print(f"{kind}: {rows:,} rows in {time.monotonic() - start:.0f} s")
    fine = True
    for name, query in measured(store):
        times = [timed(query) for _ in range(ROUNDS)]
        median, worst = statistics.median(times), max(times)
        fine = fine and median < 50
        print(f"  {name:16} median {median:7.2f} ms   worst {worst:7.2f} ms")
    return fine


def timed(query: Callable[[], object]) -> float:
    """Return how many milliseconds the query takes."""
    start = time.perf_counter()
    query()
    return (time.perf_counter() - start) * 1000


@contextmanager
def postgres(url: str) -> Iterator[str]:
    """Give the server asked for, or one of our own."""
    if url:
        yield url
    else:
        with postgres_server() as own:
            yield own


def main() -> int:
    """Measure both databases."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="an empty PostgreSQL database")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_sqlite(Path(folder) / "announcer.db", clock=Clock())
        fine = report("sqlite", store, store.database, asked.rows)
        store.close()
    try:
        with postgres(asked.url) as url:
            store = open_postgres(url)
            fine = report("postgres", store, store.database, asked.rows) and fine
            store.close()
    except NoServerError as error:
        print(f"postgres: skipped: {error}")
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main())
