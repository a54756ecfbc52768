"""What the review page keeps of announcements beside themselves: what was found in them, what they were before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from announcer.core.posting.lifecycle import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How many findings of each level there are."""

    holds: int = 0
    warnings: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found of an announcement. `made_of` tells whether that still holds; `content` is JSON."""

    announcement: str
    made_of: str
    levels: Levels
    content: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """What an announcement was before an edit replaced it."""

    revision: int
    digest: str
    text: str
    link: str
    alt_text: str
    card_digest: str
    edited_by: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """An announcement in review, with as little as tells where it stands in the line."""

    id: str
    publication: str
    held: str


class ExaminedStore(Protocol):
    """What was found in announcements, and what they were before."""

    def examined(self, announcements: Collection[str]) -> Mapping[str, Examined]:
        """Return what is kept of these announcements, by their ids."""

    def keep_examined(self, found: Examined) -> None:
        """Keep what was found of an announcement, in place of what was kept before."""

    def unexamined(self, limit: int) -> Sequence[str]:
        """Return ids of announcements in review of which nothing is kept, the newest first."""

    def finding_ids(self) -> Sequence[str]:
        """Return the ids of all findings that are kept of announcements in review, in order."""

    def count(self, state: State) -> int:
        """Return how many announcements are in that state."""

    def line(self, limit: int) -> Sequence[InLine]:
        """Return what is in review, the newest first."""

    def departments(self) -> Sequence[str]:
        """Return the departments that announcements have, in order."""

    def earlier_versions(self, announcement: str) -> Sequence[EarlierVersion]:
        """Return what the announcement was before, the latest last."""
