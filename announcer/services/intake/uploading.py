"""Take in a file that somebody gives over the page: into the inbox, under a name of ours, seen when it is whole."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from announcer.errors import OutputError, UsageError
from announcer.system.durable import make_file, make_folder

LARGEST_UPLOAD = 10_000_000
"""Bytes."""
ENDINGS = (
    ".toml", ".json", ".bib", ".ris", ".nbib", ".txt", ".csv", ".tsv", ".xlsx", ".xml", ".html", ".htm",
)  # fmt: skip
"""What a file given in may be called at its end, which alone is taken of its name."""
_PIECE = 1024 * 1024


def put_into_inbox(inbox: Path, stream: BinaryIO, *, called: str, now: datetime) -> Path:
    """Write what the stream holds into the inbox; return where it is.

    Its name is ours, but for its ending. Until it is whole it ends in `.part`, which the inbox leaves alone.

    Raises:
        UsageError: the ending is none of `ENDINGS`, or it is empty or too large.
        OutputError: it cannot be written.
    """
    ending = next((each for each in ENDINGS if called.lower().endswith(each)), "")
    if not ending:
        raise UsageError(
            "Records are not kept in files of this kind.", hint="Give an export, a spreadsheet or a record."
        )
    name = f"upload-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}{ending}"
    part, whole = inbox / f"{name}.part", inbox / name
    try:
        make_folder(inbox)
        make_file(part)
        size = _filled(part, stream)
        if not 0 < size <= LARGEST_UPLOAD:
            raise UsageError(
                "The file is empty." if size == 0 else "The file is too large.",
                hint="Give at most 10 MB at a time.",
            )
        part.rename(whole)
    except OSError as error:
        raise OutputError(
            f"{whole}: cannot be written: {error.strerror}", hint="see the folder of the inbox"
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return whole


def _filled(part: Path, stream: BinaryIO) -> int:
    """Write the stream into the file that was made for it; return its bytes, at most one piece too many."""
    size = 0
    descriptor = os.open(part, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "wb") as written:
        while size <= LARGEST_UPLOAD and (piece := stream.read(_PIECE)):
            written.write(piece)
            size += len(piece)
        written.flush()
        os.fsync(written.fileno())
    return size
