"""Write files and folders as wholes: a reader sees the old or the new, and a crash loses neither."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

FILE_MODE = 0o640
FOLDER_MODE = 0o750
_COMING = ".tmp-announcer-"
_GOING = ".old-announcer-"


@contextmanager
def sole_writer(root: Path) -> Iterator[None]:
    """Keep other processes from writing into `root` until the block ends.

    Raises:
        BlockingIOError: another one is writing there.
    """
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # pragma: no cover
        # Some network file systems lock no folders; there, two runs at once must not be started.
        return


def settle_leftovers(root: Path) -> None:
    """Bring `root` in order after a crash: what was half written goes, what was moved aside comes back."""
    for aside in sorted(root.glob(f"{_GOING}*")):
        whole = root / aside.name.removeprefix(_GOING)
        if whole.exists():
            remove(aside)
        else:
            aside.rename(whole)
    for half in sorted(root.glob(f"{_COMING}*")):
        remove(half)


def make_folder(folder: Path) -> None:
    """Make the folder with `FOLDER_MODE`, whatever the process's mask is, unless it is there."""
    with suppress(FileExistsError):
        folder.mkdir(parents=True)
        folder.chmod(FOLDER_MODE)


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to the file, in place of what it held, and let it reach the disk."""
    coming = path.with_name(f"{_COMING}{path.name}")
    _write(coming, content)
    coming.replace(path)
    _sync_folder(path.parent)


def replace_folder(folder: Path, files: Mapping[str, bytes], copies: Mapping[str, Path]) -> None:
    """Make `folder` hold `files` (by name) and copies of the paths in `copies`, and nothing else.

    The new folder is whole on the disk before the old one is moved aside, and the old one goes last:
    `settle_leftovers` brings either back, wherever a crash came.
    """
    coming = folder.with_name(f"{_COMING}{folder.name}")
    going = folder.with_name(f"{_GOING}{folder.name}")
    make_folder(coming)
    for name, content in files.items():
        _write(coming / name, content)
    for name, path in copies.items():
        _copy(path, coming / name)
    _sync_folder(coming)
    if folder.exists():
        folder.rename(going)
    coming.rename(folder)
    _sync_folder(folder.parent)
    if going.exists():
        remove(going)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
        os.fchmod(descriptor, FILE_MODE)
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
