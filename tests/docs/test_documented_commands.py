"""Every command that stands in a document is run as it stands, on a site in the state that it speaks of."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from announcer.cli.main import COMMANDS, announcer
from announcer.errors import EXIT_FINE, EXIT_PERSON_NEEDED
from announcer.ports.people_store import Role
from announcer.services.people.reviewers_by_link import Invitation, Reviewers
from announcer.services.people.team import Team
from tests.docs.documented import ROOT, Documented, documented
from tests.fakex import FakeX
from tests.fakex_world import SECRETS
from tests.sites import RECORD, SLOTS, make_site, queue_of, x_environment, x_table

ADDRESS = "https://x.com/iums/status/42"
DEADLINE = 60
"""Seconds until what runs until it is stopped has said its first word, on a busy machine."""

_QUIET = {"card": ("--no-open",), "review": ("--port", "0")}
"""What keeps a command from opening a browser, or a port that somebody else may have."""


class Place:
    """A home folder with a site, an account on a fake X, and what the placeholders of the documents stand for."""

    def __init__(self, home: Path, x: FakeX) -> None:
        self.home = home
        self.said = ""
        self.site = home / "site"
        self.x = x
        self.values = {
            "ADDRESS": ADDRESS,
            "DIR": str(home / "new"),
            "N": "1",
            "TEXT": "Nurses",
            "CODE": "en",
            "NAME": "summary",
            "TIME": "2900-01-03 10:00",
        }

    def new_site(self, *, by_x: bool = False) -> None:
        """Make the site, posting by hand or to X."""
        make_site(self.site, SLOTS + (x_table(self.x.url, "budget = 9\n") if by_x else ""))
        (self.site / "queue" / "inbox" / "example.toml").write_text(RECORD, "utf-8")
        self.values["SOURCE"] = self.values["FILE"] = str(self.site / "queue" / "inbox" / "example.toml")

    def run(self, *arguments: str, typed: str = "") -> int:
        """Run a command on the site as a user does; show what it said where a test fails."""
        result = CliRunner().invoke(announcer, ["--site", str(self.site), *arguments], input=typed)
        self.said = result.output
        print("$", *arguments, "\n", self.said, result.exception)  # noqa: T201 (pytest shows it where a test fails)
        return result.exit_code

    def here(self, word: str) -> str:
        """Return a word of a document with its placeholders and folders replaced by ours."""
        if word == "NAME" and "ID" in self.values:
            return self.values["ID"]
        if word in self.values:
            return self.values[word]
        for there, ours in FOLDERS.items():
            if word == there or word.startswith(f"{there}/"):
                return f"{self.home}/{ours}{word.removeprefix(there)}"
        return word

    def in_review(self) -> None:
        """Have an announcement that waits for review."""
        self.new_site(by_x=self.values.get("channel") == "x")
        assert self.run("--json", "add", self.values["SOURCE"]) == EXIT_FINE
        self.values["ID"] = str(json.loads(self.said)["announcements"][0]["id"])

    def approved(self) -> None:
        """Have one that goes out at the next moment."""
        self.in_review()
        assert self.run("approve", self.values["ID"], "--now") == EXIT_FINE

    def scheduled(self) -> None:
        """Have one that goes out in some years, and OTHER, which goes out later."""
        self.in_review()
        other = Path(self.values["SOURCE"]).with_name("other.toml")
        other.write_text(RECORD.replace("announcer.1", "announcer.2").replace("Night", "Day"), "utf-8")
        assert self.run("--json", "add", str(other)) == EXIT_FINE
        self.values["OTHER"] = str(json.loads(self.said)["announcements"][0]["id"])
        for name, at in (("ID", "2900-01-01 10:00"), ("OTHER", "2900-01-02 10:00")):
            assert self.run("approve", self.values[name], "--at", at) == EXIT_FINE

    def alike(self) -> None:
        """Have two that may be one publication, and PAIR, which names both."""
        self.in_review()
        other = Path(self.values["SOURCE"]).with_name("other.toml")
        other.write_text(RECORD.replace("announcer.1", "announcer.2"), "utf-8")
        assert self.run("add", str(other)) == EXIT_FINE
        assert self.run("--json", "merges") == EXIT_FINE
        self.values["PAIR"] = str(json.loads(self.said)["id"])

    def cancelled(self) -> None:
        """Have one that was called off just now."""
        self.in_review()
        assert self.run("cancel", self.values["ID"]) == EXIT_FINE

    def ready(self) -> None:
        """Have one that lies ready for a person to post."""
        self.approved()
        assert self.run("run", "--once") == EXIT_FINE

    def retracted(self) -> None:
        """Have one on X whose paper was retracted since."""
        self.posted()
        Path(self.values["SOURCE"]).write_text(f'status = "retracted"\n{RECORD}', "utf-8")
        assert self.run("add", self.values["SOURCE"]) == EXIT_FINE

    def posted(self) -> None:
        """Have one on X."""
        self.values["channel"] = "x"
        self.ready()

    def unknown(self) -> None:
        """Have one whose outcome on X nobody knows."""
        self.values["channel"] = "x"
        self.approved()
        self.x.arm("create", "reset-after")
        self.x.arm("timeline", "500-before", lasting=True)
        assert self.run("run", "--once") == EXIT_PERSON_NEEDED


FOLDERS = {
    "/var/lib/announcer/site": "site",
    "/site": "site",
    "/safe/place": "safe/place",
    "/tmp/try": "try",  # noqa: S108 (a name in a document)
    "~": "",
}
"""The folders that documents speak of, and where they are below the home folder of a test."""

Situation = Callable[[Place], None]


def _bare(_: Place) -> None:
    pass


def _by_hand(place: Place) -> None:
    place.new_site()


def _with_a_table(place: Place) -> None:
    """Have a table whose columns have headings of the site's own."""
    place.new_site()
    (place.site / "list.csv").write_text("Titel;Verfasser;Jahr\nSalt and sleep in nurses;Bell, Ann;2024\n", "utf-8")


def _with_a_list_of_retractions(place: Place) -> None:
    place.new_site()
    head = "Record ID,RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature"
    for name in ("retraction_watch.csv", "FILE"):
        (place.site / name).write_text(f"{head}\n12,3/15/2023 0:00,10.5555/elsewhere,0,Retraction\n", "utf-8")
    place.values["FILE"] = str(place.site / "FILE")


def _registered(place: Place) -> None:
    """Have a publication that is registered and not announced."""
    place.new_site()
    assert place.run("--json", "add", "--known", place.values["SOURCE"]) == EXIT_FINE
    place.values["NAME"] = str(json.loads(place.said)["publication"])


def _with_the_template_shown(place: Place) -> None:
    """Have the card template that the how-to has the designer write."""
    place.new_site()
    page = (ROOT / "docs" / "how-to" / "make-a-card-template.md").read_text("utf-8")
    shown = re.search(r"^`(templates/card/numbers\.toml)`:.*?```toml\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    assert shown
    (place.site / shown[1]).parent.mkdir(parents=True)
    (place.site / shown[1]).write_text(shown[2], "utf-8")


def _held(place: Place) -> None:
    place.in_review()
    assert place.run("hold", place.values["ID"]) == EXIT_FINE


def _on_x(place: Place) -> None:
    place.new_site(by_x=True)


def _paused(place: Place) -> None:
    _on_x(place)
    assert place.run("hold", "x") == EXIT_FINE


def _with_a_way_to_tell_people(place: Place) -> None:
    place.new_site()
    with (place.site / "announcer.toml").open("a", encoding="utf-8") as settings:
        settings.write('[notices]\ncommand = ["true"]\n')


def _seen(place: Place) -> None:
    place.new_site()
    assert place.run("run", "--once") == EXIT_FINE


def _empty(place: Place) -> None:
    """Have backups of another site, and this one empty."""
    target, place.site = place.site, place.home / "other"
    _somewhere_safe(place)
    for name in {Path(one.arguments[-1]).name for one in documented() if one.verb == "restore"}:
        assert place.run("backup", str(place.home / "safe" / "place" / name)) == EXIT_FINE
    place.values["FILE"] = str(place.home / "safe" / "place" / "FILE")
    place.site = target
    make_site(place.site)


def _somewhere_safe(place: Place) -> None:
    place.in_review()
    (place.home / "safe" / "place").mkdir(parents=True)
    place.values["FILE"] = str(place.home / "copy.db")


ELSEWHERE = {
    "login x --consent": "tests/channels/x/test_key_setup.py runs it: what is typed depends on what X answers"
}
"""Commands that other tests run."""


def _with_people(place: Place) -> None:
    """An administrator, and somebody who is called as in the documents."""
    place.in_review()
    with queue_of(place.site) as queue:
        for name, role in (("boss", Role.ADMIN), ("sara", Role.EDITOR)):
            Team(store=queue.store).add(name, role, actor="test")


def _with_a_reviewer(place: Place) -> None:
    """Somebody who reviews by a link, and is called as in the documents."""
    place.in_review()
    with queue_of(place.site) as queue:
        Reviewers(store=queue.store).add(Invitation(name="Dr Ahmadi"), actor="test")


SITUATIONS: Mapping[str, Situation] = {
    "init": _bare,
    "dry-run": _by_hand,
    "card": _by_hand,
    "card --template numbers": _with_the_template_shown,
    "count": _by_hand,
    "check": _by_hand,
    "add": _by_hand,
    "add list.csv": _with_a_table,
    "home": _by_hand,
    "shortlist": _registered,
    "retractions": _with_a_list_of_retractions,
    "announce": _registered,
    "merges": Place.alike,
    "review": Place.in_review,
    "users": _with_people,
    "reviewers": _with_a_reviewer,
    "queue": Place.in_review,
    "show": Place.in_review,
    "draft": Place.in_review,
    "approve": Place.in_review,
    "unapprove": Place.scheduled,
    "reschedule": Place.scheduled,
    "undo": Place.cancelled,
    "note": Place.in_review,
    "edit": Place.in_review,
    "reject": Place.in_review,
    "hold": Place.in_review,
    "hold x": _on_x,
    "resume": _held,
    "resume x": _paused,
    "cancel": Place.approved,
    "posted": Place.ready,
    "resolve": Place.unknown,
    "resolve ID retraction-seen": Place.retracted,
    "export": _by_hand,
    "share": Place.in_review,
    "delete": Place.posted,
    "run": _by_hand,
    "status": _by_hand,
    "report": _by_hand,
    "notify": _with_a_way_to_tell_people,
    "health": _seen,
    "login": _on_x,
    "backup": _somewhere_safe,
    "restore": _empty,
}
"""The site that a command needs: by its verb, or by verb and channel."""

_KEYS = (SECRETS.consumer_key, SECRETS.consumer_secret, SECRETS.access_token, SECRETS.access_token_secret)
TYPED = {"login x": "\n".join(_KEYS), "delete ID": "y", "add -": RECORD}
"""What the person at the keyboard answers."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name, value in {**x_environment(), "HOME": str(tmp_path), "VISUAL": "true"}.items():
        monkeypatch.setenv(name, value)
    with FakeX() as x:
        yield Place(tmp_path, x)


def test_every_command_is_in_a_document() -> None:
    assert {one.verb for one in documented()} >= set(COMMANDS)


@pytest.mark.parametrize("one", documented(), ids=lambda one: f"{Path(one.page).stem}: {' '.join(one.arguments)}")
def test_what_the_documents_say_to_type_works(
    one: Documented, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert one.verb in COMMANDS or one.arguments == ("--help",), f"{one.page} names a command that does not exist"
    if _names_a_command_only(one):
        assert place.run(one.verb, "--help") == EXIT_FINE
        return
    if " ".join(one.arguments) in ELSEWHERE:
        pytest.skip(ELSEWHERE[" ".join(one.arguments)])
    if "--site" in one.arguments:
        place.site = Path(place.here(one.arguments[1]))
    _situation(one)(place)
    place.site.mkdir(parents=True, exist_ok=True) if one.verb != "init" else None
    monkeypatch.chdir(place.site if place.site.exists() else place.home)
    arguments = [place.here(word) for word in one.arguments]

    if _goes_on(one):
        assert _started_and_stopped(arguments, place.site) == EXIT_FINE
    else:
        assert place.run(*arguments, typed=TYPED.get(" ".join(one.arguments[:2]), "")) == EXIT_FINE


def _goes_on(one: Documented) -> bool:
    """Tell whether it runs until it is stopped."""
    return (one.verb in {"run", "review"} and "--once" not in one.arguments) or "--watch" in one.arguments


def _names_a_command_only(one: Documented) -> bool:
    """Tell whether the text only names a command, which needs more words to be run."""
    command = announcer.get_command(click.Context(announcer), one.verb)
    needs_words = command is not None and any(isinstance(each, click.Argument) for each in command.params)
    return len(one.arguments) == 1 and needs_words and one.verb != "draft"


def _situation(one: Documented) -> Situation:
    words = one.arguments[one.arguments.index(one.verb) :] if one.verb else ()
    return next((SITUATIONS[key] for n in (3, 2, 1) if (key := " ".join(words[:n])) in SITUATIONS), _bare)


def _started_and_stopped(arguments: list[str], site: Path) -> int:
    """Run what goes on until it is stopped, stop it once it is at work, and return its exit code."""
    program = [sys.executable, "-m", "announcer", "--site", str(site), *arguments, *_QUIET.get(arguments[0], ())]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT if "--watch" in arguments else signal.SIGTERM)
        rest, _ = process.communicate(timeout=DEADLINE)
    print(first, rest)  # noqa: T201 (the same)
    return process.returncode
