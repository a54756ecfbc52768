"""What an earlier start worked out from the same bytes, kept in the user's cache folder; if it is gone, made anew.

Checked settings, brands and templates are kept, so that most starts do without pydantic and without parsing TOML. A
result's name is the SHA-256 of all that it was made from, this program, its libraries and its Python included.
Nothing in the folder is ever wrong, only unused, and it may be removed at any time. Where nothing can be written,
or where others could write, nothing is kept.
"""

import hashlib
import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

_Result = TypeVar("_Result")

MOST_KEPT = 200
"""Results that are kept; a site has about ten, and one for each file of records."""
SPARE = 50
"""So many more may be there before the oldest go, all at once."""
LARGEST = 1_000_000
"""Bytes of a result; a larger one is not kept."""
MOST_OF_A_KIND = 50
"""Results for one `what` that a process keeps: who reads thousands of records should not wait for that."""

_OTHERS_MAY_WRITE = 0o022
_PARTS = ("core", "importers", "rendering")
"""The parts of this program that say what results are and how they are made, beside its own folder."""


def remembered(what: str, made_from: tuple[str, ...], make: Callable[[], _Result]) -> _Result:
    """Return what `make` gives, or gave when it was last called for the same `what` and `made_from`.

    What `make` raises is raised, and not kept. A result is a value that pickle can write.
    """
    folder = _folder()
    if folder is None:
        return make()
    name = hashlib.sha256(repr((what, made_from, _program())).encode("utf-8", "surrogatepass")).hexdigest()
    try:
        result: _Result = pickle.loads((folder / name).read_bytes())  # noqa: S301 (only this user writes there)
    except Exception:  # noqa: BLE001 (a file that is not there, or broken in whatever way, is made anew)
        result = make()
        if _kept[what] < MOST_OF_A_KIND:
            _kept[what] += 1
            with suppress(OSError):
                _keep(folder, name, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    return result


def _keep(folder: Path, name: str, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, and let the oldest go where there are too many."""
    if len(content) > LARGEST:
        return
    coming = folder / f"{name}.{os.getpid()}"
    coming.write_bytes(content)
    coming.replace(folder / name)
    there = list(folder.iterdir())
    if len(there) > MOST_KEPT + SPARE:
        for old in sorted(there, key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)


_kept: Counter[str] = Counter()


def _folder() -> Path | None:
    """Return the folder, made if need be; None where there can be none that is this user's alone to write."""
    try:
        caches = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
        folder = Path(caches) / "announcer"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    ours = found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE
    return folder if ours else None


@cache
def _program() -> str:
    """Return what tells this program from another state of it: sizes and times of its files, libraries and Python.

    An installer that changes a library leaves its mark on the folder that they all are in.
    """
    package = Path(__file__).parent
    files = sorted(
        (entry.path, status.st_size, status.st_mtime_ns)
        for folder in (package, *(package / part for part in _PARTS))
        for entry in os.scandir(folder)
        if entry.name.endswith(".py") and (status := entry.stat())
    )
    folders = [Path(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    libraries = [(folder, folder.stat().st_mtime_ns) for folder in folders if folder.is_dir()]
    return hashlib.sha256(repr((sys.hexversion, files, libraries)).encode("utf-8", "surrogatepass")).hexdigest()
