"""What the page of the whole history asks of the store."""

from collections.abc import Sequence
from typing import Protocol

from announcer.core.posting.history import LoggedEvent


class AuditStore(Protocol):
    """The history of everything, which is only ever added to."""

    def audit(
        self, *, actor: str = "", before: int = 0, only_site: bool = False, limit: int = 100
    ) -> Sequence[LoggedEvent]:
        """Return lines of history, the newest first, from before that number where one is given.

        `actor` is who must have done it; `only_site` leaves out what is of an announcement.
        """

    def actors(self) -> Sequence[str]:
        """Return everybody who stands in the history, by name."""
