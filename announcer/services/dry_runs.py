"""Draft what lies in the inbox, for people to look at; the inbox stays as it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from announcer.core.posts.announcement import Announcement
from announcer.core.publications.publication import Publication
from announcer.errors import AnnouncerError, UsageError
from announcer.ports.drawing import DraftFolders
from announcer.ports.importing import Imported
from announcer.services.drafting import DraftJob, Watch
from announcer.services.intake.accepting import IntakeResult


class Drafter(Protocol):
    """Makes announcements: `announcer.services.drafting.Drafting`, or a pool of processes that each have one."""

    def jobs(self, publications: Iterable[Imported]) -> list[DraftJob]:
        """Return the announcements that are due for the publications."""

    def drafted(self, jobs: Sequence[DraftJob], watch: Watch = iter) -> Iterator[Announcement | AnnouncerError]:
        """Yield for each job, in order, what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunResult:
    """What came of it: the announcements without their cards, what failed on the way, the page over all drafts.

    `lacking` is how many of the publications have no draft in a language of the site's, since they have no words
    in it. `left_out` are the publications that would not be announced, with the reasons.
    """

    announcements: tuple[Announcement, ...]
    problems: tuple[AnnouncerError, ...]
    page: Path
    lacking: Mapping[str, int]
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def held(self) -> int:
        """How many drafts a finding holds."""
        return sum(one.held for one in self.announcements)


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """The use case behind `announcer dry-run`; `out` is where `folders` writes, None for the site's own folder.

    `against` gives the reasons for which a publication would not be announced.
    """

    inbox: Path
    out: Path | None
    languages: Sequence[str]
    read: Callable[[Sequence[Path]], IntakeResult]
    drafting: Drafter
    folders: DraftFolders
    against: Callable[[Publication], tuple[str, ...]] = lambda _publication: ()

    def run(self, *, limit: int | None = None, watch: Watch = iter) -> DryRunResult:
        """Write drafts of the publications in the inbox, at most `limit`, and return what came of it.

        Each is written when it is made, so that no more than a few cards are in memory however many there are.

        Raises:
            UsageError: the drafts would go into the inbox.
            OutputError: the drafts cannot be written.
        """
        self._refuse_inbox()
        intake = self.read([self.inbox])
        judged = [(one, self.against(one.publication)) for one in intake.publications]
        jobs = self.drafting.jobs([one for one, reasons in judged if not reasons])[:limit]
        made: list[Announcement] = []
        problems: list[AnnouncerError] = list(intake.problems)
        drafted = parted(
            self.drafting.drafted(jobs, watch), lambda one: made.append(replace(one, card=None)), problems
        )
        page = self.folders.write(drafted, problems)
        return DryRunResult(
            announcements=tuple(made),
            problems=tuple(problems),
            page=page,
            lacking=_lacking(jobs, self.languages),
            left_out=tuple((one.publication.title.plain, reasons) for one, reasons in judged if reasons),
        )

    def _refuse_inbox(self) -> None:
        if self.out is not None and self.out.resolve().is_relative_to(self.inbox.resolve()):
            raise UsageError(f"{self.out}: this is the inbox, which drafts would fill", hint="name another folder")


def _lacking(jobs: Sequence[DraftJob], languages: Sequence[str]) -> dict[str, int]:
    """Return for each language how many publications have no words in it and no draft, where there are any."""
    drafted: dict[int, set[str]] = {}
    for job in jobs:
        drafted.setdefault(id(job.imported), {*job.imported.publication.languages}).add(job.language)
    counts = {code: sum(code not in theirs for theirs in drafted.values()) for code in languages}
    return {code: count for code, count in counts.items() if count}


def parted(
    results: Iterable[Announcement | AnnouncerError],
    note: Callable[[Announcement], None],
    problems: list[AnnouncerError],
) -> Iterator[Announcement]:
    """Pass the announcements on, each noted, and add each problem once, however many it keeps from being made."""
    seen = set()
    for result in results:
        if not isinstance(result, AnnouncerError):
            note(result)
            yield result
        elif str(result) not in seen:
            seen.add(str(result))
            problems.append(result)
