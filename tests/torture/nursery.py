"""Workers by fork: a process that has imported what is slow to, and forks off a worker when it is asked for one.

`python -m tests.torture.nursery NAME` listens on an abstract socket until its standard input ends. The pump is
imported by each worker anew, after its crash point is set. A worker is a process like any other, with its own
connection to the database; what is saved is half a second of imports, thousands of times.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOW = ("announcer.channels.x.channel", "announcer.store.opening", "announcer.store.postgres", "tests.fakex_faults")
CRASHES = "announcer.services.posting.crash_points"
"""What must not be imported before a worker's crash point is set."""
OUR_FAULT = 70


class Worker:
    """A worker as its starter sees it: what the tests need of `subprocess.Popen`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._words = line.makefile("r", encoding="ascii")
        self.pid = int(self._words.readline())
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal's number; None while it lives."""
        if self._code is None and select.select([self._line], [], [], 0)[0]:
            return self.wait(None)
        return self._code

    def wait(self, timeout: float | None) -> int:
        """Return the exit code once it has ended.

        Raises:
            TimeoutError: it lives on.
        """
        if self._code is None:
            self._line.settimeout(timeout)
            self._code = int(self._words.readline())
            self._words.close()
            self._line.close()
        return self._code

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)


def start(job: str, environment: dict[str, str]) -> Worker:
    """Start a worker on that job, with those variables beside the ones there are."""
    with _asking:
        address = _nursery()
    line = socket.socket(socket.AF_UNIX)
    line.connect(address)
    line.sendall(json.dumps([job, environment]).encode() + b"\n")
    return Worker(line)


@cache
def _nursery() -> bytes:
    """Start the nursery of this process and return its address; it ends with us, when its input does."""
    name = f"announcer-nursery-{os.getpid()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.nursery", name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.readline()
    atexit.register(process.communicate)  # closes its input, at which it ends
    return b"\0" + name.encode()


_asking = threading.Lock()


def _watch(line: socket.socket) -> None:
    """Fork the worker, send its number, wait for its end, and send its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with line.makefile("rb") as orders:
        job, environment = json.loads(orders.readline())
    child = os.fork()
    if child == 0:
        line.close()
        _work(job, environment)
    line.sendall(b"%d\n" % child)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    line.sendall(b"%d\n" % code)


def _work(job: str, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    try:
        from tests.torture.worker import begin  # noqa: PLC0415 (only now is the crash point known)

        os._exit(begin(job))
    except BaseException:  # noqa: BLE001 (nothing of the nursery may go on in the child)
        traceback.print_exc()
        os._exit(OUR_FAULT)


def main(name: str) -> None:
    """Fork workers until the input ends."""
    for module in SLOW:
        __import__(module)
    assert CRASHES not in sys.modules
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(b"\0" + name.encode())
        listener.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            ready = select.select([listener, sys.stdin], [], [])[0]
            if sys.stdin in ready:
                return
            line = listener.accept()[0]
            if os.fork() == 0:
                listener.close()
                _watch(line)
                os._exit(0)
            line.close()


if __name__ == "__main__":
    main(sys.argv[1])
