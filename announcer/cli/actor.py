"""Who is at the keyboard, for the history."""

import getpass
import os
from collections.abc import Mapping

import click

from announcer.cli.app import App

ENVIRON = "ANNOUNCER_ACTOR"


def current_actor(environ: Mapping[str, str] = os.environ) -> str:
    """Return who acts: the option `--actor` or `ANNOUNCER_ACTOR`, who called `sudo`, or the user's name.

    Nothing of that is proved. Whoever may run the program as its user may write to its queue as well.
    """
    context = click.get_current_context(silent=True)
    app = context.find_object(App) if context else None
    named = (app.actor if app else environ.get(ENVIRON, "")).strip() or environ.get("SUDO_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        return f"user {os.getuid()}"
