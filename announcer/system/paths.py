"""Whether a path exists; one that this user may not look at is an error and never counts as missing.

`Path.exists`, `is_file` and `is_dir` did the same up to Python 3.13. From 3.14 on they return False for any error,
and a site's own phrases, pictures or keys that this user cannot reach would be ignored in silence.
"""

import os
import stat
from errno import ELOOP
from pathlib import Path


def is_there(path: Path) -> bool:
    """Return whether there is something at the path.

    Raises:
        OSError: the system does not let us look.
    """
    return _mode(path) != 0


def is_folder(path: Path) -> bool:
    """Return whether the path is a folder, or a link to one; raises as `is_there` does."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Return whether the path is a plain file, or a link to one; raises as `is_there` does."""
    return stat.S_ISREG(_mode(path))


def shipped_folder() -> Path:
    """Return the folder that holds the shipped `templates` and `assets`: in the package, or a checkout's root."""
    package = Path(__file__).parents[1]
    return package / "_shipped" if (package / "_shipped").is_dir() else package.parent


def size_and_time(path: Path) -> tuple[int, int] | None:
    """Return what changes when somebody writes to the file, None where it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def unwritable(folder: Path) -> Path | None:
    """Return what keeps this user from putting files into the folder: itself, or what is there of those above it.

    None where nothing does: it can be written, or made.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if is_there(path))
    return None if is_folder(nearest) and os.access(nearest, os.W_OK | os.X_OK) else nearest


def free_bytes(folder: Path) -> int:
    """Return how much this user can still write to the disk that the folder is on, or would be made on."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if is_there(path))
    disk = os.statvfs(nearest)
    return 0 if disk.f_files and not disk.f_favail else disk.f_bavail * disk.f_frsize


def _mode(path: Path) -> int:
    """Return the mode of what is at the path, 0 where nothing is."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # no name has a zero character
        return 0
    except OSError as error:
        if error.errno == ELOOP:
            return 0
        raise
