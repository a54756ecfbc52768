"""Take publications out of files and folders: leave out what comes twice, and check each record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from announcer.core.publications.home_authors import with_home_authors
from announcer.core.publications.identifiers import uid
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import Known
from announcer.core.publications.publication import Publication
from announcer.core.publications.record_findings import record_findings
from announcer.errors import SourceError
from announcer.ports.importing import Imported, Importer, unexpected_error
from announcer.services.intake.source_files import Watch, check_format, read_files, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeResult:
    """What came out of the files: publications in the order of the paths given, and what failed."""

    publications: tuple[Imported, ...]
    problems: tuple[SourceError, ...] = ()


def read_sources(
    paths: Iterable[Path], importers: Mapping[str, Importer], institution: Institution, *, forced: str = ""
) -> IntakeResult:
    """Return all publications of the files and folders at once, each once; see `stream_sources`.

    Of two records of one publication the first is used, the other is a problem.
    """
    known = Known()
    found = [_once(one, known) for one in stream_sources(paths, importers, institution, forced=forced)]
    return IntakeResult(
        publications=tuple(one for one in found if isinstance(one, Imported)),
        problems=tuple(one for one in found if isinstance(one, SourceError)),
    )


def stream_sources(
    paths: Iterable[Path],
    importers: Mapping[str, Importer],
    institution: Institution,
    *,
    forced: str = "",
    done: int = 0,
    watch: Watch = unwatched,
) -> Iterator[Imported | SourceError]:
    """Yield each publication of the files and folders, checked, as soon as it is read; each problem in its place.

    Home authors are marked and findings raised. No file is changed. `forced`, `done` and `watch` are those of
    `read_files`.

    Raises:
        UsageError: no importer has the name `forced`.
    """
    if forced:
        check_format(forced, importers)
    found = read_files(paths, importers, forced=forced, done=done, watch=watch)
    return (_accepted(one, institution) if isinstance(one, Imported) else one for one in found)


def _once(found: Imported | SourceError, known: Known) -> Imported | SourceError:
    """Return the record, or the problem that one of the same publication was met before it."""
    if not isinstance(found, Imported):
        return found
    first = known.find(found.publication)
    if first:
        return _repeat(found, first)
    known.add(_identifying(found.publication), found.place)
    return found


def _accepted(imported: Imported, institution: Institution) -> Imported | SourceError:
    """Return the record with its findings, or what keeps it from being used."""
    try:
        return _checked(imported, institution)
    except Exception as error:  # noqa: BLE001 (one odd record must not keep the others from being used)
        return unexpected_error(error, imported.source, imported.position)


def _identifying(publication: Publication) -> Publication:
    """Return the publication without its long parts, which do not identify it: one is kept for each record read."""
    return replace(publication, abstract=None, lay_summary="", affiliations=(), related=())


def _repeat(imported: Imported, first: str) -> SourceError:
    publication = imported.publication
    return SourceError(
        imported.source,
        f"“{publication.title.plain[:60]}” is in {first} already ({uid(publication)}); the first is used",
        position=imported.position,
        hint="Remove one of the two.",
    )


def _checked(imported: Imported, institution: Institution) -> Imported:
    publication = with_home_authors(imported.publication, institution)
    findings = (*imported.findings, *record_findings(publication, institution))
    return replace(imported, publication=publication, findings=findings)
