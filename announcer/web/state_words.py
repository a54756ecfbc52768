"""The state of an announcement in words that say what comes next, and how it is coloured."""

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued

_WORDS = {
    State.IN_REVIEW: "waiting for review",
    State.SCHEDULED: "scheduled",
    State.CLAIMED: "being posted",
    State.UPLOADED: "being posted",
    State.SENDING: "being posted",
    State.READY: "ready to post by hand",
    State.POSTED: "posted",
    State.UNKNOWN: "in doubt",
    State.FAILED: "failed",
    State.REJECTED: "rejected",
    State.CANCELLED: "called off",
}
_LOOKS = {
    State.POSTED: "ready",
    State.SCHEDULED: "ready",
    State.READY: "check",
    State.UNKNOWN: "held",
    State.FAILED: "held",
}
NEXT = {
    State.IN_REVIEW: "Somebody who may approve decides; then it gets the next free time.",
    State.SCHEDULED: "It goes out by itself at its time. It can still be edited, held or called off.",
    State.CLAIMED: "It is being posted now.",
    State.UPLOADED: "It is being posted now.",
    State.SENDING: "It is being posted now.",
    State.READY: "Somebody posts it by hand and pastes its address.",
    State.POSTED: "It is public.",
    State.UNKNOWN: "It may be public or not: look at the account, then say which.",
    State.FAILED: "It was not posted, and is not tried again until somebody says so.",
    State.REJECTED: "It stays here. An edit brings it back to review.",
    State.CANCELLED: "It was called off, or its time has passed.",
}
"""What happens next, in English."""


def state_of(queued: Queued) -> str:
    """Return the state in English words."""
    if queued.taken_down_at:
        return "taken down"
    if queued.lacks_address:
        return "posted, address to come"
    if queued.held:
        return "held"
    if queued.state is State.SCHEDULED and queued.due_at is None:
        return "approved, waits for a time"
    return _WORDS[queued.state]


def look_of(queued: Queued) -> str:
    """Return how the state is coloured: `ready`, `check`, `held` or `plain`."""
    if queued.held or queued.retraction:
        return "held"
    return _LOOKS.get(queued.state, "plain")


def words_of_states() -> list[str]:
    """Return every state in English words, for catalogues."""
    by_value = [state.value.replace("_", " ") for state in State]
    return list(
        dict.fromkeys(
            [
                *_WORDS.values(),
                "taken down",
                "posted, address to come",
                "held",
                "approved, waits for a time",
                *by_value,
            ]
        )
    )


EVENTS = {
    "add": "added it",
    "approve": "approved it",
    "plan": "gave it a time",
    "edit": "edited it",
    "reject": "rejected it",
    "hold": "held it",
    "resume": "let it go on",
    "cancel": "called it off",
    "undo": "took a step back",
    "note": "wrote a note",
    "checklist": "answered the checklist",
    "unapprove": "brought it back to review",
    "reschedule": "gave it another time",
    "claim": "took it up to post it",
    "hand-over": "laid it out to be posted by hand",
    "record": "recorded where it was posted",
    "say-posted": "posted it by hand, address to come",
    "give-address": "gave the address of the post",
    "post": "posted it",
    "renew": "made it anew from a changed record",
}
"""What a line of an announcement's history says, in English."""
STEPS = {
    "approve": "Approved:",
    "reject": "Rejected:",
    "hold": "Held:",
    "cancel": "Called off:",
    "resume": "Let go on:",
    "unapprove": "Back in review:",
    "reschedule": "Given another time:",
    "swap": "Swapped:",
    "record": "Recorded as posted:",
    "say-posted": "Said to be posted:",
    "give-address": "Address given:",
}
"""What was just done, in English."""
