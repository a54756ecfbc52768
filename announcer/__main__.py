"""The program's entry: `announcer` and `python -m announcer`."""

import sys
from typing import NoReturn

from announcer.cli.main import run


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
