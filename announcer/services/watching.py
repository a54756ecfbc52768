"""Notice that files were saved, by looking at them again and again: works on every disk and needs no library."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from announcer.system.paths import size_and_time

PAUSE_SECONDS = 0.3

Stamps = dict[Path, tuple[int, int]]
"""How long each file is and when it was last written, in nanoseconds."""


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
                stamp = size_and_time(path)
                if stamp:  # else it is gone, or was never there: it counts when it comes
                    found[path] = stamp
    return found
