"""What the review page keeps of announcements: what was found in them, what they were before."""

from collections.abc import Collection, Mapping, Sequence

from announcer.core.posting.lifecycle import State
from announcer.ports.examined_store import EarlierVersion, Examined, InLine, Levels
from announcer.store.base import StoreBase

_KEEP = """
INSERT INTO examined (announcement, made_of, holds, warnings, notes, findings, content, made_at)
VALUES (:announcement, :made_of, :holds, :warnings, :notes, :findings, :content, :now)
    ON CONFLICT (announcement) DO UPDATE SET made_of = excluded.made_of, holds = excluded.holds,
       warnings = excluded.warnings, notes = excluded.notes, findings = excluded.findings,
       content = excluded.content, made_at = excluded.made_at
"""


class ExaminedPart(StoreBase):
    """The store's part for the review page; keeps the rules of `announcer.ports.examined_store.ExaminedStore`."""

    def examined(self, announcements: Collection[str]) -> Mapping[str, Examined]:
        """Return what is kept of these announcements, by their ids."""
        if not announcements:
            return {}
        names = {f"id_{number}": one for number, one in enumerate(announcements)}
        marks = ", ".join(f":{name}" for name in names)
        rows = self.database.rows(f"SELECT * FROM examined WHERE announcement IN ({marks})", **names)  # noqa: S608 (our own)
        return {
            row["announcement"]: Examined(
                announcement=row["announcement"],
                made_of=row["made_of"],
                levels=Levels(holds=row["holds"], warnings=row["warnings"], notes=row["notes"]),
                content=row["content"],
                findings=tuple(row["findings"].split()),
            )
            for row in rows
        }

    def keep_examined(self, found: Examined) -> None:
        """Keep what was found of an announcement, in place of what was kept before."""
        self.database.run(
            _KEEP,
            announcement=found.announcement,
            made_of=found.made_of,
            holds=found.levels.holds,
            warnings=found.levels.warnings,
            notes=found.levels.notes,
            findings=f" {' '.join(found.findings)} ",
            content=found.content,
            now=self.now(),
        )

    def unexamined(self, limit: int) -> Sequence[str]:
        """Return ids of announcements in review of which nothing is kept, the newest first."""
        rows = self.database.rows(
            "SELECT id FROM announcement WHERE state = 'in_review'"
            " AND NOT EXISTS (SELECT 1 FROM examined WHERE examined.announcement = announcement.id)"
            " ORDER BY created_at DESC, id DESC LIMIT :limit",
            limit=limit,
        )
        return [row["id"] for row in rows]

    def finding_ids(self) -> Sequence[str]:
        """Return the ids of all findings that are kept of announcements in review, in order."""
        rows = self.database.rows(
            "SELECT DISTINCT findings FROM examined JOIN announcement ON announcement.id = examined.announcement"
            " WHERE state = 'in_review'"
        )
        return sorted({one for row in rows for one in row["findings"].split()})

    def count(self, state: State) -> int:
        """Return how many announcements are in that state."""
        row = self.database.row("SELECT sum(number) AS number FROM tally WHERE state = :state", state=state.value)
        return int(row["number"] or 0) if row else 0

    def line(self, limit: int) -> Sequence[InLine]:
        """Return what is in review, the newest first."""
        rows = self.database.rows(
            "SELECT id, publication, held FROM announcement WHERE state = 'in_review'"
            " ORDER BY created_at DESC, id DESC LIMIT :limit",
            limit=limit,
        )
        return [InLine(**row) for row in rows]

    def departments(self) -> Sequence[str]:
        """Return the departments that announcements have, in order."""
        rows = self.database.rows("SELECT DISTINCT department FROM announcement WHERE department <> ''")
        return sorted(row["department"] for row in rows)

    def earlier_versions(self, announcement: str) -> Sequence[EarlierVersion]:
        """Return what the announcement was before, the latest last."""
        rows = self.database.rows(
            "SELECT revision, digest, text, link, alt_text, coalesce(card_digest, '') AS card_digest, edited_by,"
            " replaced_at FROM earlier_version WHERE announcement = :id ORDER BY revision",
            id=announcement,
        )
        return [EarlierVersion(**row) for row in rows]
