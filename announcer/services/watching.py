"""Notice that files were saved, by looking at them again and again: works on every disk and needs no library."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE_SECONDS = 0.3

Stamps = dict[Path, tuple[int, int]]
"""When each file was last written (nanoseconds) and how long it is."""


def rounds(
    places: Callable[[], Iterable[Path]], wait: Callable[[float], bool], pause: float = PAUSE_SECONDS
) -> Iterator[None]:
    """Yield at once, and then each time after a file was written, has come or is gone.

    `places` names files and folders, asked anew in every round. `wait` lets that many seconds pass and returns
    whether to stop, as `threading.Event.wait` does.
    """
    seen = stamps(places())
    yield
    while not wait(pause):
        now = stamps(places())
        if now != seen:
            # What is saved while the caller works is found in the next round, since it is compared with this one.
            seen = now
            yield


def stamps(places: Iterable[Path]) -> Stamps:
    """Return the stamps of the files, and of those anywhere below the folders, hidden and backup files left out."""
    found: Stamps = {}
    for place in places:
        for path in place.rglob("*") if place.is_dir() else [place]:
            if not (path.name.startswith(".") or path.name.endswith("~")):
                _look(path, found)
    return found


def _look(path: Path, found: Stamps) -> None:
    try:
        status = path.stat()
    except OSError:
        return  # gone, or never there: it counts when it comes
    found[path] = (status.st_mtime_ns, status.st_size)
