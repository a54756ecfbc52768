"""Preview pictures of publications for other people's pages: looked up, drawn elsewhere, kept in memory by digest.

A picture says only what the record says, title, authors and journal, so that nothing is public in it that a person
would have to approve. A publication under an embargo has none until it ends.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from announcer.ports.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Future

MOST_BYTES = 64 * 1024 * 1024
"""Of pictures in memory; one has about 60 kB."""
FRESH_SECONDS = 60.0
"""So long a picture is given without a look at its record."""
LONGEST_NAME = 400
"""Characters of a publication's uid."""

Drawing = Callable[[str, str], "Future[bytes]"]
"""Has the preview of a record, as the store keeps it, drawn in a language."""
LookUp = Callable[[str], str]
"""Gives a publication's record by its uid; empty where there is none that may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A picture, and what HTTP calls it by; `record` is the digest of what it was drawn from."""

    data: bytes
    etag: str
    record: str
    looked_at: float

    @classmethod
    def of(cls, data: bytes, record: str) -> "Preview":
        """Return the preview that was drawn from a record just now."""
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        return cls(data=data, etag=etag, record=_digest(record), looked_at=monotonic())


class PublicPreviews:
    """Gives previews by publication and language; the same one is drawn once however many ask for it at a time.

    One thread asks, that of the server; `look_up` alone runs in others, as it waits for the store.

    Args:
        look_up: Gives the record of a publication; must be safe in any thread.
        draw: Has a picture drawn; raises BusyError where too many are under way.
        languages: Those that previews are drawn in.
        most_bytes: Of pictures that are kept in memory.
    """

    def __init__(
        self, look_up: LookUp, draw: Drawing, languages: Sequence[str], *, most_bytes: int = MOST_BYTES
    ) -> None:
        self.look_up = look_up
        self._draw = draw
        self._languages = frozenset(languages)
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, str], Preview] = OrderedDict()
        self._under_way: dict[tuple[str, str], Future[bytes]] = {}

    def may_be(self, uid: str, language: str) -> bool:
        """Return whether there can be a preview of that name at all, without a look into the store."""
        return language in self._languages and 0 < len(uid) <= LONGEST_NAME

    def kept(self, uid: str, language: str) -> Preview | None:
        """Return the picture that is in memory, whether it is fresh or not."""
        found = self._kept.get((uid, language))
        if found:
            self._kept.move_to_end((uid, language))
        return found

    def confirmed(self, uid: str, language: str, record: str) -> Preview | None:
        """Return the kept picture, fresh again, if it is of that very record; else forget it."""
        found = self._kept.get((uid, language))
        if found and found.record == _digest(record):
            fresh = replace(found, looked_at=monotonic())
            self._kept[(uid, language)] = fresh
            return fresh
        self._forget((uid, language))
        return None

    def drawing(self, uid: str, language: str, record: str) -> "Future[bytes]":
        """Return the picture that is being drawn for somebody already, or begin to draw it.

        Raises:
            BusyError: too many are being drawn.
        """
        key = (uid, language)
        if key not in self._under_way:
            self._under_way[key] = future = self._draw(record, language)
            future.add_done_callback(lambda _: self._under_way.pop(key, None))
            return future
        return self._under_way[key]

    def keep(self, uid: str, language: str, preview: Preview) -> None:
        """Keep a picture in memory; those that were asked for least lately make room."""
        self._forget((uid, language))
        self._kept[(uid, language)] = preview
        self._bytes += len(preview.data)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: tuple[str, str]) -> None:
        found = self._kept.pop(key, None)
        self._bytes -= len(found.data) if found else 0


def shown_record(store: Store, uid: str) -> str:
    """Return the publication's record; empty where there is none, or it is under an embargo."""
    record = store.records([uid]).get(uid, "")
    now = store.now()
    embargoes = (one.embargo_until for one in store.announced(uid)) if record else ()
    return "" if any(until and until > now for until in embargoes) else record


def is_fresh(preview: Preview) -> bool:
    """Return whether the picture may be given without a look at its record."""
    return monotonic() - preview.looked_at < FRESH_SECONDS


def _digest(record: str) -> str:
    return hashlib.sha256(record.encode(errors="surrogatepass")).hexdigest()
