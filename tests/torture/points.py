"""Where the program is stopped: around the commit of every move, around every call, and by the server."""

from dataclasses import dataclass

from announcer.core.posting.lifecycle import PUMP_MOVES

CALLS = (
    "probe.after_call",
    "upload.before_call",
    "upload.after_call",
    "send.before_call",
    "send.after_call",
    "find.after_call",
    "hand-over.before_call",
    "hand-over.after_call",
)
SERVER = {
    "server.create.kill-before": "create",
    "server.create.kill-after": "create",
    "server.upload.kill-after": "upload",
}
COMMITS = tuple(f"{move.name}.{side}_commit" for move in PUMP_MOVES for side in ("before", "after"))
POINTS = ("none", *COMMITS, *CALLS, *SERVER)

FAULTS = (
    "none",
    "timeout-before",
    "timeout-after",
    "500-before",
    "500-after",
    "503-html-after",
    "reset-before",
    "reset-after",
    "duplicate-403",
    "429",
    "cut-json-after",
    "no-data-after",
    "redirect-302-after",
)

UNSEEN = ("find.before_commit", "find.after_commit")
"""Points that nothing comes to while X's timeline hides what is new."""

QUICK_POINTS = (
    "none",
    "claim.after_commit",
    "sending.before_commit",
    "sending.after_commit",
    "send.after_call",
    "post.before_commit",
    "orphan.after_commit",
    "find.before_commit",
    "server.create.kill-after",
)
QUICK_FAULTS = ("none", "timeout-after", "500-before", "duplicate-403", "429")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What brings a run to its point.

    `prelude` is where a first worker is stopped, so that work is left for the second; `fault` is what the first
    create meets before the run's own fault; `make` is how the first announcement is prepared.
    """

    prelude: str = ""
    fault: str = ""
    make: str = ""
    resend: bool = False


SETTINGS = {
    "release": Setting(prelude="upload.after_call"),
    "orphan": Setting(prelude="send.after_call"),
    "find": Setting(prelude="send.after_call"),
    "miss": Setting(prelude="send.before_call"),
    "resend": Setting(prelude="send.before_call", resend=True),
    "prove": Setting(prelude="STOP:send.after_call"),
    "delay": Setting(fault="429"),
    "refuse": Setting(fault="403"),
    "doubt": Setting(fault="500-after"),
    "give-up": Setting(make="poisoned"),
    "return": Setting(make="changed"),
    "overdue": Setting(make="overdue"),
    "expire": Setting(make="expired"),
    "hand-over": Setting(make="by-hand"),
    "look": Setting(make="restored"),
}
"""What each move needs to happen; a move that is not named happens by itself."""


def setting_of(point: str) -> Setting:
    """Return what brings a run to that point."""
    return SETTINGS.get(point.partition(".")[0], Setting())
