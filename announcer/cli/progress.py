"""Progress on standard error, shown only to a person and only when the work takes over a second."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

QUIET_SECONDS = 1.0
SHOWN_EVERY = 0.2
"""Seconds between two looks at how far reading is."""

Item = TypeVar("Item")


def with_progress(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """Yield the items; where that takes long and a person is watching, with a bar."""
    console = Console(stderr=True)
    start = monotonic()
    with Progress(console=console, transient=True, auto_refresh=False, disable=not console.is_terminal) as bar:
        task = bar.add_task(doing, total=len(items), visible=False)
        for item in items:
            yield item
            bar.update(task, advance=1, visible=monotonic() - start > QUIET_SECONDS, refresh=True)


@contextmanager
def bytes_read(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what is to be called with the bytes of a file that were read, and how many it has; it shows a bar.

    What is printed meanwhile goes above the bar where both come to one terminal, and else where it was to go.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    start = monotonic()
    shown = [start]
    with Progress(
        *columns,
        console=console,
        transient=True,
        auto_refresh=False,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task(doing, total=None, visible=False)

        def watch(read: int, size: int) -> None:
            now = monotonic()
            if now - start > QUIET_SECONDS and now - shown[0] > SHOWN_EVERY:
                shown[0] = now
                bar.update(task, completed=read, total=size, visible=True, refresh=True)

        yield watch
