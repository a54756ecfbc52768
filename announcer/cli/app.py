"""What every command is given, and how commands print JSON and errors."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from announcer.cli.hints import STEPS
from announcer.errors import AnnouncerError
from announcer.system.visible import visible, visible_lines

_OUR_COLOURS = re.compile(r"\\x1b(\[(?:0|1|3[1-3])m)")
"""What `click.style` makes of the styles that commands use. From somebody else they only colour a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The options before the command: the site's folder, and whether to print JSON lines."""

    site: Path
    json: bool = False
    actor: str = ""


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print lines of which parts are other people's words: no character of them acts on the terminal.

    A part that must not make a line of its own, such as the name of a file, goes through `visible` first.
    """
    click.echo(_OUR_COLOURS.sub("\x1b\\1", visible_lines(text)), err=err, nl=nl)


def emit(item: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, valid whatever the output's encoding is."""
    line = visible(json.dumps(item, ensure_ascii=False))
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(item)
    click.echo(line)  # JSON has no escape character left


def complain(error: AnnouncerError) -> None:
    """Print an error on standard error: a line for each problem, then what to do."""
    for problem in error.problems:
        echo(f"{click.style('error:', fg='red', bold=True)} {visible(problem)}", err=True)
    if error.hint:
        step = f": {STEPS[error.step]}" if error.step else ""
        echo(f"{click.style('hint:', bold=True)} {visible(error.hint)}{step}", err=True)


def report(app: App, problem: AnnouncerError) -> None:
    """Print an error that does not end the command, as a JSON line too where those are wanted."""
    if app.json:
        emit(problem_json(problem))
    complain(problem)


def problem_json(problem: AnnouncerError) -> dict[str, str]:
    """Return an error and what to do about it, as JSON has it."""
    return {"problem": str(problem), "hint": problem.hint}
