"""What undoing asks of the store: keep how an announcement was before a person's step, and bring that back."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from announcer.core.posting.history import UNDO
from announcer.core.posting.lifecycle import PLAN, UNAPPROVE
from announcer.core.posting.queued import Event, Queued
from announcer.errors import WrongStateError
from announcer.ports.undo_store import SlotRow, Step, Undoable
from announcer.store.base import StoreBase
from announcer.store.database import Row
from announcer.store.rows import columns_of, queued_of

_NOT_BROUGHT_BACK = {"id", "token", "updated_at"}
_KEEP = """
INSERT INTO undoable (announcement, command, actor, name, event, was, slots, done_at)
SELECT :announcement, :command, :actor, :name, max(id), :was, :slots, :now
  FROM event WHERE announcement = :announcement
    ON CONFLICT (announcement) DO UPDATE SET command = excluded.command, actor = excluded.actor,
       name = excluded.name, event = excluded.event, was = excluded.was, slots = excluded.slots,
       done_at = excluded.done_at
"""
_SINCE = f"""
SELECT announcement, at, actor, name, source, target, detail FROM event
 WHERE announcement = :announcement AND id > :event AND name NOT IN ('{PLAN.name}', 'note', 'checklist') ORDER BY id
"""  # noqa: S608 (our own words)


class UndoingPart(StoreBase):
    """The store's part for taking steps back; keeps the rules of `announcer.ports.undo_store.UndoStore`."""

    def undoable(self, queued: Queued, step: Step, change: Callable[[], Queued | None]) -> Queued | None:
        """Carry out `change`, and keep how the announcement was before: both, or neither."""
        with self.database.transaction(step.name):
            was, slots = self._row(queued.id), self._slots(queued.id)
            changed = change()
            if changed is not None:
                self.database.run(
                    _KEEP,
                    announcement=queued.id,
                    command=step.command,
                    actor=step.actor,
                    name=step.name,
                    was=_written(was),
                    slots=_written(slots),
                    now=self.database.now(),
                )
        return changed

    def kept_step(self, announcement: str) -> Undoable | None:
        """Return the last step that was kept of the announcement."""
        row = self.database.row("SELECT * FROM undoable WHERE announcement = :id", id=announcement)
        return self._undoable(row) if row else None

    def kept_steps(self, command: str) -> Sequence[Undoable]:
        """Return the steps of that command that were kept and are still the last with their announcements."""
        rows = self.database.rows(
            "SELECT * FROM undoable WHERE command = :command ORDER BY announcement", command=command
        )
        return [self._undoable(row) for row in rows]

    def last_command(self, actor: str) -> tuple[str, Event | None]:
        """Return the command that wrote the last line of history of that person, and that line."""
        row = self.database.row(
            "SELECT event.id, coalesce(event.announcement, '') AS announcement, at, event.actor, event.name,"
            " source, target, detail, coalesce(command, '') AS command FROM event LEFT JOIN undoable"
            " ON undoable.announcement = event.announcement AND undoable.event = event.id"
            " WHERE event.actor = :actor ORDER BY event.id DESC LIMIT 1",
            actor=actor,
        )
        if row is None:
            return "", None
        return str(row["command"]), Event(
            **{name: value for name, value in row.items() if name not in {"id", "command"}}
        )

    def undo(self, steps: Sequence[Undoable], *, actor: str, to_review: Collection[str] = ()) -> Sequence[Queued]:
        """Bring the announcements back to what they were before the steps: all of them, or none."""
        with self.database.transaction(UNDO):
            undone = [
                self._bring_back(each, actor, in_review=each.was.id in to_review) for each in steps
            ]  # all let go of their slots before any takes one back
            for each in steps:
                self._take_back_slots(each, coming=each.was.id not in to_review)
        return undone

    def _bring_back(self, undoable: Undoable, actor: str, *, in_review: bool) -> Queued:
        now = undoable.now
        row = self.database.row("SELECT * FROM undoable WHERE announcement = :id", id=now.id)
        if row is None or row["command"] != undoable.step.command or self._since(row):
            raise _changed(now)
        was, present = _read(row["was"]), self._row(now.id)
        columns = {name: was[name] for name in present if name in was and name not in _NOT_BROUGHT_BACK}
        back = self._write(now, columns | (columns_of(UNAPPROVE, {}) if in_review else {}))
        if back is None:
            raise _changed(now)
        self.database.run("DELETE FROM slot WHERE announcement = :id", id=now.id)
        self.database.run("DELETE FROM undoable WHERE announcement = :id", id=now.id)
        self._add_event(back, UNDO, actor=actor, detail=undoable.step.name, source=now.state)
        return back

    def _take_back_slots(self, undoable: Undoable, *, coming: bool) -> None:
        """Give it the slots that it had, those that are still to come only where that is wanted."""
        for slot in undoable.slots:
            if slot.at > self.now() and not coming:
                continue
            taken = self.database.run(
                "INSERT INTO slot (channel, account, key, at, department, announcement)"
                " VALUES (:channel, :account, :key, :at, :department, :announcement) ON CONFLICT DO NOTHING",
                channel=undoable.was.channel,
                account=undoable.was.account,
                key=slot.key,
                at=slot.at,
                department=slot.department,
                announcement=undoable.was.id,
            )
            if not taken:
                raise _changed(undoable.now)

    def _undoable(self, row: Row) -> Undoable:
        present = self._row(row["announcement"])
        return Undoable(
            step=Step(name=row["name"], actor=row["actor"], command=row["command"]),
            done_at=row["done_at"],
            was=queued_of({**present, **_read(row["was"])}),
            slots=tuple(SlotRow(**slot) for slot in _read(row["slots"])),
            now=queued_of(present),
            since=tuple(self._since(row)),
        )

    def _since(self, row: Row) -> list[Event]:
        found = self.database.rows(_SINCE, announcement=row["announcement"], event=row["event"])
        return [Event(**event) for event in found]

    def _row(self, announcement: str) -> Row:
        """Return the row as it is; nobody else can change it until the transaction ends, where there is one."""
        sql = f"SELECT * FROM announcement WHERE id = :id {self.database.for_update}"  # noqa: S608 (our own words)
        return self.database.rows(sql, id=announcement)[0]

    def _slots(self, announcement: str) -> Sequence[Row]:
        return self.database.rows(
            "SELECT key, at, department FROM slot WHERE announcement = :id ORDER BY at", id=announcement
        )


def _changed(queued: Queued) -> WrongStateError:
    return WrongStateError(f"{queued.id}: somebody changed it just now", hint="look at it again", step="show")


def _written(rows: Row | Sequence[Row]) -> str:
    """Return rows as JSON; a time is a table with one key."""
    plain = dict(rows) if isinstance(rows, Mapping) else [dict(row) for row in rows]
    return json.dumps(plain, ensure_ascii=False, default=_time_written)


def _time_written(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not kept in a row")


def _read(text: str) -> Any:  # noqa: ANN401 (a row, or several)
    return json.loads(text, object_hook=_time_read)


def _time_read(table: dict[str, Any]) -> object:
    return datetime.fromisoformat(table["time"]) if table.keys() == {"time"} else table
