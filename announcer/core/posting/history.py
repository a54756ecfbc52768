"""History as the log tells it: what each line is called there, and which ones ask for somebody's eyes."""

from dataclasses import dataclass

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import PUMP_MOVES, REVIEW_MOVES, Move
from announcer.core.posting.queued import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """A line of history with what the log says of its announcement; all empty where it is of an account."""

    event: Event
    channel: str = ""
    account: str = ""
    title: str = ""
    url: str = ""


UNDO = "undo"
"""A line of history whose detail is the name of the step that was taken back."""

EVENT_NAMES = {
    lifecycle.CLAIM.name: "post-claimed",
    lifecycle.GIVE_UP.name: "post-failed",
    lifecycle.RETURN.name: "post-returned",
    lifecycle.UPLOAD.name: "post-uploaded",
    lifecycle.HAND_OVER.name: "post-ready",
    lifecycle.SENDING.name: "post-sending",
    lifecycle.POST.name: "post-posted",
    lifecycle.DELAY.name: "post-delayed",
    lifecycle.REFUSE.name: "post-failed",
    lifecycle.DOUBT.name: "post-unknown",
    lifecycle.RELEASE.name: "post-released",
    lifecycle.ORPHAN.name: "post-unknown",
    lifecycle.FIND.name: "post-posted",
    lifecycle.MISS.name: "post-missed",
    lifecycle.LOOK.name: "post-looked-up",
    lifecycle.RESEND.name: "post-resent",
    lifecycle.PROVE.name: "post-posted",
    lifecycle.OVERDUE.name: "post-returned",
    lifecycle.EXPIRE.name: "post-expired",
    lifecycle.APPROVE.name: "post-approved",
    lifecycle.PLAN.name: "post-planned",
    lifecycle.REJECT.name: "post-rejected",
    lifecycle.EDIT.name: "post-edited",
    lifecycle.CANCEL.name: "post-cancelled",
    lifecycle.RECORD.name: "post-posted",
    lifecycle.SAY_POSTED.name: "post-posted",
    lifecycle.GIVE_ADDRESS.name: "post-address-given",
    lifecycle.SEND_AGAIN.name: "post-resent",
    lifecycle.RESCHEDULE.name: "post-rescheduled",
    lifecycle.UNAPPROVE.name: "post-unapproved",
    lifecycle.RETRACT.name: "post-retracted",
    "add": "post-added",
    "renew": "post-renewed",
    "record-changed": "post-record-changed",
    "retraction-seen": "post-retraction-seen",
    "hold": "post-held",
    "resume": "post-resumed",
    "delete": "post-deleted",
    "hold-twin": "post-held",
    "note": "post-noted",
    UNDO: "post-undone",
    "restore": "channel-restored",
    "pause": "channel-paused",
    "go-on": "channel-resumed",
    "checklist": "post-checked",
    "sign-in": "signed-in",
    "sign-in-refused": "sign-in-refused",
    "sign-out": "signed-out",
    "person-added": "person-added",
    "person-changed": "person-changed",
    "signed-out-everywhere": "signed-out",
    "reviewer-added": "reviewer-added",
    "reviewer-revoked": "reviewer-revoked",
}
"""What a line of history is called in the log; one that is not here is called `post-` and its own name."""

MOVES: tuple[Move, ...] = (*PUMP_MOVES, *REVIEW_MOVES, lifecycle.RETRACT)

STAYED_BEHIND = frozenset(
    {"give-up", "refuse", "return", "overdue", "expire", "reject", "cancel", "doubt", "orphan", "retract"}
)
"""Lines of history that say why something did not go out."""

_WARNINGS = STAYED_BEHIND - {"reject", "cancel"} | {"delay", "hold-twin", "pause"}


def event_name(event: Event) -> str:
    """Return what the line is called in the log, such as `post-delayed`."""
    return EVENT_NAMES.get(event.name, f"post-{event.name}")


def is_warning(event: Event) -> bool:
    """Return whether somebody should read the line."""
    return event.name in _WARNINGS
