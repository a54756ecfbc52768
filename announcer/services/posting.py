"""The pump: sweep, look up what is in doubt, take up one due announcement and send it.

It may run any number of times, at once, in any number of processes, and be killed at any instruction. Each function
below that moves an announcement is one row of the table in docs/decisions/posting.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from announcer.core import lifecycle, retry
from announcer.core.announcement import digest
from announcer.core.lifecycle import State
from announcer.core.post import Media, Post, Receipt
from announcer.core.queued import Budget, Queued
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
    ReceiptTakenError,
)
from announcer.ports import Channel, Clock
from announcer.services.crashpoints import point
from announcer.storeports import Changes, ClaimTerms, Effects, PumpStore

SPARE = timedelta(seconds=30)
"""What a lease lasts beyond the deadlines of the calls made under it."""
MEDIA_SPARE = timedelta(hours=1)
EARLIER = timedelta(minutes=5)
"""How much before our own mark a post may seem to have been made, by the channel's clock."""
UNREADABLE = timedelta(minutes=5)
AT_ONCE = 20
"""How many announcements one round sweeps, or looks up, at most."""


class UnknownPolicy(StrEnum):
    """What becomes of a post that was looked for often and long enough and is not there."""

    STRICT = "strict"
    """A person decides; the program goes on looking for a day."""
    RESEND = "resend"
    """It is sent once more, the same to the byte; never after the channel called it a duplicate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpRules:
    """How a site posts; `budgets` gives, for a time, what the account may use up, `is_open` whether it posts."""

    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: int = 5
    late_after: timedelta = timedelta(hours=48)
    min_gap: timedelta = timedelta(minutes=30)
    spare: timedelta = SPARE
    looking: retry.Looking = field(default_factory=retry.Looking)
    budgets: Callable[[datetime], tuple[Budget, ...]] = field(default=lambda _now: ())
    is_open: Callable[[datetime], bool] = field(default=lambda _now: True)


class Pump:
    """Posts what is due to one account of one channel.

    `throw` gives numbers from 0 up to 1, for the jitter; `worker` is this process's name in the history.
    """

    def __init__(
        self,
        store: PumpStore,
        channel: Channel,
        clock: Clock,
        *,
        rules: PumpRules,
        worker: str,
        throw: Callable[[], float],
    ) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._rules = rules
        self._worker = worker
        self._throw = throw

    def pump(self) -> Queued | None:
        """Do one round; return the announcement that was taken up, as it then was, or None if none was due."""
        self._store.beat(self._worker)
        self.sweep()
        self.put_off()
        if not self._store.pace(self._channel.name, self._channel.account).paused:
            self.reconcile()
        return self._post_one()

    # -- what others left lying ------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Take announcements from workers whose lease has ended: back to the queue, or into doubt."""
        for queued in self._store.lapsed(AT_ONCE):
            if queued.state is State.SENDING:
                self._orphan(queued)
            else:
                self._release(queued)

    def _release(self, queued: Queued) -> None:
        """Claimed or uploaded, and the lease has ended: certainly not sent."""
        self._move(queued, lifecycle.RELEASE, f"the lease of {queued.owner} ended", effects=Effects(refund=True))

    def _orphan(self, queued: Queued) -> None:
        """Sending, and the lease has ended: perhaps sent, so never back to the queue."""
        evidence = f"{queued.owner} was stopped while sending"
        self._move(queued, lifecycle.ORPHAN, evidence, changes=self._in_doubt(evidence))

    def put_off(self) -> None:
        """Ask a person again about what is long overdue, and call off what has expired."""
        before = self._store.now() - self._rules.late_after
        for queued in self._store.expired(self._channel.name, self._channel.account, AT_ONCE):
            self._move(queued, lifecycle.EXPIRE, f"expired at {queued.expires_at}")
        for queued in self._store.overdue(self._channel.name, self._channel.account, before, AT_ONCE):
            self._move(queued, lifecycle.OVERDUE, f"its time was {queued.slot_at}")

    # -- what is in doubt ------------------------------------------------------------------------------------------

    def reconcile(self) -> None:
        """Look up the announcements whose outcome is unknown and whose time to look has come."""
        for queued in self._store.doubtful(self._channel.name, self._channel.account, AT_ONCE):
            self._look_up(queued)

    def _look_up(self, queued: Queued) -> None:
        since = (queued.first_send_at or queued.created_at) - EARLIER
        try:
            receipt = self._channel.find(self._store.post_of(queued), since)
        except Exception as error:  # noqa: BLE001 (whatever it was, it says nothing about the post)
            self._not_read(queued, error)
            return
        point("find.after_call")
        if receipt:
            self._found(queued, receipt)
        else:
            self._missed(queued)

    def _found(self, queued: Queued, receipt: Receipt) -> None:
        """Unknown, and it is there."""
        try:
            self._move(
                queued,
                lifecycle.FIND,
                f"found at {receipt.url}",
                changes={"receipt": receipt, "posted_at": self._store.now()},
            )
        except ReceiptTakenError as error:
            self._move(queued, lifecycle.MISS, str(error), changes={"check_at": None, "evidence": str(error)})

    def _missed(self, queued: Queued) -> None:
        """Unknown, and a clean look did not find it: look again later, or send it again if the site wants that."""
        now = self._store.now()
        misses, missing_at = queued.misses + 1, queued.missing_at or now
        if self._may_resend(queued) and self._rules.looking.surely_missing(now, missing_at, misses):
            self._move(
                queued,
                lifecycle.RESEND,
                f"not there after {misses} looks",
                changes={"due_at": now, "misses": 0, "missing_at": None, "check_at": None},
            )
            return
        check_at = self._rules.looking.next_look(now, queued.unknown_at or now, misses)
        changes: Changes = {"misses": misses, "missing_at": missing_at, "check_at": check_at}
        self._move(queued, lifecycle.MISS, f"not there, look {misses}", changes=changes)

    def _may_resend(self, queued: Queued) -> bool:
        return self._rules.policy is UnknownPolicy.RESEND and not queued.duplicate

    def _not_read(self, queued: Queued, error: Exception) -> None:
        """Unknown, and the channel could not be read: look again, without counting it as a miss."""
        check_at = self._store.now() + min(UNREADABLE, self._rules.looking.waits[-1])
        self._move(queued, lifecycle.MISS, f"could not look: {error}", changes={"check_at": check_at})
        if isinstance(error, ChannelPausedError):
            self._store.set_pause(queued.channel, queued.account, error.reason, actor=self._worker)

    # -- what is due -----------------------------------------------------------------------------------------------

    def _post_one(self) -> Queued | None:
        if not self._rules.is_open(self._store.now()):
            return None
        lease = self._channel.upload_deadline + self._channel.send_deadline + self._rules.spare
        ends = self._clock.monotonic() + lease.total_seconds()
        claimed = self._store.claim(self._terms(lease))
        if claimed is None:
            return None
        if claimed.attempts > self._rules.max_attempts:
            self._give_up(claimed)
        else:
            self._take_up(claimed, ends)
        return self._store.get(claimed.id)

    def _terms(self, lease: timedelta) -> ClaimTerms:
        return ClaimTerms(
            channel=self._channel.name,
            account=self._channel.account,
            worker=self._worker,
            lease=lease,
            gap=self._rules.min_gap,
            budgets=self._rules.budgets(self._store.now()),
        )

    def _give_up(self, queued: Queued) -> None:
        """Claimed once too often: it stopped its worker each time before."""
        detail = f"tried {queued.attempts - 1} times without an answer"
        self._move(queued, lifecycle.GIVE_UP, detail, changes={"evidence": detail}, effects=Effects(refund=True))

    def _take_up(self, queued: Queued, ends: float) -> None:
        post = self._store.post_of(queued)
        if _digest(post) != queued.approved_digest:
            self._return(queued)
        elif self._channel.hands_over:
            self._hand_over(queued, post)
        else:
            uploaded = self._upload(queued, post)
            if uploaded:
                self._send(uploaded, post, ends)

    def _return(self, queued: Queued) -> None:
        """Claimed, and not what was approved: a person must look again."""
        self._move(queued, lifecycle.RETURN, "it is not what was approved", effects=Effects(refund=True))

    def _hand_over(self, queued: Queued, post: Post) -> None:
        """Claimed, and a person does the posting: lay it out; that may be repeated."""
        point("hand-over.before_call")
        try:
            self._channel.send(post, None)
        except Exception as error:  # noqa: BLE001 (nothing is public yet, whatever it was)
            self._not_posted(queued, error)
            return
        point("hand-over.after_call")
        self._move(queued, lifecycle.HAND_OVER, "laid out for posting by hand")

    def _upload(self, queued: Queued, post: Post) -> Queued | None:
        """Claimed: bring the picture to the channel, which nobody sees and which may be repeated."""
        point("upload.before_call")
        try:
            media = self._usable(queued.media) or self._channel.upload(post)
        except Exception as error:  # noqa: BLE001 (nothing is public yet, whatever it was)
            self._not_posted(queued, error)
            return None
        point("upload.after_call")
        return self._move(queued, lifecycle.UPLOAD, media.id if media else "no upload", changes={"media": media})

    def _usable(self, media: Media | None) -> Media | None:
        return media if media and media.expires_at - MEDIA_SPARE > self._store.now() else None

    def _send(self, queued: Queued, post: Post, ends: float) -> None:
        """Uploaded: write down that it is being sent, then make the one call that cannot be repeated."""
        if self._too_late(ends):
            self._not_posted(queued, self._slow())
            return
        now = self._store.now()
        sending = self._move(
            queued,
            lifecycle.SENDING,
            changes={"send_started_at": now, "first_send_at": queued.first_send_at or now},
        )
        if sending is None:
            return
        point("send.before_call")
        if self._too_late(ends):  # stopped for a while just now: nothing has left the house
            self._not_posted(sending, self._slow())
            return
        try:
            receipt = self._channel.send(post, sending.media)
        except (PostDelayedError, PostRefusedError, ChannelPausedError, MediaExpiredError) as error:
            self._not_posted(sending, error)
        except Exception as error:  # noqa: BLE001 (whatever else it was, the post may be public)
            self._doubt(sending, error)
        else:
            point("send.after_call")
            self._posted(sending, receipt)

    def _too_late(self, ends: float) -> bool:
        return ends - self._clock.monotonic() <= self._channel.send_deadline.total_seconds()

    def _slow(self) -> PostDelayedError:
        return PostDelayedError(self._channel.name, "too slow to send within the lease", wait=timedelta(0))

    # -- what came of it -------------------------------------------------------------------------------------------

    def _posted(self, queued: Queued, receipt: Receipt) -> None:
        """Sending, and here is the receipt. One that comes after the lease was lost still proves the post."""
        changes: Changes = {"receipt": receipt, "posted_at": self._store.now(), "delays": 0}
        try:
            if self._move(queued, lifecycle.POST, receipt.url, changes=changes) is None:
                self._prove(queued, receipt)
        except ReceiptTakenError as error:
            self._doubt(queued, error)

    def _prove(self, queued: Queued, receipt: Receipt) -> None:
        """Taken from us while we sent, and we have the receipt: whatever was planned since, it is posted."""
        now = self._store.get(queued.id)
        if now.state in lifecycle.PROVE.sources:
            changes: Changes = {"receipt": receipt, "posted_at": self._store.now()}
            self._move(now, lifecycle.PROVE, f"a late receipt: {receipt.url}", changes=changes)

    def _doubt(self, queued: Queued, error: Exception) -> None:
        """Sending, and the answer does not tell: it may be public."""
        evidence = error.evidence if isinstance(error, OutcomeUnknownError) and error.evidence else repr(error)
        changes = self._in_doubt(evidence)
        changes["duplicate"] = isinstance(error, OutcomeUnknownError) and error.duplicate
        self._move(queued, lifecycle.DOUBT, str(error), changes=changes)

    def _in_doubt(self, evidence: str) -> Changes:
        now = self._store.now()
        return {
            "unknown_at": now,
            "check_at": self._rules.looking.next_look(now, now, 0),
            "missing_at": None,
            "misses": 0,
            "evidence": evidence[:2000],
        }

    def _not_posted(self, queued: Queued, error: Exception) -> None:
        """Nothing is public: try again later, or give it up, or stop the account, as the error says."""
        match error:
            case PostRefusedError():
                self._refuse(queued, error)
            case ChannelPausedError():
                self._pause(queued, error)
            case MediaExpiredError():
                self._upload_again(queued, error)
            case PostDelayedError():
                self._delay(queued, error, least=error.wait, attempts=queued.attempts - 1)
            case ChannelError():
                self._delay(queued, error, least=timedelta(0), attempts=queued.attempts - 1)
            case _:  # a fault of our own: it counts as an attempt
                self._delay(queued, error, least=timedelta(0), attempts=queued.attempts)

    def _refuse(self, queued: Queued, error: PostRefusedError) -> None:
        """The channel will never take it."""
        changes: Changes = {"evidence": str(error)[:2000]}
        self._move(queued, lifecycle.REFUSE, str(error), changes=changes, effects=Effects(refund=True))

    def _pause(self, queued: Queued, error: ChannelPausedError) -> None:
        """The account takes nothing until a person has looked; the announcement keeps its place."""
        effects = Effects(refund=True, pause=error.reason)
        self._move(queued, lifecycle.DELAY, str(error), changes={"attempts": queued.attempts - 1}, effects=effects)

    def _upload_again(self, queued: Queued, error: MediaExpiredError) -> None:
        """The picture is gone at the channel: once more at once, then a person must look."""
        failures = queued.media_failures + 1
        changes: Changes = {"media": None, "media_failures": failures, "attempts": queued.attempts - 1}
        if failures > 1:
            changes["held"] = str(error)
        else:
            changes["due_at"] = self._store.now()
        self._move(queued, lifecycle.DELAY, str(error), changes=changes, effects=Effects(refund=True))

    def _delay(self, queued: Queued, error: Exception, *, least: timedelta, attempts: int) -> None:
        """Not now: later, and the whole account keeps quiet for as long as the channel asked."""
        now, delays = self._store.now(), queued.delays + 1
        changes: Changes = {
            "due_at": now + retry.backoff(delays, least, self._throw()),
            "delays": delays,
            "attempts": attempts,
            "evidence": str(error)[:2000],
        }
        effects = Effects(refund=True, hold_off=now + least if least else None)
        self._move(queued, lifecycle.DELAY, str(error), changes=changes, effects=effects)

    def _move(
        self,
        queued: Queued,
        move: lifecycle.Move,
        detail: str = "",
        *,
        changes: Changes | None = None,
        effects: Effects | None = None,
    ) -> Queued | None:
        return self._store.move(
            queued, move, actor=self._worker, detail=detail, changes=changes, effects=effects or Effects()
        )


def _digest(post: Post) -> str:
    return digest(text=post.text, card=post.card, alt_text=post.alt_text, link=post.link, account=post.account)
