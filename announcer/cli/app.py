"""What every command is given, and how commands print JSON and errors."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from announcer.cli.hints import STEPS
from announcer.errors import AnnouncerError


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The options before the command: the site's folder, and whether to print JSON lines."""

    site: Path
    json: bool = False


def emit(item: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, valid whatever the output's encoding is."""
    line = json.dumps(item, ensure_ascii=False)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(item)
    click.echo(line)


def complain(error: AnnouncerError) -> None:
    """Print an error on standard error: a line for each problem, then what to do."""
    for line in str(error).splitlines():
        click.echo(f"{click.style('error:', fg='red', bold=True)} {line}", err=True)
    if error.hint:
        step = f": {STEPS[error.step]}" if error.step else ""
        click.echo(f"{click.style('hint:', bold=True)} {error.hint}{step}", err=True)


def report(app: App, problem: AnnouncerError) -> None:
    """Print an error that does not end the command, as a JSON line too where those are wanted."""
    if app.json:
        emit(problem_json(problem))
    complain(problem)


def problem_json(problem: AnnouncerError) -> dict[str, str]:
    """Return an error and what to do about it, as JSON has it."""
    return {"problem": str(problem), "hint": problem.hint}
