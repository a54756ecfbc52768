"""Make a new site: a folder with settings, a brand to edit, an inbox with an example, room for templates."""

from collections.abc import Mapping
from pathlib import Path

from announcer.errors import UsageError


def make_site(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files` (path below the folder → content) into `folder`; return what was written, in order.

    Raises:
        UsageError: one of the files is there already, or the folder cannot be written; nothing was changed
            in the first case.
    """
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise UsageError(
            f"{folder / there[0]} is there already", hint="name a folder that is empty or not there yet"
        )
    return [_write(folder / name, content) for name, content in files.items()]


def _write(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="name a folder that you may write to") from None
    return path
