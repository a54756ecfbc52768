"""What people do with the accounts that the site posts to: pause one, let it go on, take one of its posts down."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.errors import UsageError, WrongStateError
from announcer.ports.channels import Channel
from announcer.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountControl:
    """The accounts of a site.

    Args:
        store: The queue.
        active: The account of each channel that is on, by the channel's name.
        known: The names of all channels.
        channel: Opens the channel of a name, whether it is on or not.
    """

    store: Store
    active: Mapping[str, str]
    known: Collection[str]
    channel: Callable[[str], Channel]

    def names(self, name: str) -> bool:
        """Return whether that is the name of a channel, and not of an announcement."""
        return name in self.known

    def pause(self, channel: str, *, actor: str, reason: str) -> str:
        """Post nothing to the channel until somebody lets it go on; return its account.

        Raises:
            UsageError: there is no such channel, or it is off.
        """
        account = self._account(channel)
        self.store.set_pause(channel, account, reason or "paused", actor=actor)
        return account

    def resume(self, channel: str, *, actor: str) -> bool:
        """Let a paused channel go on, once it answered a question that changes nothing; False if it was not paused.

        It is asked whose its keys are in either case, so that a person can try new keys before they are needed.

        Raises:
            UsageError: there is no such channel, or it is off.
            ChannelError: the account cannot be used; where it is paused, it stays so.
        """
        account = self._account(channel)
        opened = self.channel(channel)
        keys = opened.keys_digest()
        opened.probe()
        if keys:
            self.store.confirm_keys(channel, account, keys)
        if not self.store.pace(channel, account).paused:
            return False
        self.store.set_pause(channel, account, "", actor=actor)
        return True

    def let_go_on(self, channel: str, *, actor: str) -> bool:
        """Let a paused channel go on unasked; False if it was not paused.

        For where there are no keys. The daemon, which has them, pauses it again if the next post is turned away.

        Raises:
            UsageError: there is no such channel, or it is off.
        """
        account = self._account(channel)
        if not self.store.pace(channel, account).paused:
            return False
        self.store.set_pause(channel, account, "", actor=actor)
        return True

    def _account(self, channel: str) -> str:
        if channel in self.active:
            return self.active[channel]
        if channel in self.known:
            hint = f"switch it on in announcer.toml; on: {', '.join(self.active)}"
            raise UsageError(f"channel {channel} is off, so there is nothing to pause", hint=hint)
        raise UsageError(f"there is no channel {channel!r}", hint=f"the channels are: {', '.join(self.known)}")

    def take_down(self, announcement: str, *, actor: str) -> Queued:
        """Delete a post from its channel and write that into its history, once; it counts as posted still.

        Raises:
            WrongStateError: there is no post.
            ChannelError: the post may still be there; nothing is written.
        """
        queued = self.store.get(announcement)
        receipt = post_to_take_down(queued)
        self.channel(queued.channel).delete(receipt.remote_id)
        self.store.note_taken_down(queued, actor=actor)
        return self.store.get(announcement)


def post_to_take_down(queued: Queued) -> Receipt:
    """Return where the announcement was posted.

    Raises:
        WrongStateError: it was not posted.
    """
    if queued.receipt is None:
        state = queued.state.value.replace("_", " ")
        raise WrongStateError(f"{queued.id}: it is {state}, there is no post to take down")
    return queued.receipt
