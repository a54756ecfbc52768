"""The time: the protocol for code that needs it, and the only code that asks the machine for it."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> datetime:
        """Return the time of day, aware and in UTC; it may jump."""

    def monotonic(self) -> float:
        """Return seconds that never jump and go on while the process is stopped; their start means nothing."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the time of day, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (this is the clock)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()
