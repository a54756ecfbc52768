"""Values of announcer.toml that are checked as they are read, and the base of its tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.planning.closed_days import parse_closure
from announcer.core.planning.durations import as_duration
from announcer.core.planning.weekly import parse_days, parse_quiet_hours, parse_slot


class Settings:
    """What the dataclasses of announcer.toml's tables have in common: unknown keys are errors."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f"{name!r} is not a time zone; names look like 'Asia/Tehran'") from None
    return name


def _checked_by(parse: Callable[[str], object]) -> AfterValidator:
    """Let a text through as it is when `parse` understands it."""

    def check(text: str) -> str:
        parse(text)
        return text

    return AfterValidator(check)


def _at_least(least: timedelta, words: str) -> AfterValidator:
    def check(value: timedelta) -> timedelta:
        if value < least:
            raise ValueError(f"should be at least {words}")
        return value

    return AfterValidator(check)


Text = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
SlotText = Annotated[str, _checked_by(parse_slot)]
DaysText = Annotated[str, _checked_by(parse_days)]
QuietText = Annotated[str, _checked_by(parse_quiet_hours)]
ClosureText = Annotated[str, _checked_by(parse_closure)]
Duration = Annotated[timedelta, BeforeValidator(as_duration)]
Tick = Annotated[Duration, _at_least(timedelta(seconds=30), "30 s")]
