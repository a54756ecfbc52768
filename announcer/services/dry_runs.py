"""Draft what lies in the inbox, for people to look at; the inbox stays as it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from announcer.core.posts.announcement import Announcement
from announcer.core.publications.institution import Institution
from announcer.errors import AnnouncerError
from announcer.ports.drawing import DraftFolders
from announcer.ports.importing import Imported, Importer
from announcer.services.drafting import DraftJob, Watch
from announcer.services.intake import read_sources


class Drafter(Protocol):
    """Makes announcements: `announcer.services.drafting.Drafting`, or a pool of processes that each have one."""

    def jobs(self, publications: Iterable[Imported]) -> list[DraftJob]:
        """Return the announcements that are due for the publications."""

    def drafted(self, jobs: Sequence[DraftJob], watch: Watch = iter) -> Iterator[Announcement | AnnouncerError]:
        """Yield for each job, in order, what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What came of it: the announcements without their cards, what failed on the way, the page over all drafts."""

    announcements: tuple[Announcement, ...]
    problems: tuple[AnnouncerError, ...]
    page: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewing:
    """The use case behind `announcer dry-run`."""

    importers: Mapping[str, Importer]
    institution: Institution
    drafting: Drafter
    folders: DraftFolders

    def preview(self, paths: Iterable[Path], *, limit: int | None = None, watch: Watch = iter) -> Preview:
        """Write drafts of the publications in `paths`, at most `limit`, and tell what failed.

        Each is written when it is made, so that no more than a few cards are in memory however many there are.

        Raises:
            OutputError: the drafts cannot be written.
        """
        intake = read_sources(paths, self.importers, self.institution)
        jobs = self.drafting.jobs(intake.publications)[:limit]
        made: list[Announcement] = []
        problems: list[AnnouncerError] = list(intake.problems)
        drafted = parted(
            self.drafting.drafted(jobs, watch), lambda one: made.append(replace(one, card=None)), problems
        )
        page = self.folders.write(drafted, problems)
        return Preview(announcements=tuple(made), problems=tuple(problems), page=page)


def parted(
    results: Iterable[Announcement | AnnouncerError],
    note: Callable[[Announcement], None],
    problems: list[AnnouncerError],
) -> Iterator[Announcement]:
    """Pass the announcements on, each noted, and add each problem once, however many it keeps from being made."""
    told = set()
    for result in results:
        if not isinstance(result, AnnouncerError):
            note(result)
            yield result
        elif str(result) not in told:
            told.add(str(result))
            problems.append(result)
