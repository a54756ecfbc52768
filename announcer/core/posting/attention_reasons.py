"""What a person can be needed for, with what they can do about each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReasonKind(StrEnum):
    """What a person can be needed for."""

    UNKNOWN = "unknown"
    """A post may be public or not."""
    FAILED = "failed"
    """A post was refused, or given up."""
    HELD = "held"
    """The program keeps an approved announcement back."""
    PAUSED = "paused"
    """An account takes nothing."""
    STRANDED = "stranded"
    """Announcements wait for an account that the settings no longer have."""
    RETRACTED = "retracted"
    """The paper of an announcement was retracted, and nobody has decided what becomes of it."""
    RETRACTION_DATA = "retraction-data"
    """The list of retractions is older than the site allows, so nothing goes out."""
    RETURNED = "returned"
    """An approved announcement came back to review, too late or not what was approved."""
    READY = "ready"
    """A post has been lying ready for a person for long."""
    OVERDUE = "overdue"
    """What is due does not go out, though the account is free to post."""
    DELAYED = "delayed"
    """The network turned a post away again and again."""
    BUDGET = "budget"
    """The month's money is used up and posts wait for it."""
    UNSEEN = "unseen"
    """No daemon was seen for long, and something is due."""
    REJECTED = "rejected"
    """A file of the inbox could not be taken in, and lies where such files are put."""
    HALF_READ = "half-read"
    """A file of the inbox was taken in, and some of it was not; why lies beside it until somebody has looked."""
    PROPOSALS = "proposals"
    """Publications may be one, and nobody has decided."""
    JOB = "job"
    """A job of the daemon fails again and again, such as taking in files."""
    SETTINGS = "settings"
    """The settings were changed under a running daemon, and are wrong or need a restart."""
    NOTICES = "notices"
    """People could not be told."""


REMEDIES = {
    ReasonKind.UNKNOWN: ("look at the account, then say what became of the post", "resolve"),
    ReasonKind.FAILED: ("see why; send it again, edit it or call it off", "show"),
    ReasonKind.HELD: ("see why; let it go on, or call it off", "show"),
    ReasonKind.PAUSED: ("settle that, then let the channel go on", "resume"),
    ReasonKind.STRANDED: ("put that channel or account back into the settings, or call them off", ""),
    ReasonKind.RETRACTED: ("decide what becomes of the announcement", "show"),
    ReasonKind.RETRACTION_DATA: ("read a newer list; posts go on by themselves then", "retractions"),
    ReasonKind.RETURNED: ("look at it once more, and approve it or call it off", "approve"),
    ReasonKind.READY: ("post it, and record it as posted", "posted"),
    ReasonKind.OVERDUE: ("see what the daemon's log says", ""),
    ReasonKind.DELAYED: ("see whether the network can be reached from here; it is tried again by itself", "ask"),
    ReasonKind.BUDGET: ("raise the channel's budget, or leave them for the next month", ""),
    ReasonKind.UNSEEN: ("start it, or see why it does not run", "run"),
    ReasonKind.REJECTED: (
        "read the .error.txt beside it; correct it and put it into the inbox, or delete it",
        "",
    ),
    ReasonKind.HALF_READ: ("read the .error.txt beside it, then delete the .error.txt", ""),
    ReasonKind.PROPOSALS: ("compare them, and accept or refuse each pair", "merges"),
    ReasonKind.JOB: ("see what it says, and the daemon's log", ""),
    ReasonKind.SETTINGS: ("correct them; until then the daemon goes on with those it had", "check"),
    ReasonKind.NOTICES: ("correct what is wrong, then send a test", "notify"),
}
"""What a person can do, and the name of its step."""

_OCCURRENCES = (ReasonKind.UNKNOWN, ReasonKind.FAILED, ReasonKind.HELD, ReasonKind.PAUSED, ReasonKind.RETURNED)
"""Kinds whose reason, come again at another time, is another one to be told."""
_OF_ANNOUNCEMENTS = (
    ReasonKind.UNKNOWN,
    ReasonKind.FAILED,
    ReasonKind.HELD,
    ReasonKind.RETRACTED,
    ReasonKind.RETURNED,
    ReasonKind.READY,
)
"""Kinds whose reasons are about one announcement each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Something a person is needed for.

    `subject` is an announcement's id, a `channel/account`, or a machine and its job; `message` is one sentence.
    """

    kind: ReasonKind
    subject: str
    since: datetime
    message: str

    @property
    def remedy(self) -> str:
        """What a person can do."""
        return REMEDIES[self.kind][0]

    @property
    def step(self) -> str:
        """The name of what the remedy advises, so that the command line can add its command; or empty."""
        return REMEDIES[self.kind][1]

    @property
    def id(self) -> str:
        """The same for as long as the reason lasts, such as `failed:3f9a01c2b7d4`."""
        return f"{self.kind.value}:{self.subject}"

    @property
    def announcement(self) -> str:
        """The announcement that it is about; empty where it is about more than one."""
        return self.subject if self.kind in _OF_ANNOUNCEMENTS else ""

    @property
    def occurrence(self) -> str:
        """The id, with the time where the same thing may happen once more: what notices are counted by."""
        return f"{self.id}@{self.since.isoformat()}" if self.kind in _OCCURRENCES else self.id
