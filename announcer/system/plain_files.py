"""Open and read plain files only, and never more of one than a limit.

What stands where a file should be may be a pipe that nobody writes to, a device that never ends (`/dev/zero`), or a
file of the kernel's that says it is empty and waits (`/proc/kmsg`). None of them may hold the program up.
"""

import errno
import os
import stat
from io import BufferedReader, BytesIO
from pathlib import Path

_NOT_PLAIN = "it is not a plain file but a pipe, a socket or a device"


def open_plain(path: Path) -> BufferedReader | BytesIO:
    """Open a plain file, or one that links lead to, for reading; a file of size 0 is empty and is not read at all.

    Raises:
        OSError: it is not there, cannot be read, or is no plain file; `strerror` says so in plain words.
    """
    _refuse_unless_plain(path, path.stat())  # before it is opened: opening alone does something to some devices
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        _refuse_unless_plain(path, status)  # somebody may have put another in its place
    except OSError:
        os.close(descriptor)
        raise
    if status.st_size:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return BytesIO()


def read_plain(path: Path, most: int) -> bytes:
    """Return what a plain file holds, at most `most` bytes; of a larger one, no more than that is ever read.

    Raises:
        OSError: as for `open_plain`, or it is larger; `strerror` says so in plain words.
    """
    with open_plain(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {size_words(most)}, the most that is read", str(path))
    return content


def reason(error: OSError) -> str:
    """Return why a file cannot be read, to stand after its name and a colon."""
    words = error.strerror or "cannot be read"
    return words[:1].lower() + words[1:]


def size_words(size: int) -> str:
    """Return a size in bytes as people say it: `10 MB`, `256 kB`."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"  # noqa: PLR2004 (a megabyte)


def _refuse_unless_plain(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, _NOT_PLAIN, str(path))
