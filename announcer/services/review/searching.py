"""Find announcements by what people know of them: the beginning of an id, words, an author, a department."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from announcer.core.posting.queued import Queued
from announcer.core.text.letters import folded
from announcer.errors import SourceError, UnknownAnnouncementError, UsageError
from announcer.ports.importing import Imported
from announcer.ports.listing import Listing
from announcer.ports.store import Store

SHORTEST_ID = 4
"""So many characters of an id are enough to name an announcement, where no other begins so."""
_PAGE = 500
_CANDIDATES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The announcements that were looked for, the newest first; `more` says that there are further ones."""

    announcements: tuple[Queued, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Finds announcements of the queue.

    Args:
        store: The queue.
        decode: Reads a publication as the store keeps it; raises SourceError where it cannot be read.
    """

    store: Store
    decode: Callable[[str], Imported]

    def named(self, text: str) -> str:
        """Return the id of the announcement that is named by it or, if that is enough, by its beginning.

        Raises:
            UnknownAnnouncementError: there is none.
            UsageError: it is the beginning of several; they are listed.
        """
        found = self.store.with_prefix(text, limit=_CANDIDATES + 1) if len(text) >= SHORTEST_ID else ()
        if any(queued.id == text for queued in found):
            return text
        if len(found) > 1:
            raise UsageError(f"{text!r} is the beginning of several ids:\n{_candidates(found)}")
        if not found:
            hint = f"give an id, or at least its first {SHORTEST_ID} characters; see which ids there are"
            raise UnknownAnnouncementError(f"there is no announcement {text!r}", hint=hint, step="queue")
        return found[0].id

    def listed(self, wanted: Listing, words: str = "", *, limit: int, after: Queued | None = None) -> Found:
        """Return the newest announcements that are wanted and have all the words, whatever their case.

        `after` is the last of the page before. Words are looked for in the title, the department, and the names of
        the authors.
        """
        looked_for = tuple(folded(words).split())
        if looked_for:
            while self.learn_words():
                pass
        found = tuple(self.store.listed(replace(wanted, words=looked_for), limit=limit + 1, after=after))
        return Found(announcements=found[:limit], more=len(found) > limit)

    def learn_words(self) -> bool:
        """Write down the words of some announcements that nobody has looked for yet; False where there are none."""
        unknown = self.store.without_words(_PAGE)
        records = self.store.records({queued.publication for queued in unknown})
        self.store.keep_words(
            {
                queued.id: folded(f"{queued.title} {queued.department} {self._words(records[queued.publication])}")
                for queued in unknown
            }
        )
        return bool(unknown)

    def _words(self, record: str) -> str:
        """Return titles and authors' names in every language of the record."""
        try:
            publication = self.decode(record).publication
        except SourceError:
            return ""
        there = publication.translations.values()
        titles = (publication.title.plain, *(words.title.plain for words in there))
        names = (
            *(author.name for author in publication.authors),
            *(name for words in there for name in words.authors),
        )
        return " ".join((*titles, *names))


def _candidates(found: Sequence[Queued]) -> str:
    lines = [f"{queued.id}  {queued.language}  {queued.title[:60]}" for queued in found[:_CANDIDATES]]
    return "\n".join([*lines, "…"] if len(found) > _CANDIDATES else lines)
