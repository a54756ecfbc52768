"""The program's entry: `announcer` and `python -m announcer`."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from announcer.cli.main import run
from announcer.cli.streams import outlive_readers


def main() -> NoReturn:
    """Run the command line and exit with its code.

    Interpreter shutdown is skipped: it is a seventh of the time that `announcer card` takes, and would wait for a
    call to a channel that the daemon left unfinished. What a command opened it has closed by now.
    """
    outlive_readers()
    code = run()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it is closed
        with suppress(OSError, ValueError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
