"""The channels there are, and what each says of itself."""

from dataclasses import fields
from pathlib import Path

import pytest

from announcer.channels.registry import CHANNELS, channel_kind, rules_of
from announcer.core.posts.counting import measure
from announcer.errors import ConfigurationError, UsageError
from announcer.ports.channels import ChannelContext
from announcer.settings.posting_settings import ChannelsSettings
from tests.fakes import FakeClock
from tests.sites import x_environment

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "channels.md"
TEXTS = ["", "Words", "心臓 https://doi.org/10.5555/1", "\ufeff", "w" * 281]


def context(folder: Path, environ: dict[str, str]) -> ChannelContext:
    return ChannelContext(folder=folder, clock=FakeClock(), environ=environ)


def test_every_channel_has_its_table_in_the_settings_under_its_own_name() -> None:
    tables = ChannelsSettings()

    assert [table.name for table in fields(tables)] == list(CHANNELS)
    assert [type(tables.of(name)) for name in CHANNELS] == [kind.settings for kind in CHANNELS.values()]


@pytest.mark.parametrize("name", list(CHANNELS))
def test_every_channel_is_opened_from_its_settings(tmp_path: Path, name: str) -> None:
    channel = channel_kind(name).open(ChannelsSettings().of(name), context(tmp_path, x_environment()))

    assert channel.name == name


def test_a_channel_without_its_keys_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        channel_kind("x").open(ChannelsSettings().x, context(tmp_path, {}))


def test_a_channel_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(UsageError, match="'mastodon'") as caught:
        rules_of("mastodon")

    assert "x, drafts" in caught.value.hint


@pytest.mark.parametrize("name", list(CHANNELS))
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_one_length_wherever_it_is_counted(name: str, text: str) -> None:
    rules = rules_of(name)
    measured = rules.measure(text)

    assert (measured.length, measured.limit) == (rules.length(text), rules.limit)
    assert measured.valid is not bool(rules.text_problem(text))


def test_posts_for_x_by_hand_are_counted_as_x_counts() -> None:
    assert [rules_of("drafts").measure(text) for text in TEXTS] == [measure(text) for text in TEXTS]


@pytest.mark.parametrize("name", list(CHANNELS))
def test_what_every_channel_promises_is_in_the_reference(name: str) -> None:
    rules, page = rules_of(name), PAGE.read_text("utf-8")

    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` "))
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        f"`{name}`",
        rules.title,
        str(rules.limit),
        f"{rules.alt_text_limit:,}",
        "a person" if rules.hands_over else "the program",
        "yes" if rules.charges else "no",
        rules.promise,
    ]
