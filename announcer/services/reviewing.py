"""What people do with announcements: approve, reject, hold, edit, call off, record, and let an account go on."""

from urllib.parse import urlsplit

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import HOLDABLE, Move, State
from announcer.core.posting.policies import Approval
from announcer.core.posting.queued import NewAnnouncement, Queued
from announcer.core.posts.post import Receipt
from announcer.errors import UsageError, WrongStateError
from announcer.ports.channels import Channel
from announcer.ports.store import Changes, Edit, PumpStore, ReviewStore
from announcer.services.editing import priced
from announcer.services.review_rules import ReviewRules


class Review:
    """People's part in an announcement's life; every step names who took it."""

    def __init__(self, store: ReviewStore, rules: ReviewRules) -> None:
        self._store = store
        self._rules = rules

    def receive(self, new: NewAnnouncement, *, actor: str) -> bool:
        """Put an announcement into review; False where it is in the queue already.

        Where the site approves automatically it is approved at once, unless a finding holds it.
        """
        added = self._store.add(new, state=State.IN_REVIEW, actor=actor)
        if added and self._rules.approval is Approval.AUTOMATIC and not new.held:
            self._approve(self._store.get(new.id), "automatic")
        return added

    def approve(self, announcement: str, *, actor: str, seen: str) -> Queued:
        """Approve what was seen: `seen` is its digest, and only those bytes will be sent.

        Raises:
            WrongStateError: it is not in review, is held, was changed since it was seen, or was last edited by the
                same person where two are needed.
        """
        queued = self._store.get(announcement)
        if queued.digest != seen:
            raise WrongStateError(f"{announcement}: it was changed since you looked", hint="look at it again")
        if queued.held:
            hint = f"'announcer resume {announcement}' when that is settled"
            raise WrongStateError(f"{announcement}: it is held: {queued.held}", hint=hint)
        if self._rules.four_eyes and queued.edited_by == actor:
            raise WrongStateError(f"{announcement}: you edited it last", hint="somebody else must approve it")
        return self._approve(queued, actor)

    def _approve(self, queued: Queued, actor: str) -> Queued:
        changes: Changes = {
            "approved_by": actor,
            "approved_digest": queued.digest,
            "approved_at": self._store.now(),
            "attempts": 0,
            "delays": 0,
        }
        return self._move(queued, lifecycle.APPROVE, actor, queued.digest, changes)

    def reject(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Turn it down; an edit brings it back."""
        return self._move(self._store.get(announcement), lifecycle.REJECT, actor, reason)

    def cancel(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Call it off for good; too late where it is being sent."""
        return self._move(self._store.get(announcement), lifecycle.CANCEL, actor, reason)

    def hold(self, announcement: str, *, actor: str, reason: str) -> Queued:
        """Keep it back where it stands; its approval stays good.

        Raises:
            WrongStateError: it is past holding.
        """
        queued = self._store.get(announcement)
        if queued.state not in HOLDABLE:
            raise WrongStateError(f"{announcement}: it is {queued.state.value}, which cannot be held")
        return _settled(queued, self._store.set_held(queued, reason or "held", actor=actor))

    def resume(self, announcement: str, *, actor: str) -> Queued:
        """Let it go on from where it was held; a finding that held it is overruled."""
        queued = self._store.get(announcement)
        if not queued.held:
            raise WrongStateError(f"{announcement}: it is not held")
        return _settled(queued, self._store.set_held(queued, "", actor=actor))

    def edit(self, announcement: str, edit: Edit, *, actor: str) -> Queued:
        """Change the content, and with it the estimated cost; the approval is gone and it is in review again."""
        queued = self._store.get(announcement)
        prices = self._rules.prices.get(queued.channel)
        if prices:
            edit = priced(queued, edit, prices)
        return _settled(queued, self._store.edit(queued, edit, actor=actor))

    def record(self, announcement: str, url: str, *, actor: str) -> Queued:
        """Record where it was posted, by hand or by a sending whose outcome was unknown.

        Raises:
            UsageError: `url` is no web address.
            ReceiptTakenError: the post is recorded as another announcement's.
        """
        receipt = receipt_of(url)
        changes: Changes = {"receipt": receipt, "posted_at": self._store.now()}
        return self._move(self._store.get(announcement), lifecycle.RECORD, actor, receipt.url, changes)

    def send_again(self, announcement: str, *, actor: str) -> Queued:
        """Say that it is not public, so that the approved bytes go out at once.

        Raises:
            WrongStateError: its outcome is not unknown, and it has not failed; or nobody ever approved it.
        """
        queued, now = self._store.get(announcement), self._store.now()
        if not queued.approved_digest:
            raise WrongStateError(f"{announcement}: it is not approved", hint="edit it, and have it approved again")
        changes: Changes = {
            "due_at": now,
            "slot_at": now,
            "attempts": 0,
            "delays": 0,
            "misses": 0,
            "missing_at": None,
            "check_at": None,
            "duplicate": False,
        }
        return self._move(queued, lifecycle.SEND_AGAIN, actor, "a person says it is not there", changes)

    def _move(
        self, queued: Queued, move: Move, actor: str, detail: str = "", changes: Changes | None = None
    ) -> Queued:
        return _settled(queued, self._store.move(queued, move, actor=actor, detail=detail, changes=changes))


def _settled(queued: Queued, moved: Queued | None) -> Queued:
    if moved is None:
        raise WrongStateError(f"{queued.id}: somebody changed it just now", hint="look at it again")
    return moved


def receipt_of(url: str) -> Receipt:
    """Return the receipt for a post at that address: its id is the path's last number, else the address itself.

    Raises:
        UsageError: it is no web address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise UsageError(f"{url!r} is no web address", hint="copy the address of the post, such as https://x.com/…")
    numbers = [piece for piece in parts.path.split("/") if piece.isdecimal()]
    return Receipt(remote_id=numbers[-1] if numbers else url.strip(), url=url.strip())


def resume_account(store: PumpStore, channel: Channel, *, actor: str) -> bool:
    """Let a paused account go on, once the channel answered a question that changes nothing; False if it runs.

    Raises:
        ChannelError: the account still cannot be used, so it stays paused.
    """
    if not store.pace(channel.name, channel.account).paused:
        return False
    channel.probe()
    store.set_pause(channel.name, channel.account, "", actor=actor)
    return True
