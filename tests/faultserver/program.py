"""The program under test: a site in a temporary folder, and real `announcer` processes that may be killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faultserver.world import Account

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 60.0
"""No command may take longer, whatever the network does: the deadlines of a call are a second or two."""
SLICE_SECONDS = 0.1

SETTINGS = """\
[institution]
name.en = "University of Example"
home = ["University of Example"]

[posts]
languages = ["en"]
template = "{template}"

[schedule]
timezone = "UTC"
slots = {slots}
daily_cap = 1000
min_gap = "{gap}"

[posting]
approval = "{approval}"
policy = "{policy}"

[store]
url = "{store}"

[channels.x]
enabled = true
account = "{account}"
api_url = "{api_url}"
upload_deadline = "{deadline} s"
send_deadline = "{deadline} s"

[daemon]
backup_keep = 0
"""
RECORD = """\
[[publication]]
title = "{title}"
doi = "{doi}"
journal = "Journal of Made-up Medicine"
published = "2026-04"
lay_summary = "{summary}"
authors = [{{ name = "Rahimi S", affiliations = [1] }}]
affiliations = ["University of Example"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that ended; `code` is None where it had to be killed for hanging, negative where it was killed."""

    code: int | None
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        """What it printed with `--json`."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


class Running:
    """A process that runs, its output in files."""

    def __init__(self, command: list[str], folder: Path, name: str, environment: Mapping[str, str]) -> None:
        self._out, self._err = folder / f"{name}.out", folder / f"{name}.err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=err, env=environment, stdin=subprocess.DEVNULL
            )

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal, if it still runs."""
        self.process.send_signal(number)

    def wait(self, seconds: float = LONGEST_SECONDS) -> Done:
        """Wait for the end, and bring it about after that time."""
        hangs = self.is_running(seconds)
        if hangs:
            self.process.kill()
        code = self.process.wait()
        return Done(code=None if hangs else code, out=_text(self._out), err=_text(self._err))

    def is_running(self, seconds: float) -> bool:
        """Wait for the end, but not longer than this; return whether it goes on.

        The time is counted in slices, so that a machine that stands still for a while does not make a process slow.
        """
        for _ in range(max(1, round(seconds / SLICE_SECONDS))):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(min(seconds, SLICE_SECONDS))
                return False
        return True


class Program:
    """The commands of one site. The output of each is kept in `folder`/output, numbered."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.output = folder / "output"
        self.output.mkdir(parents=True)
        self._count = 0
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self._environment = kept | {
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder.parent / "cache"),
            "ANNOUNCER_ACTOR": "editor",
        }

    def make_site(self, account: Account, settings: dict[str, object], record: str) -> None:
        """Make the site with `announcer init`, and give it settings, keys and records."""
        command = [sys.executable, "-m", "announcer", "init", str(self.site), "--name", "University of Example"]
        done = self._start(command, "init").wait()
        assert done.code == 0, done.err
        (self.site / "queue/inbox/example.toml").unlink()
        (self.site / "announcer.toml").write_text(SETTINGS.format(**settings), "utf-8")
        (self.site / "records.toml").write_text(record, "utf-8")
        keys = self.site / "credentials/x.json"
        keys.parent.mkdir(mode=0o700)
        keys.touch(mode=0o600)
        names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        keys.write_text(json.dumps({name: getattr(account, name) for name in names}), "utf-8")

    def start(self, *words: str) -> Running:
        """Start a command on the site."""
        command = [sys.executable, "-m", "announcer", "--site", str(self.site), "--json", *words]
        return self._start(command, words[0])

    def run(self, *words: str) -> Done:
        """Run a command to its end."""
        return self.start(*words).wait()

    def tracebacks(self) -> list[str]:
        """Return the last line of every traceback that any process wrote."""
        texts = [(path, _text(path)) for path in sorted(self.output.iterdir())]
        return [
            f"{path.name}: {_last_line(text)}"
            for path, text in texts
            if "Traceback (most recent call last)" in text
        ]

    def _start(self, command: list[str], name: str) -> Running:
        self._count += 1
        return Running(command, self.output, f"{self._count:03d}-{name}", self._environment)


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _last_line(text: str) -> str:
    after = text.rpartition("Traceback (most recent call last)")[2]
    found = [line for line in after.splitlines() if line and not line.startswith((" ", "{"))]
    return (found or [after[-300:]])[0][:300]
