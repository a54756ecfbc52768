"""Write files and folders whole: a reader sees the old or the new one, and a crash loses neither."""

import fcntl
import os
import shutil
import stat
import tempfile
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
    with _opened(root, os.O_RDONLY | os.O_DIRECTORY) as descriptor:
        _lock(descriptor)
        yield


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # pragma: no cover
        # Some network file systems lock no folders; there, two runs at once must not be started.
        return


def settle_leftovers(root: Path) -> None:
    """Clean up in `root` after a crash: what was half written goes, what was moved aside comes back."""
    for aside in sorted(root.glob(f"{_GOING}*")):
        _bring_back(aside, root / aside.name.removeprefix(_GOING))
    for half in sorted(root.glob(f"{_COMING}*")):
        remove(half)


def _bring_back(aside: Path, folder: Path) -> None:
    """Give the folder that was moved aside its name again, unless it was replaced meanwhile."""
    if folder.exists():
        remove(aside)
    else:
        aside.rename(folder)


def make_folder(folder: Path, *, mode: int = FOLDER_MODE) -> None:
    """Make the folder, and those above it that are missing, with that mode, whatever the process's umask is.

    One that is there is left as it is. Where the folder above hands its group on (setgid), this one does, too.
    """
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        with suppress(FileExistsError):
            missing.mkdir()
            with _opened(missing, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW) as descriptor:
                _give_to_owner_of(missing.parent, descriptor)
                os.fchmod(descriptor, mode | os.fstat(descriptor).st_mode & stat.S_ISGID)
    folder.mkdir(exist_ok=True)  # a file of that name is an error


def make_file(path: Path) -> None:
    """Make an empty file with `FILE_MODE`, whatever the process's umask is; one that is there is left as it is."""
    with (
        suppress(FileExistsError),
        _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW) as descriptor,
    ):
        _give_to_owner_of(path.parent, descriptor)
        os.fchmod(descriptor, FILE_MODE)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC, FILE_MODE)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _give_to_owner_of(folder: Path, descriptor: int) -> None:
    """Give what root made in somebody's folder to that user: the program must be able to write it afterwards."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def replace_file(path: Path, content: bytes, *, mode: int = FILE_MODE, lasting: bool = True) -> None:
    """Write `content` to the file in place of what it held; several processes may do so at once.

    Nobody but the owner can read the new file before it is whole and has its `mode`. It reaches the disk before the
    call returns, unless it is not `lasting`, as for what can be made again.
    """
    descriptor, name = tempfile.mkstemp(prefix=_COMING, dir=path.parent)
    coming = Path(name)
    try:
        _give_to_owner_of(path.parent, descriptor)
        _fill(descriptor, content, mode, lasting=lasting)
        coming.replace(path)
    except BaseException:
        coming.unlink(missing_ok=True)
        raise
    if lasting:
        _sync_folder(path.parent)


def replace_folder(folder: Path, files: Mapping[str, bytes], copies: Mapping[str, Path]) -> None:
    """Make `folder` hold `files` (by name) and copies of the paths in `copies`, and nothing else.

    The new folder is whole on the disk before the old one is moved aside, and the old one goes last. What a crash
    leaves is put in order by the next call, or by `settle_leftovers`.
    """
    coming, aside = folder.with_name(f"{_COMING}{folder.name}"), _aside(folder)
    if aside.exists():
        _bring_back(aside, folder)
    if coming.exists():
        remove(coming)
    make_folder(coming)
    for name, content in files.items():
        _write(coming / name, content)
    for name, path in copies.items():
        _copy(path, coming / name)
    _sync_folder(coming)
    if folder.exists():
        move_aside(folder)
    coming.rename(folder)
    _sync_folder(folder.parent)
    if aside.exists():
        remove(aside)


def move_aside(folder: Path) -> Path:
    """Give the folder another name, under which `settle_leftovers` finds it, and return its new path."""
    aside = _aside(folder)
    if aside.exists():
        remove(aside)
    return folder.rename(aside)


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{_GOING}{folder.name}")


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
    _give_to_owner_of(path.parent, descriptor)
    _fill(descriptor, content, FILE_MODE, lasting=True)


def _fill(descriptor: int, content: bytes, mode: int, *, lasting: bool) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(descriptor, mode)
        if lasting:
            os.fsync(descriptor)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _sync_folder(folder: Path) -> None:
    with _opened(folder, os.O_RDONLY | os.O_DIRECTORY) as descriptor:
        os.fsync(descriptor)
