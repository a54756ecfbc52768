import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.posts.announcement import Announcement, Card
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.errors import AnnouncerError, TemplateError
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting, DraftJob
from announcer.services.drafting_pool import FEWEST_JOBS, DraftingPool
from announcer.system.child_limits import DRAWING
from tests.builders import publication
from tests.fakes import FakePainter, FakeWriter

ROOT = Path(__file__).parents[2]
MANY = 2 * FEWEST_JOBS
DEADLY = 20


class PainterThatDies(FakePainter):
    """Ends a process of the pool in the middle of a card, as the system does when memory runs out."""

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return nothing any more."""
        if multiprocessing.parent_process() and publication.doi == f"10.5555/{DEADLY}":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().paint(publication, language, sentence)


class PainterOfHugeCards(FakePainter):
    """Asks for more memory than there is for a card, if it may."""

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return a card, except of one publication."""
        if multiprocessing.parent_process() and publication.doi == f"10.5555/{DEADLY}":
            bytearray(DRAWING.memory)
        return super().paint(publication, language, sentence)


def drafting(painter: type[FakePainter] = FakePainter, broken: str = "de") -> Drafting:
    writer = FakeWriter(broken={broken: TemplateError("de.txt.j2:1: wrong", hint="mend it")})
    return Drafting(writer=writer, painter=painter(), languages=["en", "de"], prices=PostPrices(), rules=X_RULES)


def pool(painter: type[FakePainter] = FakePainter, processes: int = 2) -> DraftingPool:
    return DraftingPool(drafting(painter), partial(drafting, painter), processes=processes)


def jobs(count: int, language: str = "en") -> list[DraftJob]:
    records = [
        publication(title=Rich.of(f"Publication {number}"), doi=f"10.5555/{number}") for number in range(count)
    ]
    return [DraftJob(imported=Imported(publication=record, source="a"), language=language) for record in records]


def texts(results: Iterable[Announcement | AnnouncerError]) -> list[str]:
    return [one.text.text if isinstance(one, Announcement) else f"{one} {one.hint}" for one in results]


@pytest.mark.parametrize("count", [0, 3, FEWEST_JOBS - 1, FEWEST_JOBS, MANY + 3])
def test_announcements_come_in_the_order_of_the_jobs_and_as_from_one_process(count: int) -> None:
    assert list(pool().drafted(jobs(count))) == list(drafting().drafted(jobs(count)))


def test_what_fails_comes_in_its_place_with_its_hint() -> None:
    mixed = [*jobs(MANY), *jobs(1, "de"), *jobs(3)]

    assert texts(pool().drafted(mixed))[MANY] == "de.txt.j2:1: wrong mend it"
    assert len(texts(pool().drafted(mixed))) == MANY + 4


def test_the_watcher_sees_every_job_once() -> None:
    seen = []

    def watch(some: Sequence[DraftJob]) -> Iterator[DraftJob]:
        for job in some:
            seen.append(job)
            yield job

    list(pool().drafted(jobs(MANY), watch))

    assert seen == jobs(MANY)


def test_one_core_is_used_without_further_processes() -> None:
    results = list(pool(processes=1).drafted(jobs(MANY)))

    assert len(results) == MANY


def test_a_job_at_which_a_process_dies_is_told_and_the_others_go_on() -> None:
    results = list(pool(PainterThatDies).drafted(jobs(MANY)))

    failed = [one for one in results if isinstance(one, AnnouncerError)]
    assert len(results) == MANY
    assert len(failed) == 1
    assert "ended the process" in str(failed[0])
    assert failed[0].hint
    assert results.index(failed[0]) == DEADLY


def test_a_job_that_needs_too_much_memory_is_told_and_the_others_go_on() -> None:
    results = list(pool(PainterOfHugeCards).drafted(jobs(MANY)))

    without_card = [place for place, one in enumerate(results) if isinstance(one, Announcement) and not one.card]
    assert without_card == [DEADLY]


def test_who_stops_early_is_waited_for_by_no_further_jobs() -> None:
    results = pool().drafted(jobs(40 * FEWEST_JOBS))
    next(results)
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]

    assert time.monotonic() - start < 20


def test_the_jobs_are_the_draftings_own() -> None:
    records = [job.imported for job in jobs(2)]

    assert pool().jobs(records) == drafting().jobs(records)


def scratch_site(folder: Path, count: int) -> Path:
    inbox = folder / "queue" / "inbox"
    inbox.mkdir(parents=True)
    (folder / "announcer.toml").write_text('[institution]\nname.en = "Sample University"\n', "utf-8")
    for number in range(count):
        record = f'title = "Salt and sleep {number}"\ndoi = "10.5555/{number}"\n'
        sentence = f'lay_summary = "Salt kept {number} awake."\n'
        (inbox / f"{number:04}.toml").write_text(record + sentence, "utf-8")
    return folder


def run(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "announcer", "--site", str(site), "dry-run", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_many_drafts_are_the_same_bytes_from_a_pool_a_store_and_one_process(tmp_path: Path) -> None:
    site = scratch_site(tmp_path, FEWEST_JOBS)
    assert run(site, "--out", str(tmp_path / "drawn")).returncode == 0
    cards = sorted((site / "queue" / "cards").iterdir())
    assert run(site, "--out", str(tmp_path / "kept")).returncode == 0
    assert sorted((site / "queue" / "cards").iterdir()) == cards
    for number in range(FEWEST_JOBS - 1):
        run_one = site / "queue" / "inbox" / f"{number:04}.toml"
        run_one.rename(run_one.with_suffix(".bak"))
    assert run(site, "--out", str(tmp_path / "one")).returncode == 0

    drawn = written(tmp_path / "drawn")
    assert len(cards) == 2 * FEWEST_JOBS
    assert written(tmp_path / "kept") == drawn
    one = {name: content for name, content in written(tmp_path / "one").items() if name != "index.html"}
    assert one.items() <= drawn.items()
    assert len(one) == 4


def test_a_run_that_is_stopped_leaves_whole_drafts_and_the_next_one_draws_the_rest(tmp_path: Path) -> None:
    site = scratch_site(tmp_path, 300)
    command = [sys.executable, "-m", "announcer", "--site", str(site), "dry-run"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    drafts = site / "queue" / "drafts"
    while process.poll() is None and len(list(drafts.glob("[!.]*-salt-*"))) < 10:
        time.monotonic()
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)

    assert (process.returncode, complaints.strip()) == (130, "stopped")
    folders = list(drafts.glob("[!.]*-salt-*"))
    assert all((folder / "post.json").is_file() and (folder / "card.png").is_file() for folder in folders)
    stamps = {path: path.stat().st_mtime_ns for path in (site / "queue" / "cards").glob("*.png")}

    assert run(site).returncode == 0
    assert len(list(drafts.glob("[!.]*-salt-*"))) == 300
    assert stamps
    assert all(path.stat().st_mtime_ns == stamp for path, stamp in stamps.items())
