"""What every part of the store builds on: reading an announcement, moving it on, and its history."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from announcer.core.posting.lifecycle import HOLDABLE, Move, State
from announcer.core.posting.policies import MOST_INTERMEDIARIES
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import digest
from announcer.core.posts.post import Post
from announcer.errors import (
    ReceiptTakenError,
    StoreConflictError,
    UnknownAnnouncementError,
    WrongStateError,
)
from announcer.ports.people_store import Origin
from announcer.ports.store import Changes, Effects
from announcer.store.database import Database
from announcer.store.rows import columns_of, queued_of

_LEAVES_ITS_SLOT = (State.IN_REVIEW, State.REJECTED, State.CANCELLED, State.POSTED)
_ANSWERED = (State.POSTED, State.FAILED)
"""What an announcement becomes by an answer of the network's own."""
_NO_EFFECTS = Effects()
_WAYS_ON = {
    State.IN_REVIEW: ("approve it to let it go out, reject it to turn it down, or call it off", "cancel"),
    State.SCHEDULED: ("it is approved; bring it back to review, or call it off", "unapprove"),
    State.READY: ("it lies ready to be posted by hand; bring it back to review, or call it off", "unapprove"),
    State.SENDING: ("too late, it is being sent", ""),
    State.UNKNOWN: ("say what became of the post", "resolve"),
    State.POSTED: ("if that was recorded by mistake, take it back; else the post can be taken down", "undo"),
    State.CANCELLED: ("take that back, or announce the publication anew", "undo"),
    State.REJECTED: ("edit it to bring it back to review", "edit"),
}
"""What a person can do instead, by state: the hint and its step."""
_DONE = {
    "approve": "approved",
    "reject": "rejected",
    "edit": "edited",
    "cancel": "cancelled",
    "record": "recorded as posted",
    "send-again": "sent again",
    "reschedule": "rescheduled",
    "unapprove": "brought back to review",
}


class StoreBase:
    """What the parts of the store share; they use nothing of one another. `database` is not for services.

    `origin` is where the steps come from that are taken now; see `PeoplePart.acting_from`.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.origin = Origin()

    def now(self) -> datetime:
        """Return the time the store goes by."""
        return self.database.now()

    def check_place(self) -> None:
        """Do nothing where the store is still where it was opened.

        Raises:
            StoreUnusableError: its file was moved, deleted or replaced.
        """
        self.database.check_place()

    def close(self) -> None:
        """Let go of the file or the connection."""
        self.database.close()

    def get(self, announcement: str) -> Queued:
        """Return the announcement."""
        row = self.database.row("SELECT * FROM announcement WHERE id = :id", id=announcement)
        if row is None:
            hint = "see which ids there are"
            raise UnknownAnnouncementError(f"there is no announcement {announcement!r}", hint=hint, step="queue")
        return queued_of(row)

    def card(self, digest: str) -> bytes:
        """Return the card of that digest; nothing where the digest is empty."""
        row = self.database.row("SELECT content FROM card WHERE digest = :digest", digest=digest)
        return bytes(row["content"]) if row else b""

    def _listed(self, condition: str, index: str = "", /, **values: object) -> list[Queued]:
        """Return the announcements of a condition, found by that partial index where one is named."""
        table = f"announcement {self.database.using(index)}" if index else "announcement"
        rows = self.database.rows(f"SELECT * FROM {table} WHERE {condition}", **values)  # noqa: S608 (our own)
        return [queued_of(row) for row in rows]

    def move(
        self,
        queued: Queued,
        move: Move,
        *,
        actor: str,
        detail: str = "",
        changes: Changes | None = None,
        effects: Effects = _NO_EFFECTS,
    ) -> Queued | None:
        """Move it from the state it was read in, or return None where it is no longer as it was read."""
        check(queued, move)
        with self.database.transaction(move.name):
            moved = self._write(queued, columns_of(move, changes or {}))
            if moved:
                self._add_event(moved, move.name, actor=actor, detail=detail, source=queued.state)
                self._take_effect(queued, move, effects)
        return moved

    def _write(self, queued: Queued, columns: Mapping[str, object]) -> Queued | None:
        """Write the columns if the row is still in the hands it was read from."""
        sets = ", ".join(f"{name} = :{name}" for name in columns if name != "held")
        try:
            row = self.database.row(
                f"UPDATE announcement SET {sets or 'state = state'}, held = {_held(queued, columns)},"  # noqa: S608 (our own names)
                " token = token + 1, updated_at = :now"
                " WHERE id = :own_id AND state = :old_state AND token = :old_token RETURNING *",
                **columns,
                now=self.database.now(),
                own_id=queued.id,
                old_state=queued.state.value,
                old_token=queued.token,
            )
        except StoreConflictError as error:
            if columns.get("remote_id"):
                message = f"{queued.id}: post {columns['remote_id']} is recorded as another announcement's"
                hint = "look at both posts and record each by its own address"
                raise ReceiptTakenError(message, hint=hint) from error
            raise
        return queued_of(row) if row else None

    def _content_columns(self, queued: Queued, post: Post, cost: int, actor: str) -> dict[str, object]:
        """Return the columns that give an announcement other content, its picture kept beside the old one.

        What was found of the content before is forgotten.
        """
        self._forget_examined(queued)
        return {
            "text": post.text,
            "link": post.link,
            "alt_text": post.alt_text,
            "cost": cost,
            "card_digest": self._keep_card(post.card, post.card_type) or None,
            "card_type": post.card_type if post.card else "",
            "digest": digest(
                text=post.text, card=post.card, alt_text=post.alt_text, link=post.link, account=post.account
            ),
            "revision": queued.revision + 1,
            "edited_by": actor,
            "media_id": None,
            "media_until": None,
            "attempts": 0,
            "delays": 0,
        }

    def _forget_examined(self, queued: Queued) -> None:
        self.database.run("DELETE FROM examined WHERE announcement = :id", id=queued.id)

    def _keep_card(self, card: bytes, media_type: str) -> str:
        """Keep the picture under its SHA-256 and return that; one picture is kept once."""
        if not card:
            return ""
        name = hashlib.sha256(card).hexdigest()
        self.database.run(
            "INSERT INTO card (digest, media_type, content) VALUES (:digest, :media_type, :content)"
            " ON CONFLICT (digest) DO NOTHING",
            digest=name,
            media_type=media_type,
            content=card,
        )
        return name

    def _add_event(
        self, queued: Queued, name: str, *, actor: str, detail: str = "", source: State | None = None
    ) -> None:
        self._add_event_of(
            queued.id,
            name,
            actor=actor,
            detail=detail,
            states=(source.value, queued.state.value) if source else ("", ""),
            token=queued.token,
        )

    def _add_event_of(
        self,
        announcement: str | None,
        name: str,
        *,
        actor: str,
        detail: str,
        states: tuple[str, str] = ("", ""),
        token: int = 0,
    ) -> None:
        self.database.run(
            "INSERT INTO event (announcement, at, actor, name, source, target, token, detail, session, address)"
            " VALUES (:announcement, :now, :actor, :name, :source, :target, :token, :detail, :session, :address)",
            announcement=announcement,
            now=self.database.now(),
            actor=actor,
            name=name,
            source=states[0],
            target=states[1],
            token=token,
            detail=detail[:2000],
            session=self.origin.session,
            address=self.origin.address,
        )

    def _take_effect(self, queued: Queued, move: Move, effects: Effects) -> None:
        if move.target in _LEAVES_ITS_SLOT:
            self._free_slot(queued)
        if effects.refund:
            self._refund(queued)
        if effects.hold_off:
            self._hold_off(queued, effects.hold_off)
        if effects.pause:
            self._pause(queued.channel, queued.account, effects.pause)
        if effects.intermediary:
            self._count_intermediary(queued, effects.intermediary)
        elif move.target in _ANSWERED:
            self._forget_intermediaries(queued.channel, queued.account)

    def _free_slot(self, queued: Queued) -> None:
        self.database.run(
            "DELETE FROM slot WHERE announcement = :id AND at > :now", id=queued.id, now=self.database.now()
        )

    def _refund(self, queued: Queued) -> None:
        for period, unit, amount in json.loads(queued.charged or "[]"):
            self.database.run(
                "UPDATE budget SET used = used - :amount"
                " WHERE channel = :channel AND account = :account AND period = :period AND unit = :unit",
                amount=amount,
                channel=queued.channel,
                account=queued.account,
                period=period,
                unit=unit,
            )
        self.database.run("UPDATE announcement SET charged = '' WHERE id = :id", id=queued.id)

    def _hold_off(self, queued: Queued, until: datetime) -> None:
        self.database.run(
            "INSERT INTO pace (channel, account, free_at) VALUES (:channel, :account, :until)"
            " ON CONFLICT (channel, account) DO UPDATE SET free_at = excluded.free_at"
            " WHERE pace.free_at IS NULL OR pace.free_at < excluded.free_at",
            channel=queued.channel,
            account=queued.account,
            until=until,
        )

    def _count_intermediary(self, queued: Queued, reason: str) -> None:
        row = self.database.row(
            "INSERT INTO pace (channel, account, intermediaries) VALUES (:channel, :account, 1)"
            " ON CONFLICT (channel, account) DO UPDATE SET intermediaries = pace.intermediaries + 1"
            " RETURNING intermediaries",
            channel=queued.channel,
            account=queued.account,
        )
        if row and row["intermediaries"] >= MOST_INTERMEDIARIES:
            self._pause(queued.channel, queued.account, reason)

    def _forget_intermediaries(self, channel: str, account: str) -> None:
        self.database.run(
            "UPDATE pace SET intermediaries = 0"
            " WHERE channel = :channel AND account = :account AND intermediaries > 0",
            channel=channel,
            account=account,
        )

    def _pause(self, channel: str, account: str, reason: str) -> None:
        self.database.run(
            "INSERT INTO pace (channel, account, paused, paused_at) VALUES (:channel, :account, :reason, :at)"
            " ON CONFLICT (channel, account)"
            " DO UPDATE SET paused = excluded.paused, paused_at = excluded.paused_at",
            channel=channel,
            account=account,
            reason=reason,
            at=self.database.now() if reason else None,
        )


def _held(queued: Queued, columns: Mapping[str, object]) -> str:
    """Return in SQL what `held` becomes: what comes back to where it may be held is held for a retraction."""
    held = ":held" if "held" in columns else "held"
    comes_back = columns.get("state") in HOLDABLE and queued.state not in HOLDABLE
    return f"CASE WHEN retraction <> '' THEN retraction ELSE {held} END" if comes_back else held


def check(queued: Queued, move: Move) -> None:
    """Refuse a move that does not start from where the announcement is.

    Raises:
        WrongStateError: it does not.
    """
    if queued.state not in move.sources:
        state = queued.state.value.replace("_", " ")
        hint, step = _WAYS_ON.get(queued.state, ("see its history", "show"))
        message = f"{queued.id}: it is {state}, so it cannot be {_DONE.get(move.name, move.name)}"
        raise WrongStateError(message, hint=hint, step=step)
