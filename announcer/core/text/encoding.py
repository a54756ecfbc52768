"""Turn a file's bytes into text, or say in one line why it is not text."""

import re
from dataclasses import dataclass, replace

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.errors import SourceError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
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
_FEWEST = 400  # of fewer bytes, one or two stray control characters would be too large a share
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_HINT_TEXT = "Save the page or the record as text (UTF-8) and put that in place of the file."
_HINT_AGAIN = "Save or copy the file again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and what was noticed while its encoding was found out.

    `is_cut` is True where the bytes end in the middle of a character, which is left out. `encoding` is Python's
    name.
    """

    text: str
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = ()
    is_cut: bool = False


def decode(data: bytes, source: str) -> Decoded:
    """Return the text of a file, or of its beginning: UTF-8, UTF-16 with its mark, Windows-1256 or Windows-1252.

    Raises:
        SourceError: the file is empty or binary.
    """
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if marked != "utf-16":
        _refuse_binary(data, source)
    decoded = _decoded(data, marked)
    if not decoded.text.strip("\ufeff \t\r\n\0"):
        raise SourceError(source, "the file is empty", hint=_HINT_AGAIN)
    return replace(decoded, text=decoded.text.removeprefix("\ufeff"))


def _decoded(data: bytes, marked: str) -> Decoded:
    try:
        return Decoded(text=data.decode(marked or "utf-8"), encoding=marked or "utf-8")
    except UnicodeDecodeError as error:
        if error.reason.startswith(("unexpected end", "truncated")):
            text = data[: error.start].decode(marked or "utf-8")
            return Decoded(text=text, encoding=marked or "utf-8", is_cut=True)
    if marked:
        return Decoded(text=data.decode(marked, errors="replace"), encoding=marked)  # U+FFFD raises a finding
    return _guessed(data)


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
    return Decoded(text=data.decode(encoding, errors="replace"), encoding=encoding, findings=(guessed,))
