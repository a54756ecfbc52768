"""What signs a request to X: four lasting keys, or a token that is renewed in time."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Protocol

from announcer.channels.x.transport import Deadline
from announcer.errors import ConfigurationError

OAUTH1_NAMES = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth1Keys:
    """The four strings of OAuth 1.0a: two name the app, two the account. They do not expire by themselves."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)

    @property
    def user_id(self) -> str:
        """The account's number, which X puts before the dash of the access token; empty where there is none."""
        number, dash, _ = self.access_token.partition("-")
        return number if dash and number.isdecimal() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerToken:
    """The access token of OAuth 2.0, good for about two hours."""

    access_token: str = field(repr=False)


def digest_of(*secrets: str) -> str:
    """Return what tells these secrets from others without giving them away: an HMAC-SHA-256 keyed by them."""
    return hmac.new("\0".join(secrets).encode(), b"announcer: whose keys are these", hashlib.sha256).hexdigest()


class KeySource(Protocol):
    """Gives keys for the next call."""

    def digest(self) -> str:
        """Return what tells the account's grant from others; it stays the same when tokens renew themselves.

        Raises:
            ConfigurationError: the keys cannot be read.
        """

    def keys(self, deadline: Deadline) -> OAuth1Keys | BearerToken:
        """Return keys that are good as far as is known.

        Raises:
            PostDelayedError: they cannot be had now.
            ChannelPausedError: a person must log in again.
        """

    def renewed(self, rejected: OAuth1Keys | BearerToken, deadline: Deadline) -> bool:
        """Return whether there are other keys now than the ones X has just rejected.

        Raises:
            PostDelayedError: they cannot be had now.
            ChannelPausedError: a person must log in again.
        """

    def secrets(self) -> tuple[str, ...]:
        """Return every text that must never be shown."""


@dataclass(frozen=True, slots=True)
class StaticKeys:
    """Keys that are never renewed: those of OAuth 1.0a last until someone takes them back."""

    value: OAuth1Keys | BearerToken

    @classmethod
    def read(cls, values: Mapping[str, str], origin: str) -> "StaticKeys":
        """Return the four keys of OAuth 1.0a out of secrets by name.

        Raises:
            ConfigurationError: some are missing; all of them are named.
        """
        missing = [name for name in OAUTH1_NAMES if not values.get(name, "").strip()]
        if missing:
            raise ConfigurationError([f"{origin}: {name} is missing" for name in missing], hint="announcer login x")
        return cls(OAuth1Keys(**{name: values[name].strip() for name in OAUTH1_NAMES}))

    def digest(self) -> str:
        """Return a digest of every part of the keys."""
        return digest_of(*self.secrets())

    def keys(self, deadline: Deadline) -> OAuth1Keys | BearerToken:  # noqa: ARG002 (the protocol's)
        """Return the keys."""
        return self.value

    def renewed(self, rejected: OAuth1Keys | BearerToken, deadline: Deadline) -> bool:  # noqa: ARG002 (the same)
        """Return False: there are no others."""
        return False

    def secrets(self) -> tuple[str, ...]:
        """Return every part of the keys."""
        return astuple(self.value)
