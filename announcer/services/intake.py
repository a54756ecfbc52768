"""Read publications out of files and folders, check them, and leave every file as it was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os.path import realpath
from pathlib import Path

from announcer.core.publications.home_authors import with_home_authors
from announcer.core.publications.identifiers import uid
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import Known
from announcer.core.publications.record_findings import record_findings
from announcer.core.text.encoding import decode, refuse_huge
from announcer.errors import SourceError, UsageError
from announcer.ports.importing import Imported, Importer
from announcer.services.inbox import files_of, taken_to
from announcer.system.paths import is_file, is_folder, is_there

_HINT = "Save the page whole, as text or HTML, or write a record: docs/reference/record-format.md shows how."


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeResult:
    """What came out of the files: publications in the order of the paths given, and what failed."""

    publications: tuple[Imported, ...]
    problems: tuple[SourceError, ...] = ()


def read_sources(
    paths: Iterable[Path], importers: Sequence[Importer], institution: Institution, *, forced: str = ""
) -> IntakeResult:
    """Return every publication of the files and folders, its home authors told and its findings raised.

    Folders are walked one level deep in the order of names, without hidden and unfinished files; a file that
    several paths lead to is read once. `forced` names the one format to read all files as. A bad file is one
    problem and stops no other. Of two records of one publication the first is kept, the other is a problem.

    Raises:
        UsageError: no importer has the name `forced`.
    """
    chosen = _forced(importers, forced)
    known = Known()
    publications: list[Imported] = []
    problems: list[SourceError] = []
    for file in _files(paths, problems):
        try:
            imported = read_bytes(_content(file), _shown(file), chosen)
        except SourceError as problem:
            problems.append(problem)
            continue
        for record in imported:
            first = known.find(record.publication)
            if first:
                problems.append(_duplicate(record, first))
            else:
                known.add(record.publication, record.source)
                publications.append(_checked(record, institution))
    return IntakeResult(publications=tuple(publications), problems=tuple(problems))


def read_bytes(data: bytes, source: str, importers: Sequence[Importer]) -> list[Imported]:
    """Return the publications of one file's content, read by the importer that recognises it.

    A single importer is not asked: its format was chosen by the caller.

    Raises:
        SourceError: the content is no text, of no known format, or holds nothing usable.
    """
    if len(importers) == 1:
        return importers[0].read(data, source)
    importer = next((importer for importer in importers if importer.recognises(data)), None)
    if importer is None:
        decode(data, source)  # says so if it is empty, too large or binary
        formats = ", ".join(importer.format for importer in importers)
        raise SourceError(source, f"its content is of no known format ({formats})", hint=_HINT)
    return importer.read(data, source)


def _forced(importers: Sequence[Importer], name: str) -> Sequence[Importer]:
    chosen = [importer for importer in importers if name in {"", importer.format}]
    if not chosen:
        known = ", ".join(importer.format for importer in importers)
        raise UsageError(f"there is no format {name!r}", hint=f"The formats are {known}.")
    return chosen


def _files(paths: Iterable[Path], problems: list[SourceError]) -> Iterator[Path]:
    """Yield each file once; what cannot be looked at is added to `problems`."""
    seen: set[str] = set()
    for path in paths:
        try:
            found = files_of(path) if is_folder(path) else [path]
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        for file in found:
            real = realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _content(file: Path) -> bytes:
    try:
        if not is_there(file):
            problem = "the link leads nowhere" if file.is_symlink() else "there is no such file or folder"
            taken = taken_to(file)
            hint = f"It was taken in, and is now {taken}." if taken else "See that the path is right."
            raise SourceError(_shown(file), problem, hint=hint)
        if not is_file(file):  # reading a pipe or a device could wait for ever
            raise SourceError(_shown(file), "it is neither a file nor a folder", hint="Take it out of the folder.")
        refuse_huge(file.stat().st_size, _shown(file))
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from None


def _unreadable(path: Path, error: OSError) -> SourceError:
    hint = "Let the program read it (chmod, chown)." if isinstance(error, PermissionError) else ""
    return SourceError(_shown(path), f"it cannot be read: {error.strerror or error}", hint=hint)


def _shown(path: Path) -> str:
    """Return the path as it can be printed: a name that is not UTF-8 comes as a str with lone surrogates."""
    return str(path).encode(errors="backslashreplace").decode()


def _checked(imported: Imported, institution: Institution) -> Imported:
    publication = with_home_authors(imported.publication, institution)
    findings = (*imported.findings, *record_findings(publication, institution))
    return replace(imported, publication=publication, findings=findings)


def _duplicate(record: Imported, first: str) -> SourceError:
    where = "the same file" if record.source == first else first
    title = record.publication.title.plain
    return SourceError(
        record.source,
        f"“{title[:60]}” is in {where} already ({uid(record.publication)}); the first is used",
        hint="Take one of the two out of the folder.",
    )
