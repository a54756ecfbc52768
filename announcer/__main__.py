"""The program's entry: `announcer` and `python -m announcer`."""

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

from announcer.cli.main import run


def main() -> NoReturn:
    """Run the command line and leave with its exit code.

    The interpreter is not taken apart first, which would take as long as starting it twice: what a command opened
    it has closed by now, and what a library has to do at the end is done.
    """
    # none of pydantic's plugins is ours, and looking for some takes it through all that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run()
    atexit._run_exitfuncs()  # noqa: SLF001 (os._exit leaves them out)
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it is closed
        with suppress(OSError, ValueError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
