"""What people's commands ask of the store: put in, edit, hold, list, tell the history."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from announcer.core.posting.lifecycle import EDIT, State
from announcer.core.posting.queued import Event, NewAnnouncement, Queued
from announcer.core.posts.announcement import digest
from announcer.errors import StoreConflictError
from announcer.ports.store import Edit
from announcer.store.base import StoreBase, check
from announcer.store.rows import columns_of

_ADD = """
INSERT INTO announcement (id, publication, channel, account, language, round, title, slug, department, text, link,
  alt_text, card_digest, card_type, digest, cost, state, held, edited_by, priority, embargo_until, expires_at,
  created_at, updated_at)
VALUES (:id, :publication, :channel, :account, :language, :round, :title, :slug, :department, :text, :link,
  :alt_text, :card_digest, :card_type, :digest, :cost, :state, :held, :edited_by, :priority, :embargo_until,
  :expires_at, :now, :now)
"""
_SAME_ANNOUNCEMENT = """
SELECT 1 AS found FROM announcement WHERE publication = :publication AND channel = :channel AND account = :account
   AND language = :language AND round = :round
"""


class ReviewingPart(StoreBase):
    """The editors' part of the store."""

    def register(self, uid: str, *, title: str, record: str, source: str) -> bool:
        """Register a publication, without announcing it; False where it is known already."""
        with self.database.transaction("know"):
            added = self.database.run(
                "INSERT INTO publication (uid, title, record, source, imported_at)"
                " VALUES (:uid, :title, :record, :source, :now) ON CONFLICT (uid) DO NOTHING",
                uid=uid,
                title=title,
                record=record,
                source=source,
                now=self.database.now(),
            )
        return bool(added)

    def is_registered(self, uid: str) -> bool:
        """Return whether the publication is registered."""
        return bool(self.database.row("SELECT 1 AS found FROM publication WHERE uid = :uid", uid=uid))

    def record(self, uid: str) -> str:
        """Return the publication's record as it was registered; nothing where it is not known."""
        row = self.database.row("SELECT record FROM publication WHERE uid = :uid", uid=uid)
        return str(row["record"]) if row else ""

    def announced(self, uid: str) -> Sequence[Queued]:
        """Return every announcement of the publication, in the order of rounds."""
        return self._listed("publication = :uid ORDER BY round, created_at, id", uid=uid)

    def note(self, queued: Queued, name: str, *, actor: str, detail: str) -> None:
        """Write a line into its history."""
        with self.database.transaction("note"):
            self._add_event(queued, name, actor=actor, detail=detail)

    def add(self, new: NewAnnouncement, *, state: State, actor: str) -> bool:
        """Put an announcement into the queue; False where it is there already."""
        try:
            with self.database.transaction("add"):
                if self._has(new):
                    return False
                self.register(new.publication, title=new.title, record=new.record, source=new.source)
                self._insert(new, state, actor)
        except StoreConflictError as error:
            if self._has(new):  # another process was faster
                return False
            message = f"{new.id}: another publication's announcement has this id"
            raise StoreConflictError(
                message, hint="report it: ids must be longer than the queue is large"
            ) from error
        return True

    def _has(self, new: NewAnnouncement) -> bool:
        row = self.database.row(
            _SAME_ANNOUNCEMENT,
            publication=new.publication,
            channel=new.channel,
            account=new.account,
            language=new.language,
            round=new.round,
        )
        return row is not None

    def _insert(self, new: NewAnnouncement, state: State, actor: str) -> None:
        card = self._keep_card(new.card, new.card_type)
        fields = {name: getattr(new, name) for name in new.__slots__ if name not in {"record", "source", "card"}}
        self.database.run(
            _ADD,
            **fields,
            digest=new.digest,
            card_digest=card or None,
            state=state.value,
            edited_by=actor,
            now=self.database.now(),
        )
        self._add_event_of(new.id, "add", actor=actor, detail=new.held, states=("", state.value))

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

    def edit(self, queued: Queued, edit: Edit, *, actor: str) -> Queued | None:
        """Change the content; the approval and the coming slot are gone."""
        check(queued, EDIT)
        given = {name: getattr(edit, name) for name in ("text", "link", "alt_text", "card_type", "cost")}
        edited = replace(queued, **{name: value for name, value in given.items() if value is not None})
        card = self.card(queued.card_digest) if edit.card is None else edit.card
        with self.database.transaction(EDIT.name):
            columns = columns_of(EDIT, {}) | {
                "text": edited.text,
                "link": edited.link,
                "alt_text": edited.alt_text,
                "cost": edited.cost,
                "card_digest": self._keep_card(card, edited.card_type) or None,
                "card_type": edited.card_type if card else "",
                "digest": digest(
                    text=edited.text, card=card, alt_text=edited.alt_text, link=edited.link, account=edited.account
                ),
                "revision": queued.revision + 1,
                "edited_by": actor,
                "media_id": None,
                "media_until": None,
                "attempts": 0,
                "delays": 0,
            }
            moved = self._write(queued, columns)
            if moved:
                self._free_slot(moved)
                self._add_event(moved, EDIT.name, actor=actor, source=queued.state)
        return moved

    def set_held(self, queued: Queued, reason: str, *, actor: str) -> Queued | None:
        """Hold it back for that reason, or let it go on where the reason is empty."""
        with self.database.transaction("hold"):
            moved = self._write(queued, {"held": reason})
            if moved:
                self._add_event(moved, "hold" if reason else "resume", actor=actor, detail=reason or queued.held)
        return moved

    def listing(
        self, states: Sequence[State] = (), *, channel: str = "", limit: int = 50, after: Queued | None = None
    ) -> Sequence[Queued]:
        """Return announcements, the newest first; the page after that of which `after` was the last."""
        # One query for each state: each reads its own end of the index, where a single one would sort them all.
        found = [
            queued
            for state in states or (None,)
            for queued in self._page(state, channel=channel, limit=limit, after=after)
        ]
        return sorted(found, key=lambda queued: (queued.created_at, queued.id), reverse=True)[:limit]

    def _page(self, state: State | None, *, channel: str, limit: int, after: Queued | None) -> list[Queued]:
        conditions = ["1 = 1"]
        values: dict[str, object] = {"limit": limit}
        if state:
            conditions.append("state = :state")
            values["state"] = state.value
        if channel:
            conditions.append("channel = :channel")
            values["channel"] = channel
        if after:
            conditions.append("(created_at, id) < (:after_at, :after_id)")
            values |= {"after_at": after.created_at, "after_id": after.id}
        return self._listed(" AND ".join(conditions) + " ORDER BY created_at DESC, id DESC LIMIT :limit", **values)

    def history(self, announcement: str = "", *, limit: int = 200) -> Sequence[Event]:
        """Return what happened to the announcement, or to the whole queue, the latest last."""
        condition = "WHERE announcement = :announcement " if announcement else ""
        rows = self.database.rows(
            "SELECT coalesce(announcement, '') AS announcement, at, actor, name, source, target, detail FROM event "  # noqa: S608 (our own words)
            + condition
            + "ORDER BY id DESC LIMIT :limit",
            **({"announcement": announcement} if announcement else {}),
            limit=limit,
        )
        return [Event(**row) for row in reversed(rows)]

    def unreminded(self, before: datetime, limit: int = 50) -> Sequence[Queued]:
        """Return announcements that wait `ready` since before that time, and of which nobody was reminded since."""
        return self._listed(
            "state = 'ready' AND updated_at < :before AND (reminded_at IS NULL OR reminded_at < :before)"
            " ORDER BY updated_at LIMIT :limit",
            before=before,
            limit=limit,
        )

    def mark_reminded(self, queued: Queued) -> None:
        """Write down that somebody was just reminded of it."""
        with self.database.transaction("remind"):
            self.database.run(
                "UPDATE announcement SET reminded_at = :now WHERE id = :id AND state = 'ready'",
                now=self.database.now(),
                id=queued.id,
            )
