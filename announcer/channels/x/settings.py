"""What a site sets for X: the table `[channels.x]` of announcer.toml."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, ClassVar
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.planning.durations import as_duration

API_URL = "https://api.x.com"
_UNFIT = re.compile(r"[^!-~]|[\\<>\"{}|^`]")
"""What no address holds: blanks, control characters, letters beyond ASCII, and marks that must be escaped."""
_HOST = re.compile(r"[0-9A-Za-z._-]{1,253}|[0-9A-Fa-f:.]{2,45}")


def _user_name(name: str) -> str:
    bare = name.removeprefix("@")
    if bare and not bare.replace("_", "").isalnum():
        raise ValueError(f"{name!r} is not a user name on X; it is what follows the @")
    return bare


def _address(address: str) -> str:
    """Let an address through that requests can be sent to; keys go in clear over http, so only to this machine.

    Raises:
        ValueError: it is none, or leads to another machine without encryption.
    """
    parts = _parts(address)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"{address!r} is not an address; they look like 'https://api.x.com'")
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise ValueError(f"{address!r} would send the keys unencrypted; http:// is for servers on this machine")
    return address


def _proxy(address: str) -> str:
    if not address:
        return address
    parts = _parts(address)
    if parts.scheme != "http" or parts.path not in {"", "/"}:
        raise ValueError(f"{address!r} is not a proxy; they look like 'http://proxy.example.edu:3128'")
    return address


def _parts(address: str) -> SplitResult:
    """Return the parts of an address that is whole and holds nothing but scheme, host, port and path."""
    if any(mark in address for mark in "@?#"):  # not repeated: there may be a password before the @
        raise ValueError("an address here has no user name or password, no ? and no #")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{address!r} is not an address: {error}") from None
    if (
        _UNFIT.search(address)
        or not _HOST.fullmatch(parts.hostname or "")
        or port == 0
        or parts.netloc.endswith(":")
    ):
        raise ValueError(f"{address!r} is not an address; they look like 'https://api.x.com'")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


CallLimit = Annotated[timedelta, BeforeValidator(as_duration), Field(ge=timedelta(seconds=1))]


@dataclass(frozen=True, slots=True, kw_only=True)
class XSettings:
    """The table `[channels.x]`: posting to X through its API; off until it is switched on.

    `account` is the user name without @. `credentials` is the file with the keys, `ca_file` names certificates to
    trust in place of Mozilla's; both are paths below the site's folder. `api_url` points the channel at a test
    server: over https, or over http on this machine. `proxy` (`http://host:port`) sends it through a proxy.
    `budget` is in US dollars a month.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}

    enabled: bool = False
    account: Annotated[str, AfterValidator(_user_name)] = ""
    credentials: Annotated[str, Field(min_length=1)] = "credentials/x.json"
    budget: Annotated[Decimal | None, Field(ge=0)] = None
    api_url: Annotated[str, AfterValidator(_address)] = API_URL
    proxy: Annotated[str, AfterValidator(_proxy)] = ""
    ca_file: str = ""
    upload_deadline: CallLimit = timedelta(seconds=60)
    send_deadline: CallLimit = timedelta(seconds=30)

    def __post_init__(self) -> None:
        """Refuse a channel that is enabled for nobody."""
        if self.enabled and not self.account:
            raise ValueError("a channel that is enabled needs its account, the user name without @")
        if self.proxy and self.api_url.startswith("http:"):
            raise ValueError("proxy is not used for an api_url of http://; leave it out, or use https://")
