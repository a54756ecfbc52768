"""The table `[intake]` of announcer.toml: what of the publications that come in is announced."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

from announcer.core.publications.publication import PublicationType
from announcer.core.selection.announce_rules import AnnounceRules
from announcer.core.text.letters import folded
from announcer.settings.values import Duration, Settings, Text


def _journal(text: str) -> str:
    if not folded(text):
        raise ValueError("has no letter in it, so it is no journal's name and no ISSN")
    return text


Journal = Annotated[Text, AfterValidator(_journal)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceSettings(Settings):
    """What a publication must be to be announced when it comes in; all else is registered as known."""

    since: date | None = None
    types: tuple[PublicationType, ...] = ()
    home_author: bool = False
    open_access: bool = False
    journals: tuple[Journal, ...] = ()
    not_journals: tuple[Journal, ...] = ()
    faculties: tuple[Text, ...] = ()

    def as_rules(self) -> AnnounceRules:
        """Return them as the core knows them."""
        return AnnounceRules(
            since=self.since,
            types=self.types,
            home_author=self.home_author,
            open_access=self.open_access,
            journals=self.journals,
            not_journals=self.not_journals,
            faculties=self.faculties,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings(Settings):
    """What becomes of publications that come in.

    `retractions_max_age` is how old the data of retractions may be for posts to go out; None asks for none.
    """

    announce: AnnounceSettings = field(default_factory=AnnounceSettings)
    retractions_max_age: Duration | None = None

    def __post_init__(self) -> None:
        """Refuse an age that no data can have."""
        if self.retractions_max_age is not None and self.retractions_max_age < timedelta(days=1):
            raise ValueError("retractions_max_age: should be at least 1 day")
