"""Lengths of time as people write them: `30 s`, `45 min`, `2 h`, `14 days`."""

import re
from datetime import timedelta

_UNITS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "days": timedelta(days=1),
}
_LONGEST = timedelta(days=36_500)
"""A hundred years: from a longer time back there is no date any more."""

_LENGTH = re.compile(r"(\d{1,6})\s*([a-z]+)")


def parse_duration(text: str) -> timedelta:
    """Return the length of time that `text` names.

    Raises:
        ValueError: it does not name one.
    """
    found = _LENGTH.fullmatch(text.strip().lower())
    if not found or found[2] not in _UNITS:
        raise ValueError(
            f"{text!r} is not a length of time; write a whole number of s, min, h or days, such as '30 min'"
        )
    length = int(found[1]) * _UNITS[found[2]]
    if length > _LONGEST:
        raise ValueError(f"{text!r} is too long; the longest is {_LONGEST.days} days")
    return length


def as_duration(value: object) -> timedelta:
    """Return the length of time that a value of a settings file names; a bare number names none.

    Raises:
        ValueError: it names none.
    """
    return parse_duration(value if isinstance(value, str) else repr(value))


def duration(length: timedelta) -> str:
    """Return a length of time in its largest unit, rounded down: `3 days`, `5 h`, `45 min`, `20 s`."""
    for name in ("days", "h", "min"):
        if length >= (2 if name == "days" else 1) * _UNITS[name]:
            return f"{length // _UNITS[name]} {name}"
    return f"{max(0, length // _UNITS['s'])} s"
