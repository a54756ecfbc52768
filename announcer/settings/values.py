"""What tables of announcer.toml are made of: their base, and values that are checked as they are read."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from announcer.core.planning.closed_days import parse_closure
from announcer.core.planning.durations import as_duration
from announcer.core.planning.weekly import QuietHours, parse_days, parse_slot
from announcer.system.schemas import Mark, after, before, limits


class Settings:
    """What the dataclasses of announcer.toml's tables have in common: unknown keys are errors."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f"no time zone is called {name!r}; names look like 'Asia/Tehran'") from None
    return name


def _checked(parse: Callable[[str], object]) -> Mark:
    """Let a text through as it is, once `parse` understood it."""
    return after(partial(_understood, parse))


def _understood(parse: Callable[[str], object], text: str) -> str:
    parse(text)
    return text


def parse_quiet(text: str) -> QuietHours:
    """Return the hours that a text such as `22:00-07:00` names.

    Raises:
        ValueError: it names none.
    """
    start, _, end = text.partition("-")
    try:
        return QuietHours(start=time.fromisoformat(start.strip()), end=time.fromisoformat(end.strip()))
    except ValueError:
        raise ValueError(f"{text!r} are no quiet hours; write two times, such as '22:00-07:00'") from None


def _at_least(least: timedelta, words: str) -> Mark:
    return after(partial(_not_below, least, words))


def _not_below(least: timedelta, words: str, value: timedelta) -> timedelta:
    if value < least:
        raise ValueError(f"it must be at least {words}")
    return value


Text = Annotated[str, limits(min_length=1)]
Zone = Annotated[str, after(_zone)]
SlotText = Annotated[str, _checked(parse_slot)]
DaysText = Annotated[str, _checked(parse_days)]
QuietText = Annotated[str, _checked(parse_quiet)]
ClosureText = Annotated[str, _checked(parse_closure)]
Duration = Annotated[timedelta, before(as_duration)]
Tick = Annotated[Duration, _at_least(timedelta(seconds=30), "30 s")]
