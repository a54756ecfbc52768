"""What people's commands ask of the store: add, edit, hold, list, read the history."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from announcer.core.posting.lifecycle import EDIT, State
from announcer.core.posting.queued import Event, NewAnnouncement, Queued
from announcer.core.posts.post import Post
from announcer.errors import StoreConflictError
from announcer.ports.listing import Listing
from announcer.ports.store import Edit
from announcer.store.base import StoreBase, check
from announcer.store.publication_rows import insert_publication
from announcer.store.rows import columns_of

_ADD = """
INSERT INTO announcement (id, publication, channel, account, language, round, title, slug, department, text, link,
  alt_text, card_digest, card_type, digest, cost, state, held, edited_by, priority, embargo_until, expires_at,
  maybe_posted_at, created_at, updated_at)
VALUES (:id, :publication, :channel, :account, :language, :round, :title, :slug, :department, :text, :link,
  :alt_text, :card_digest, :card_type, :digest, :cost, :state, :held, :edited_by, :priority, :embargo_until,
  :expires_at,
  (SELECT copied_at FROM pace WHERE channel = :channel AND account = :account AND restored_at > :lately),
  :now, :now)
"""
_KEEP_VERSION = """
INSERT INTO earlier_version
  (announcement, revision, digest, text, link, alt_text, card_digest, edited_by, replaced_at)
VALUES (:announcement, :revision, :digest, :text, :link, :alt_text, :card_digest, :edited_by, :now)
    ON CONFLICT (announcement, revision) DO UPDATE SET digest = excluded.digest, text = excluded.text,
       link = excluded.link, alt_text = excluded.alt_text, card_digest = excluded.card_digest,
       edited_by = excluded.edited_by, replaced_at = excluded.replaced_at
"""
_RESTORED_LATELY = timedelta(days=7)
"""So long after a backup was restored, what comes in may be what was posted and is missing in the backup."""
_SAME_ANNOUNCEMENT = """
SELECT 1 AS found FROM announcement WHERE publication = :publication AND channel = :channel AND account = :account
   AND language = :language AND round = :round
"""
_HAS_FINDING = (
    "EXISTS (SELECT 1 FROM examined WHERE examined.announcement = announcement.id AND findings LIKE :finding)"
)
_OWN_TIME = "coalesce(posted_at, due_at, created_at)"


def _with_words(words: Sequence[str]) -> dict[str, dict[str, object]]:
    """Return the conditions that an announcement has all these words."""
    return {
        f"EXISTS (SELECT 1 FROM announcement_words WHERE announcement_words.announcement = announcement.id"  # noqa: S608 (our own)
        f" AND words LIKE :word_{number} ESCAPE '!')": {f"word_{number}": f"%{_plain(word)}%"}
        for number, word in enumerate(words)
    }


def _plain(word: str) -> str:
    """Return a word for LIKE, in which no sign stands for others."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


class ReviewingPart(StoreBase):
    """The editors' part of the store."""

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
                insert_publication(self.database, new.publication)
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
            publication=new.publication.uid,
            channel=new.channel,
            account=new.account,
            language=new.language,
            round=new.round,
        )
        return row is not None

    def _insert(self, new: NewAnnouncement, state: State, actor: str) -> None:
        card, now = self._keep_card(new.card, new.card_type), self.database.now()
        fields = {name: getattr(new, name) for name in new.__slots__ if name not in {"publication", "card"}}
        self.database.run(
            _ADD,
            **fields,
            publication=new.publication.uid,
            digest=new.digest,
            card_digest=card or None,
            state=state.value,
            edited_by=actor,
            now=now,
            lately=now - _RESTORED_LATELY,
        )
        self._add_event_of(new.id, "add", actor=actor, detail=new.held, states=("", state.value))

    def edit(self, queued: Queued, edit: Edit, *, actor: str) -> Queued | None:
        """Change the content; the approval and the coming slot are gone."""
        check(queued, EDIT)
        post = Post(
            id=queued.id,
            text=queued.text if edit.text is None else edit.text,
            card=self.card(queued.card_digest) if edit.card is None else edit.card,
            card_type=queued.card_type if edit.card_type is None else edit.card_type,
            alt_text=queued.alt_text if edit.alt_text is None else edit.alt_text,
            link=queued.link if edit.link is None else edit.link,
            account=queued.account,
        )
        cost = queued.cost if edit.cost is None else edit.cost
        with self.database.transaction(EDIT.name):
            columns = columns_of(EDIT, {}) | self._content_columns(queued, post, cost, actor)
            moved = self._write(queued, columns)
            if moved:
                self._keep_version(queued)
                self._free_slot(moved)
                self._add_event(moved, EDIT.name, actor=actor, source=queued.state)
        return moved

    def _keep_version(self, queued: Queued) -> None:
        self.database.run(
            _KEEP_VERSION,
            announcement=queued.id,
            revision=queued.revision,
            digest=queued.digest,
            text=queued.text,
            link=queued.link,
            alt_text=queued.alt_text,
            card_digest=queued.card_digest or None,
            edited_by=queued.edited_by,
            now=self.now(),
        )

    def set_held(self, queued: Queued, reason: str, *, actor: str) -> Queued | None:
        """Hold it back for that reason, or let it go on where the reason is empty."""
        with self.database.transaction("hold"):
            moved = self._write(queued, {"held": reason} | ({} if reason else {"retraction": ""}))
            if moved:
                self._forget_examined(queued)
                self._add_event(moved, "hold" if reason else "resume", actor=actor, detail=reason or queued.held)
        return moved

    def listing(
        self, states: Sequence[State] = (), *, channel: str = "", limit: int = 50, after: Queued | None = None
    ) -> Sequence[Queued]:
        """Return announcements, the newest first; the page after that of which `after` was the last."""
        return self.listed(Listing(states=tuple(states), channel=channel), limit=limit, after=after)

    def listed(self, wanted: Listing, *, limit: int = 50, after: Queued | None = None) -> Sequence[Queued]:
        """Return the announcements wanted, the newest first."""
        # One query for each state: each reads its own end of the index, where a single one would sort them all.
        found = [
            queued
            for state in wanted.states or (None,)
            for queued in self._page(state, wanted, limit=limit, after=after)
        ]
        return sorted(found, key=lambda queued: (queued.created_at, queued.id), reverse=True)[:limit]

    def _page(self, state: State | None, wanted: Listing, *, limit: int, after: Queued | None) -> list[Queued]:
        asked: dict[str, dict[str, object]] = {
            "state = :state": {"state": state and state.value},
            "channel = :channel": {"channel": wanted.channel},
            "language = :language": {"language": wanted.language},
            "department = :department": {"department": wanted.department},
            **_with_words(wanted.words),
            _HAS_FINDING: {"finding": wanted.finding and f"% {wanted.finding} %"},
            f"{_OWN_TIME} >= :first": {"first": wanted.first},
            f"{_OWN_TIME} < :last": {"last": wanted.last},
            "(created_at, id) < (:after_at, :after_id)": {
                "after_at": after and after.created_at,
                "after_id": after and after.id,
            },
        }
        given = {condition: values for condition, values in asked.items() if all(values.values())}
        given |= {"url = ''": {}} if wanted.lacks_address else {}
        given |= {"due_at IS NULL": {}} if wanted.has_no_time else {}
        return self._listed(
            " AND ".join(given or ["1 = 1"]) + " ORDER BY created_at DESC, id DESC LIMIT :limit",
            limit=limit,
            **{name: value for values in given.values() for name, value in values.items()},
        )

    def with_prefix(self, prefix: str, *, limit: int) -> Sequence[Queued]:
        """Return announcements whose id begins so, in the order of ids."""
        return self._listed(
            "substr(id, 1, :length) = :prefix ORDER BY id LIMIT :limit",
            length=len(prefix),
            prefix=prefix,
            limit=limit,
        )

    def without_words(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose words are not kept, or no longer, for they have changed."""
        return self._listed(
            "NOT EXISTS (SELECT 1 FROM announcement_words WHERE announcement_words.announcement = announcement.id)"
            " LIMIT :limit",
            limit=limit,
        )

    def keep_words(self, words: Mapping[str, str]) -> None:
        """Keep the words that announcements are looked for by, folded, by their ids."""
        with self.database.transaction("words"):
            for one, text in words.items():
                self.database.run(
                    "INSERT INTO announcement_words (announcement, words) VALUES (:one, :words)"
                    " ON CONFLICT (announcement) DO UPDATE SET words = excluded.words",
                    one=one,
                    words=text,
                )

    def records(self, uids: Collection[str]) -> Mapping[str, str]:
        """Return what is known of these publications, as JSON, by their uids."""
        if not uids:
            return {}
        names = {f"uid_{number}": uid for number, uid in enumerate(uids)}
        marks = ", ".join(f":{name}" for name in names)
        rows = self.database.rows(f"SELECT uid, record FROM publication WHERE uid IN ({marks})", **names)  # noqa: S608
        return {row["uid"]: row["record"] for row in rows}

    def history(self, announcement: str = "", *, limit: int = 200) -> Sequence[Event]:
        """Return what happened to the announcement, or to the whole queue, the latest last."""
        condition = "WHERE announcement = :announcement " if announcement else ""
        rows = self.database.rows(
            "SELECT id, coalesce(announcement, '') AS announcement, at, actor, name, source, target, detail,"  # noqa: S608 (our own words)
            " session, address FROM event " + condition + "ORDER BY id DESC LIMIT :limit",
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
