"""Fill an empty store from a backup, and disarm it: what was posted after the copy was made is not in it.

To the restored store those posts are still to be made. So every account is stopped until a person lets it go on,
and whatever may have gone out since is looked up before it is sent.
"""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from announcer.errors import StoreConflictError
from announcer.store.base import StoreBase
from announcer.store.copying import copy_all
from announcer.store.database import Database
from announcer.store.migrating import migrate, shipped, version
from announcer.store.sqlite import SqliteDatabase
from announcer.system.clock import Clock

RESTORED = "restored"
"""Why every account is paused after a backup was restored; what paused it in the copy stands behind it."""

_MARK = """
UPDATE announcement SET maybe_posted_at = coalesce(maybe_posted_at, :copied_at)
 WHERE state NOT IN ('posted', 'cancelled')
"""
_ACCOUNTS = """
SELECT channel, account FROM pace UNION
SELECT DISTINCT channel, account FROM announcement WHERE state NOT IN ('posted', 'cancelled')
"""


class RestoringPart(StoreBase):
    """The store's part that takes a backup in."""

    def restore(self, backup: Path, *, accounts: Collection[tuple[str, str]], actor: str, clock: Clock) -> None:
        """Copy a backup into this store, which must be empty, and pause all its accounts and the given ones.

        A backup of an older schema is brought up to date in a copy; the file itself is only read.

        Raises:
            StoreConflictError: the store is not empty, or the backup is not one of this program's.
            StoreUnusableError: the backup cannot be read.
            NewerSchemaError: it was written by a newer version of the program.
        """
        with (
            closing(SqliteDatabase(backup, clock=clock, read_only=True)) as found,
            _up_to_date(found, clock) as source,
            self.database.transaction("restore"),
        ):
            copy_all(source, self.database)
            copied_at = _last_known(source)
            self.database.run(_MARK, copied_at=copied_at)
            for table in ("session", "one_time_link"):  # who was signed in when it was made is so no longer
                self.database.run(f"DELETE FROM {table}")  # noqa: S608 (our own words)
            self.database.run("DELETE FROM undoable")  # what was called off or recorded stays so: it may be public
            for channel, account in sorted({*accounts, *self._accounts_of_rows()}):
                self._stop(channel, account, copied_at)
            detail = f"{backup.name}, which was made after {copied_at:%Y-%m-%d %H:%M:%S} UTC"
            self._add_event_of(None, "restore", actor=actor, detail=detail)

    def _accounts_of_rows(self) -> set[tuple[str, str]]:
        return {(row["channel"], row["account"]) for row in self.database.rows(_ACCOUNTS)}

    def _stop(self, channel: str, account: str, copied_at: datetime) -> None:
        row = self.database.row(
            "SELECT paused FROM pace WHERE channel = :channel AND account = :account",
            channel=channel,
            account=account,
        )
        before = row["paused"] if row else ""
        if not before.startswith(RESTORED):
            self._pause(channel, account, f"{RESTORED}; before: {before}" if before else RESTORED)
        self.database.run(
            "UPDATE pace SET restored_at = :now, copied_at = :copied_at"
            " WHERE channel = :channel AND account = :account",
            now=self.database.now(),
            copied_at=copied_at,
            channel=channel,
            account=account,
        )


def _last_known(backup: Database) -> datetime:
    """Return when the last thing happened that the backup knows of: whatever it does not know happened later."""
    for query in ("SELECT max(at) AS at FROM event", "SELECT min(done_at) AS at FROM migration"):
        row = backup.row(query)
        if row and isinstance(row["at"], datetime):
            return row["at"]
    raise StoreConflictError("the backup does not say when it was made", hint="name another backup")


@contextmanager
def _up_to_date(backup: SqliteDatabase, clock: Clock) -> Iterator[SqliteDatabase]:
    """Give the backup, or a passing copy of it in the present schema where it is of an older one."""
    newest = shipped(backup.kind)
    found = version(backup)
    if found == 0:
        message = f"{backup.path}: this is not a backup of a queue"
        raise StoreConflictError(message, hint="name a backup that this program wrote")
    if found == newest[-1].number:
        yield backup
        return
    with tempfile.TemporaryDirectory(prefix="announcer-restore-") as folder:
        path = Path(folder) / "backup.db"
        backup.copy_to(path)
        with closing(SqliteDatabase(path, clock=clock)) as copy:
            migrate(copy, newest)
            yield copy
