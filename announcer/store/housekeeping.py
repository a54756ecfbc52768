"""What `status` and the daemon's housekeeping ask of the store."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Pace, Queued, Unit, Used
from announcer.store.base import StoreBase

_WAITING = (
    "state = 'scheduled' AND held = '' AND due_at IS NOT NULL",
    "state = 'scheduled' AND held = '' AND due_at IS NULL",
    "state = 'unknown'",
)
"""What the partial indexes of the schema are over, each."""
_RETRACTED = "retraction <> '' AND state NOT IN ('rejected', 'cancelled')"


class HousekeepingPart(StoreBase):
    """The store's part for those who watch over it."""

    def overview(self, windows: Sequence[str]) -> Overview:
        """Return counts by state, pauses and the use of the budgets of those windows."""
        counts = self.database.rows("SELECT state, sum(number) AS number FROM tally GROUP BY state ORDER BY state")
        held = self.database.rows("SELECT count(*) AS number FROM announcement WHERE held <> ''")
        retracted = self.database.rows(f"SELECT count(*) AS number FROM announcement WHERE {_RETRACTED}")  # noqa: S608 (our own)
        paused = self.database.rows(
            "SELECT channel, account, paused, paused_at, free_at FROM pace WHERE paused <> ''"
            " ORDER BY channel, account"
        )
        return Overview(
            counts={State(row["state"]): int(row["number"]) for row in counts if row["number"]},
            held=int(held[0]["number"]),
            retracted=int(retracted[0]["number"]),
            paused=tuple(Pace(**row) for row in paused),
            used=tuple(used for window in windows for used in self._used(window)),
        )

    def retracted(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose paper was retracted since, or the like, and about which nobody has decided."""
        return self._listed(f"{_RETRACTED} ORDER BY created_at, id LIMIT :limit", limit=limit)

    def _used(self, window: str) -> list[Used]:
        rows = self.database.rows(
            "SELECT channel, account, unit, used, cap FROM budget WHERE period = :window"
            " ORDER BY channel, account, unit",
            window=window,
        )
        return [Used(**{**row, "unit": Unit(row["unit"])}, window=window) for row in rows]

    def accounts(self) -> Sequence[tuple[str, str]]:
        """Return the channels and accounts for which approved or doubtful announcements wait."""
        found = {account for condition in _WAITING for account in self._accounts(condition)}
        return sorted(found)

    def _accounts(self, condition: str) -> Iterator[tuple[str, str]]:
        """Step from account to account along an index, however many announcements each has."""
        last = ("", "")
        while True:
            row = self.database.row(
                f"SELECT channel, account FROM announcement WHERE {condition}"  # noqa: S608 (our own)
                " AND (channel, account) > (:channel, :account) ORDER BY channel, account LIMIT 1",
                channel=last[0],
                account=last[1],
            )
            if row is None:
                return
            last = (row["channel"], row["account"])
            yield last

    def heartbeats(self) -> Mapping[str, datetime]:
        """Return when each worker was last seen."""
        return {row["name"]: row["seen_at"] for row in self.database.rows("SELECT name, seen_at FROM worker")}

    def prune(self, before: datetime) -> int:
        """Drop what nobody will ask for: budgets, workers and steps to undo of before that; return how many."""
        with self.database.transaction("prune"):
            gone = self.database.run("DELETE FROM budget WHERE changed_at < :before", before=before)
            gone += self.database.run("DELETE FROM worker WHERE seen_at < :before", before=before)
            gone += self.database.run("DELETE FROM undoable WHERE done_at < :before", before=before)
            if self.database.tidy:
                self.database.run(self.database.tidy)
        return gone
