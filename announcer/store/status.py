"""What `status` and the daemon's housekeeping ask of the store."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from announcer.core.lifecycle import State
from announcer.core.queued import Overview, Pace, Unit, Used
from announcer.store.slots import Slots


class Status(Slots):
    """The store's part for those who watch over it."""

    def overview(self, windows: Sequence[str]) -> Overview:
        """Return counts by state, pauses and the use of the budgets of those windows."""
        counts = self.database.rows("SELECT state, sum(number) AS number FROM tally GROUP BY state ORDER BY state")
        held = self.database.rows("SELECT count(*) AS number FROM announcement WHERE held <> ''")
        paused = self.database.rows(
            "SELECT channel, account, paused, paused_at, free_at FROM pace WHERE paused <> ''"
            " ORDER BY channel, account"
        )
        return Overview(
            counts={State(row["state"]): int(row["number"]) for row in counts if row["number"]},
            held=int(held[0]["number"]),
            paused=tuple(Pace(**row) for row in paused),
            used=tuple(used for window in windows for used in self._used(window)),
        )

    def _used(self, window: str) -> list[Used]:
        rows = self.database.rows(
            "SELECT channel, account, unit, used, cap FROM budget WHERE period = :window"
            " ORDER BY channel, account, unit",
            window=window,
        )
        return [Used(**{**row, "unit": Unit(row["unit"])}, window=window) for row in rows]

    def beats(self) -> Mapping[str, datetime]:
        """Return when each worker was last seen."""
        return {row["name"]: row["seen_at"] for row in self.database.rows("SELECT name, seen_at FROM worker")}

    def setting(self, name: str) -> str:
        """Return what was remembered under that name, or nothing."""
        row = self.database.row("SELECT value FROM setting WHERE name = :name", name=name)
        return str(row["value"]) if row else ""

    def remember(self, name: str, value: str) -> None:
        """Remember it under that name."""
        with self.database.transaction("remember"):
            self.database.run(
                "INSERT INTO setting (name, value, changed_at) VALUES (:name, :value, :now)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
                name=name,
                value=value,
                now=self.database.now(),
            )

    def prune(self, before: datetime) -> int:
        """Drop what nobody will ask for: budgets not used and workers not seen since; return how many."""
        with self.database.transaction("prune"):
            gone = self.database.run("DELETE FROM budget WHERE changed_at < :before", before=before)
            gone += self.database.run("DELETE FROM worker WHERE seen_at < :before", before=before)
            if self.database.tidy:
                self.database.run(self.database.tidy)
        return gone
