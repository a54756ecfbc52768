"""What the review page asks of the store: people who review by a link."""

from collections.abc import Sequence
from datetime import datetime

from announcer.errors import StoreConflictError
from announcer.ports.reviewer_store import Reviewer, ReviewerLink
from announcer.store.base import StoreBase
from announcer.store.database import Row

_ADD = """
INSERT INTO reviewer (id, name, mail, language, department, announcements, decides, made_by, made_at, ends_at)
VALUES (:id, :name, :mail, :language, :department, :announcements, :decides, :made_by, :made_at, :ends_at)
"""


class ReviewerPart(StoreBase):
    """The store's part for people without an account; keeps the rules of `announcer.ports.reviewer_store`."""

    def reviewers(self) -> Sequence[Reviewer]:
        """Return everybody, the newest first."""
        return [_reviewer(row) for row in self.database.rows("SELECT * FROM reviewer ORDER BY made_at DESC, id")]

    def reviewer(self, one: str) -> Reviewer | None:
        """Return the reviewer of that id."""
        row = self.database.row("SELECT * FROM reviewer WHERE id = :id", id=one)
        return _reviewer(row) if row else None

    def add_reviewer(self, reviewer: Reviewer, *, actor: str) -> bool:
        """Add a reviewer, with a line of history; False where one of that name is there and not revoked."""
        try:
            with self.database.transaction("reviewer"):
                self.database.run(
                    _ADD,
                    id=reviewer.id,
                    name=reviewer.name,
                    mail=reviewer.mail,
                    language=reviewer.language,
                    department=reviewer.department,
                    announcements=" ".join(reviewer.announcements),
                    decides=int(reviewer.decides),
                    made_by=reviewer.made_by,
                    made_at=reviewer.made_at,
                    ends_at=reviewer.ends_at,
                )
                self._add_event_of(None, "reviewer-added", actor=actor, detail=reviewer.name)
        except StoreConflictError:
            return False
        return True

    def revoke_reviewer(self, one: str, *, actor: str) -> bool:
        """Let no link of that reviewer work any more, with a line of history; False where none did."""
        with self.database.transaction("reviewer"):
            row = self.database.row(
                "UPDATE reviewer SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL RETURNING *",
                now=self.now(),
                id=one,
            )
            if row is None:
                return False
            self.database.run("DELETE FROM reviewer_link WHERE reviewer = :id", id=one)
            self._add_event_of(None, "reviewer-revoked", actor=actor, detail=row["name"])
        return True

    def add_reviewer_link(self, link: ReviewerLink) -> None:
        """Write a further link of a reviewer down."""
        self.database.run(
            "INSERT INTO reviewer_link (digest, reviewer, made_at) VALUES (:digest, :reviewer, :made)",
            digest=link.digest,
            reviewer=link.reviewer,
            made=link.made_at,
        )

    def reviewer_link(self, digest: str) -> ReviewerLink | None:
        """Return the link of that digest."""
        row = self.database.row("SELECT * FROM reviewer_link WHERE digest = :digest", digest=digest)
        return ReviewerLink(**row) if row else None

    def reviewer_links(self) -> Sequence[ReviewerLink]:
        """Return every link, the one used last first."""
        rows = self.database.rows(
            "SELECT * FROM reviewer_link ORDER BY CASE WHEN used_at IS NULL THEN 1 ELSE 0 END, used_at DESC, digest"
        )
        return [ReviewerLink(**row) for row in rows]

    def touch_reviewer_link(self, digest: str) -> None:
        """Write down that the link is in use."""
        self.database.run(
            "UPDATE reviewer_link SET used_at = :now WHERE digest = :digest", now=self.now(), digest=digest
        )

    def drop_reviewer_link(self, digest: str) -> None:
        """Forget a link, which works no longer then."""
        self.database.run("DELETE FROM reviewer_link WHERE digest = :digest", digest=digest)

    def last_asked(self, reviewer: str) -> datetime | None:
        """Return when that reviewer was last told of anything by mail."""
        row = self.database.row(
            "SELECT asked_at FROM reviewer_asked WHERE reviewer = :reviewer ORDER BY asked_at DESC LIMIT 1",
            reviewer=reviewer,
        )
        return row["asked_at"] if row else None

    def claim_asking(self, reviewer: str, announcements: Sequence[str]) -> Sequence[str]:
        """Return those that the reviewer was not told of yet; nobody is given them again."""
        now = self.now()
        with self.database.transaction("claim-asking"):
            return [one for one in announcements if self._claim_asking(reviewer, one, now)]

    def _claim_asking(self, reviewer: str, announcement: str, now: datetime) -> bool:
        claimed = self.database.run(
            "INSERT INTO reviewer_asked (reviewer, announcement, asked_at) VALUES (:reviewer, :announcement, :now)"
            " ON CONFLICT (reviewer, announcement) DO NOTHING",
            reviewer=reviewer,
            announcement=announcement,
            now=now,
        )
        return claimed > 0

    def release_asking(self, reviewer: str, announcements: Sequence[str]) -> None:
        """Give back what was claimed and not told."""
        with self.database.transaction("release-asking"):
            for one in announcements:
                self.database.run(
                    "DELETE FROM reviewer_asked WHERE reviewer = :reviewer AND announcement = :announcement",
                    reviewer=reviewer,
                    announcement=one,
                )


def _reviewer(row: Row) -> Reviewer:
    changed = {"announcements": tuple(row["announcements"].split()), "decides": bool(row["decides"])}
    return Reviewer(**{**row, **changed})
