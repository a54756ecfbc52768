"""What the two databases have in common: named transactions, named parameters, rows with aware times."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

Row = Mapping[str, Any]


def no_checkpoint(_name: str) -> None:
    """Do nothing; tests stop the program at a checkpoint, nothing else does."""


class Database(ABC):
    """One connection, shared by the process's threads, one transaction at a time.

    Statements are written once for both databases, with parameters as `:name`. `checkpoint` is called with
    `NAME.before_commit` and `NAME.after_commit` around the commit of each named transaction.
    """

    kind: ClassVar[str]
    types: ClassVar[Mapping[str, str]]
    """What {time}, {bytes} and {serial} are called here."""
    tidy: ClassVar[str] = ""
    """A statement that adds up the tally, where many writers each add their own difference to it."""
    snapshot_mode: ClassVar[str] = ""
    """The statement that makes the present transaction see one moment only, where it does not by itself."""
    after_copy: ClassVar[str] = ""
    """A statement to run when rows were copied in with their numbers, so that new ones go on after them."""
    one_at_a_time: ClassVar[str] = ""
    """A query that keeps others from registering publications until the transaction ends, where it must."""
    for_update: ClassVar[str] = ""
    """What a query ends with that keeps its rows as they are until the transaction ends, where it must."""
    settled: ClassVar[str] = ""
    """A condition on lines of history: none of a lower number can come any more, where several write at a time."""
    skip_locked: ClassVar[str] = ""
    """What a query ends with that takes a row for itself and passes over those that others have taken."""

    def __init__(self, checkpoint: Callable[[str], None] = no_checkpoint) -> None:
        self._checkpoint = checkpoint
        self._lock = threading.RLock()
        self._depth = 0

    @abstractmethod
    def now(self) -> datetime:
        """Return the time the database goes by."""

    @abstractmethod
    def rows(self, sql: str, **values: object) -> list[Row]:
        """Run a query and return its rows.

        Raises:
            StoreUnusableError: the database does not answer.
            StoreConflictError: a constraint refuses.
        """

    @abstractmethod
    def run(self, sql: str, **values: object) -> int:
        """Run a statement and return how many rows it changed; errors as for `rows`."""

    @abstractmethod
    def script(self, sql: str) -> None:
        """Run several statements within the present transaction."""

    @abstractmethod
    def tables(self) -> set[str]:
        """Return the names of the tables there are."""

    @abstractmethod
    def columns(self, table: str) -> set[str]:
        """Return the names of a table's columns; none where there is no such table."""

    def check_place(self) -> None:  # noqa: B027 (most databases have no place that they could be moved from)
        """Do nothing where the database is still where it was opened.

        Raises:
            StoreUnusableError: it was moved, deleted or replaced.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""

    @abstractmethod
    def _begin(self) -> None: ...

    @abstractmethod
    def _commit(self) -> None: ...

    @abstractmethod
    def _roll_back(self) -> None: ...

    def using(self, index: str) -> str:  # noqa: ARG002 (one of the databases needs telling)
        """Return what a table's name is followed by to have it read by that index, where it must be said."""
        return ""

    def row(self, sql: str, **values: object) -> Row | None:
        """Run a query and return its first row, if it has one."""
        return next(iter(self.rows(sql, **values)), None)

    @contextmanager
    def transaction(self, name: str = "") -> Iterator[None]:
        """Make everything inside happen wholly and durably, or not at all; an inner one joins the outer."""
        with self._lock:
            if self._depth:
                yield
                return
            self._begin()
            self._depth += 1
            try:
                yield
                self._close_transaction(name)
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside as it is at one moment, whatever others write meanwhile."""
        with self.transaction():
            if self.snapshot_mode:
                self.run(self.snapshot_mode)
            yield

    def _close_transaction(self, name: str) -> None:
        if name:
            self._checkpoint(f"{name}.before_commit")
        self._commit()
        if name:
            self._checkpoint(f"{name}.after_commit")
