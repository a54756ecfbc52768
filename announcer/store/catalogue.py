"""What cataloguing asks of the store: find a publication, register it, and change it with its announcements."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from announcer.core.posting.lifecycle import ANNOUNCED_TWICE, HOLDABLE, LEASED, PAST_CHANGE, RETRACT, State
from announcer.core.posting.queued import KeptRecord, NewAnnouncement, NewPublication, Queued, ReadRecord
from announcer.core.posts.post import Post
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.errors import ChangedMeanwhileError
from announcer.ports.store import Affected, Changes, Effects, Impact, KnownPublication, PublicationUpdate
from announcer.store.base import StoreBase
from announcer.store.publication_rows import (
    absorb_publication,
    add_identifiers,
    add_source,
    digest_of,
    insert_publication,
    kept_records,
    publications_with,
)
from announcer.store.rows import queued_of

_OVER = (State.REJECTED, State.CANCELLED)


class CataloguePart(StoreBase):
    """The store's part for publications."""

    def find(self, identifiers: Collection[Identifier]) -> Sequence[KnownPublication]:
        """Return the publications that have any of the identifiers, the first registered first."""
        found: dict[str, Mapping[str, Any]] = {}
        shared: dict[str, set[IdentifierKind]] = {}
        for row in publications_with(self.database, identifiers):
            found[row["uid"]] = row
            shared.setdefault(row["uid"], set()).add(IdentifierKind(row["kind"]))
        return [
            KnownPublication(uid=uid, record=row["record"], shared=frozenset(shared[uid]), title=row["title"])
            for uid, row in found.items()
        ]

    def register(self, new: NewPublication) -> bool:
        """Register a publication, without announcing it; False where it is registered already."""
        with self.database.transaction("register"):
            return insert_publication(self.database, new)

    def is_registered(self, uid: str) -> bool:
        """Return whether the publication is registered."""
        return bool(self.database.row("SELECT 1 AS found FROM publication WHERE uid = :uid", uid=uid))

    def record(self, uid: str) -> str:
        """Return what is known of the publication, as JSON; nothing where it is not registered."""
        row = self.database.row("SELECT record FROM publication WHERE uid = :uid", uid=uid)
        return str(row["record"]) if row else ""

    def unannounced(self, limit: int) -> Sequence[KnownPublication]:
        """Return publications without any announcement, the last registered first."""
        rows = self.database.rows(
            "SELECT uid, record FROM publication WHERE NOT EXISTS"
            " (SELECT 1 FROM announcement WHERE announcement.publication = publication.uid)"
            " ORDER BY imported_at DESC, uid LIMIT :limit",
            limit=limit,
        )
        return [KnownPublication(uid=row["uid"], record=row["record"], shared=frozenset()) for row in rows]

    def publications(self, *, after: str = "", limit: int) -> Sequence[KnownPublication]:
        """Return the publications in the order of their uids, those after the given one."""
        rows = self.database.rows(
            f"SELECT uid, record FROM publication WHERE uid > :after ORDER BY uid LIMIT {int(limit)}",  # noqa: S608 (a number)
            after=after,
        )
        return [KnownPublication(uid=row["uid"], record=row["record"], shared=frozenset()) for row in rows]

    def sources(self, uid: str) -> Sequence[KeptRecord]:
        """Return every record of the publication that was read, the first read first."""
        return kept_records(self.database, uid)

    def has_read(self, uid: str, read: ReadRecord) -> bool:
        """Return whether a record of the same text was read of the publication before, wherever it came from."""
        found = self.database.row(
            "SELECT 1 AS found FROM publication_source WHERE publication = :uid AND digest = :digest",
            uid=uid,
            digest=digest_of(read),
        )
        return found is not None

    def import_position(self, mark: str) -> int:
        """Return how many publications of the file of that mark are in; 0 where nothing was kept of it."""
        row = self.database.row("SELECT done FROM import_position WHERE mark = :mark", mark=mark)
        return int(row["done"]) if row else 0

    def keep_import_position(self, mark: str, done: int) -> None:
        """Write down how many publications of the file of that mark are in."""
        with self.database.transaction("import-position"):
            self.database.run(
                "INSERT INTO import_position (mark, done, changed_at) VALUES (:mark, :done, :now)"
                " ON CONFLICT (mark) DO UPDATE SET done = excluded.done, changed_at = excluded.changed_at",
                mark=mark,
                done=done,
                now=self.database.now(),
            )

    def update(self, update: PublicationUpdate, *, actor: str) -> Sequence[Affected]:
        """Write down what a further record changes, and return the announcements it means something for."""
        uid = update.publication.uid
        with self.database.transaction("update"):
            self._replace_record(update)
            joined = {queued.id for other in update.absorbed for queued in self._absorb(uid, other)}
            if not (update.changed or update.retraction or joined):
                return []
            affected = [self._affect(queued, update, actor) for queued in self._announcements(uid)]
            affected += self._hold_twins(uid, joined, actor)
        return list({each.announcement.id: each for each in affected if each}.values())

    def _announcements(self, uid: str) -> list[Queued]:
        """Return the publication's announcements, which nobody else can change until the transaction ends."""
        order = f"ORDER BY round, created_at, id {self.database.for_update}"
        return self._listed(f"publication = :uid {order}", uid=uid)

    def _replace_record(self, update: PublicationUpdate) -> None:
        new = update.publication
        replaced = self.database.run(
            "UPDATE publication SET record = :record, title = :title, source = :source"
            " WHERE uid = :uid AND record = :replaces",
            record=new.record,
            title=new.title,
            source=new.source,
            uid=new.uid,
            replaces=update.replaces,
        )
        if not replaced:
            raise ChangedMeanwhileError(f"{new.uid}: somebody changed it just now", hint="add it again")
        add_identifiers(self.database, new.uid, new.identifiers)
        add_source(self.database, new.uid, new.read)
        if update.kept:
            add_source(self.database, new.uid, ReadRecord(text=update.kept, source="the store"))

    def _affect(self, queued: Queued, update: PublicationUpdate, actor: str) -> Affected | None:
        if queued.state is State.CANCELLED:
            return None
        if update.retraction and not self._is_seen(queued, update.retraction):
            return self._retract(queued, update.retraction, actor)
        renewed = next((pair for pair in update.renewals if pair[0].id == queued.id), None)
        if renewed:
            return self._renew(*renewed, update.changed, actor)
        if queued.state in PAST_CHANGE or not update.changed:
            return None
        self._add_event(queued, "record-changed", actor=actor, detail=update.changed)
        return Affected(announcement=queued, was=queued.state, impact=Impact.FLAGGED)

    # -- made anew -------------------------------------------------------------------------------------------------

    def _renew(self, queued: Queued, new: NewAnnouncement, changed: str, actor: str) -> Affected:
        post = Post(
            id=queued.id,
            text=new.text,
            card=new.card,
            card_type=new.card_type,
            alt_text=new.alt_text,
            link=new.link,
            account=queued.account,
        )
        columns = self._content_columns(queued, post, new.cost, actor)
        columns |= {"title": new.title, "slug": new.slug, "department": new.department, "held": new.held}
        renewed = self._write(queued, columns)
        if renewed is None:
            raise ChangedMeanwhileError(f"{queued.id}: somebody changed it just now", hint="add the record again")
        self._add_event(renewed, "renew", actor=actor, detail=changed)
        return Affected(announcement=renewed, was=queued.state, impact=Impact.RENEWED)

    # -- announced twice -------------------------------------------------------------------------------------------

    def _absorb(self, uid: str, other: KnownPublication) -> list[Queued]:
        theirs = self._announcements(other.uid)
        if not absorb_publication(self.database, uid, other.uid, other.record):
            raise ChangedMeanwhileError(f"{other.uid}: somebody changed it just now", hint="add the record again")
        return theirs

    def _hold_twins(self, uid: str, joined: Collection[str], actor: str) -> list[Affected | None]:
        """Hold what is open in a language that both publications had open announcements in."""
        opened = [queued for queued in self._announcements(uid) if joined and queued.state not in _OVER]
        sides = {(queued.language, queued.id in joined) for queued in opened}
        return [
            self._hold_twin(queued, actor)
            for queued in opened
            if queued.state in HOLDABLE and (queued.language, queued.id not in joined) in sides
        ]

    def _hold_twin(self, queued: Queued, actor: str) -> Affected:
        held = "; ".join(filter(None, (queued.held, ANNOUNCED_TWICE)))
        after = self._write(queued, {"held": held})
        if after is None:
            raise ChangedMeanwhileError(f"{queued.id}: somebody changed it just now", hint="add the record again")
        self._add_event(after, "hold-twin", actor=actor, detail=ANNOUNCED_TWICE)
        return Affected(announcement=after, was=queued.state, impact=Impact.HELD)

    # -- retracted -------------------------------------------------------------------------------------------------

    def _retract(self, queued: Queued, reason: str, actor: str) -> Affected:
        status = reason.partition(":")[0]
        if queued.retraction.partition(":")[0] == status:
            reason = queued.retraction  # whoever holds it now learns what it was held for first
        if queued.state in RETRACT.sources:
            retracted = self._take_back(queued, reason, actor)
        elif queued.state in HOLDABLE:
            held = queued.held if reason in queued.held else "; ".join(filter(None, (reason, queued.held)))
            retracted = self._write(queued, {"held": held, "retraction": reason})
        else:
            retracted = self._mark(queued, reason)
        if retracted is None:
            raise ChangedMeanwhileError(f"{queued.id}: somebody changed it just now", hint="add the record again")
        if queued.state not in RETRACT.sources:
            self._add_event(retracted, RETRACT.name, actor=actor, detail=reason)
        impact = Impact.HELD if retracted.held else Impact.FLAGGED
        return Affected(
            announcement=retracted,
            was=queued.state,
            impact=Impact.PUBLIC if queued.state is State.POSTED else impact,
        )

    def _is_seen(self, queued: Queued, reason: str) -> bool:
        """Return whether a person has decided about it already, for that very reason."""
        told = self.database.row(
            "SELECT 1 AS found FROM event WHERE announcement = :id AND name = :name AND detail = :reason",
            id=queued.id,
            name=RETRACT.name,
            reason=reason,
        )
        return told is not None and not queued.retraction

    def _take_back(self, queued: Queued, reason: str, actor: str) -> Queued | None:
        """Claimed, uploaded or laid out, and nothing sent: its worker cannot go on, for the token is another."""
        changes: Changes = {"held": reason, "retraction": reason}
        if queued.state in LEASED:
            changes["attempts"] = queued.attempts - 1  # no fault of the post's
        effects = Effects(refund=queued.state in LEASED)
        return self.move(queued, RETRACT, actor=actor, detail=reason, changes=changes, effects=effects)

    def _mark(self, queued: Queued, reason: str) -> Queued | None:
        """Being sent, in doubt, posted or turned down: hold it should it come back, and leave its token alone.

        So whoever is sending it can still say how that went.
        """
        row = self.database.row(
            "UPDATE announcement SET retraction = :reason WHERE id = :id RETURNING *", reason=reason, id=queued.id
        )
        return queued_of(row) if row else None

    def note_taken_down(self, queued: Queued, *, actor: str) -> bool:
        """Note that its post was taken down, which settles a retraction; False where that is noted already."""
        with self.database.transaction("delete"):
            noted = self.database.run(
                "UPDATE announcement SET taken_down_at = :now WHERE id = :id AND taken_down_at IS NULL",
                now=self.database.now(),
                id=queued.id,
            )
            if noted:
                self._add_event(queued, "delete", actor=actor, detail=queued.receipt.url if queued.receipt else "")
                self.settle_retraction(queued, actor=actor, detail="the post was taken down")
        return bool(noted)

    def settle_retraction(self, queued: Queued, *, actor: str, detail: str = "") -> bool:
        """Note that a person has decided about a post whose paper was retracted; False where nobody needs to."""
        with self.database.transaction("settle"):
            settled = self.database.run(
                "UPDATE announcement SET retraction = '' WHERE id = :id AND retraction <> ''", id=queued.id
            )
            if settled:
                self._add_event(queued, "retraction-seen", actor=actor, detail=detail or queued.retraction)
        return bool(settled)
