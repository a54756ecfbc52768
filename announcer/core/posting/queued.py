"""An announcement as the queue keeps it, and the small facts about the queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from announcer.core.posting.lifecycle import State
from announcer.core.posts.announcement import Announcement, digest
from announcer.core.posts.cost import millionths
from announcer.core.posts.post import Media, Receipt
from announcer.core.publications.matching import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One row of the queue. The card's bytes are kept apart; `card_digest` is their SHA-256, empty for none.

    `held` is why a person keeps it back, empty where nobody does. `retraction` is what has become of the paper
    since, such as `retracted: …`; empty where nothing has, or a person has settled it. `returned` is the move by
    which it came back to review without a person's doing. `token` grows with every change of hands, so that whoever
    lost the lease cannot write any more. `slot_at` is the time first planned, `due_at` the next try. From
    `maybe_posted_at` on a copy of it may be public without a receipt, so that it is looked up before it is sent;
    None where that cannot be. `cost` is in millionths of the site's currency.
    Until `undo_until` whoever approved it can take that back, and nothing claims it.
    `taken_down_at` is when the program took the post down; it counts as posted still.
    """

    id: str
    publication: str
    channel: str
    account: str
    language: str
    round: int
    title: str
    slug: str
    department: str
    text: str
    link: str
    alt_text: str
    card_digest: str
    card_type: str
    digest: str
    cost: int
    state: State
    held: str
    retraction: str
    returned: str
    revision: int
    edited_by: str
    approved_by: str
    approved_digest: str
    approved_at: datetime | None
    undo_until: datetime | None
    priority: int
    embargo_until: datetime | None
    expires_at: datetime | None
    slot_at: datetime | None
    due_at: datetime | None
    attempts: int
    delays: int
    media_failures: int
    owner: str
    token: int
    lease_until: datetime | None
    charged: str
    media: Media | None
    maybe_posted_at: datetime | None
    first_send_at: datetime | None
    send_started_at: datetime | None
    unknown_at: datetime | None
    check_at: datetime | None
    missing_at: datetime | None
    misses: int
    evidence: str
    duplicate: bool
    receipt: Receipt | None
    posted_at: datetime | None
    taken_down_at: datetime | None
    reminded_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def lacks_address(self) -> bool:
        """Whether somebody said that they posted it, and has not given its address yet."""
        return self.receipt is not None and not self.receipt.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where new announcements go: a channel and an account. `charges` says whether posting there costs money."""

    channel: str
    account: str
    charges: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """A record of a publication as it was read, kept whatever is known since.

    `text` is what it says, as JSON; `raw` how it was written where it came from, empty where that is not text;
    `format` the importer's name and `source` the file, and the place in it.
    """

    text: str
    raw: str = ""
    format: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """A record as it was read, when that was, and the SHA-256 of its text."""

    read: ReadRecord
    digest: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPublication:
    """What is kept of a publication: `record` is all that is known of it, as JSON, `read` the record it is from.

    `read` is None where no record was read. `source` is the file that the record came from. `others` are
    publications that share an identifier with it and are not the same, such as other chapters of its book.
    """

    uid: str
    title: str
    record: str
    source: str
    read: ReadRecord | None
    identifiers: frozenset[Identifier] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnnouncement:
    """What is put into the queue, with the publication it is of; `round` counts announcements of that.

    `held` is why it must not go out yet, such as the words of a finding; `note` is the record's remark for editors.
    """

    id: str
    publication: NewPublication
    channel: str
    account: str
    language: str
    title: str
    slug: str
    text: str
    link: str
    alt_text: str
    card: bytes
    card_type: str
    department: str = ""
    cost: int = 0
    held: str = ""
    note: str = ""
    priority: int = 0
    round: int = 1
    embargo_until: datetime | None = None
    expires_at: datetime | None = None

    @property
    def digest(self) -> str:
        """The digest an approval of exactly this would stand for."""
        return digest(text=self.text, card=self.card, alt_text=self.alt_text, link=self.link, account=self.account)


def new_announcement(
    announcement: Announcement, *, publication: NewPublication, account: str, department: str = ""
) -> NewAnnouncement:
    """Return what the queue keeps of an announcement; findings that hold become its `held`."""
    card = announcement.card
    return NewAnnouncement(
        id=announcement.id,
        publication=publication,
        channel=announcement.channel,
        account=account,
        language=announcement.language,
        title=announcement.publication.words(announcement.language).title.plain,
        slug=announcement.slug,
        text=announcement.text.text,
        link=announcement.text.link,
        alt_text=announcement.alt_text,
        card=card.data if card else b"",
        card_type=card.media_type if card else "",
        department=department,
        cost=millionths(announcement.cost) if announcement.cost else 0,
        held="; ".join(finding.message for finding in announcement.findings if finding.level == "hold"),
        note=announcement.publication.note,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of an announcement's history. `source` and `target` are empty where no state changed.

    `session` and `address` say where on the review page it came from; empty where it came from elsewhere.
    """

    id: int = 0
    at: datetime
    actor: str
    name: str
    announcement: str = ""
    source: str = ""
    target: str = ""
    detail: str = ""
    session: str = ""
    address: str = ""


class Unit(StrEnum):
    """What a budget counts."""

    POSTS = "posts"
    COST = "cost"


UNBOUNDED = 10**15
"""The cap of a budget without one: what is used is summed up all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most a channel's account may use up within a window, such as `2026-11-23` or `2026-11`.

    `cap` counts posts tried, or millionths of the currency.
    """

    window: str
    cap: int
    unit: Unit = Unit.POSTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """How much of an account's budget is used up."""

    channel: str
    account: str
    window: str
    unit: Unit
    used: int
    cap: int

    @property
    def limit(self) -> int | None:
        """The most that may be used up, None where nothing bounds it."""
        return None if self.cap == UNBOUNDED else self.cap


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Whether and from when on an account takes posts; `paused` is the reason, empty where it is not paused."""

    channel: str
    account: str
    paused: str = ""
    paused_at: datetime | None = None
    free_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSlot:
    """A posting time somebody has; `key` is the local time as written, and is there once however clocks turn.

    `held` is why nothing will go out then, empty where nothing keeps it back.
    """

    key: str
    at: datetime
    announcement: str
    title: str
    state: State
    held: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An approved announcement without a slot, with what choosing among them needs.

    `last_at` is when the same publication last went, or will go, to the same account in the same language.
    """

    id: str
    department: str
    priority: int
    approved_at: datetime
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
    undo_until: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How many announcements there are of each state, which accounts are paused, and what is used up.

    `retracted` counts those whose paper was retracted since, or the like, and about which nobody has decided.
    """

    counts: Mapping[State, int] = field(default_factory=dict)
    held: int = 0
    retracted: int = 0
    paused: tuple[Pace, ...] = ()
    used: tuple[Used, ...] = ()
