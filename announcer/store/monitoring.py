"""What the store keeps for those who watch: what fails, what was logged, who was told."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from announcer.core.posting.attention import Trouble
from announcer.core.posting.history import LoggedEvent
from announcer.core.posting.queued import Event
from announcer.store.base import StoreBase
from announcer.store.database import Row

FORGOTTEN_AFTER = timedelta(hours=1)
"""A reason that comes and goes is told once in that time."""

_EVENTS = """
SELECT event.id AS id, coalesce(event.announcement, '') AS announcement, at, actor, name, source, target, detail,
  coalesce(channel, '') AS channel, coalesce(account, '') AS account, coalesce(title, '') AS title,
  coalesce(url, '') AS url
FROM event LEFT JOIN announcement ON announcement.id = event.announcement
"""


class MonitoringPart(StoreBase):
    """The store's part for what the daemon writes down of itself."""

    def record_trouble(self, host: str, job: str, message: str) -> None:
        """Write down that the job failed once more on that machine, and why."""
        with self.database.transaction():
            self.database.run(
                "INSERT INTO trouble (host, job, message, times, since_at, seen_at)"
                " VALUES (:host, :job, :message, 1, :now, :now) ON CONFLICT (host, job) DO UPDATE"
                " SET message = excluded.message, times = trouble.times + 1, seen_at = excluded.seen_at",
                host=host,
                job=job,
                message=message,
                now=self.database.now(),
            )

    def clear_trouble(self, host: str, job: str = "") -> None:
        """Forget that the job failed on that machine; every job of it where none is named."""
        if self.database.row("SELECT 1 AS found FROM trouble WHERE host = :host LIMIT 1", host=host) is None:
            return  # nearly always: no transaction of its own each round
        with self.database.transaction():
            self.database.run(
                "DELETE FROM trouble WHERE host = :host AND (job = :job OR :job = '')", host=host, job=job
            )

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        """Return what failed last time, and was seen to fail since."""
        rows = self.database.rows(
            "SELECT host, job, message, times, since_at, seen_at FROM trouble WHERE seen_at >= :since"
            " ORDER BY host, job",
            since=since,
        )
        return [
            Trouble(
                host=row["host"],
                job=row["job"],
                message=row["message"],
                times=row["times"],
                since=row["since_at"],
                seen=row["seen_at"],
            )
            for row in rows
        ]

    def begin_log(self) -> None:
        """Have the log begin with what comes next, if it has not begun before."""
        with self.database.transaction():
            self.database.run(
                "INSERT INTO log_position (id, event) SELECT 1, coalesce(max(id), 0) FROM event WHERE 1 = 1"
                " ON CONFLICT (id) DO NOTHING"
            )

    def take_events(self, limit: int) -> Sequence[LoggedEvent]:
        """Return the next lines of history that are not logged yet, in order; nobody else is given them."""
        newer = "SELECT 1 AS found FROM event WHERE id > (SELECT event FROM log_position) LIMIT 1"
        if self.database.row(newer) is None:
            return []  # nearly always: no transaction of its own each round
        with self.database.transaction():
            position = self.database.rows(f"SELECT event FROM log_position {self.database.for_update}")  # noqa: S608 (our own)
            rows = self.database.rows(
                f"{_EVENTS} WHERE event.id > :position {self.database.settled} ORDER BY event.id LIMIT :limit",
                position=position[0]["event"],
                limit=limit,
            )
            if rows:
                self.database.run("UPDATE log_position SET event = :event", event=rows[-1]["id"])
        return [_logged(row) for row in rows]

    def events_between(self, start: datetime, end: datetime, names: Collection[str]) -> Sequence[LoggedEvent]:
        """Return the lines of those names from `start` up to but not including `end`, in order."""
        numbered: dict[str, object] = {f"name{number}": name for number, name in enumerate(sorted(names))}
        among = ", ".join(f":{key}" for key in numbered)
        rows = self.database.rows(
            f"{_EVENTS} WHERE at >= :start AND at < :end AND name IN ({among}) ORDER BY event.id",
            start=start,
            end=end,
            **numbered,
        )
        return [_logged(row) for row in rows]

    def claim_notices(self, target: str, reasons: Collection[str], *, lease: timedelta) -> Sequence[str]:
        """Return which of the reasons are to be told to that target now; for `lease` nobody else is given them."""
        if not reasons and not self._noticed(target):
            return []  # nearly always: no transaction of its own each round
        now = self.database.now()
        with self.database.transaction("claim-notices"):
            self._forget(target, reasons, now)
            return [reason for reason in reasons if self._claim_notice(target, reason, now, lease)]

    def _claim_notice(self, target: str, reason: str, now: datetime, lease: timedelta) -> bool:
        claimed = self.database.run(
            "INSERT INTO notice (target, reason, next_at) VALUES (:target, :reason, :until)"
            " ON CONFLICT (target, reason) DO UPDATE SET next_at = excluded.next_at WHERE notice.next_at <= :now",
            target=target,
            reason=reason,
            until=now + lease,
            now=now,
        )
        return bool(claimed)

    def _forget(self, target: str, reasons: Collection[str], now: datetime) -> None:
        for row in self._noticed(target):
            last = row["told_at"] or row["next_at"]
            if row["reason"] not in reasons and last <= now - FORGOTTEN_AFTER:
                self.database.run(
                    "DELETE FROM notice WHERE target = :target AND reason = :reason",
                    target=target,
                    reason=row["reason"],
                )

    def _noticed(self, target: str) -> list[Row]:
        return self.database.rows(
            "SELECT reason, told_at, next_at FROM notice WHERE target = :target", target=target
        )

    def confirm_notices(self, target: str, reasons: Collection[str], *, again: timedelta) -> None:
        """Write down that the reasons were told just now, and are to be told again after that time."""
        now = self.database.now()
        with self.database.transaction("confirm-notices"):
            for reason in reasons:
                self.database.run(
                    "UPDATE notice SET told_at = :now, next_at = :next WHERE target = :target AND reason = :reason",
                    now=now,
                    next=now + again,
                    target=target,
                    reason=reason,
                )


def _logged(row: Row) -> LoggedEvent:
    about = {name: row[name] for name in ("channel", "account", "title", "url")}
    return LoggedEvent(event=Event(**{name: row[name] for name in row if name not in about}), **about)
