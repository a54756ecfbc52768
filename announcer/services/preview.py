"""Draft what lies in the inbox, for people to look at; the inbox stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.core.announcement import Announcement
from announcer.core.institution import Institution
from announcer.errors import AnnouncerError
from announcer.ports import DraftFolders, Importer
from announcer.services.drafting import Drafting, DraftJob
from announcer.services.intake import read_sources

Watch = Callable[[Sequence[DraftJob]], Iterable[DraftJob]]
"""Passes jobs on one by one, and may show how far the work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What came of it: the announcements, what failed on the way, and the page over all drafts."""

    announcements: tuple[Announcement, ...]
    problems: tuple[AnnouncerError, ...]
    page: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewing:
    """The use case behind `announcer dry-run`."""

    importers: Sequence[Importer]
    institution: Institution
    drafting: Drafting
    folders: DraftFolders

    def preview(self, paths: Iterable[Path], *, limit: int | None = None, watch: Watch = iter) -> Preview:
        """Write drafts of the publications in `paths`, at most `limit`, and tell what failed.

        Raises:
            OutputError: the drafts cannot be written.
        """
        intake = read_sources(paths, self.importers, self.institution)
        drafts = self.drafting.draft(watch(self.drafting.jobs(intake.publications)[:limit]))
        problems = (*intake.problems, *drafts.problems)
        page = self.folders.write(drafts.announcements, problems)
        return Preview(announcements=drafts.announcements, problems=problems, page=page)
