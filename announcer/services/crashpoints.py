"""Named points at which tests stop the program as a power cut would; without their say-so, nothing happens."""

import os
import signal

VARIABLE = "ANNOUNCER_CRASH"


class CrashPoints:
    """Counts how often each point is passed and kills the process at the wanted one.

    The wish is `POINT`, or `POINT:N` for the N-th time it is passed; `STOP:POINT` stops the process there instead,
    until it is told to go on.
    """

    def __init__(self, wish: str) -> None:
        self._signal = signal.SIGSTOP if wish.startswith("STOP:") else signal.SIGKILL
        self._point, _, number = wish.removeprefix("STOP:").partition(":")
        self._left = int(number or 1)

    def __call__(self, name: str) -> None:
        """Pass the point of that name."""
        if name != self._point:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), self._signal)


def _ignore(_name: str) -> None: ...


point = CrashPoints(os.environ[VARIABLE]) if VARIABLE in os.environ else _ignore
"""Pass the named point; as a store's checkpoint it stands around every commit."""
