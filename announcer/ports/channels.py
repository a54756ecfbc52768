"""Places that take posts: what every channel keeps to. tests/contracts/test_channels.py checks it."""

from datetime import datetime, timedelta
from typing import Protocol

from announcer.core.posts.post import Media, Post, Receipt


class Channel(Protocol):
    """A place that takes posts, for one account. tests/contracts/test_channels.py checks every rule below.

    No call outlives its deadline, retries on its own, or changes a byte of the post. Any other exception than the
    ones named is taken for `OutcomeUnknownError` out of `send`, and for a delay elsewhere.
    """

    name: str
    account: str
    hands_over: bool
    """Whether a person does the posting: `send` then only lays the post out, may be repeated, and the
    announcement waits as `ready` until someone records it."""
    upload_deadline: timedelta
    send_deadline: timedelta

    def upload(self, post: Post) -> Media | None:
        """Bring the card and its alt text to the channel; nobody sees it, so it may be repeated.

        Returns None where the channel needs no upload.

        Raises:
            PostRefusedError: the channel will never take this card.
            PostDelayedError: not now; `wait` tells for how long to hold back.
            ChannelPausedError: a person must look at the account.
        """

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Publish the post, in one attempt; retrying is the posting service's choice.

        Raises:
            PostRefusedError: the channel will never take this post.
            PostDelayedError: nothing was posted; `wait` tells for how long to hold back.
            ChannelPausedError: nothing was posted; a person must look at the account.
            MediaExpiredError: nothing was posted; the picture must be uploaded again.
            OutcomeUnknownError: the post may be public, so it must be looked up.
        """

    def find(self, post: Post, since: datetime) -> Receipt | None:
        """Look the post up among the account's own since then; None says that it was read and is not there.

        Raises:
            ChannelError: it could not be read, which says nothing about the post.
        """

    def delete(self, remote_id: str) -> None:
        """Take the post down; one that is gone already is fine.

        Raises:
            ChannelError: it may still be there.
        """

    def probe(self) -> None:
        """Ask, without writing anything, whether the account can be used.

        Raises:
            ChannelError: it cannot, or not now.
        """
