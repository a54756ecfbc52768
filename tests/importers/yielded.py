"""Hold bytes against an importer, and look at what it yields."""

import io

from announcer.errors import SourceError
from announcer.ports.importing import Imported, Importer


def read(importer: Importer, content: bytes | str, source: str = "a") -> list[Imported | SourceError]:
    """Return all that the importer yields for a file of that content."""
    data = content.encode() if isinstance(content, str) else content
    return list(importer.read(io.BytesIO(data), source))


def imported(importer: Importer, content: bytes | str, source: str = "a") -> list[Imported]:
    """Return what the importer reads from a file in which nothing is wrong."""
    found = read(importer, content, source)
    problems = [str(one) for one in found if isinstance(one, SourceError)]
    assert problems == []
    return [one for one in found if isinstance(one, Imported)]


def refused(importer: Importer, content: bytes | str, source: str = "a") -> SourceError:
    """Return the one problem of a file in which nothing can be read."""
    (problem,) = read(importer, content, source)
    assert isinstance(problem, SourceError)
    return problem


def titles(found: list[Imported | SourceError]) -> list[str]:
    """Return the titles of the publications among what was yielded."""
    return [one.publication.title.plain for one in found if isinstance(one, Imported)]


def problems(found: list[Imported | SourceError]) -> list[str]:
    """Return the problems among what was yielded, each with its position."""
    return [
        f"{one.position}: {one.problem}" if one.position else one.problem
        for one in found
        if isinstance(one, SourceError)
    ]
