"""The pump: sweep expired leases, look up unknown outcomes, take up one due announcement and send it.

It may run any number of times, at once, in any number of processes, and be killed at any instruction. Each function
below that moves an announcement is one row of the table in docs/decisions/posting.md.
"""

from datetime import timedelta

from announcer.core.posting import backoff, lifecycle
from announcer.core.posting.leases import lease_length
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import digest
from announcer.core.posts.post import Media, Post, Receipt
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    IntermediaryError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
    ReceiptTakenError,
    described,
)
from announcer.ports.store import Changes, ClaimTerms, Effects
from announcer.services.posting.crash_points import point
from announcer.services.posting.pump_worker import LONGEST_EVIDENCE, PumpWorker
from announcer.services.posting.reconciling import Reconciler

MEDIA_MARGIN = timedelta(hours=1)
"""A picture that the channel forgets sooner than this is uploaded again."""


class Pump:
    """Posts what is due to one account of one channel."""

    def __init__(self, worker: PumpWorker) -> None:
        self._worker = worker
        self._store = worker.store
        self._channel = worker.channel
        self._rules = worker.rules
        self._reconciler = Reconciler(worker)

    def pump(self) -> Queued | None:
        """Do one round; return the announcement that was taken up, as it then was, or None if none was due."""
        self._store.record_heartbeat(self._worker.name)
        self._reconciler.sweep()
        self._reconciler.expire_overdue()
        if not self._store.pace(self._channel.name, self._channel.account).paused:
            self._reconciler.reconcile()
        return self._post_one()

    # -- what is due -----------------------------------------------------------------------------------------------

    def _post_one(self) -> Queued | None:
        now = self._store.now()
        if not self._rules.is_open(now) or self._rules.kept_back(now):
            return None
        lease = lease_length(self._channel.upload_deadline, self._channel.send_deadline, self._rules.lease_margin)
        ends = self._worker.clock.monotonic() + lease.total_seconds()
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
            worker=self._worker.name,
            lease=lease,
            gap=self._rules.min_gap,
            budgets=self._rules.budgets(self._store.now()),
        )

    def _give_up(self, queued: Queued) -> None:
        """Claimed once too often: it stopped its worker each time before."""
        detail = f"tried {queued.attempts - 1} times without an answer"
        self._worker.move(
            queued, lifecycle.GIVE_UP, detail, changes={"evidence": detail}, effects=Effects(refund=True)
        )

    def _take_up(self, queued: Queued, ends: float) -> None:
        post = self._store.post_of(queued)
        if _digest(post) != queued.approved_digest:
            self._return(queued)
        elif objection := self._rules.objection(queued):
            self._hold_back(queued, objection)
        elif self._channel.hands_over:
            self._hand_over(queued, post)
        elif self._is_the_account(queued):
            uploaded = self._upload(queued, post)
            if uploaded:
                self._send(uploaded, post, ends)

    def _is_the_account(self, queued: Queued) -> bool:
        """Claimed: keys that are new here are asked first whose they are, for a post to another account stays."""
        try:
            self._worker.confirm_account()
        except Exception as error:  # noqa: BLE001 (nothing is public yet, whatever it was)
            self._not_posted(queued, error)
            return False
        return True

    def _return(self, queued: Queued) -> None:
        """Claimed, and not what was approved: a person must look again."""
        self._worker.move(queued, lifecycle.RETURN, "it is not what was approved", effects=Effects(refund=True))

    def _hold_back(self, queued: Queued, objection: str) -> None:
        """Claimed, and its paper was retracted since: held, until a person has decided."""
        changes: Changes = {"held": objection, "retraction": objection, "attempts": queued.attempts - 1}
        self._worker.move(queued, lifecycle.RETRACT, objection, changes=changes, effects=Effects(refund=True))

    def _hand_over(self, queued: Queued, post: Post) -> None:
        """Claimed, and a person does the posting: lay it out; that may be repeated."""
        point("hand-over.before_call")
        try:
            self._channel.send(post, None)
        except Exception as error:  # noqa: BLE001 (nothing is public yet, whatever it was)
            self._not_posted(queued, error)
            return
        point("hand-over.after_call")
        self._worker.move(queued, lifecycle.HAND_OVER, "laid out for posting by hand")

    def _upload(self, queued: Queued, post: Post) -> Queued | None:
        """Claimed: bring the picture to the channel, which nobody sees and which may be repeated."""
        point("upload.before_call")
        try:
            media = self._usable(queued.media) or self._channel.upload(post)
        except Exception as error:  # noqa: BLE001 (nothing is public yet, whatever it was)
            self._not_posted(queued, error)
            return None
        point("upload.after_call")
        return self._worker.move(
            queued, lifecycle.UPLOAD, media.id if media else "no upload", changes={"media": media}
        )

    def _usable(self, media: Media | None) -> Media | None:
        return media if media and media.expires_at - MEDIA_MARGIN > self._store.now() else None

    def _send(self, queued: Queued, post: Post, ends: float) -> None:
        """Uploaded: write down that it is being sent, then make the one call that cannot be repeated."""
        if self._too_late(ends):
            self._not_posted(queued, self._slow())
            return
        now = self._store.now()
        sending = self._worker.move(
            queued,
            lifecycle.SENDING,
            changes={"send_started_at": now, "first_send_at": queued.first_send_at or now},
        )
        if sending is None:
            return
        point("send.before_call")
        if self._too_late(ends):  # stopped for a while just now; nothing was sent
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
        return ends - self._worker.clock.monotonic() <= self._channel.send_deadline.total_seconds()

    def _slow(self) -> PostDelayedError:
        return PostDelayedError(self._channel.name, "too slow to send within the lease", wait=timedelta(0))

    # -- what came of it -------------------------------------------------------------------------------------------

    def _posted(self, queued: Queued, receipt: Receipt) -> None:
        """Sending, and here is the receipt. One that comes after the lease was lost still proves the post."""
        changes: Changes = {"receipt": receipt, "posted_at": self._store.now(), "delays": 0}
        try:
            if self._worker.move(queued, lifecycle.POST, receipt.url, changes=changes) is None:
                self._prove(queued, receipt)
        except ReceiptTakenError as error:
            self._doubt(queued, error)

    def _prove(self, queued: Queued, receipt: Receipt) -> None:
        """Taken from us while we sent, and we have the receipt: whatever was planned since, it is posted."""
        now = self._store.get(queued.id)
        if now.state in lifecycle.PROVE.sources:
            changes: Changes = {"receipt": receipt, "posted_at": self._store.now()}
            self._worker.move(now, lifecycle.PROVE, f"a late receipt: {receipt.url}", changes=changes)

    def _doubt(self, queued: Queued, error: Exception) -> None:
        """Sending, and the answer does not say what became of it: it may be public."""
        words = described(error)
        evidence = error.evidence if isinstance(error, OutcomeUnknownError) and error.evidence else words
        changes = self._worker.outcome_unknown(evidence)
        changes["duplicate"] = isinstance(error, OutcomeUnknownError) and error.duplicate
        self._worker.move(queued, lifecycle.DOUBT, words, changes=changes)

    def _not_posted(self, queued: Queued, error: Exception) -> None:
        """Nothing is public: try again later, or give it up, or stop the account, as the error says."""
        match error:
            case PostRefusedError():
                self._refuse(queued, error)
            case ChannelPausedError():
                self._pause(queued, error)
            case MediaExpiredError():
                self._upload_again(queued, error)
            case IntermediaryError():
                self._delay(queued, error, least=error.wait, attempts=queued.attempts - 1, by=error.reason)
            case PostDelayedError():
                self._delay(queued, error, least=error.wait, attempts=queued.attempts - 1)
            case ChannelError():
                self._delay(queued, error, least=timedelta(0), attempts=queued.attempts - 1)
            case _:  # a fault of our own: it counts as an attempt
                self._delay(queued, error, least=timedelta(0), attempts=queued.attempts)

    def _refuse(self, queued: Queued, error: PostRefusedError) -> None:
        """The channel will never take it."""
        changes: Changes = {"evidence": str(error)[:LONGEST_EVIDENCE]}
        self._worker.move(queued, lifecycle.REFUSE, str(error), changes=changes, effects=Effects(refund=True))

    def _pause(self, queued: Queued, error: ChannelPausedError) -> None:
        """The account takes nothing until a person has looked; the announcement keeps its place."""
        effects = Effects(refund=True, pause=error.reason)
        words = f"{error}; {error.hint}" if error.hint else str(error)
        changes: Changes = {"attempts": queued.attempts - 1, "evidence": words[:LONGEST_EVIDENCE]}
        self._worker.move(queued, lifecycle.DELAY, words, changes=changes, effects=effects)

    def _upload_again(self, queued: Queued, error: MediaExpiredError) -> None:
        """The picture is gone at the channel: once more at once, then a person must look."""
        failures = queued.media_failures + 1
        changes: Changes = {"media": None, "media_failures": failures, "attempts": queued.attempts - 1}
        if failures > 1:
            changes["held"] = str(error)
        else:
            changes["due_at"] = self._store.now()
        self._worker.move(queued, lifecycle.DELAY, str(error), changes=changes, effects=Effects(refund=True))

    def _delay(self, queued: Queued, error: Exception, *, least: timedelta, attempts: int, by: str = "") -> None:
        """Not now: later, and the whole account posts nothing for as long as the channel asked.

        Where something in between may have answered to the post itself, it is looked up before it goes out again:
        some let a request pass and refuse its answer. `by` is why the account is paused should it answer so again.
        """
        now, delays, words = self._store.now(), queued.delays + 1, described(error)
        changes: Changes = {
            "due_at": now + backoff.growing_wait(delays, least, self._worker.jitter()),
            "delays": delays,
            "attempts": attempts,
            "evidence": words[:LONGEST_EVIDENCE],
        }
        if isinstance(error, PostDelayedError) and error.by_another and queued.state is State.SENDING:
            changes["maybe_posted_at"] = queued.send_started_at
        effects = Effects(refund=True, hold_off=now + least if least else None, intermediary=by)
        self._worker.move(queued, lifecycle.DELAY, words, changes=changes, effects=effects)


def _digest(post: Post) -> str:
    return digest(text=post.text, card=post.card, alt_text=post.alt_text, link=post.link, account=post.account)
