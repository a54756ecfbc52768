"""The program's entry: `announcer` and `python -m announcer`."""

import atexit
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from announcer.cli.main import run
from announcer.cli.streams import outlive_readers
from announcer.errors import EXIT_ITEM_FAILED


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    outlive_readers()
    code = EXIT_ITEM_FAILED
    # What is registered first is called last. Python would go on to free every object, one by one, which takes a
    # ninth of all that `announcer card` and `announcer status` take (benchmarks/startup.py).
    atexit.register(lambda: _leave(code))
    code = run()
    others = set(threading.enumerate()) - {threading.main_thread()}
    if not all(thread.daemon for thread in others):
        # The daemon was asked to stop during a call to a channel; Python would wait for it. The next start looks
        # its outcome up.
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it is closed
        with suppress(OSError, ValueError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
