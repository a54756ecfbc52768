"""The folders from which people post by hand: what is not to be posted any more must not lie in them."""

from collections.abc import Callable
from typing import Protocol

from announcer.core.posting.lifecycle import State
from announcer.errors import UnknownAnnouncementError
from announcer.ports.store import Moving

NOT_TO_BE_POSTED = frozenset(
    {State.DRAFT, State.IN_REVIEW, State.REJECTED, State.CANCELLED, State.POSTED, State.FAILED}
)


class ReadyFolders(Protocol):
    """Where announcements are laid out for people, a folder for each, named by its id."""

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:
        """Take away the folders of announcements that are not wanted any more; return their ids."""


class NoFolders:
    """Where nothing is ever laid out."""

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:  # noqa: ARG002 (the protocol's)
        """Return nothing."""
        return []


def clear_ready(store: Moving, folders: ReadyFolders) -> list[str]:
    """Take away what lies ready and was edited, called off or recorded since; return the ids.

    Otherwise a colleague could post words that nobody approves any more, or post twice.
    """
    return folders.clear(lambda announcement: _is_to_be_posted(store, announcement))


def clear_one(store: Moving, folders: ReadyFolders, announcement: str) -> None:
    """Do the same for one announcement only."""
    folders.clear(lambda other: other != announcement or _is_to_be_posted(store, announcement))


def _is_to_be_posted(store: Moving, announcement: str) -> bool:
    try:
        return store.get(announcement).state not in NOT_TO_BE_POSTED
    except UnknownAnnouncementError:
        return True  # another queue's, or newer than a backup that was restored: not ours to judge
