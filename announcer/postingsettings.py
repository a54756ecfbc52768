"""The tables of announcer.toml that posting goes by: times, approval, the store, channels and the daemon."""

from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from announcer.core.closures import Closure, parse_closure
from announcer.core.durations import parse_duration
from announcer.core.schedule import parse_days, parse_slot
from announcer.core.slots import PostingRules
from announcer.logs import Form
from announcer.services.pumprules import PumpRules, UnknownPolicy
from announcer.services.reviewrules import Approval
from announcer.settingvalues import (
    CallLimit,
    ClosureText,
    DaysText,
    Duration,
    QuietText,
    Settings,
    SlotText,
    Text,
    Tick,
    Zone,
    parse_quiet,
)

POSTGRES = ("postgresql://", "postgres://")


def _store_url(url: str) -> str:
    if "://" in url and not url.startswith(POSTGRES):
        raise ValueError(f"{url.partition(':')[0]!r} is no kind of store; name a file, or postgresql://…")
    return url


def _x_name(name: str) -> str:
    bare = name.removeprefix("@")
    if bare and not bare.replace("_", "").isalnum():
        raise ValueError(f"{name!r} is no user name on X; it is what follows the @")
    return bare


class ScheduleSettings(Settings):
    """When the site posts, in its own time zone."""

    timezone: Zone = "UTC"
    slots: list[SlotText] = Field(default=[])
    daily_cap: int = Field(default=6, ge=1, le=1000)
    min_gap: Duration = parse_duration("30 min")
    quiet: list[QuietText] = Field(default=[])
    weekend: list[DaysText] = Field(default=[])
    closed: list[ClosureText] = Field(default=[])
    holidays: str = ""
    cool_down: Duration = parse_duration("365 days")
    late_after: Duration = parse_duration("48 h")

    def as_rules(self, holidays: tuple[Closure, ...] = ()) -> PostingRules:
        """Return the rules as the planner knows them; `holidays` are those of the file."""
        return PostingRules(
            zone=ZoneInfo(self.timezone),
            slots=tuple(parse_slot(text) for text in self.slots),
            min_gap=self.min_gap,
            daily_cap=self.daily_cap,
            quiet=tuple(parse_quiet(text) for text in self.quiet),
            weekend=frozenset(day for text in self.weekend for day in parse_days(text)),
            closures=(*(parse_closure(text) for text in self.closed), *holidays),
            cool_down=self.cool_down,
        )


class PostingSettings(Settings):
    """Who approves, and what becomes of posts that do not go well."""

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: int = Field(default=PumpRules().max_attempts, ge=1, le=100)


class StoreSettings(Settings):
    """Where the queue is kept."""

    url: Annotated[Text, AfterValidator(_store_url)] = "queue/announcer.db"

    @property
    def is_postgres(self) -> bool:
        """Whether it is a PostgreSQL database, which several machines may share."""
        return self.url.startswith(POSTGRES)


class XChannelSettings(Settings):
    """Posting to X through its API; off until it is switched on."""

    enabled: bool = False
    account: Annotated[str, AfterValidator(_x_name)] = ""
    credentials: Text = "credentials/x.json"
    budget: Decimal | None = Field(default=None, ge=0)
    api_url: str = "https://api.x.com"
    proxy: str = ""
    ca_file: str = ""
    upload_deadline: CallLimit = parse_duration("60 s")
    send_deadline: CallLimit = parse_duration("30 s")

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.enabled and not self.account:
            raise ValueError("a channel that is enabled needs its account, the user name without @")
        return self


class DraftsChannelSettings(Settings):
    """Posting by hand: at its time an announcement is laid out for a person."""

    account: Text = "by-hand"
    folder: Text = "queue/ready"
    remind_after: Duration = parse_duration("1 day")


class ChannelsSettings(Settings):
    """The channels."""

    x: XChannelSettings = XChannelSettings()
    drafts: DraftsChannelSettings = DraftsChannelSettings()


class DaemonSettings(Settings):
    """What `announcer run` does beside posting."""

    tick: Tick = parse_duration("30 s")
    health_port: int = Field(default=0, ge=0, le=65535)
    health_address: Text = "127.0.0.1"
    backup_folder: Text = "queue/backups"
    backup_keep: int = Field(default=7, ge=0, le=1000)
    prune_after: Duration = parse_duration("400 days")
    log: Form = Form.HUMAN
    log_level: Literal["debug", "info", "warning", "error"] = "info"
