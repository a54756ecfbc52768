"""What `status` and the daemon's housekeeping ask of the store."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from announcer.core.posting.attention import Due
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Pace, Queued, Unit, Used
from announcer.store.base import StoreBase

_WAITING = {
    "announcement_due": "state = 'scheduled' AND held = '' AND due_at IS NOT NULL",
    "announcement_waiting": "state = 'scheduled' AND held = '' AND due_at IS NULL",
    "announcement_check": "state = 'unknown'",
}
"""Partial indexes of the schema, each with what it is over."""
_DUE_NOW = (
    "channel = :channel AND account = :account AND state = 'scheduled' AND held = '' AND due_at <= :now"
    " AND (expires_at IS NULL OR expires_at > :now) AND (embargo_until IS NULL OR embargo_until <= :now)"
)
_LAST_STEP = (
    "(SELECT name FROM event WHERE event.announcement = announcement.id AND (target <> '' OR name IN"
    " ('hold', 'hold-twin', 'resume', 'record-changed')) ORDER BY event.id DESC LIMIT 1)"
)
"""The last thing that may have held an announcement; `hold` is a person's doing."""
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
        order = "ORDER BY created_at, id LIMIT :limit"
        return self._listed(f"{_RETRACTED} {order}", "announcement_retraction", limit=limit)

    def kept_back(self, limit: int, *, in_review: bool) -> Sequence[Queued]:
        """Return approved announcements that the program holds, and with `in_review` what a finding holds there."""
        found = self._kept("announcement_kept", "state = 'scheduled'", limit)
        return [*found, *self._kept("announcement_held", "state = 'in_review'", limit)] if in_review else found

    def _kept(self, index: str, condition: str, limit: int) -> list[Queued]:
        return self._listed(
            f"{condition} AND held <> '' AND retraction = '' AND coalesce({_LAST_STEP}, '') <> 'hold'"
            " ORDER BY updated_at, id LIMIT :limit",
            index,
            limit=limit,
        )

    def returned(self, limit: int) -> Sequence[Queued]:
        """Return announcements that came back to review without a person's doing and are there still."""
        condition = "returned <> '' AND state = 'in_review' ORDER BY updated_at, id LIMIT :limit"
        return self._listed(condition, "announcement_returned", limit=limit)

    def delayed(self, times: int, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements, none of them held, that the channel has delayed so often."""
        return self._listed(
            "state = 'scheduled' AND delays > 0 AND delays >= :times AND held = ''"
            " ORDER BY due_at, id LIMIT :limit",
            "announcement_delayed",
            times=times,
            limit=limit,
        )

    def ready_since(self, before: datetime, limit: int) -> Sequence[Queued]:
        """Return announcements that have lain ready since before that time, the longest first."""
        return self._listed(
            "state = 'ready' AND updated_at < :before ORDER BY updated_at, id LIMIT :limit",
            before=before,
            limit=limit,
        )

    def due(self) -> Sequence[Due]:
        """Return what could go out now by its own time, of each account that has any."""
        now = self.database.now()
        return [
            due for account in self._accounts(*next(iter(_WAITING.items()))) if (due := self._due(account, now))
        ]

    def _due(self, account: tuple[str, str], now: datetime) -> Due | None:
        values: dict[str, object] = {"channel": account[0], "account": account[1], "now": now}
        counted = self.database.rows(f"SELECT count(*) AS number FROM announcement WHERE {_DUE_NOW}", **values)  # noqa: S608 (our own)
        first = self.database.row(
            f"SELECT due_at, embargo_until, cost FROM announcement WHERE {_DUE_NOW} ORDER BY due_at, id LIMIT 1",  # noqa: S608 (our own)
            **values,
        )
        if first is None:
            return None
        oldest = max(first["due_at"], first["embargo_until"] or first["due_at"])
        return Due(
            channel=account[0],
            account=account[1],
            number=int(counted[0]["number"]),
            oldest=oldest,
            cost=int(first["cost"]),
        )

    def paces(self) -> Sequence[Pace]:
        """Return the pace of every account that has one."""
        rows = self.database.rows(
            "SELECT channel, account, paused, paused_at, free_at FROM pace ORDER BY channel, account"
        )
        return [Pace(**row) for row in rows]

    def last_posted(self) -> Mapping[tuple[str, str], datetime]:
        """Return when something was last posted to each channel and account."""
        last: dict[tuple[str, str], datetime] = {}
        for channel, account in self._accounts("announcement_posted", "state = 'posted'"):
            row = self.database.row(
                "SELECT posted_at FROM announcement WHERE state = 'posted' AND channel = :channel"
                " AND account = :account ORDER BY posted_at DESC LIMIT 1",
                channel=channel,
                account=account,
            )
            if row:
                last[channel, account] = row["posted_at"]
        return last

    def posted_between(self, start: datetime, end: datetime) -> Sequence[Queued]:
        """Return what was posted from `start` up to but not including `end`, in order."""
        return self._listed(
            "state = 'posted' AND posted_at >= :start AND posted_at < :end ORDER BY posted_at, id",
            start=start,
            end=end,
        )

    def _used(self, window: str) -> list[Used]:
        rows = self.database.rows(
            "SELECT channel, account, unit, used, cap FROM budget WHERE period = :window"
            " ORDER BY channel, account, unit",
            window=window,
        )
        return [Used(**{**row, "unit": Unit(row["unit"])}, window=window) for row in rows]

    def accounts(self) -> Sequence[tuple[str, str]]:
        """Return the channels and accounts for which approved or doubtful announcements wait."""
        found = {account for index in _WAITING for account in self._accounts(index, _WAITING[index])}
        return sorted(found)

    def _accounts(self, index: str, condition: str) -> Iterator[tuple[str, str]]:
        """Step from account to account along an index, however many announcements each has."""
        last = ("", "")
        while True:
            row = self.database.row(
                f"SELECT channel, account FROM announcement {self.database.using(index)} WHERE {condition}"  # noqa: S608 (our own)
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
