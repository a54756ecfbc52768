"""What commands print acts on no terminal, whoever wrote it."""

import click
import pytest

from announcer.cli.app import complain, echo
from announcer.errors import ConfigurationError, UsageError


def test_our_colours_go_out_and_nothing_else_that_acts(capsys: pytest.CaptureFixture[str]) -> None:
    echo(f"{click.style('PAUSED', fg='red', bold=True)} \x1b[2J\x1b]0;pwn\x07\x1b[8mhidden\u202e")

    assert capsys.readouterr().out == "PAUSED \\x1b[2J\\x1b]0;pwn\\x07\\x1b[8mhidden\\u202e\n"


def test_each_problem_has_a_line_and_none_makes_another(capsys: pytest.CaptureFixture[str]) -> None:
    complain(ConfigurationError(["a\nerror: forged", "b"], hint="look\nhint: forged"))
    complain(UsageError("c\x1b[2J"))

    assert capsys.readouterr().err.splitlines() == [
        r"error: a\nerror: forged",
        "error: b",
        r"hint: look\nhint: forged",
        r"error: c\x1b[2J",
    ]
