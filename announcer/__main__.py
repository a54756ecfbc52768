"""The program's entry: `announcer` and `python -m announcer`."""

import os
import sys

from announcer.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    # none of pydantic's plugins is ours, and looking for some takes it through all that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(run())


if __name__ == "__main__":
    main()
