"""Keep the last few daily copies of the store, and take a backup in."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Queued
from announcer.errors import OutputError
from announcer.system.clock import Clock
from announcer.system.durable import make_folder
from announcer.system.paths import is_folder

EVERY = timedelta(hours=24)
_NAME = "announcer-%Y%m%dT%H%M%SZ.db"


_OPEN = (State.SCHEDULED, State.CLAIMED, State.UPLOADED, State.SENDING, State.UNKNOWN, State.READY)
_MOST = 10_000


class RestorableStore(Protocol):
    """What taking a backup in needs."""

    def restore(self, backup: Path, *, accounts: Collection[tuple[str, str]], actor: str, clock: Clock) -> None:
        """Copy a backup into this store, which must be empty, and disarm it, in one transaction.

        Every account is paused: those of the backup and those given. Whatever is neither posted nor called off may
        be public since the backup was made, and is looked up before it is sent (`Queued.maybe_posted_at`).

        Raises:
            StoreConflictError: the store is not empty, or the backup is not one of this program's.
            StoreUnusableError: the backup cannot be read.
            NewerSchemaError: it was written by a newer version of the program.
        """

    def listing(self, states: Sequence[State] = (), *, limit: int = 50) -> Sequence[Queued]:
        """Return announcements, the newest first."""

    def overview(self, windows: Sequence[str]) -> Overview:
        """Return counts by state, pauses and the use of the budgets of those windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restored store would post once its accounts go on, in the order of its times.

    `paused` are the channels and accounts that wait for a person.
    """

    paused: Sequence[tuple[str, str]]
    pending: Sequence[Queued]


def restore_backup(
    store: RestorableStore, backup: Path, *, accounts: Sequence[tuple[str, str]], actor: str, clock: Clock
) -> Restored:
    """Fill the empty store from the backup, disarmed; raises as `RestorableStore.restore` does."""
    store.restore(backup, accounts=accounts, actor=actor, clock=clock)
    pending = [one for one in store.listing(_OPEN, limit=_MOST) if not one.held]
    pending.sort(key=lambda one: (one.due_at is None, one.due_at or one.created_at))
    return Restored(
        paused=tuple((pace.channel, pace.account) for pace in store.overview([]).paused), pending=pending
    )


@dataclass(frozen=True, slots=True)
class Backups:
    """A folder of copies named by their time; `keep` 0 is for none at all."""

    folder: Path
    keep: int

    def due(self, now: datetime, write: Callable[[Path], None]) -> Path | None:
        """Let `write` make a copy if the last one is a day old, and drop those beyond `keep`; return the new one.

        Raises:
            OutputError: the folder cannot be written.
        """
        there = self._there()
        if not self.keep or any(now - EVERY < made <= now for made in there):
            return None
        path = self.folder / now.astimezone(UTC).strftime(_NAME)
        try:
            make_folder(self.folder)
            for unfinished in self.folder.glob(".announcer-*.db.unfinished*"):  # of a process that was killed
                unfinished.unlink(missing_ok=True)
            write(path)
            for made in sorted(there, reverse=True)[self.keep - 1 :]:
                there[made].unlink(missing_ok=True)
        except OSError as error:
            hint = "let this user write there, or name another folder in daemon.backup_folder"
            raise OutputError(f"{self.folder}: {error.strerror}", hint=hint) from None
        return path

    def _there(self) -> dict[datetime, Path]:
        """Return the copies by the time in their names; other files are not ours."""
        found = {}
        for path in self.folder.glob("announcer-*.db") if is_folder(self.folder) else ():
            try:
                found[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
            except ValueError:
                continue
        return found
