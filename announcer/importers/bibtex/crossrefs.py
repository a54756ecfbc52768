"""Give entries what they leave to the volume that they name: `crossref = {IJCAI85}`."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from announcer.importers.bibtex.entries import Entry
from announcer.importers.building import Broken, Document

MOST_WAITING = 4_000_000
"""Characters of the entries that wait for a volume, which stands after them: BibTeX wants it so."""
MOST_VOLUMES = 5_000
"""Volumes that are kept in mind; a proceedings is rarely named in a file of so many."""

_VOLUMES = frozenset({"proceedings", "book", "collection", "mvbook", "mvcollection", "mvproceedings", "periodical"})
_LEFT_TO_IT = (
    "booktitle", "year", "date", "month", "publisher", "isbn", "issn", "series", "volume", "number", "journal",
    "language",
)  # fmt: skip

Found = Document[Entry] | Broken


def with_volumes(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the entries in their order, each as soon as its volume is known or will not come."""
    volumes: dict[str, Mapping[str, str]] = {}
    waiting: deque[Found] = deque()
    wanted, size = "", 0
    for each in found:
        if not isinstance(each, Broken) and each.content.kind in _VOLUMES and len(volumes) < MOST_VOLUMES:
            volumes[each.content.key.lower()] = _to_leave(each.content)
        waiting.append(each)
        size += len(each.raw)
        wanted = wanted or _wanted(waiting[0], volumes)
        while waiting and (not wanted or wanted in volumes or size > MOST_WAITING):
            first = waiting.popleft()
            size -= len(first.raw)
            yield _completed(first, volumes)
            wanted = _wanted(waiting[0], volumes) if waiting else ""
    for each in waiting:
        yield _completed(each, volumes)


def _wanted(each: Found, volumes: Mapping[str, object]) -> str:
    """Return the key of the volume that an entry names and that is not known yet."""
    key = "" if isinstance(each, Broken) else each.content.fields.get("crossref", "").strip().lower()
    return "" if key in volumes else key


def _to_leave(entry: Entry) -> dict[str, str]:
    left = {name: entry.fields[name] for name in _LEFT_TO_IT if name in entry.fields}
    title = entry.fields.get("title", "")
    if title:
        left.setdefault("journal" if entry.kind == "periodical" else "booktitle", title)
    return left


def _completed(each: Found, volumes: Mapping[str, Mapping[str, str]]) -> Found:
    if isinstance(each, Broken):
        return each
    volume = volumes.get(each.content.fields.get("crossref", "").strip().lower())
    if not volume:
        return each
    fields = {**volume, **each.content.fields}
    fields.pop("crossref", None)
    return replace(each, content=replace(each.content, fields=fields))
