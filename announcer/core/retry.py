"""When to try again, and when to look again: pure arithmetic over given times and a given throw of the dice."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
LOOKS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long to wait before the first, second … look for a post whose outcome is unknown; then hourly."""
LAST_LOOK = timedelta(hours=24)
ENOUGH_MISSES = 3
LONG_ENOUGH = timedelta(minutes=15)


def backoff(delays: int, least: timedelta, throw: float) -> timedelta:
    """Return how long to wait after the `delays`-th delay: at least `least`, and full jitter on top.

    The jitter lies between zero and 30 s doubled with every delay, at most one hour; `throw` is from 0 up to 1.
    """
    doubled = FIRST_WAIT * (1 << min(max(delays - 1, 0), 10))
    return least + min(doubled, LONGEST_WAIT) * throw


def next_look(now: datetime, unknown_at: datetime, misses: int) -> datetime | None:
    """Return when to look again after `misses` looks that did not find it; None once a day has passed."""
    if now - unknown_at >= LAST_LOOK:
        return None
    return now + LOOKS[min(misses, len(LOOKS) - 1)]


def surely_missing(now: datetime, missing_at: datetime | None, misses: int) -> bool:
    """Return whether it was looked for often and long enough to say that it is not there."""
    return misses >= ENOUGH_MISSES and missing_at is not None and now - missing_at >= LONG_ENOUGH
