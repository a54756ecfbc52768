"""What the review page asks of the store about people without an account, who review by a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from announcer.core.posting.queued import Queued

BY_LINK = " (by link)"
"""What the names of these people end with in the history, so that nobody with an account is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who reviews by a link, until `ends_at` or until it is revoked.

    They see what waits for review and fits `language`, `department` and `announcements` (ids); what is empty leaves
    nothing out. With `decides` they may approve and reject, otherwise only write notes. Mail is sent to `mail`,
    where there is one.
    """

    id: str
    name: str
    mail: str = ""
    language: str = ""
    department: str = ""
    announcements: tuple[str, ...] = ()
    decides: bool = False
    made_by: str
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None

    @property
    def actor(self) -> str:
        """The name that stands in the history."""
        return f"{self.name}{BY_LINK}"

    def is_asked_about(self, queued: Queued) -> bool:
        """Return whether the link is for this announcement."""
        return (
            self.language in ("", queued.language)
            and self.department in ("", queued.department)
            and (not self.announcements or queued.id in self.announcements)
        )

    def works(self, now: datetime) -> bool:
        """Return whether their links work at that time."""
        return self.revoked_at is None and now < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerLink:
    """A link of a reviewer; `digest` is what is kept of it, `used_at` when it was last used."""

    digest: str
    reviewer: str
    made_at: datetime
    used_at: datetime | None = None


class ReviewerStore(Protocol):
    """Who reviews by a link."""

    def now(self) -> datetime:
        """Return the time the store goes by."""

    def reviewers(self) -> Sequence[Reviewer]:
        """Return everybody, the newest first, those whose links work no longer included."""

    def reviewer(self, one: str) -> Reviewer | None:
        """Return the reviewer of that id."""

    def add_reviewer(self, reviewer: Reviewer, *, actor: str) -> bool:
        """Add a reviewer, with a line of history; False where one of that name is there and not revoked."""

    def revoke_reviewer(self, one: str, *, actor: str) -> bool:
        """Let no link of that reviewer work any more, with a line of history; False where none did."""

    def add_reviewer_link(self, link: ReviewerLink) -> None:
        """Write a further link of a reviewer down."""

    def reviewer_link(self, digest: str) -> ReviewerLink | None:
        """Return the link of that digest."""

    def reviewer_links(self) -> Sequence[ReviewerLink]:
        """Return every link, the one used last first."""

    def touch_reviewer_link(self, digest: str) -> None:
        """Write down that the link is in use."""

    def drop_reviewer_link(self, digest: str) -> None:
        """Forget a link, which works no longer then."""

    def last_asked(self, reviewer: str) -> datetime | None:
        """Return when that reviewer was last told of anything by mail."""

    def claim_asking(self, reviewer: str, announcements: Sequence[str]) -> Sequence[str]:
        """Return those that the reviewer was not told of yet; nobody is given them again."""

    def release_asking(self, reviewer: str, announcements: Sequence[str]) -> None:
        """Give back what was claimed and not told."""
