"""Every command that a hint or a remedy names can be typed as it stands, with an id in the place of ID."""

import shlex
from pathlib import Path

import click
import pytest

from announcer.cli.hints import STEPS
from announcer.cli.main import announcer as program
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.errors import EXIT_USAGE
from tests.fakes import START
from tests.sites import RECORD, SLOTS, Commands, make_site, queue_up

COMMANDS = {command for words in STEPS.values() for command in words.split(", or: ") if command[:2] != "--"}
OPTIONS = [words for words in STEPS.values() if words.startswith("--")]
NOT_RUN = {"announcer run", "announcer check", "announcer check --online"}
"""One never ends; the others end with the same code where the settings are wrong, or no network answers."""
NOTICES = "[notices]\ncommand = ['true']\n"


def typed(command: str, one: str, file: Path) -> list[str]:
    words = {"ID": one, "ADDRESS": "https://x.com/iums/status/42", "FILE": str(file), "TEXT": "Some words"}
    name, *rest = shlex.split(command)
    assert name == "announcer"
    return [words.get(word, word) for word in rest]


@pytest.mark.parametrize("command", sorted(COMMANDS - NOT_RUN))
def test_what_a_hint_says_to_type_is_no_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    announcer = Commands(make_site(tmp_path / "site", SLOTS + NOTICES), capsys)
    one = "drafts" if "resume" in command else queue_up(announcer.site)
    file = tmp_path / "a.toml"
    file.write_text(RECORD, "utf-8")

    assert announcer(*typed(command, one, file)) != EXIT_USAGE, announcer.err


@pytest.mark.parametrize("command", sorted(NOT_RUN))
def test_what_would_not_end_or_asks_a_network_is_read_as_it_is_typed(command: str) -> None:
    name, *arguments = typed(command, "", Path())
    with click.Context(program) as context:
        found = program.get_command(context, name)
        assert found
        found.make_context(name, arguments, parent=context)


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_a_hint_names_is_one_of_some_command(option: str) -> None:
    with click.Context(program) as context:
        commands = [program.get_command(context, name) for name in ("approve", "edit", "reschedule")]

    assert option in {word for one in commands if one for each in one.params for word in each.opts}


@pytest.mark.parametrize("kind", ReasonKind)
def test_every_reason_has_a_remedy_and_its_step_a_command(kind: ReasonKind) -> None:
    reason = Reason(kind=kind, subject="x/uni", since=START, message="")

    assert reason.remedy
    assert not reason.step or reason.step in STEPS


def test_where_a_network_puts_posts_off_the_advice_is_to_ask_it() -> None:
    reason = Reason(kind=ReasonKind.DELAYED, subject="x/uni", since=START, message="")

    assert STEPS[reason.step] == "announcer check --online"
