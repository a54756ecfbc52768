"""A command that is refused changes nothing: neither a row of any table nor a file of the site."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.cli.main import COMMANDS
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from announcer.ports.store import Changes, ClaimTerms
from announcer.store.copying import KEYS
from tests.sites import LEAST, RECORD, Commands, make_site, queue_of, queue_up

SETTINGS = """
[schedule]
slots = ["daily 09:30", "daily 18:00"]
min_gap = "0 s"
daily_cap = 2
closed = ["2999-12-25"]
[posting]
four_eyes = true
"""
TERMS = ClaimTerms(channel="drafts", account="by-hand", worker="worker-1", lease=timedelta(hours=1))
TWIN, POSTED = "0000000a", "0000000b"
POST = "https://x.com/iums/status/42"
NO_TIME = ("2020-01-01 10:00", "2999-12-25 10:00", "1405-13-01 10:00", "soon", "2999-01-01 10:15")


def dump(site: Path) -> tuple[dict[str, object], dict[str, str]]:
    """Return every row of every table, and a digest of every file beside the database."""
    with queue_of(site) as queue:
        database = queue.store.database
        tables = sorted(database.tables() - {"sqlite_sequence"})
        assert set(KEYS) < set(tables)
        rows = {table: database.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}  # noqa: S608
    files = {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.name.startswith(("announcer.db", ".announcer.db"))  # the lock is no content
    }
    return dict(rows), files


def _claimed(announcer: Commands, one: str) -> None:
    announcer("approve", one, "--now")
    with queue_of(announcer.site) as queue:
        assert queue.store.claim(TERMS)


def _in_doubt(announcer: Commands, one: str) -> None:
    _claimed(announcer, one)
    with queue_of(announcer.site) as queue:
        queued, now = queue.store.get(one), queue.store.now()
        marks: Changes = {"send_started_at": now, "first_send_at": now, "unknown_at": now}
        for move in (lifecycle.UPLOAD, lifecycle.SENDING, lifecycle.DOUBT):
            moved = queue.store.move(queued, move, actor="worker-1", changes=marks)
            assert moved
            queued = moved


def _failed(announcer: Commands, one: str) -> None:
    _claimed(announcer, one)
    with queue_of(announcer.site) as queue:
        assert queue.store.move(queue.store.get(one), lifecycle.REFUSE, actor="worker-1")


def _ready(announcer: Commands, one: str) -> None:
    announcer("approve", one, "--now")
    announcer("run", "--once")


STATES: dict[State, Callable[[Commands, str], object]] = {
    State.IN_REVIEW: lambda announcer, one: announcer("edit", one, "--text", "Mine", "--anyway"),
    State.SCHEDULED: lambda announcer, one: announcer("approve", one, "--at", "2999-03-01 10:15"),
    State.CLAIMED: _claimed,
    State.READY: _ready,
    State.UNKNOWN: _in_doubt,
    State.FAILED: _failed,
    State.POSTED: lambda announcer, one: announcer("posted", one, "--url", "https://x.com/iums/status/7"),
    State.REJECTED: lambda announcer, one: announcer("reject", one),
    State.CANCELLED: lambda announcer, one: announcer("cancel", one),
}
"""How an announcement gets into each state."""

ON_ONE: list[tuple[str, ...]] = [
    *(("approve", "{}", "--at", at) for at in NO_TIME),
    ("approve", "{}", "--now", "--at", "2999-01-01 10:00"),
    ("approve", "{}", "--seen", "abc"),
    ("approve", "{}", "--seen", "0" * 64),
    ("approve", "{}", TWIN, "--at", "2999-01-01 11:00"),
    ("approve", "{}", "--despite-cool-down"),
    ("approve", "{}", "--all"),
    ("approve", "{}"),
    ("unapprove", "{}"),
    *(("reschedule", "{}", "--at", at) for at in NO_TIME),
    ("reschedule", "{}"),
    ("reschedule", "{}", "--next", "--at", "2999-01-01 11:00"),
    ("reschedule", "{}", "--swap", "{}"),
    ("reschedule", "{}", "--swap", TWIN),
    ("reschedule", "{}", "--swap", "nope"),
    ("reject", "{}"),
    ("hold", "{}"),
    ("resume", "{}"),
    ("cancel", "{}"),
    ("undo", "{}"),
    ("note", "{}", "  "),
    ("edit", "{}"),
    ("edit", "{}", "--text", "a" * 281),
    ("edit", "{}", "--text", ""),
    ("edit", "{}", "--text", "no link"),
    ("edit", "{}", "--text", "fine", "--anyway"),
    ("edit", "{}", "--alt-text", ""),
    ("edit", "{}", "--alt-text", "Other"),
    ("edit", "{}", "--card", "a.toml"),
    ("edit", "{}", "--sentence", "9"),
    ("edit", "{}", "--sentence", "1"),
    ("edit", "{}", "--editor", "--text", "x"),
    ("edit", "{}", "--editor"),
    ("posted", "{}", "--url", "x.com"),
    ("posted", "{}", "--url", "https://example.org/not-x"),
    ("posted", "{}", "--url", POST),
    ("posted", "{}"),
    ("posted", "{}", "--address-later"),
    ("posted", "{}", "--address-later", "--url", POST),
    ("resolve", "{}", "posted", "--url", POST),
    ("resolve", "{}", "posted"),
    ("resolve", "{}", "send-again", "--url", POST),
    ("resolve", "{}", "send-again"),
    ("resolve", "{}", "retraction-seen"),
    ("delete", "{}", "--yes"),
    ("show", "{}", "--card", "a.toml/card.png"),
    ("draft", "{}", "--all"),
    ("share", "{}", "--html", "--out", "kit"),
    ("share", "{}", "--language", "de"),
    ("share", "{}", "--out", "a.toml/kit"),
]
"""Commands on one announcement; those that its state allows are no refusal, and are passed over."""

ANYWHERE: list[tuple[str, ...]] = [
    ("init", "."),
    ("dry-run", "--limit", "-1"),
    ("dry-run", "--out", "queue/inbox"),
    ("card", "nope.toml"),
    ("card", "a.toml", "--template", "nope", "--out", "a.png"),
    ("count",),
    ("check",),
    ("add", "a.toml", "--embargo", "tomorrow"),
    ("add", "a.toml", "--format", "marc"),
    ("add", "a.toml", "--columns", "title"),
    ("add", "nope.toml"),
    ("home",),
    ("home", "--report", "nope.json"),
    ("shortlist", "--limit", "0"),
    ("shortlist", "--faculty", "School of Magic"),
    ("announce",),
    ("announce", "10.5555/nope"),
    ("announce", "doi:10.5555/announcer.10", "--expires", "2020-01-01 10:00"),
    ("retractions",),
    ("retractions", "a.toml"),
    ("retractions", "nope.csv"),
    ("merges", "accept"),
    ("merges", "accept", "nope"),
    ("merges", "refuse", "nope"),
    ("merges", "--limit", "0"),
    ("merges", "undo", "nope"),
    ("queue", "--state", "lost"),
    ("queue", "--from", "soon"),
    ("queue", "--until", "1405-12-31"),
    ("queue", "--limit", "0"),
    ("show", "nope"),
    ("show", "0000"),
    ("draft", "nope"),
    ("approve",),
    ("approve", "--until", "tomorrow"),
    ("approve", "--all", "--now"),
    ("approve", "--all", "--until", "2020-01-01"),
    ("approve", "--all", "--until", "soon"),
    ("approve", "0000"),
    ("unapprove", "nope"),
    ("reschedule", "nope", "--next"),
    ("note", "nope", "text"),
    ("undo", "nope"),
    ("edit", "nope", "--text", "x"),
    ("reject", "0000"),
    ("hold", "x"),
    ("hold", "0000"),
    ("resume", "x"),
    ("cancel", "000"),
    ("posted", "0000", "--url", POST),
    ("resolve", "0000", "send-again"),
    ("delete", "0000", "--yes"),
    ("run", "--once", "--forever"),
    ("review", "--port", "70000"),
    ("users", "nobody", "--disable"),
    ("users", "--add"),
    ("users", "sara", "--add", "--disable"),
    ("users", "sara", "--role", "king"),
    ("reviewers", "nobody", "--revoke"),
    ("reviewers", "nobody", "--new-link"),
    ("reviewers", "--add"),
    ("reviewers", "sara", "--add", "--revoke"),
    ("reviewers", "sara", "--decide"),
    ("reviewers", "sara", "--add", "--days", "0"),
    ("reviewers", "sara", "--add", "--mail", "nobody"),
    ("reviewers", "sara", "--add", "--only", "nope"),
    ("reviewers", "x" * 61, "--add"),
    ("status", "now"),
    ("report", "--days", "0"),
    ("report", "--by", "year"),
    ("notify", "sara"),
    ("health", "now"),
    ("login", "x"),
    ("login", "drafts"),
    ("export", "nowhere/known.json"),
    ("export", "known.json", "--format", "marc"),
    ("share", "nope"),
    ("share", "doi:10.5555/announcer.10", "--via", "two words"),
    ("backup", "a.toml"),
    ("restore", "a.toml"),
    ("restore", "nope.db"),
]
"""Commands that no state of the queue allows."""


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    site = make_site(tmp_path / "site", SETTINGS)
    (site / "a.toml").write_text(RECORD, "utf-8")
    monkeypatch.chdir(site)
    monkeypatch.setenv("ANNOUNCER_ACTOR", "sara")
    monkeypatch.setenv("VISUAL", "false")
    commands = Commands(site, capsys)
    for number in (10, 11):
        queue_up(site, number)
    commands("approve", TWIN, "--at", "2999-01-01 10:15")
    commands("posted", POSTED, "--url", POST)
    return commands


@pytest.mark.parametrize("state", STATES)
def test_whatever_is_refused_of_one_announcement_changes_nothing(
    announcer: Commands, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = queue_up(announcer.site, 20)
    STATES[state](announcer, one)
    with queue_of(announcer.site) as queue:
        assert queue.store.get(one).state is state
    monkeypatch.setenv("ANNOUNCER_ACTOR", "ali" if state is not State.IN_REVIEW else "sara")
    before, whole, refused = dump(announcer.site), announcer.site, 0
    for number, arguments in enumerate(ON_ONE):
        announcer.site = whole.with_name(f"copy-{number}")
        shutil.copytree(whole, announcer.site)
        if announcer(*(word.format(one) for word in arguments)) != EXIT_FINE:
            refused += 1
            assert announcer.err
            assert dump(announcer.site) == before, arguments
    assert refused > len(ON_ONE) / 2


@pytest.mark.parametrize("arguments", ANYWHERE, ids=" ".join)
def test_a_command_that_is_wrong_changes_nothing(announcer: Commands, arguments: tuple[str, ...]) -> None:
    if arguments == ("check",):
        (announcer.site / "announcer.toml").write_text(LEAST + '[card]\ntemplate = "nope"\n', "utf-8")
    before = dump(announcer.site)

    assert announcer(*arguments) in {EXIT_ITEM_FAILED, EXIT_USAGE, EXIT_PERSON_NEEDED}
    assert announcer.err or announcer.out

    assert dump(announcer.site) == before


def test_every_command_is_tried(announcer: Commands) -> None:
    assert announcer.site
    assert {arguments[0] for arguments in (*ON_ONE, *ANYWHERE)} == set(COMMANDS)


def test_of_several_ids_only_those_that_are_refused_stay_as_they_were(announcer: Commands) -> None:
    one = queue_up(announcer.site, 30)
    with queue_of(announcer.site) as queue:
        before = queue.store.get(POSTED), queue.store.history(POSTED)

    assert announcer("cancel", POSTED, one, "0000") == EXIT_ITEM_FAILED

    with queue_of(announcer.site) as queue:
        assert (queue.store.get(POSTED), queue.store.history(POSTED)) == before
        assert queue.store.get(one).state is State.CANCELLED
