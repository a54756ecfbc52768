"""One daemon on one SQLite store: a lock that the system lets go of when the process ends, however it ends.

The lock's file is hidden, `.announcer.db.lock`: who moves `announcer.db*` away to restore a backup leaves it where
it is, so that a daemon that is still at work is noticed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from announcer.errors import StoreLockedError, StoreUnusableError
from announcer.system.durable import make_file


@contextmanager
def daemon_lock(store: Path) -> Iterator[None]:
    """Hold the lock beside the store's file for as long as the block runs.

    Raises:
        StoreLockedError: another process holds it; the message has its number.
        StoreUnusableError: the lock's file cannot be written.
    """
    path = store.with_name(f".{store.name}.lock")
    try:
        make_file(path)
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        hint = "let the user that runs the program write to the folder"
        raise StoreUnusableError(f"{path}: {error.strerror}", hint=hint) from error
    try:
        _take(file, path)
        yield
    finally:
        os.close(file)


def worked_on_by(store: Path) -> str:
    """Return the number of the process that holds the lock beside the store's file; empty where nobody does."""
    try:
        file = os.open(store.with_name(f".{store.name}.lock"), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _holder(file)
    finally:
        os.close(file)
    return ""


def _holder(file: int) -> str:
    return os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"


def _take(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        message = f"{path}: another daemon is at work (process {_holder(file)})"
        raise StoreLockedError(message, hint="stop that one first, or let it do the work") from None
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
