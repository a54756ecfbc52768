"""Slow down whoever guesses passwords: by the name that is tried, and by the address that tries."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

FREE_TRIES = 5
"""Wrong passwords that cost nothing: people mistype."""
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)
_MOST_KEPT = 10_000
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failures:
    number: int
    last: datetime

    @property
    def free_at(self) -> datetime:
        beyond = self.number - FREE_TRIES
        if beyond < 0:
            return self.last
        wait: timedelta = min(FIRST_WAIT * 2 ** min(beyond, _MOST_DOUBLINGS), LONGEST_WAIT)
        return self.last + wait


class Throttle:
    """Counts wrong passwords in memory, which a restart forgets; the history keeps each."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = Lock()

    def wait(self, keys: tuple[str, ...], now: datetime) -> timedelta:
        """Return how long nobody may try with any of these keys; zero where it is free."""
        with self._lock:
            times = [self._failures[key].free_at for key in keys if key in self._failures]
        return max((at - now for at in times), default=timedelta(0))

    def failed(self, keys: tuple[str, ...], now: datetime) -> None:
        """Count a wrong password."""
        with self._lock:
            for key in keys:
                before = self._failures.pop(key, None)
                number = before.number if before and now - before.last < FORGOTTEN_AFTER else 0
                self._failures[key] = _Failures(number=number + 1, last=now)
            while len(self._failures) > _MOST_KEPT:
                self._failures.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget the failures of a key."""
        with self._lock:
            self._failures.pop(key, None)
