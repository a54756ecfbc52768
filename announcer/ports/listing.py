"""What finding announcements asks of the store: by state, channel, language, time or the beginning of their id."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which announcements are listed; what is empty asks for nothing.

    `first` and `last` are moments between which an announcement's own time lies, `last` not included: when it was
    posted, else when it is due, else when it came in. `finding` is the id of one that was found of it.
    `lacks_address` asks for what somebody said to be posted, without giving its address yet,
    `has_no_time` for what is approved and waits for one.
    `words` are those that `keep_words` was given, or parts of them.
    """

    states: tuple[State, ...] = ()
    channel: str = ""
    language: str = ""
    first: datetime | None = None
    last: datetime | None = None
    department: str = ""
    finding: str = ""
    lacks_address: bool = False
    has_no_time: bool = False
    words: tuple[str, ...] = ()


class ListingStore(Protocol):
    """What finding announcements needs."""

    def announced(self, uid: str) -> Sequence[Queued]:
        """Return every announcement of the publication, whatever its state, in the order of rounds."""

    def listing(
        self, states: Sequence[State] = (), *, channel: str = "", limit: int = 50, after: Queued | None = None
    ) -> Sequence[Queued]:
        """Return announcements, the newest first; the page after that of which `after` was the last."""

    def listed(self, wanted: Listing, *, limit: int = 50, after: Queued | None = None) -> Sequence[Queued]:
        """Return the announcements wanted, as `listing` does."""

    def with_prefix(self, prefix: str, *, limit: int) -> Sequence[Queued]:
        """Return announcements whose id begins so, in the order of ids."""

    def without_words(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose words are not kept, or no longer, for they have changed."""

    def keep_words(self, words: Mapping[str, str]) -> None:
        """Keep the words that announcements are looked for by, folded, by their ids."""

    def records(self, uids: Collection[str]) -> Mapping[str, str]:
        """Return what is known of these publications, as JSON, by their uids."""
