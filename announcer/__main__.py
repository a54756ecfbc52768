"""The program's entry: `announcer` and `python -m announcer`."""

import sys
from typing import NoReturn

from announcer.cli.main import run
from announcer.cli.streams import outlive_readers


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    outlive_readers()
    sys.exit(run())


if __name__ == "__main__":
    main()
