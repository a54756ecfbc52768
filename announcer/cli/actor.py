"""Who is at the keyboard, for the history."""

import getpass
import os


def current_actor() -> str:
    """Return the user's name, or `ANNOUNCER_ACTOR` where that is set, as a web page or a script does."""
    named = os.environ.get("ANNOUNCER_ACTOR", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        return f"user {os.getuid()}"
