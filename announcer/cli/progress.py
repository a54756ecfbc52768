"""Progress on standard error, shown only to a person and only when the work takes over a second."""

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

QUIET_SECONDS = 1.0

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
