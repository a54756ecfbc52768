"""Standard output and standard error that outlive their readers."""

import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _UnreadFile(io.FileIO):
    """The raw end of a stream; what nobody reads any more is dropped."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write as much as goes; all of it where there is no reader."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def outlive_readers() -> None:
    """Let commands go on where nobody reads their output any more, as with `announcer … | head`.

    What was asked for is done to its end, and the exit code says whether all of it went well.
    """
    sys.stdout, sys.stderr = _outliving(sys.stdout), _outliving(sys.stderr)


def _outliving(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):  # None where it is closed
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_UnreadFile(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
