"""The folders from which people post by hand: what is not to be posted any more must not lie in them."""

from collections.abc import Callable
from typing import Protocol

from announcer.core.posting.lifecycle import LEASED, State
from announcer.core.posts.post import Post
from announcer.errors import UnknownAnnouncementError
from announcer.ports.store import Moving

TO_BE_POSTED = (*LEASED, State.SCHEDULED, State.READY, State.UNKNOWN)


class ReadyFolders(Protocol):
    """Where announcements are laid out for people, a folder for each, named by its id."""

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:
        """Take away the folders of announcements that are not wanted any more; return their ids."""

    def lay_out(self, post: Post) -> None:
        """Lay out a post that was taken away.

        Raises:
            PostDelayedError: the folder cannot be written.
        """


class NoFolders:
    """Where nothing is ever laid out."""

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:  # noqa: ARG002 (the protocol's)
        """Return nothing."""
        return []

    def lay_out(self, post: Post) -> None:
        """Do nothing."""


def clear_ready(store: Moving, folders: ReadyFolders) -> list[str]:
    """Take away what lies ready and was edited, held, called off or recorded since; return the ids.

    Otherwise a colleague could post words that nobody approves any more, or post twice.
    """
    return folders.clear(lambda announcement: _is_to_be_posted(store, announcement))


def clear_one(store: Moving, folders: ReadyFolders, announcement: str) -> None:
    """Do the same for one announcement only."""
    folders.clear(lambda other: other != announcement or _is_to_be_posted(store, announcement))


def _is_to_be_posted(store: Moving, announcement: str) -> bool:
    try:
        queued = store.get(announcement)
    except UnknownAnnouncementError:
        return True  # another queue's, or newer than a backup that was restored: not ours to judge
    return queued.state in TO_BE_POSTED and not queued.held
