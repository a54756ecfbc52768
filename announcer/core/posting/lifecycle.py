"""The life of an announcement: its states, and every move from one to the next.

docs/decisions/posting.md has the table in words. The store carries a move out only from
one of its sources, only for the holder of the lease's token, and with an event in the same transaction.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an announcement stands."""

    IN_REVIEW = "in_review"
    """Waits for a person's judgement."""
    SCHEDULED = "scheduled"
    """Approved; goes out at its time, or waits for a slot where it has none yet."""
    CLAIMED = "claimed"
    """A pump has taken it up; nothing was sent."""
    UPLOADED = "uploaded"
    """The picture is with the channel, unseen; nothing is posted."""
    SENDING = "sending"
    """Written down before the one call that cannot be repeated: it may be public from here on."""
    READY = "ready"
    """Laid out for a person, who posts it by hand and records it."""
    POSTED = "posted"
    """Public, with a receipt, or by the word of somebody who posted it and gives its address later."""
    UNKNOWN = "unknown"
    """Perhaps public; looked up until it is found or a person decides."""
    FAILED = "failed"
    """Certainly not public, and not tried again until a person says so."""
    REJECTED = "rejected"
    """Turned down in review."""
    CANCELLED = "cancelled"
    """Called off, or out of date before its turn came."""


LEASED = (State.CLAIMED, State.UPLOADED, State.SENDING)
"""The states in which a pump holds the announcement for a while."""

SETTLED = (State.POSTED, State.FAILED, State.REJECTED, State.CANCELLED)
"""The states that nothing but a person changes."""

ANNOUNCED_TWICE = "the same publication has another announcement in this language: resume one and cancel the other"
"""Why both are held where a record shows that two publications with open announcements are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step of an announcement's life, named as in its history."""

    name: str
    sources: tuple[State, ...]
    target: State


# What the pump does, in the order in which it may happen to one announcement.
CLAIM = Move(name="claim", sources=(State.SCHEDULED,), target=State.CLAIMED)
GIVE_UP = Move(name="give-up", sources=(State.CLAIMED,), target=State.FAILED)
RETURN = Move(name="return", sources=(State.CLAIMED, State.UPLOADED), target=State.IN_REVIEW)
UPLOAD = Move(name="upload", sources=(State.CLAIMED,), target=State.UPLOADED)
HAND_OVER = Move(name="hand-over", sources=(State.CLAIMED,), target=State.READY)
SENDING = Move(name="sending", sources=(State.UPLOADED,), target=State.SENDING)
POST = Move(name="post", sources=(State.SENDING,), target=State.POSTED)
DELAY = Move(name="delay", sources=LEASED, target=State.SCHEDULED)
REFUSE = Move(name="refuse", sources=(State.CLAIMED, State.SENDING), target=State.FAILED)
DOUBT = Move(name="doubt", sources=(State.SENDING,), target=State.UNKNOWN)
RELEASE = Move(name="release", sources=(State.CLAIMED, State.UPLOADED), target=State.SCHEDULED)
ORPHAN = Move(name="orphan", sources=(State.SENDING,), target=State.UNKNOWN)
FIND = Move(name="find", sources=(State.UNKNOWN, State.SCHEDULED), target=State.POSTED)
MISS = Move(name="miss", sources=(State.UNKNOWN,), target=State.UNKNOWN)
LOOK = Move(name="look", sources=(State.SCHEDULED,), target=State.SCHEDULED)
RESEND = Move(name="resend", sources=(State.UNKNOWN,), target=State.SCHEDULED)
PROVE = Move(
    name="prove", sources=(State.UNKNOWN, State.SCHEDULED, State.CLAIMED, State.UPLOADED), target=State.POSTED
)
OVERDUE = Move(name="overdue", sources=(State.SCHEDULED,), target=State.IN_REVIEW)
EXPIRE = Move(name="expire", sources=(State.SCHEDULED,), target=State.CANCELLED)

PUMP_MOVES = (
    CLAIM,
    GIVE_UP,
    RETURN,
    UPLOAD,
    HAND_OVER,
    SENDING,
    POST,
    DELAY,
    REFUSE,
    DOUBT,
    RELEASE,
    ORPHAN,
    FIND,
    MISS,
    LOOK,
    RESEND,
    PROVE,
    OVERDUE,
    EXPIRE,
)

# What people do.
APPROVE = Move(name="approve", sources=(State.IN_REVIEW,), target=State.SCHEDULED)
PLAN = Move(name="plan", sources=(State.SCHEDULED,), target=State.SCHEDULED)
REJECT = Move(name="reject", sources=(State.IN_REVIEW,), target=State.REJECTED)
EDIT = Move(
    name="edit",
    sources=(State.IN_REVIEW, State.SCHEDULED, State.READY, State.FAILED, State.REJECTED),
    target=State.IN_REVIEW,
)
CANCEL = Move(
    name="cancel",
    sources=(State.IN_REVIEW, State.SCHEDULED, State.READY, State.FAILED),
    target=State.CANCELLED,
)
RECORD = Move(
    name="record",
    sources=(State.IN_REVIEW, State.SCHEDULED, State.READY, State.UNKNOWN, State.FAILED),
    target=State.POSTED,
)
SAY_POSTED = Move(name="say-posted", sources=(State.READY,), target=State.POSTED)
GIVE_ADDRESS = Move(name="give-address", sources=(State.POSTED,), target=State.POSTED)
SEND_AGAIN = Move(name="send-again", sources=(State.UNKNOWN, State.FAILED), target=State.SCHEDULED)
RESCHEDULE = Move(name="reschedule", sources=(State.SCHEDULED,), target=State.SCHEDULED)
UNAPPROVE = Move(name="unapprove", sources=(State.SCHEDULED, State.READY), target=State.IN_REVIEW)

# What a record does that reports a retraction; see `announcer.store.catalogue`.
RETRACT = Move(name="retract", sources=(State.CLAIMED, State.UPLOADED, State.READY), target=State.SCHEDULED)

REVIEW_MOVES = (
    APPROVE,
    PLAN,
    REJECT,
    EDIT,
    CANCEL,
    RECORD,
    SAY_POSTED,
    GIVE_ADDRESS,
    SEND_AGAIN,
    RESCHEDULE,
    UNAPPROVE,
)

HOLDABLE = (State.IN_REVIEW, State.SCHEDULED)
"""Where a hold means something; it is a mark beside the state, so that resuming leads back to the same state."""

RENEWABLE = (State.IN_REVIEW, State.REJECTED)
"""Where an announcement is made anew when its publication's record changes: nobody has approved it."""

PAST_CHANGE = (State.POSTED, State.CANCELLED)
"""Where a changed record means nothing, unless it is retracted."""
