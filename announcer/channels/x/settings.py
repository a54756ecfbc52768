"""What a site sets for X: the table `[channels.x]` of announcer.toml."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.planning.durations import as_duration

API_URL = "https://api.x.com"


def _user_name(name: str) -> str:
    bare = name.removeprefix("@")
    if bare and not bare.replace("_", "").isalnum():
        raise ValueError(f"{name!r} is not a user name on X; it is what follows the @")
    return bare


CallLimit = Annotated[timedelta, BeforeValidator(as_duration), Field(ge=timedelta(seconds=1))]


@dataclass(frozen=True, slots=True, kw_only=True)
class XSettings:
    """The table `[channels.x]`: posting to X through its API; off until it is switched on.

    `account` is the user name without @. `credentials` is the file with the keys, `ca_file` names certificates to
    trust in place of Mozilla's; both are paths below the site's folder. `api_url` points the channel at a test
    server, `proxy` (`http://host:port`) sends it through a proxy. `budget` is in US dollars a month.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}

    enabled: bool = False
    account: Annotated[str, AfterValidator(_user_name)] = ""
    credentials: Annotated[str, Field(min_length=1)] = "credentials/x.json"
    budget: Annotated[Decimal | None, Field(ge=0)] = None
    api_url: str = API_URL
    proxy: str = ""
    ca_file: str = ""
    upload_deadline: CallLimit = timedelta(seconds=60)
    send_deadline: CallLimit = timedelta(seconds=30)

    def __post_init__(self) -> None:
        """Refuse a channel that is enabled for nobody."""
        if self.enabled and not self.account:
            raise ValueError("a channel that is enabled needs its account, the user name without @")
