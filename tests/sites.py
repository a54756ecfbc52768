"""Sites for tests: a folder with settings, and a queue with announcements in it."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from announcer.cli.main import run
from announcer.core.posting.lifecycle import State
from announcer.ports.importing import Imported
from announcer.store.records import to_record
from announcer.system.clock import Clock
from announcer.wiring.site_queue import SiteQueue, open_queue
from tests.builders import PIXEL, publication
from tests.fakex_world import SECRETS, USERNAME
from tests.queueing import new

LEAST = '[institution]\nname.en = "A University"\nhome = ["A University"]\n'
SLOTS = '[schedule]\nslots = ["daily 09:30", "daily 18:00"]\nmin_gap = "0 s"\n'
RECORD = """
title = "Night-shift work and blood pressure in hospital nurses"
doi = "10.5555/announcer.1"
journal = "Journal of Made-up Medicine"
published = "2026-04"
lay_summary = "Nurses on night shifts had a blood pressure 4 mmHg higher than nurses who worked by day."
[[authors]]
name = "Rahimi S"
affiliations = [1]
[[affiliations]]
number = 1
text = "Department of Physiology, A University"
"""


def make_site(folder: Path, settings: str = SLOTS) -> Path:
    """Make a site with those settings beside the least there must be."""
    (folder / "queue" / "inbox").mkdir(parents=True)
    (folder / "announcer.toml").write_text(LEAST + settings, "utf-8")
    return folder


def x_table(url: str, more: str = "") -> str:
    """Return the settings that point the channel to X at the fake."""
    return f'[channels.x]\nenabled = true\naccount = "{USERNAME}"\napi_url = "{url}"\n{more}'


def x_environment() -> dict[str, str]:
    """Return the environment with the keys of the fake's account."""
    return {f"ANNOUNCER_X_{name}".upper(): value for name, value in dataclasses.asdict(SECRETS).items()}


def queue_up(site: Path, number: int = 1, **changes: Any) -> str:
    """Put an announcement of a whole publication into review; return its id."""
    with open_queue(site) as queue:
        target = queue.target
        fields = {"channel": target.channel, "account": target.account, "card": PIXEL}
        imported = Imported(publication=publication(doi=f"10.5555/announcer.{number}"), source="inbox/a.toml")
        added = new(number, **(fields | {"record": to_record(imported)} | changes))
        assert queue.store.add(added, state=State.IN_REVIEW, actor="import")
    return added.id


@contextmanager
def queue_of(site: Path, clock: Clock | None = None) -> Iterator[SiteQueue]:
    """Open the queue of the site for a look."""
    with open_queue(site, clock=clock) as queue:
        yield queue


class Commands:
    """Runs commands on a site and remembers what they said."""

    def __init__(self, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.site = site
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Run a command and return its exit code."""
        code = run(["--site", str(self.site), *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """Run a command with --json and return its lines."""
        self("--json", *arguments)
        return [json.loads(line) for line in self.out.splitlines()]
