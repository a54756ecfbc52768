"""Whether the folders of a site can be used by the user that runs the program, and by nobody else."""

import os
import pwd
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from announcer.errors import ConfigurationError
from announcer.services.checking import Advice
from announcer.system.paths import free_bytes, is_there, unwritable

MOST_NAMED = 3
MEGABYTE = 1_000_000
LEAST_ROOM = 50 * MEGABYTE
"""Free bytes; an announcement takes 0.1 MB of the queue, and its copy each day as much again."""


def require_writable(folders: Mapping[str, Path]) -> None:
    """See that this user can put files into each of the folders, named by what they are; or make them.

    Raises:
        ConfigurationError: it cannot; every one is named.
    """
    blocking = {name: found for name, folder in folders.items() if (found := unwritable(folder))}
    if blocking:
        problems = [
            f"{name}: {found}: cannot be written by {_user(os.geteuid())}" for name, found in blocking.items()
        ]
        raise ConfigurationError(problems, hint="let the user that runs the program write there")


def require_room(folders: Mapping[str, Path], free: Callable[[Path], int] = free_bytes) -> None:
    """See that the disks of the folders, named by what they are, have room for what posting writes.

    `free` gives the free bytes of a folder's disk.

    Raises:
        ConfigurationError: one has less than `LEAST_ROOM`.
    """
    room = {name: free(folder) for name, folder in folders.items()}
    needed = f"posting needs {LEAST_ROOM // MEGABYTE}"
    problems = [
        f"{name}: {folders[name]}: its disk has room for {left // MEGABYTE} MB; {needed}"
        for name, left in room.items()
        if left < LEAST_ROOM
    ]
    if problems:
        raise ConfigurationError(problems, hint="make room on the disk, or move the folder to another")


def advice_on_readers(paths: Iterable[Path]) -> Advice | None:
    """Return which of the files every user of this machine can read, None where none can be.

    A file counts as closed where a folder between it and the root keeps others out.
    """
    open_ones = [path for path in paths if is_there(path) and _is_open(path.resolve())]
    if not open_ones:
        return None
    more = f" and {len(open_ones) - MOST_NAMED} more" if len(open_ones) > MOST_NAMED else ""
    named = ", ".join(map(str, open_ones[:MOST_NAMED]))
    hint = f"take that from them: chmod o= {' '.join(map(str, open_ones[:MOST_NAMED]))}"
    return Advice(problem=f"every user of this machine can read {named}{more}", hint=hint)


def advice_on_root(site: Path) -> Advice | None:
    """Return why root had better not run the program on a site that is somebody else's, None where it does not.

    Root may write everything, so what the site's own user cannot write is not found; and what root makes is root's.
    """
    owner = site.stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        return None
    name = _user(owner)
    problem = f"root runs this, but the site is {name}'s: what {name} may not read or write was not found out"
    return Advice(problem=problem, hint=f"run every command as that user: sudo -u {name} …")


def _is_open(path: Path) -> bool:
    reading = path.stat().st_mode & stat.S_IROTH
    return bool(reading) and all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container's user need not have a name
        return f"user {number}"
