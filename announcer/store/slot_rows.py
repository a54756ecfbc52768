"""What planning asks of the store: which slots are taken, who waits, and the taking of a slot."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from announcer.core.posting.lifecycle import APPROVE, PLAN, RESCHEDULE, State
from announcer.core.posting.queued import Queued, TakenSlot, Waiting
from announcer.errors import StoreConflictError
from announcer.ports.store import Changes
from announcer.store.base import StoreBase
from announcer.store.database import Row

_WAITS = "channel = :channel AND account = :account AND state = 'scheduled' AND held = '' AND due_at IS NULL"
_ACCOUNT = "channel = :channel AND account = :account"
# Steps from department to department along an index, however many rows each has.
_DEPARTMENTS = """
WITH RECURSIVE found (department) AS (
  SELECT (SELECT department FROM {table} WHERE {condition} ORDER BY department LIMIT 1)
  UNION ALL
  SELECT (SELECT {table}.department FROM {table} WHERE {condition} AND {table}.department > found.department
           ORDER BY {table}.department LIMIT 1)
    FROM found WHERE found.department IS NOT NULL)
"""
_WAITING_DEPARTMENTS = f"""
{_DEPARTMENTS.format(table="announcement", condition=_WAITS)}
SELECT department FROM found WHERE department IS NOT NULL
"""  # noqa: S608 (our own words)
# Neither what was called off or turned down nor what has failed is, or will be, public.
_LAST_ANNOUNCED = """
SELECT max(coalesce(other.posted_at, other.slot_at)) FROM announcement AS other
 WHERE other.publication = announcement.publication AND other.channel = announcement.channel
   AND other.account = announcement.account AND other.language = announcement.language
   AND other.id <> announcement.id AND other.state NOT IN ('cancelled', 'rejected', 'failed')
"""
_FIRST_OF_DEPARTMENT = f"""
SELECT id, department, priority, approved_at, embargo_until, expires_at, undo_until,
       ({_LAST_ANNOUNCED}) AS last_at
  FROM announcement WHERE {_WAITS} AND department = :department
   AND (embargo_until IS NULL OR embargo_until <= :by) AND (expires_at IS NULL OR expires_at > :now)
 ORDER BY priority DESC, approved_at, id LIMIT :limit
"""  # noqa: S608
_SERVED_DEPARTMENTS = f"""
{_DEPARTMENTS.format(table="slot", condition=_ACCOUNT)}
SELECT department, (SELECT max(slot.at) FROM slot WHERE {_ACCOUNT} AND slot.department = found.department) AS at
  FROM found WHERE department IS NOT NULL
"""  # noqa: S608


class _ChangedError(Exception):
    """Leave the transaction without a trace: somebody changed it meanwhile."""


class PlanningPart(StoreBase):
    """The planner's part of the store."""

    def taken(self, channel: str, account: str, start: datetime, end: datetime) -> Sequence[TakenSlot]:
        """Return the taken slots from `start` up to but not including `end`, in order."""
        rows = self.database.rows(
            "SELECT slot.key, slot.at, slot.announcement, announcement.title, announcement.state,"
            " announcement.held FROM slot"
            " JOIN announcement ON announcement.id = slot.announcement"
            " WHERE slot.channel = :channel AND slot.account = :account AND slot.at >= :first AND slot.at < :last"
            " ORDER BY slot.at, slot.key",
            channel=channel,
            account=account,
            first=start,
            last=end,
        )
        return [TakenSlot(**{**row, "state": State(row["state"])}) for row in rows]

    def waiting(self, channel: str, account: str, *, by: datetime, per_department: int) -> Sequence[Waiting]:
        """Return approved announcements without a slot: of each department the first ones by priority and age."""
        now = self.now()
        departments = self.database.rows(_WAITING_DEPARTMENTS, channel=channel, account=account)
        found = [
            self.database.rows(
                _FIRST_OF_DEPARTMENT,
                channel=channel,
                account=account,
                department=row["department"],
                by=by,
                now=now,
                limit=per_department,
            )
            for row in departments
        ]
        return [Waiting(**row) for rows in found for row in rows]

    def last_served(self, channel: str, account: str) -> Mapping[str, datetime]:
        """Return each department's latest slot."""
        rows = self.database.rows(_SERVED_DEPARTMENTS, channel=channel, account=account)
        return {row["department"]: row["at"] for row in rows}

    def take_slot(self, announcement: str, *, key: str, at: datetime, actor: str) -> bool:
        """Give the slot to the announcement; False where the slot is taken, or it waits no longer."""
        queued = self.get(announcement)
        if queued.state is not State.SCHEDULED or queued.due_at is not None:
            return False
        try:
            with self.database.transaction(PLAN.name):
                self._insert_slot(queued, key=key, at=at)
                moved = self.move(queued, PLAN, actor=actor, detail=key, changes={"slot_at": at, "due_at": at})
                if moved is None:  # somebody changed it meanwhile
                    self._give_back(queued, key)
        except StoreConflictError:
            return False
        return moved is not None

    def approve_at(self, queued: Queued, *, key: str, at: datetime, actor: str, changes: Changes) -> Queued | None:
        """Approve the announcement and give it the slot: both, or neither."""
        with self.database.transaction(APPROVE.name):
            approved = self.move(queued, APPROVE, actor=actor, detail=queued.digest, changes=changes)
            if approved is None:
                return None
            self._insert_slot(approved, key=key, at=at)
            return self.move(approved, PLAN, actor=actor, detail=key, changes={"slot_at": at, "due_at": at})

    def reschedule(self, queued: Queued, *, key: str, at: datetime, actor: str) -> Queued | None:
        """Give the announcement that slot in place of its own: both, or neither."""
        with self.database.transaction(RESCHEDULE.name):
            moved = self._give_time(queued, key=key, at=at, actor=actor)
            if moved is None:
                return None
            self.database.run("DELETE FROM slot WHERE announcement = :id", id=moved.id)
            self._insert_slot(moved, key=key, at=at)
        return moved

    def _give_time(self, queued: Queued, *, key: str, at: datetime, actor: str) -> Queued | None:
        changes: Changes = {"slot_at": at, "due_at": at, "delays": 0}
        return self.move(queued, RESCHEDULE, actor=actor, detail=key, changes=changes)

    def swap(self, one: Queued, other: Queued, *, actor: str) -> tuple[Queued, Queued] | None:
        """Let two announcements of one account have each other's slot and time."""
        try:
            with self.database.transaction(RESCHEDULE.name):
                its, theirs = self._slot_of(one), self._slot_of(other)
                first = self._in_slot(one, theirs, actor)
                second = self._in_slot(other, its, actor)
                self._exchange(first, second)
        except _ChangedError:
            return None
        return first, second

    def _slot_of(self, queued: Queued) -> Row:
        row = self.database.row(
            "SELECT key, at FROM slot WHERE announcement = :id AND at = :at", id=queued.id, at=queued.slot_at
        )
        if row is None:
            raise _ChangedError
        return row

    def _in_slot(self, queued: Queued, slot: Row, actor: str) -> Queued:
        moved = self._give_time(queued, key=slot["key"], at=slot["at"], actor=actor)
        if moved is None:
            raise _ChangedError
        return moved

    def _exchange(self, one: Queued, other: Queued) -> None:
        self.database.run(
            "UPDATE slot SET announcement = CASE announcement WHEN :one THEN :other ELSE :one END,"
            " department = CASE announcement WHEN :one THEN :others ELSE :ones END"
            " WHERE announcement IN (:one, :other) AND at IN (:one_at, :other_at)",
            one=one.id,
            other=other.id,
            ones=one.department,
            others=other.department,
            one_at=one.slot_at,
            other_at=other.slot_at,
        )

    def last_announced(self, queued: Queued) -> datetime | None:
        """Return when the same publication last went, or will go, to the same account in the same language."""
        row = self.database.row(
            f"SELECT ({_LAST_ANNOUNCED}) AS last_at FROM announcement WHERE id = :id",  # noqa: S608 (our own words)
            id=queued.id,
        )
        found: datetime | None = row["last_at"] if row else None
        return found

    def posts_used(self, channel: str, account: str, day: date) -> int:
        """Return how many posts of that day's cap are used up."""
        row = self.database.row(
            f"SELECT used FROM budget WHERE {_ACCOUNT} AND period = :period AND unit = 'posts'",  # noqa: S608 (our own)
            channel=channel,
            account=account,
            period=day.isoformat(),
        )
        return int(row["used"]) if row else 0

    def _insert_slot(self, queued: Queued, *, key: str, at: datetime) -> None:
        self.database.run(
            "INSERT INTO slot (channel, account, key, at, department, announcement)"
            " VALUES (:channel, :account, :key, :at, :department, :announcement)",
            channel=queued.channel,
            account=queued.account,
            key=key,
            at=at,
            department=queued.department,
            announcement=queued.id,
        )

    def _give_back(self, queued: Queued, key: str) -> None:
        self.database.run(
            "DELETE FROM slot WHERE channel = :channel AND account = :account AND key = :key",
            channel=queued.channel,
            account=queued.account,
            key=key,
        )
