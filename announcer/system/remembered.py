"""What an earlier start worked out from the same bytes, kept in the user's cache folder; if it is gone, made anew.

Checked settings, brands and templates are kept, so that most starts do without pydantic and without parsing TOML.
A result's name is the SHA-256 of what it was made from, and of the sizes and times of the files of the program and
its libraries. The folder may be removed at any time. Results are Python's pickles, which run code as they are read:
nothing is read but what this user wrote and nobody else can write, and where that cannot be, nothing is kept.
"""

import hashlib
import os
import pickle
import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

_Result = TypeVar("_Result")

MOST_KEPT = 200
"""Results that are kept; a card in one language is made from about twenty."""
SPARE = 50
"""So many more may be there before those that were not used for longest go, all at once."""
LARGEST = 1_000_000
"""Bytes of a result; a larger one is not kept."""
MOST_OF_A_KIND = 50
"""Results for one `what` that a process keeps: who reads thousands of records should not wait for that."""

_OTHERS_MAY_WRITE = 0o022
_NONE = object()
PARTS = ("core", "core.text")
"""The parts of this program that say what results are and how they are made, beside its own folder."""


def remembered(what: str, made_from: tuple[str, ...], make: Callable[[], _Result]) -> _Result:
    """Return what `make` gives, or gave when it was last called for the same `what` and `made_from`.

    What `make` raises is raised, and not kept. A result is a value that pickle can write.
    """
    path = _path(what, made_from)
    kept = _read(path) if path else _NONE
    if kept is not _NONE:
        return cast("_Result", kept)
    result = make()
    if path and _kept[what] < MOST_OF_A_KIND:
        with suppress(Exception):  # a result that cannot be kept fails nobody
            _keep(path, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
            _kept[what] += 1
    return result


_kept: Counter[str] = Counter()


def _path(what: str, made_from: tuple[str, ...]) -> Path | None:
    """Return the file that the result is kept in; None where nothing can be."""
    try:
        folder = _folder()
        key = repr((what, made_from, _program()))
    except (OSError, RuntimeError):
        return None
    return folder / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest() if folder else None


def _read(path: Path) -> object:
    """Return what is kept in a file; `_NONE` where it is not there, or broken in whatever way."""
    with suppress(Exception), open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:  # noqa: PTH123
        if _is_ours(os.fstat(file.fileno())):
            os.utime(file.fileno())  # those that are not used go first
            return pickle.load(file)  # noqa: S301 (only this user can have written it)
    return _NONE


def _keep(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, and let the oldest go where there are too many."""
    if len(content) > LARGEST:
        return
    coming = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
    coming.replace(path)
    there = [each for each in path.parent.iterdir() if re.fullmatch(r"[0-9a-f]{64}(\.\d+)?", each.name)]
    if len(there) > MOST_KEPT + SPARE:
        for old in sorted(there, key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)


def _folder() -> Path | None:
    """Return the folder, made if need be; None where there can be none that is this user's alone to write.

    Raises:
        OSError, RuntimeError: there is no home, or it cannot be written.
    """
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not caches.is_absolute():  # the XDG specification says that others count for nothing
        caches = Path("~/.cache").expanduser()
    folder = caches / "announcer"
    if not folder.exists():
        if os.geteuid() == 0 and _owner(caches) != 0:  # with sudo in a user's home, where root's folder would stay
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder if _is_ours(folder.stat()) else None


def _owner(path: Path) -> int:
    """Return the user whose the path is, or the nearest folder above it that is there."""
    return next(each.stat().st_uid for each in (path, *path.parents) if each.exists())


def _is_ours(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


@cache
def _program() -> str:
    """Return what tells this program from another state of it: sizes and times of its files, libraries and Python.

    An installer that changes a library leaves its mark on the folder that they all are in.
    """
    package = Path(__file__).parents[1]
    files = sorted(
        (entry.path, status.st_size, status.st_mtime_ns)
        for folder in (package, *(package / part for part in PARTS))
        for entry in os.scandir(folder)
        if entry.name.endswith(".py") and (status := entry.stat(follow_symlinks=False))
    )
    ever_changing = {"", str(Path.cwd()), str(package.parent)}
    folders = [Path(folder) for folder in sys.path if folder not in ever_changing]
    libraries = [(folder, folder.stat().st_mtime_ns) for folder in folders if folder.is_dir()]
    return hashlib.sha256(repr((sys.hexversion, files, libraries)).encode("utf-8", "surrogatepass")).hexdigest()
