"""How long to wait before a post is tried again, and before one of unknown outcome is looked up again.

Pure arithmetic over given times and a given random number. Whether a post is tried again at all after an answer
such as 503 or 429, and how long to wait at least, is the channel's to say: `announcer/channels/x/outcome.py` for X.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupRules:
    """How a post of unknown outcome is looked up.

    `waits` come before the first, second … look, the last of them before every further one, until the outcome has
    been unknown for `ends_after`. The post is surely missing after `misses` clean looks, the last at least `spread`
    after the first.
    """

    waits: tuple[timedelta, ...] = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
    ends_after: timedelta = timedelta(hours=24)
    misses: int = 3
    spread: timedelta = timedelta(minutes=15)

    def next_look(self, now: datetime, unknown_at: datetime, misses: int) -> datetime | None:
        """Return when to look again after `misses` looks that did not find it; None once it is time to stop."""
        if now - unknown_at >= self.ends_after:
            return None
        return now + self.waits[min(misses, len(self.waits) - 1)]

    def surely_missing(self, now: datetime, missing_at: datetime, misses: int) -> bool:
        """Return whether it was looked for often and long enough, the first miss being at `missing_at`."""
        return misses >= self.misses and now - missing_at >= self.spread


def growing_wait(delays: int, least: timedelta, jitter: float) -> timedelta:
    """Return how long to wait after the `delays`-th delay: at least `least`, and full jitter on top.

    The jitter lies between zero and 30 s doubled with every delay, at most one hour; `jitter` is from 0 up to 1.
    """
    doubled = FIRST_WAIT * (1 << min(max(delays - 1, 0), 10))
    return least + min(doubled, LONGEST_WAIT) * jitter
