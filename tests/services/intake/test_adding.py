"""Files brought into the queue: left where they are, or put away one by one."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.errors import SourceError, StoreUnusableError, TemplateError, UsageError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from announcer.services.catalogue.cataloguing import AddOptions, Received
from announcer.services.intake.accepting import stream_sources
from announcer.services.intake.adding import Added, Adding, PassedOver, Way
from announcer.services.intake.inbox import Inbox
from announcer.services.intake.resuming import Resuming
from announcer.services.intake.source_files import Watch, unwatched
from announcer.store.opening import SqlStore
from tests.builders import institution
from tests.catalogues import Catalogue
from tests.fakes import START, FakeWriter
from tests.importers import xml_samples

RECORD = 'title = "Title {name} in full"\ndoi = "10.5555/{name}"\n'


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "queue" / "inbox"
    folder.mkdir(parents=True)
    return folder


def read(
    paths: Sequence[Path], *, forced: str = "", done: int = 0, watch: Watch = unwatched
) -> Iterator[Imported | SourceError]:
    """Read files as the program does, but for one that it cannot bear."""
    if any(path.name == "poison.toml" for path in paths):
        raise RecursionError("too deep")
    yield from stream_sources(paths, all_importers(), institution(), forced=forced, done=done, watch=watch)


def adding(store: SqlStore, inbox: Path, writer: FakeWriter | None = None) -> Adding:
    catalogue = Catalogue(store, writer=writer, charges=False)
    resuming = Resuming(store=store, state=lambda: b"")
    return Adding(
        read=read,
        cataloguing=catalogue.cataloguing,
        inbox=Inbox(inbox),
        now=lambda: START,
        resuming=resuming,
    )


def drop(inbox: Path, name: str, content: str = "", *, age: timedelta = timedelta(minutes=1)) -> Path:
    """Put a file into the inbox that was written so long ago."""
    file = inbox / f"{name}.toml"
    file.write_text(content or RECORD.format(name=name), "utf-8")
    os.utime(file, ((START - age).timestamp(),) * 2)
    return file


def outcomes(added: Sequence[Added]) -> list[str]:
    return [one.outcome.value if isinstance(one, Received) else type(one).__name__ for one in added]


def take(work: Adding, *paths: Path) -> list[str]:
    return outcomes(list(work.take(paths, AddOptions(), Way(actor="inbox"))))


def test_files_are_brought_in_and_left(store: SqlStore, inbox: Path) -> None:
    files = [drop(inbox, "a"), drop(inbox, "b", "nonsense")]

    added = list(adding(store, inbox).add([inbox], AddOptions(), Way(actor="sara")))

    assert outcomes(added) == ["added", "SourceError"]
    assert all(file.exists() for file in files)


def test_each_file_is_put_away_with_what_was_wrong_with_it(store: SqlStore, inbox: Path) -> None:
    drop(inbox, "a")
    drop(inbox, "b", "nonsense")

    assert take(adding(store, inbox), inbox) == ["added", "SourceError"]

    queue = inbox.parent
    assert sorted(str(path.relative_to(queue)) for path in queue.glob("*/*")) == [
        "imported/a.toml",
        "rejected/b.toml",
        "rejected/b.toml.error.txt",
    ]


def test_a_bad_file_that_may_still_be_on_its_way_waits_and_is_told(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "b", "nonsense", age=timedelta(seconds=5))

    assert take(adding(store, inbox), inbox) == ["AnnouncerError"]
    assert file.exists()


def test_a_list_that_is_perhaps_still_being_written_waits_with_what_is_whole_of_it_known(
    store: SqlStore, inbox: Path
) -> None:
    work = adding(store, inbox)
    half = replace(work, read=half_read)
    file = drop(inbox, "a", age=timedelta(seconds=5))

    assert take(half, inbox) == ["added", "AnnouncerError"]
    assert file.exists()
    assert take(work, inbox) == ["PassedOver"]
    assert not file.exists()


def half_read(
    paths: Sequence[Path], *, forced: str = "", done: int = 0, watch: Watch = unwatched
) -> Iterator[Imported | SourceError]:
    """Read files as if each ended in half a record."""
    yield from read(paths, forced=forced, done=done, watch=watch)
    yield SourceError(str(paths[0]), "it ends in the middle of a record")


def test_a_file_that_is_written_to_while_it_is_read_waits(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")
    work = adding(store, inbox)

    def read_slowly(
        paths: Sequence[Path], *, forced: str = "", done: int = 0, watch: Watch = unwatched
    ) -> list[Imported | SourceError]:
        found = list(read(paths, forced=forced, done=done, watch=watch))
        file.write_text(RECORD.format(name="a") + 'journal = "J"\n', "utf-8")
        return found

    slow = replace(work, read=read_slowly)
    assert take(slow, inbox) == ["added"]
    assert file.exists()
    assert take(work, inbox) == ["updated"]
    assert not file.exists()


def test_a_file_whose_announcement_cannot_be_made_stays(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")
    broken = FakeWriter(broken={"en": TemplateError("x.txt.j2:1: wrong")})

    assert take(adding(store, inbox, broken), inbox) == ["failed"]
    assert file.exists()


def test_a_file_that_the_program_cannot_bear_is_put_away_and_stops_no_other(store: SqlStore, inbox: Path) -> None:
    drop(inbox, "poison")
    drop(inbox, "q")

    assert take(adding(store, inbox), inbox) == ["SourceError", "added"]
    reason = (inbox.parent / "rejected" / "poison.toml.error.txt").read_text("utf-8")
    assert reason.startswith(f"{inbox / 'poison.toml'}: reading it: the program failed at test_adding.py:")
    assert "too deep" in reason


def test_a_file_that_cannot_be_moved_stops_no_other(store: SqlStore, inbox: Path) -> None:
    (inbox.parent / "rejected").write_text("in the way", "utf-8")
    drop(inbox, "a", "nonsense")
    drop(inbox, "b")

    assert take(adding(store, inbox), inbox) == ["SourceError", "OutputError", "added"]
    assert [file.name for file in inbox.iterdir()] == ["a.toml"]


def test_a_format_that_there_is_not_stops_at_once(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")

    with pytest.raises(UsageError):
        list(adding(store, inbox).take([file], AddOptions(), Way(actor="sara", forced="marc")))
    assert file.exists()


def test_a_store_that_is_gone_stops_at_once_and_blames_no_file(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")
    work = adding(store, inbox)
    store.close()

    with pytest.raises(StoreUnusableError):
        take(work, inbox)
    assert file.exists()


CSV = """Title,DOI,Year,Source title
"Salt and sleep in nurses",10.5555/salt,2025,Bread
"",10.5555/none,2025,Bread
"Bread and night shifts in bakers",10.5555/bread,2025,Bread
"""
JSON_LINES = (
    '{"title": "Salt and sleep in nurses", "doi": "10.5555/salt"}\n'
    '{"title": "Water" "doi": "10.5555/water"}\n'
    '{"title": "", "doi": "10.5555/none"}\n'
)
RIS = (
    "TY  - JOUR\nTI  - Salt and sleep in nurses\nDO  - 10.5555/salt\nER  - \n\n"
    "TY  - JOUR\nDO  - 10.5555/none\nER  - \n"
)
BIBTEX = "@article{a,\n title = {Salt and sleep in nurses},\n}\n\n@article{b,\n doi = {10.5555/none},\n}\n"
PUBMED = xml_samples.pubmed_file([xml_samples.pubmed("Salt and sleep in nurses"), xml_samples.pubmed("")])


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.csv", CSV, ["a.record-2.csv"]),
        ("a.jsonl", JSON_LINES, ["a.record-2.jsonl", "a.record-3.jsonl"]),
        ("a.ris", RIS, ["a.record-2.ris"]),
        ("a.bib", BIBTEX, ["a.record-2.bib"]),
        ("a.xml", PUBMED, ["a.record-2.xml"]),
    ],
)
def test_a_refused_record_is_kept_alone_in_its_own_format_with_the_reason(
    store: SqlStore, inbox: Path, name: str, content: str, kept: list[str]
) -> None:
    file = inbox / name
    file.write_text(content, "utf-8")
    os.utime(file, ((START - timedelta(minutes=1)).timestamp(),) * 2)
    take(adding(store, inbox), file)

    rejected = inbox.parent / "rejected"
    assert sorted(path.name for path in rejected.iterdir()) == sorted(
        part for one in kept for part in (one, f"{one}.error.txt")
    )
    assert (inbox.parent / "imported" / name).exists()
    for one in kept:
        reason = (rejected / f"{one}.error.txt").read_text("utf-8")
        assert name in reason
        assert "put its file into queue/inbox/" in reason
        with (rejected / one).open("rb") as record:
            head = record.read()
        assert [key for key, importer in all_importers().items() if importer.recognises(head)] == [FORMATS[name]]


FORMATS = {"a.csv": "table", "a.jsonl": "record-json", "a.ris": "ris", "a.bib": "bibtex", "a.xml": "pubmed"}


def test_a_refused_record_that_was_corrected_comes_in(store: SqlStore, inbox: Path) -> None:
    work = adding(store, inbox)
    file = inbox / "a.csv"
    file.write_text(CSV, "utf-8")
    os.utime(file, ((START - timedelta(minutes=1)).timestamp(),) * 2)
    assert take(work, file) == ["added", "SourceError", "added"]

    kept = inbox.parent / "rejected" / "a.record-2.csv"
    corrected = inbox / kept.name
    corrected.write_text(kept.read_text("utf-8").replace('""', '"Water and kidneys in mice"'), "utf-8")
    os.utime(corrected, ((START - timedelta(minutes=1)).timestamp(),) * 2)
    assert take(work, corrected) == ["added"]


def long_file(inbox: Path, *, broken: int = -1) -> Path:
    lines = (
        json.dumps({"title": "" if n == broken else f"Salt study {n}", "doi": f"10.5555/s{n}"}) for n in range(60)
    )
    return drop(inbox, "long", "\n".join(lines))


def test_a_long_import_that_was_stopped_goes_on_where_it_was(store: SqlStore, inbox: Path) -> None:
    file, work = long_file(inbox), adding(store, inbox)
    begun = work.add([file], AddOptions(known=True), Way(actor="sara"))
    first = [next(begun) for _ in range(25)]
    del begun

    rest = list(work.add([file], AddOptions(known=True), Way(actor="sara")))
    assert outcomes(first) == ["registered"] * 25
    assert rest[0] == PassedOver(source=str(file), count=25)
    assert outcomes(rest[1:]) == ["registered"] * 35
    assert list(work.add([file], AddOptions(known=True), Way(actor="sara"))) == [
        PassedOver(source=str(file), count=60)
    ]


def test_what_was_refused_is_told_again_when_a_long_import_goes_on(store: SqlStore, inbox: Path) -> None:
    file, work = long_file(inbox, broken=3), adding(store, inbox)
    list(work.add([file], AddOptions(known=True), Way(actor="sara")))

    assert outcomes(list(work.add([file], AddOptions(known=True), Way(actor="sara")))) == [
        "SourceError",
        "PassedOver",
    ]


def test_a_file_of_which_all_is_in_is_not_opened_again_however_small(store: SqlStore, inbox: Path) -> None:
    file, work = drop(inbox, "a"), adding(store, inbox)
    assert outcomes(list(work.add([file], AddOptions(known=True), Way(actor="sara")))) == ["registered"]

    def unread(*_paths: object, **_options: object) -> list[Imported | SourceError]:
        raise AssertionError("it was opened")

    again = replace(work, read=unread)
    assert list(again.add([file], AddOptions(known=True), Way(actor="sara"))) == [
        PassedOver(source=str(file), count=1)
    ]


def test_a_file_is_read_anew_with_other_options_and_other_settings(store: SqlStore, inbox: Path) -> None:
    file, work = long_file(inbox), adding(store, inbox)
    list(work.add([file], AddOptions(known=True), Way(actor="sara")))
    other = replace(work, resuming=replace(work.resuming, state=lambda: b"other settings"))

    assert outcomes(list(work.add([file], AddOptions(), Way(actor="sara"))))[0] == "known"
    assert outcomes(list(other.add([file], AddOptions(known=True), Way(actor="sara"))))[0] == "known"


def test_how_far_reading_is_is_told_in_bytes(store: SqlStore, inbox: Path) -> None:
    seen: list[tuple[int, int]] = []
    file = long_file(inbox)
    way = Way(actor="sara", watch=lambda read, size: seen.append((read, size)))
    list(adding(store, inbox).add([file], AddOptions(known=True), way))

    assert seen[-1] == (file.stat().st_size, file.stat().st_size)
