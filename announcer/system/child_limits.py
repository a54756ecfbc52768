"""Limits of memory and time for processes that read, or draw, what strangers wrote.

The system keeps them, so that they hold whatever the process is at: in Python, in a library, in a loop without end.
docs/decisions/README.md says why such work has a process of its own.
"""

import os
import resource
import signal
import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one process may use.

    `memory` is in bytes of address space: more is refused, which Python tells as MemoryError. `seconds` are of
    processor time, from now on: with more, the process is ended.
    """

    memory: int = 2_500_000_000
    seconds: int = 120


DRAWING = ChildLimits(seconds=60)
"""For one card and its texts; the slowest of a thousand authors takes a second."""
INTAKE = ChildLimits(seconds=180)
"""For one round of the inbox, which is to last far less."""


def limit(limits: ChildLimits, process: int = 0) -> None:
    """Set the limits of a process of ours, this one if none is named; neither leaves an image of its memory.

    What it has used already counts as memory and not as time.
    """
    used = 0 if process else sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _lower(process, resource.RLIMIT_AS, limits.memory)
    _lower(process, resource.RLIMIT_CPU, int(used) + limits.seconds)
    _lower(process, resource.RLIMIT_CORE, 0)


def _lower(process: int, what: int, value: int) -> None:
    """Set the soft limit, at most to the hard one, which stays."""
    _, hard = resource.prlimit(process, what)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.prlimit(process, what, (allowed, hard))


def begin_child(parent: int) -> None:
    """Leave Ctrl-C to the process `parent`, and end this one when that is gone: killed, it cannot end its children.

    Called once in a process of a pool, before its first work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent alone decides what it means
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(1)
    os._exit(1)
