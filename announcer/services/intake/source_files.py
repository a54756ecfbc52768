"""Find the files, recognise the format of each by its content, and have its importer read it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from os.path import realpath
from pathlib import Path
from typing import BinaryIO

from announcer.core.text.encoding import decode
from announcer.errors import SourceError, UsageError
from announcer.ports.importing import HEAD_BYTES, Imported, Importer, unexpected_error
from announcer.services.intake.inbox import files_of, taken_to
from announcer.system.paths import is_file, is_folder, is_there
from announcer.system.plain_files import open_plain
from announcer.system.suggestions import did_you_mean
from announcer.system.unpacking import GZIP, Unpacking

_HINT = (
    "Export it as RIS, BibTeX, CSV, PubMed XML or JSON, or save the page whole, as text or HTML:"
    " docs/reference/record-format.md has all the kinds, and how a record is written by hand."
)
_HINT_BLANKS = "Save or download it again; records begin at the top of a file."


def check_format(name: str, importers: Mapping[str, Importer]) -> None:
    """See that there is an importer of that name.

    Raises:
        UsageError: there is none; the message names the nearest, and the hint lists them all.
    """
    if name in importers:
        return
    problem = f"there is no format {name!r}{did_you_mean(name, importers)}"
    raise UsageError(problem, hint=f"The formats are {', '.join(importers)}.")


Watch = Callable[[int, int], None]
"""Is told how many bytes of a file were read, and how many it has."""


def unwatched(_read: int, _size: int, /) -> None:
    """Tell nobody how far reading is."""


def read_files(
    paths: Iterable[Path],
    importers: Mapping[str, Importer],
    *,
    forced: str = "",
    done: int = 0,
    watch: Watch = unwatched,
) -> Iterator[Imported | SourceError]:
    """Yield what is in the files and folders, each record as soon as it is read, and each problem in its place.

    Folders are walked one level deep in the order of names, without hidden and unfinished files; a file that
    several paths lead to is read once. `forced` names the format to read every file as; without it, each file's
    content decides. A bad file is one problem and stops no other. The first `done` publications of each file were
    read before and are passed over, where its format can do that.
    """
    for file in files_in(paths):
        if isinstance(file, SourceError):
            yield file
        else:
            yield from _records(file, importers, forced, done, watch)


def files_in(paths: Iterable[Path]) -> Iterator[Path | SourceError]:
    """Yield the files that the paths name or that lie in folders, each once, and what keeps a folder from it."""
    seen: set[str] = set()
    for path in paths:
        try:
            found = files_of(path) if is_folder(path) else [path]
        except OSError as error:
            yield _unreadable(path, error)
            continue
        for file in found:
            real = realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _records(
    file: Path, importers: Mapping[str, Importer], forced: str, done: int, watch: Watch
) -> Iterator[Imported | SourceError]:
    """Yield a file's records and problems; whatever an importer raises is one more problem."""
    source = _shown(file)
    try:
        _refuse_unless_file(file, source)
        with open_plain(file) as stream:
            is_packed = stream.read(len(GZIP)) == GZIP
            name = forced or _format(_content(stream, packed=is_packed).read(HEAD_BYTES), source, importers)
            content = _content(stream, packed=is_packed)
            size = file.stat().st_size
            for found in importers[name].read(content, source, done=done):
                watch(stream.tell(), size)
                yield replace(found, format=name) if isinstance(found, Imported) else found
            yield from _unpacking_problem(content, source)
    except SourceError as problem:
        yield problem
    except OSError as error:
        yield _unreadable(file, error)
    except Exception as error:  # noqa: BLE001 (a fault in one importer must not keep other files from being read)
        yield unexpected_error(error, source)


def _content(stream: BinaryIO, *, packed: bool) -> BinaryIO:
    """Return the file's content from its start, unpacked where it is packed."""
    stream.seek(0)
    return BufferedReader(Unpacking(stream)) if packed else stream


def _unpacking_problem(content: BinaryIO, source: str) -> Iterator[SourceError]:
    """Yield why not all of a packed file was read."""
    unpacking = content.raw if isinstance(content, BufferedReader) else None
    if isinstance(unpacking, Unpacking) and unpacking.problem:
        yield SourceError(
            source, unpacking.problem, hint="Copy or download the file again, or unpack it (gzip -d)."
        )


def _refuse_unless_file(file: Path, source: str) -> None:
    if not is_there(file):
        problem = "the link points to nothing" if file.is_symlink() else "there is no such file or folder"
        taken = taken_to(file)
        hint = f"It was taken in, and is now {taken}." if taken else "Check the path."
        raise SourceError(source, problem, hint=hint)
    if not is_file(file):  # `open_plain` would say so, too
        raise SourceError(source, "it is neither a file nor a folder", hint="Take it out of the folder.")


def _format(head: bytes, source: str, importers: Mapping[str, Importer]) -> str:
    for name, importer in importers.items():
        if importer.recognises(head):
            return name
    if len(head) == HEAD_BYTES and not head.strip(b"\0\t\n\r "):
        raise SourceError(source, f"its first {len(head):,} bytes are nothing but blanks", hint=_HINT_BLANKS)
    decode(head, source)  # says so if it is empty or binary
    raise SourceError(source, "it is none of the kinds of files that are read", hint=_HINT)


def _unreadable(path: Path, error: OSError) -> SourceError:
    hint = "Let the program read it (chmod, chown)." if isinstance(error, PermissionError) else ""
    return SourceError(_shown(path), f"it cannot be read: {error.strerror or error}", hint=hint)


def _shown(path: Path) -> str:
    """Return the path as it can be printed: a name that is not UTF-8 comes as a str with lone surrogates."""
    return str(path).encode(errors="backslashreplace").decode()
