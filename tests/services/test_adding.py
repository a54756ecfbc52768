"""Files brought into the queue: left where they are, or put away one by one."""

import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.errors import SourceError, StoreUnusableError, TemplateError, UsageError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from announcer.services.adding import Added, Adding
from announcer.services.cataloguing import AddOptions, Received
from announcer.services.inbox import Inbox
from announcer.services.intake import read_sources
from announcer.store.opening import SqlStore
from tests.builders import institution
from tests.catalogues import Catalogue
from tests.fakes import START, FakeWriter

RECORD = 'title = "Title {name} in full"\ndoi = "10.5555/{name}"\n'


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "queue" / "inbox"
    folder.mkdir(parents=True)
    return folder


def read(paths: Sequence[Path], *, forced: str = "") -> Iterator[Imported | SourceError]:
    """Read files as the program does, but for one that it cannot bear."""
    if any(path.name == "poison.toml" for path in paths):
        raise RecursionError("too deep")
    found = read_sources(paths, all_importers(), institution(), forced=forced)
    yield from found.problems
    yield from found.publications


def adding(store: SqlStore, inbox: Path, writer: FakeWriter | None = None) -> Adding:
    catalogue = Catalogue(store, writer=writer, charges=False)
    return Adding(read=read, cataloguing=catalogue.cataloguing, inbox=Inbox(inbox), now=lambda: START)


def drop(inbox: Path, name: str, content: str = "", *, age: timedelta = timedelta(minutes=1)) -> Path:
    """Put a file into the inbox that was written so long ago."""
    file = inbox / f"{name}.toml"
    file.write_text(content or RECORD.format(name=name), "utf-8")
    os.utime(file, ((START - age).timestamp(),) * 2)
    return file


def outcomes(added: Sequence[Added]) -> list[str]:
    return [one.outcome.value if isinstance(one, Received) else type(one).__name__ for one in added]


def take(work: Adding, *paths: Path) -> list[str]:
    return outcomes(list(work.take(paths, AddOptions(), actor="inbox")))


def test_files_are_brought_in_and_left(store: SqlStore, inbox: Path) -> None:
    files = [drop(inbox, "a"), drop(inbox, "b", "nonsense")]

    added = list(adding(store, inbox).add([inbox], AddOptions(), actor="sara"))

    assert outcomes(added) == ["SourceError", "added"]
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
    half = Adding(read=half_read, cataloguing=work.cataloguing, inbox=work.inbox, now=work.now)
    file = drop(inbox, "a", age=timedelta(seconds=5))

    assert take(half, inbox) == ["added", "AnnouncerError"]
    assert file.exists()
    assert take(work, inbox) == ["known"]
    assert not file.exists()


def half_read(paths: Sequence[Path], *, forced: str = "") -> Iterator[Imported | SourceError]:
    """Read files as if each ended in half a record."""
    yield from read(paths, forced=forced)
    yield SourceError(str(paths[0]), "it ends in the middle of a record")


def test_a_file_that_is_written_to_while_it_is_read_waits(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")
    work = adding(store, inbox)

    def read_slowly(paths: Sequence[Path], *, forced: str = "") -> list[Imported | SourceError]:
        found = list(read(paths, forced=forced))
        file.write_text(RECORD.format(name="a") + 'journal = "J"\n', "utf-8")
        return found

    slow = Adding(read=read_slowly, cataloguing=work.cataloguing, inbox=work.inbox, now=work.now)
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
        list(adding(store, inbox).take([file], AddOptions(), actor="sara", forced="marc"))
    assert file.exists()


def test_a_store_that_is_gone_stops_at_once_and_blames_no_file(store: SqlStore, inbox: Path) -> None:
    file = drop(inbox, "a")
    work = adding(store, inbox)
    store.close()

    with pytest.raises(StoreUnusableError):
        take(work, inbox)
    assert file.exists()
