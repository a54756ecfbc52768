"""Run the command line as a user does, in this process, and keep what it printed."""

import contextlib
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from announcer.cli.main import run


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def announcer(*arguments: object) -> Finished:
    """Run `announcer` with the arguments."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return Finished(code=code, out=out.getvalue(), err=err.getvalue())


def branded(site: Path) -> None:
    """Give a site that was just made the brand of the repository's own site, with its logos."""
    for path in sorted((Path(__file__).parents[2] / "assets" / "brand").iterdir()):
        shutil.copy(path, site / "assets" / "brand")
