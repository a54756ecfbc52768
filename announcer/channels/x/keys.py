"""What signs a request to X: four lasting keys, or a token that is renewed in time."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Protocol

from announcer.channels.x.client import BearerToken, OAuth1Keys
from announcer.channels.x.transport import Deadline
from announcer.errors import ConfigurationError

OAUTH1_NAMES = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")


class KeySource(Protocol):
    """Gives keys for the next call."""

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

    def keys(self, deadline: Deadline) -> OAuth1Keys | BearerToken:  # noqa: ARG002 (the protocol's)
        """Return the keys."""
        return self.value

    def renewed(self, rejected: OAuth1Keys | BearerToken, deadline: Deadline) -> bool:  # noqa: ARG002 (the same)
        """Return False: there are no others."""
        return False

    def secrets(self) -> tuple[str, ...]:
        """Return every part of the keys."""
        return astuple(self.value)
