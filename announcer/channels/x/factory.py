"""Puts the channel to X together out of a site's settings and its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from announcer.channels.credentials import Secrets, find_secrets
from announcer.channels.x.channel import XChannel
from announcer.channels.x.client import API_URL
from announcer.channels.x.key_setup import XLogin
from announcer.channels.x.keys import OAUTH1_NAMES, KeySource, StaticKeys
from announcer.channels.x.oauth2 import RenewedToken, TokenEndpoint, Tokens
from announcer.channels.x.outcome import CHANNEL
from announcer.channels.x.transport import Transport
from announcer.errors import ConfigurationError
from announcer.system.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class XSettings:
    """The table `[channels.x]`: `account` is the user name without @, `credentials` the file with the secrets.

    `api_url` points the channel at a test server, `proxy` (`http://host:port`) sends it through a proxy, `ca_file`
    names certificates to trust in place of Mozilla's, `headers` go with every request.
    """

    account: str
    credentials: Path
    api_url: str = API_URL
    proxy: str = ""
    ca_file: str = ""
    upload_deadline: timedelta = timedelta(seconds=60)
    send_deadline: timedelta = timedelta(seconds=30)
    headers: Mapping[str, str] = field(default_factory=dict)


def open_x(settings: XSettings, clock: Clock, environ: Mapping[str, str]) -> XChannel:
    """Return the channel, ready to send; nothing is asked of X yet.

    Raises:
        ConfigurationError: the secrets are missing, incomplete, or open to others.
    """
    transport = _transport(settings, clock)
    return XChannel(
        account=settings.account,
        keys=x_keys(settings, clock, environ),
        clock=clock,
        transport=transport,
        api_url=settings.api_url,
        upload_deadline=settings.upload_deadline,
        send_deadline=settings.send_deadline,
    )


def x_keys(settings: XSettings, clock: Clock, environ: Mapping[str, str]) -> KeySource:
    """Return what signs the requests; its `secrets()` are what logs must hide.

    Raises:
        ConfigurationError: the secrets are missing, incomplete, or open to others.
    """
    found = find_secrets(CHANNEL, OAUTH1_NAMES, environ=environ, file=settings.credentials)
    if found.values.get("kind") != "oauth2":
        return StaticKeys.read(found.values, found.origin)
    endpoint = TokenEndpoint(transport=_transport(settings, clock), clock=clock, api_url=settings.api_url)
    return RenewedToken(path=_writable(found), endpoint=endpoint)


def _writable(found: Secrets) -> Path:
    """Return the token file: OAuth 2.0 writes every new pair back, which systemd's credentials do not allow."""
    if found.path is None:
        raise ConfigurationError(
            [f"channels.x.credentials: tokens of OAuth 2.0 cannot come from a {found.origin}"],
            hint="keep them in the file that channels.x.credentials names, or use the four keys of OAuth 1.0a",
        )
    Tokens.read(found.path)
    return found.path


def login_to_x(settings: XSettings, clock: Clock) -> XLogin:
    """Return what `announcer login x` does."""
    return XLogin(
        account=settings.account,
        path=settings.credentials,
        clock=clock,
        transport=_transport(settings, clock),
        api_url=settings.api_url,
    )


def _transport(settings: XSettings, clock: Clock) -> Transport:
    return Transport(
        clock=clock.monotonic, proxy=settings.proxy, ca_file=settings.ca_file, headers=settings.headers
    )
