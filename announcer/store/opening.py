"""Open a store: connect, bring its tables up to date, hand it out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from announcer.errors import StoreLockedError
from announcer.store.announcements import ReviewingPart
from announcer.store.catalogue import CataloguePart
from announcer.store.claiming import ClaimingPart
from announcer.store.copying import write_backup
from announcer.store.database import no_checkpoint
from announcer.store.housekeeping import HousekeepingPart
from announcer.store.lock import worked_on_by
from announcer.store.migrating import Migration, migrate, shipped
from announcer.store.monitoring import MonitoringPart
from announcer.store.proposals import ProposalsPart
from announcer.store.restoring import RestoringPart
from announcer.store.retraction_rows import RetractionPart
from announcer.store.review.audit_rows import AuditPart
from announcer.store.review.examined_rows import ExaminedPart
from announcer.store.review.people_rows import PeoplePart
from announcer.store.review.reviewer_rows import ReviewerPart
from announcer.store.slot_rows import PlanningPart
from announcer.store.sqlite import SqliteDatabase
from announcer.store.undo_steps import UndoingPart
from announcer.system.clock import Clock


class SqlStore(
    ClaimingPart,
    CataloguePart,
    ProposalsPart,
    ReviewingPart,
    PlanningPart,
    UndoingPart,
    HousekeepingPart,
    RestoringPart,
    MonitoringPart,
    RetractionPart,
    PeoplePart,
    ExaminedPart,
    ReviewerPart,
    AuditPart,
):
    """The store, over either database; keeps every rule of `announcer.ports.store.Store`."""

    def back_up(self, target: Path, *, clock: Clock) -> None:
        """Write a consistent copy to a file that is not there yet; see `announcer.store.copying`.

        Raises:
            StoreConflictError: the file is there already.
            StoreUnusableError: it cannot be written.
        """
        write_backup(self.database, target, clock=clock)


def open_sqlite(
    path: Path,
    *,
    clock: Clock,
    checkpoint: Callable[[str], None] = no_checkpoint,
    migrations: Sequence[Migration] | None = None,
) -> SqlStore:
    """Open the file, made if it is not there; before a change of schema it is copied to `NAME.before-NUMBER`.

    Raises:
        StoreUnusableError: it cannot be opened or is not a database.
        StoreLockedError: it is gone, and a daemon is still at work on it.
        NewerSchemaError: it was written by a newer version of the program.
        NetworkDiskError: it lies on a network disk.
    """
    _refuse_another(path)
    database = SqliteDatabase(path, clock=clock, checkpoint=checkpoint)
    try:
        migrate(database, migrations or shipped(database.kind), lambda version: _keep_copy(database, version))
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


def _refuse_another(path: Path) -> None:
    """Make no new queue where one was moved away under a daemon: it would look as if nothing was there."""
    worker = "" if path.exists() else worked_on_by(path)
    if worker:
        hint = "put the file back, or stop that process first"
        raise StoreLockedError(f"{path}: the file is gone; another daemon is at work (process {worker})", hint=hint)


def _keep_copy(database: SqliteDatabase, version: int) -> None:
    target = database.path.with_name(f"{database.path.name}.before-{version + 1:04}")
    target.unlink(missing_ok=True)
    database.copy_to(target)


def open_postgres(
    url: str, *, clock: Clock | None = None, checkpoint: Callable[[str], None] = no_checkpoint
) -> SqlStore:
    """Open the database at the libpq `url`; its own clock counts unless `clock` is given, as tests do.

    Raises:
        StoreUnusableError: there is no answer, or the extra `[postgres]` is not installed.
        NewerSchemaError: it was written by a newer version of the program.
    """
    from announcer.store.postgres import PostgresDatabase  # noqa: PLC0415 (psycopg is an extra, and slow to import)

    database = PostgresDatabase(url, clock=clock, checkpoint=checkpoint)
    try:
        migrate(database, shipped(database.kind))
    except BaseException:
        database.close()
        raise
    return SqlStore(database)
