"""How well, and how fast, records of one publication are found among others.

Run `python -m benchmarks.merging DATA [--known N] [--records N] [--folder DIR]`. DATA is the folder with
`csv/asysd_dedup_gold.csv`, the public deduplication set of ASySD (github.com/camaradesuk/ASySD), in which
`source=unique` marks one row of each work. Works swallowed are those that were taken for another one; rows left
apart are groups of rows in which no row is marked. `--known 1000000 --records 100000` measures matching against a
store in SQLite, which takes 3 GB for the time: half as many made-up publications as there are records, the rest of
the rows filled up with works that no record is like.
"""

import argparse
import csv
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from announcer.core.publications.identifiers import normal_doi, uid
from announcer.core.publications.identity.profiles import Profile, profile_of
from announcer.core.publications.identity.resemblance import resemblance
from announcer.core.publications.matching import (
    Identifier,
    all_keys,
    are_same,
)
from announcer.core.publications.publication import Author, PartialDate, Publication
from announcer.core.text.richtext import Rich
from announcer.importers.building import partial_date
from announcer.importers.record.conversion import to_publication
from announcer.importers.record.model import AuthorRecord, PublicationRecord
from announcer.ports.importing import Imported
from announcer.services.catalogue.record_form import RecordFormat
from announcer.services.catalogue.relatives import Relatives
from announcer.store.database import Database
from announcer.store.opening import SqlStore, open_sqlite
from announcer.store.records import from_record, to_record

GOLD = Path("csv") / "asysd_dedup_gold.csv"
AUTHOR = re.compile(r"(?P<family>.+?) (?P<given>(?:\w\b\.? ?)+)$")
BETWEEN_AUTHORS = re.compile(r"(?<=[A-Z])\.(?=[A-Z][^.])")


class Groups:
    """Things that were found to be one, put together."""

    def __init__(self, count: int) -> None:
        self._first = list(range(count))

    def of(self, one: int) -> int:
        """Return what stands for the group of a thing."""
        while self._first[one] != one:
            one = self._first[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put the groups of two things together."""
        self._first[self.of(one)] = self.of(other)


def gold_records(path: Path) -> tuple[list[Publication], list[bool]]:
    """Return the publications of the set, and whether each is the marked one of its work."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_publication(row) for row in rows], [row["source"] == "unique" for row in rows]


def _publication(row: Mapping[str, str]) -> Publication:
    known = {key: "" if value == "NA" else value for key, value in row.items()}
    names = (name.strip(" .") for name in BETWEEN_AUTHORS.split(known["author"]))
    return to_publication(
        PublicationRecord(
            title=known["title"],
            doi=normal_doi(known["doi"]),
            journal=known["journal"],
            volume=known["volume"],
            pages=known["pages"],
            published=partial_date(known["year"]),
            authors=tuple(_author(name) for name in names if name),
        )
    )


def _author(name: str) -> AuthorRecord:
    found = AUTHOR.fullmatch(name)
    return AuthorRecord(family=found["family"], given=found["given"]) if found else AuthorRecord(name=name)


def pairs_by_key(publications: Iterable[Publication]) -> set[tuple[int, int]]:
    """Return the pairs that have an identifier or another key in common."""
    places: dict[Identifier, list[int]] = defaultdict(list)
    for place, publication in enumerate(publications):
        for key in all_keys(publication):
            places[key].append(place)
    return {pair for found in places.values() for pair in combinations(found, 2)}


def groups(profiles: list[Profile], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each record what stands for its group."""
    found = Groups(len(profiles))
    for one, other in pairs:
        if are_same(profiles[one], profiles[other]):
            found.join(one, other)
    return [found.of(place) for place in range(len(profiles))]


def quality(of: list[int], marked: list[bool]) -> tuple[int, int, int]:
    """Return how many groups there are, how many works were swallowed, and how many rows left apart."""
    counts: dict[int, int] = defaultdict(int)
    for group, is_marked in zip(of, marked, strict=True):
        counts[group] += is_marked
    return (
        len(counts),
        sum(max(0, count - 1) for count in counts.values()),
        sum(not each for each in counts.values()),
    )


def measure_gold(data: Path) -> dict[str, object]:
    """Print and return how well the rule does on the public set."""
    publications, marked = gold_records(data / GOLD)
    start = time.perf_counter()
    profiles = [profile_of(each) for each in publications]
    profiled = time.perf_counter()
    every = groups(profiles, combinations(range(len(profiles)), 2))
    done = time.perf_counter()
    pairs = pairs_by_key(publications)
    by_key = groups(profiles, pairs)
    number, swallowed, apart = quality(every, marked)
    proposed = [pair for pair in pairs if by_key[pair[0]] != by_key[pair[1]]]
    proposals = {
        frozenset((by_key[one], by_key[other])): found.reason
        for one, other in proposed
        if (found := resemblance(profiles[one], profiles[other]))
    }
    count = len(profiles) * (len(profiles) - 1) // 2
    print(f"{len(profiles)} rows, {sum(marked)} works: {number} groups, {swallowed} works swallowed, {apart} apart")
    print(
        f"profiles {profiled - start:.2f} s, all {count:,} pairs {done - profiled:.2f} s; "
        f"{len(pairs):,} pairs by keys, {'the same groups' if by_key == every else quality(by_key, marked)}"
    )
    print(f"{len(proposals)} proposals:")
    for reason in sorted(set(proposals.values())):
        print(f"  {list(proposals.values()).count(reason)}  {reason}")
    return {
        "groups": number,
        "swallowed": swallowed,
        "apart": apart,
        "pairs_s": round(done - profiled, 2),
        "proposals": len(proposals),
    }


# -- a million -----------------------------------------------------------------------------------------------------

WORDS = tuple(
    """
    salt sleep nurses pressure children dreams walking cancer liver trial cohort iron vitamin night shift blood
    memory school elderly stroke kidney asthma diabetes heart failure therapy surgery infection pregnancy cognition
    nutrition exercise smoking depression anxiety fracture vaccine screening genetic marker protein receptor tissue
    """.split()  # noqa: SIM905 (a list of forty strings would be a page)
)
FAMILIES = [
    f"{first}{last}"
    for first in ["Rah", "Kar", "Mor", "Hos", "Ahm", "Gha", "Sal", "Tav", "Nad", "Zam"]
    for last in ["imi", "adi", "avi", "eini", "iani", "semi", "ehi", "akoli", "eri", "ani"]
]


class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """Return the time of day."""
        return datetime.now(UTC)  # noqa: TID251 (a whole program)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()


def made_up(number: int) -> Publication:
    """Return the publication of that number; the same each time."""
    dice = random.Random(number)  # noqa: S311 (made-up records)
    title = f"{' '.join(dice.choices(WORDS, k=dice.randint(7, 14)))} in {dice.randint(10, 4000)} adults"
    return Publication(
        title=Rich.of(title),
        doi=f"10.5555/{number}" if number % 3 else "",
        pmid=str(number + 1) if number % 2 else "",
        authors=tuple(Author(name=f"{dice.choice(FAMILIES)} {dice.choice('ABCDEFGH')}") for _ in range(4)),
        journal=f"Journal of {dice.choice(WORDS)}",
        published=PartialDate(year=dice.randint(1995, 2026)),
        volume=str(dice.randint(1, 90)),
        pages=f"{dice.randint(1, 900)}-{dice.randint(901, 999)}",
    )


NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < :rows) "
OTHERS = (
    "INSERT INTO publication (uid, title, record, source, imported_at)"
    " SELECT 'other:' || i, 'Another work ' || i, :record, '', :now FROM numbers"
)
KEYS_OF_OTHERS = {
    "doi": "'10.5555/other.' || i",
    "pmid": "'9' || i",
    "title": "lower(hex(randomblob(16)))",
    "near": "lower(hex(randomblob(16)))",
}
"""What the further works are found by: as many keys as records have, which no record shares."""


def fill(database: Database, real: int, others: int) -> None:
    """Register so many made-up publications, and so many more that only fill the tables."""
    with database.transaction():
        for number in range(real):
            publication = made_up(number)
            name = uid(publication)
            database.run(
                "INSERT INTO publication (uid, title, record, source, imported_at)"
                " VALUES (:uid, :title, :record, '', :now)",
                uid=name,
                title=publication.title.plain,
                record=to_record(Imported(publication=publication, source="made up")),
                now=database.now(),
            )
            for key in all_keys(publication):
                database.run(
                    "INSERT INTO publication_identifier (kind, value, publication) VALUES (:kind, :value, :uid)",
                    kind=key.kind.value,
                    value=key.value,
                    uid=name,
                )
        record = to_record(Imported(publication=made_up(real), source="made up"))
        database.run(NUMBERS + OTHERS, rows=others, record=record, now=database.now())
        for kind in ("doi", "pmid", "title", "near", "near"):
            database.run(
                f"{NUMBERS} INSERT INTO publication_identifier (kind, value, publication)"  # noqa: S608 (our own)
                f" SELECT '{kind}', {KEYS_OF_OTHERS[kind]}, 'other:' || i FROM numbers",
                rows=others,
            )
    database.rows("ANALYZE")


def incoming(real: int, records: int) -> Iterator[Publication]:
    """Yield records without DOI and PMID, half of them of known publications, and half of new ones."""
    for number in range(records):
        publication = made_up(number // 2 if number % 2 else real + number)
        yield Publication(
            title=Rich.of(publication.title.plain.upper()),
            authors=publication.authors,
            journal=publication.journal,
            published=publication.published,
        )


def measure_store(folder: Path, known: int, records: int) -> dict[str, object]:
    """Print and return how long records take to be matched with a store of known ones, made in the folder."""
    store = open_sqlite(folder / "announcer.db", clock=Clock())
    real = (records + 1) // 2
    start = time.perf_counter()
    fill(store.database, real, known - real)
    filled = time.perf_counter() - start
    print(f"{known:,} publications registered in {filled:.0f} s", flush=True)
    try:
        return measure_matching(store, known, records)
    finally:
        store.close()


def measure_matching(store: SqlStore, known: int, records: int) -> dict[str, object]:
    """Print and return how long records take to be matched as `announcer add` does it: found and compared."""
    relatives = Relatives(store=store, form=RecordFormat(encode=to_record, decode=from_record))
    matched = candidates = proposed = 0
    start, used = time.perf_counter(), time.process_time()
    for number, publication in enumerate(incoming((records + 1) // 2, records), start=1):
        mine = profile_of(publication)
        found = relatives.candidates(publication)
        candidates += len(found)
        others = [(each, profile_of(record.publication)) for each, record in found if record]
        same = any(are_same(mine, theirs, each.shared) for each, theirs in others)
        matched += same
        proposed += not same and any(resemblance(mine, theirs) for _, theirs in others)
        if number % (records // 10 or 1) == 0:
            print(f"{number:,} matched after {time.perf_counter() - start:.0f} s", flush=True)
    took, used = time.perf_counter() - start, time.process_time() - used
    print(
        f"{records:,} records matched against {known:,} in {took:.0f} s, {used:.0f} s of one core "
        f"({1000 * used / records:.2f} ms a record): {matched:,} known, {proposed:,} proposals, "
        f"{candidates / records:.1f} candidates a record"
    )
    return {"known": known, "records": records, "seconds": round(took), "core_s": round(used), "matched": matched}


def main() -> None:
    """Measure what the arguments ask for, and print one line of JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--known", type=int, default=0)
    parser.add_argument("--records", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    result: dict[str, object] = {"benchmark": "merging"}
    if options.data:
        result |= measure_gold(options.data)
    if options.known:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            result |= measure_store(Path(folder), options.known, options.records or options.known // 10)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
