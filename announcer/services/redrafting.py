"""Make queued announcements anew with all that is known of them, many at a time, for people to look at."""

from collections.abc import Callable, Iterator, Sequence

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError
from announcer.ports.importing import Imported
from announcer.ports.store import ReviewStore
from announcer.services.cataloguing import as_queued
from announcer.services.drafting import DraftJob
from announcer.services.dry_runs import Drafter

AT_ONCE = 500
"""Announcements whose publications are in memory at the same time."""
_REVIEWED = (State.IN_REVIEW,)


def waiting(store: ReviewStore) -> Iterator[Queued]:
    """Yield all that waits for review, the newest first."""
    page: Sequence[Queued] = store.listing(_REVIEWED, limit=AT_ONCE)
    while page:
        yield from page
        page = store.listing(_REVIEWED, limit=AT_ONCE, after=page[-1])


class Redrafting:
    """What is sent is as queued, the rest is made anew; `decode` reads a publication as the store keeps it."""

    def __init__(self, store: ReviewStore, drafter: Drafter, decode: Callable[[str], Imported]) -> None:
        self._store = store
        self._drafter = drafter
        self._decode = decode

    def redrafted(self, queued: Sequence[Queued]) -> Iterator[Announcement | AnnouncerError]:
        """Yield for each announcement, in order, what came of it."""
        for start in range(0, len(queued), AT_ONCE):
            yield from self._some(queued[start : start + AT_ONCE])

    def _some(self, queued: Sequence[Queued]) -> Iterator[Announcement | AnnouncerError]:
        read = [self._read(one) for one in queued]
        made = self._drafter.drafted([job for job in read if isinstance(job, DraftJob)])
        for one, job in zip(queued, read, strict=True):
            result = next(made) if isinstance(job, DraftJob) else job
            yield result if isinstance(result, AnnouncerError) else self._as_queued(result, one)

    def _read(self, queued: Queued) -> DraftJob | AnnouncerError:
        try:
            imported = self._decode(self._store.record(queued.publication))
        except AnnouncerError as error:
            return error
        return DraftJob(imported=imported, language=queued.language)

    def _as_queued(self, made: Announcement, queued: Queued) -> Announcement:
        return as_queued(made, queued, self._store.card(queued.card_digest))
