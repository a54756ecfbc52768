"""The table `[daemon]` of announcer.toml: what `announcer run` does beside posting."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from announcer.settings.values import Duration, Settings, Text, Tick
from announcer.system.logs import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class DaemonSettings(Settings):
    """What `announcer run` does beside posting."""

    tick: Tick = timedelta(seconds=30)
    health_port: Annotated[int, Field(ge=0, le=65535)] = 0
    health_address: Text = "127.0.0.1"
    backup_folder: Text = "queue/backups"
    backup_keep: Annotated[int, Field(ge=0, le=1000)] = 7
    prune_after: Duration = timedelta(days=400)
    log: Form = Form.HUMAN
    log_level: Literal["debug", "info", "warning", "error"] = "info"
