"""The tables `[attention]` and `[notices]` of announcer.toml: when a person is needed, and how people are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from announcer.core.posting.attention import AttentionRules
from announcer.settings.values import Duration, QuietText, Settings, Text

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _webhook(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise ValueError("this is no address") from None
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if url and not (safe and host):
        raise ValueError("should begin with https://; http:// goes to this machine only")
    return url


def checked_mail_address(text: str) -> str:
    """Return the address; raises ValueError where it is none."""
    try:
        Address(addr_spec=text)
    except (ValueError, HeaderParseError, IndexError):
        raise ValueError(f"{text!r} is not a mail address") from None
    if "@" not in text or not text.isascii():
        raise ValueError(f"{text!r} is not a mail address")
    return text


MailAddress = Annotated[Text, AfterValidator(checked_mail_address)]
WebAddress = Annotated[str, AfterValidator(_webhook)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionSettings(Settings):
    """From when on something asks for a person."""

    overdue_after: Duration = timedelta(minutes=10)
    unseen_after: Duration = timedelta(minutes=10)
    delayed_times: Annotated[int, Field(ge=1, le=1000)] = 5
    failed_times: Annotated[int, Field(ge=1, le=1000)] = 3

    def as_rules(self, is_open: Callable[[datetime], bool], *, held_in_review: bool) -> AttentionRules:
        """Return them as the core knows them, with when the site posts, and whether nobody looks at its review."""
        return AttentionRules(
            overdue_after=self.overdue_after,
            unseen_after=self.unseen_after,
            delayed_times=self.delayed_times,
            failed_times=self.failed_times,
            is_open=is_open,
            held_in_review=held_in_review,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings(Settings):
    """Where mail is handed in; without a host none is sent."""

    host: str = ""
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: Annotated[str, AfterValidator(lambda text: checked_mail_address(text) if text else text)] = ""
    to: tuple[MailAddress, ...] = ()
    user: str = ""
    password_file: Text = "credentials/mail.txt"  # noqa: S105 (a path)
    ca_file: str = ""

    def __post_init__(self) -> None:
        """Refuse a host without a sender or without anybody to tell."""
        if self.host and not (self.sender and self.to):
            raise ValueError("a host needs sender and to beside it")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesSettings(Settings):
    """How people are told that they are needed."""

    quiet: tuple[QuietText, ...] = ()
    wait: Duration = timedelta(minutes=5)
    repeat: Duration = timedelta(days=1)
    command: tuple[Text, ...] = ()
    webhook: WebAddress = ""
    mail: MailSettings = field(default_factory=MailSettings)
