"""Turn a file's bytes into text, or say in one line why it is not text."""

import re
from dataclasses import dataclass

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.errors import SourceError

MOST_BYTES = 10_000_000
"""A larger file is not read: the longest record seen has a hundredth of it."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}
_SAMPLE = 8192
_MOST_CONTROLS = 0.01
_FEWEST = 400  # below that, a stray control character or two would weigh too much
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_HINT_TEXT = "Save the page or the record as text (UTF-8) and put that in place of the file."
_HINT_AGAIN = "Save or copy the file again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text and what was noticed while its encoding was told."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, source: str) -> Decoded:
    """Return the text of a file in UTF-8, UTF-16 with its mark, Windows-1256 or Windows-1252.

    Raises:
        SourceError: the file is empty, over 10 MB, binary, or ends in the middle of a character.
    """
    refuse_huge(len(data), source)
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if marked != "utf-16":
        _refuse_binary(data, source)
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        if error.reason.startswith(("unexpected end", "truncated")):
            problem = "it ends in the middle of a character, so it was not written whole"
            raise SourceError(source, problem, hint=_HINT_AGAIN) from None
        if not marked:
            return _guessed(data)
        text = data.decode(marked, errors="replace")  # the record's findings tell of each U+FFFD
    if not text.strip("\ufeff \t\r\n\0"):
        raise SourceError(source, "the file is empty", hint=_HINT_AGAIN)
    return Decoded(text=text.removeprefix("\ufeff"))


def refuse_huge(size: int, source: str) -> None:
    """Raise a SourceError if a file of `size` bytes is larger than any file of records."""
    if size > MOST_BYTES:
        problem = f"{size / 1e6:.1f} MB is more than the 10 MB that a file of records may have"
        raise SourceError(source, problem, hint="Split the file, or take it out of the folder.")


def _refuse_binary(data: bytes, source: str) -> None:
    kind = next((name for signature, name in _SIGNATURES.items() if data.startswith(signature)), "")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if kind or (controls > _MOST_CONTROLS * max(len(sample), _FEWEST) and sample.strip(b"\0")):
        raise SourceError(source, f"it is {kind or 'a binary file'}, not text", hint=_HINT_TEXT)


def _guessed(data: bytes) -> Decoded:
    # Accented letters of Western languages stand alone between plain ones; Persian letters stand in rows.
    in_rows = sum(len(row) for row in re.findall(rb"[\x80-\xff]{3,}", data))
    in_all = len(re.findall(rb"[\x80-\xff]", data))
    encoding, name = ("cp1256", "Windows-1256") if in_rows * 2 > in_all else ("cp1252", "Windows-1252")
    guessed = finding("encoding-guessed", where="file", encoding=name)
    return Decoded(text=data.decode(encoding, errors="replace"), findings=(guessed,))
