"""The tables of announcer.toml that govern posting: times, approval, the store, channels and the daemon."""

from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from announcer.channels.by_hand import ByHandSettings
from announcer.channels.x.settings import XSettings
from announcer.core.planning.closed_days import Closure, parse_closure
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_days, parse_quiet_hours, parse_slot
from announcer.core.posting.policies import MAX_ATTEMPTS, Approval, UnknownPolicy
from announcer.ports.channels import ChannelSettings
from announcer.settings.values import (
    ClosureText,
    DaysText,
    Duration,
    QuietText,
    Settings,
    SlotText,
    Text,
    Zone,
)

POSTGRES = ("postgresql://", "postgres://")


def _store_url(url: str) -> str:
    if "://" in url and not url.startswith(POSTGRES):
        raise ValueError(f"{url.partition(':')[0]!r} is not a kind of store; name a file, or postgresql://…")
    return url


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings(Settings):
    """When the site posts, in its own time zone."""

    timezone: Zone = "UTC"
    slots: tuple[SlotText, ...] = ()
    daily_cap: Annotated[int, Field(ge=1, le=1000)] = 6
    min_gap: Duration = timedelta(minutes=30)
    quiet: tuple[QuietText, ...] = ()
    weekend: tuple[DaysText, ...] = ()
    closed: tuple[ClosureText, ...] = ()
    holidays: str = ""
    cool_down: Duration = timedelta(days=365)
    late_after: Duration = timedelta(hours=48)

    def as_rules(self, holidays: tuple[Closure, ...] = ()) -> PostingRules:
        """Return the rules as the planner knows them; `holidays` are those of the file."""
        return PostingRules(
            zone=ZoneInfo(self.timezone),
            slots=tuple(parse_slot(text) for text in self.slots),
            min_gap=self.min_gap,
            daily_cap=self.daily_cap,
            quiet=tuple(parse_quiet_hours(text) for text in self.quiet),
            weekend=frozenset(day for text in self.weekend for day in parse_days(text)),
            closures=(*(parse_closure(text) for text in self.closed), *holidays),
            cool_down=self.cool_down,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSettings(Settings):
    """Who approves, and what happens to posts that fail or whose outcome is unknown."""

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: Annotated[int, Field(ge=1, le=100)] = MAX_ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings(Settings):
    """Where the queue is kept."""

    url: Annotated[Text, AfterValidator(_store_url)] = "queue/announcer.db"

    @property
    def is_postgres(self) -> bool:
        """Whether it is a PostgreSQL database, which several machines may share."""
        return self.url.startswith(POSTGRES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsSettings(Settings):
    """The table of each channel, under the channel's name in `announcer/channels/registry.py`."""

    x: XSettings = field(default_factory=XSettings)
    drafts: ByHandSettings = field(default_factory=ByHandSettings)

    def enabled(self) -> dict[str, ChannelSettings]:
        """Return the tables of the channels that are enabled, by name; new announcements go to the first."""
        tables = {table.name: self.of(table.name) for table in fields(self)}
        return {name: table for name, table in tables.items() if table.enabled}

    def of(self, channel: str) -> ChannelSettings:
        """Return the table of the channel of that name."""
        table: ChannelSettings = getattr(self, channel)
        return table
