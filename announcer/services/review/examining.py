"""Look into queued announcements: what is found of each, which sentences there are to choose from.

To find that out an announcement is made anew, which draws its card; so it is done where `DrawingWork` is, and kept.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Protocol

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError
from announcer.ports.examined_store import Examined, ExaminedStore, Levels
from announcer.ports.store import ReviewStore
from announcer.services.review.drawing_work import DrawingWork, ExamineJob


class ExaminingStore(ReviewStore, ExaminedStore, Protocol):
    """What examining needs of the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What is found of an announcement as it is queued; `problem` says what kept it from being looked into."""

    findings: tuple[Finding, ...] = ()
    dropped: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    candidates: tuple[KeySentence, ...] = ()
    sentence: str = ""
    problem: str = ""

    @property
    def levels(self) -> Levels:
        """How many findings of each level there are."""
        number = {level: sum(each.level is level for each in self.findings) for level in Level}
        return Levels(holds=number[Level.HOLD], warnings=number[Level.WARNING], notes=number[Level.NOTE])


@dataclass(frozen=True, slots=True, kw_only=True)
class Examining:
    """Looks into announcements.

    Args:
        store: The queue.
        work: Makes announcements anew.
        stamp: Changes with whatever else decides on what is found: the program's version, the site's settings.
        on_problem: Told what kept an announcement from being looked into.
    """

    store: ExaminingStore
    work: DrawingWork
    stamp: str = ""
    on_problem: Callable[[str, AnnouncerError], None] = field(default=lambda _one, _error: None)

    def kept(self, queued: Queued) -> Examination | None:
        """Return what was found before, if that still holds."""
        found = self.store.examined([queued.id]).get(queued.id)
        if found is None or found.made_of != self._made_of(queued, self.store.record(queued.publication)):
            return None
        examination = _read(found.content)
        return None if examination.problem else examination  # what kept it from being looked into may be over

    def of(self, queued: Queued) -> Examination:
        """Return what is found of an announcement, now if that is not known yet."""
        return self.kept(queued) or self._examined(queued)

    def _examined(self, queued: Queued) -> Examination:
        record = self.store.record(queued.publication)
        job = ExamineJob(queued=queued, record=record, card=self.store.card(queued.card_digest))
        try:
            found = _found(self.work.examined(job))
        except AnnouncerError as error:
            self.on_problem(queued.id, error)
            found = Examination(problem=str(error))
        self.store.keep_examined(
            Examined(
                announcement=queued.id,
                made_of=self._made_of(queued, record),
                levels=found.levels,
                content=_written(found),
                findings=tuple(dict.fromkeys(each.id for each in found.findings)),
            )
        )
        return found

    def examine_waiting(self, most: int) -> int:
        """Look into as many announcements in review as that, of which nothing is known; return how many it were."""
        waiting: Sequence[str] = self.store.unexamined(most)
        for one in waiting:
            self._examined(self.store.get(one))
        return len(waiting)

    def _made_of(self, queued: Queued, record: str) -> str:
        parts = (self.stamp, queued.digest, queued.held, queued.retraction, queued.language, record)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _found(made: Announcement) -> Examination:
    order = list(Level)
    return Examination(
        findings=tuple(sorted(made.findings, key=lambda each: order.index(each.level))),
        dropped=made.text.dropped,
        shortened=made.text.shortened,
        candidates=made.candidates,
        sentence=made.sentence,
    )


def _written(found: Examination) -> str:
    return json.dumps(asdict(found), ensure_ascii=False)


def _read(content: str) -> Examination:
    table = json.loads(content)
    return Examination(
        findings=tuple(Finding(**{**each, "level": Level(each["level"])}) for each in table["findings"]),
        dropped=tuple(table["dropped"]),
        shortened=tuple(table["shortened"]),
        candidates=tuple(KeySentence(**each) for each in table["candidates"]),
        sentence=table["sentence"],
        problem=table["problem"],
    )
