"""The table `[review]` of announcer.toml: the review page."""

import ipaddress
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from announcer.settings.attention_settings import checked_mail_address
from announcer.settings.values import Duration, Settings, Text

_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")
_HOST = re.compile(r"\[[0-9A-Fa-f:]+\](?::\d+)?|[A-Za-z0-9.-]+(?::\d+)?")
CLAIMS = (
    "It says what the abstract says, and no more.",
    "Where animals or cells were studied, it says so.",
    "It has no causal word for what was only observed.",
    "It says so if this is a preprint.",
    "Conflicts of interest were looked at.",
)
"""What an approver is asked about claims of health, unless the site asks something else."""


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(
            f"{text!r} is not a host; write a name such as 'review.example.org', with :PORT if it has one"
        )
    return text.lower()


def _public_address(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError(f"{text!r} is not an address; write it as 'https://review.example.org'")
    return text.rstrip("/").lower()


def _network(text: str) -> str:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"{text!r} is not an address of a proxy, such as '127.0.0.1'") from None
    return text


def _header(text: str) -> str:
    if text and not _HEADER.fullmatch(text):
        raise ValueError(f"{text!r} is not the name of a header, such as 'X-Remote-User'")
    return text


Host = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMailSettings(Settings):
    """Whether reviewers who have a link are told by mail what waits for them, through `[notices.mail]`.

    Each is told at most once in `every`, of what has waited for `wait`. Answers go to `reply_to`.
    """

    on: bool = False
    reply_to: Annotated[str, AfterValidator(lambda text: checked_mail_address(text) if text else text)] = ""
    every: Duration = timedelta(days=1)
    wait: Duration = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings(Settings):
    """The review page: where it is served, for how long people stay signed in, what they are asked.

    `public_address` is what people type where a proxy stands before the page. `trusted_proxies` are the addresses
    from which X-Forwarded-For is believed; and `identity_header`, which says whom they have signed in.
    `public_previews` lets anybody see the preview picture of a publication by its name.
    """

    host: Text = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8765
    public_address: Annotated[str, AfterValidator(_public_address)] = ""
    allowed_hosts: tuple[Host, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    identity_header: Annotated[str, AfterValidator(_header)] = ""
    undo_window: Duration = timedelta(minutes=10)
    idle_after: Duration = timedelta(minutes=30)
    sign_in_lasts: Duration = timedelta(hours=12)
    checklist: tuple[Text, ...] = CLAIMS
    public_previews: bool = False
    mail: ReviewMailSettings = field(default_factory=ReviewMailSettings)

    def __post_init__(self) -> None:
        """Refuse a header that anybody could send."""
        if self.identity_header and not self.trusted_proxies:
            raise ValueError("identity_header needs trusted_proxies beside it: who else says it is not believed")
