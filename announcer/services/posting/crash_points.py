"""Named points at which tests stop the program as a power cut would; nothing happens unless they ask for it."""

import os
import signal

VARIABLE = "ANNOUNCER_CRASH"


class CrashPoints:
    """Counts how often each point is passed, and kills or stops the process at those asked for.

    `options` are separated by commas: `POINT` kills the process there, `POINT:N` when the point is passed for the
    N-th time, `STOP:POINT` stops it there until it gets SIGCONT.
    """

    def __init__(self, options: str) -> None:
        self._crashes = [_Crash(text) for text in options.split(",")]

    def __call__(self, name: str) -> None:
        """Pass the point of that name."""
        for crash in self._crashes:
            crash.meet(name)


class _Crash:
    def __init__(self, text: str) -> None:
        self._signal = signal.SIGSTOP if text.startswith("STOP:") else signal.SIGKILL
        self._point, _, number = text.removeprefix("STOP:").partition(":")
        self._left = int(number or 1)

    def meet(self, name: str) -> None:
        if name != self._point:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), self._signal)


def _ignore(_name: str) -> None: ...


point = CrashPoints(os.environ[VARIABLE]) if VARIABLE in os.environ else _ignore
"""Pass the named point; as a store's checkpoint it stands around every commit."""
