"""Put the channel to X together out of a site's settings and its keys."""

import ssl
from functools import partial
from pathlib import Path

from announcer.channels.credentials import Secrets, find_secrets
from announcer.channels.x.key_setup import XLogin
from announcer.channels.x.keys import OAUTH1_NAMES, KeySource, StaticKeys
from announcer.channels.x.oauth2 import RenewedToken, TokenEndpoint, Tokens
from announcer.channels.x.rules import CHANNEL, X_RULES
from announcer.channels.x.settings import XSettings
from announcer.channels.x.transport import Transport
from announcer.errors import ConfigurationError
from announcer.ports.channels import Channel, ChannelContext, Trials
from announcer.system.paths import is_file, is_there


def open_x(settings: XSettings, context: ChannelContext) -> Channel:
    """Return the channel, ready to send; nothing is asked of X yet.

    Raises:
        ConfigurationError: the keys are missing, incomplete, or open to others.
    """
    return _channel(settings, context, x_keys(settings, context))


def x_keys(settings: XSettings, context: ChannelContext) -> KeySource:
    """Return what signs the requests.

    Raises:
        ConfigurationError: the keys are missing, incomplete, or open to others.
    """
    file = x_credentials(settings, context)
    found = find_secrets(CHANNEL, OAUTH1_NAMES, environ=context.environ, file=file)
    if found.values.get("kind") != "oauth2":
        return StaticKeys.read(found.values, found.origin)
    return RenewedToken(path=_writable(found), endpoint=_token_endpoint(settings, context))


def x_secrets(settings: XSettings, context: ChannelContext) -> tuple[str, ...]:
    """Return every text that no log may show.

    Raises:
        ConfigurationError: the keys are missing, incomplete, or open to others.
    """
    return x_keys(settings, context).secrets()


def x_credentials(settings: XSettings, context: ChannelContext) -> Path:
    """Return the file that keys are kept in; they may come from elsewhere, see `find_secrets`."""
    return context.folder / settings.credentials


def x_trials(settings: XSettings, context: ChannelContext) -> Trials:
    """Return what can be tried without asking X: the keys, and the certificates that the settings name."""
    keys = {f"keys of {X_RULES.title}": partial(x_secrets, settings, context)}
    if not settings.ca_file:
        return keys
    return {**keys, "channels.x.ca_file": partial(_read_certificates, context.folder / settings.ca_file)}


def _read_certificates(path: Path) -> None:
    if is_there(path) and not is_file(path):  # reading a pipe would take for ever
        raise ConfigurationError([f"channels.x.ca_file: {path}: not a plain file"], hint="correct the setting")
    try:
        ssl.create_default_context(cafile=path)
    except ssl.SSLError:
        problem = f"channels.x.ca_file: {path}: holds no certificate that can be read"
        raise ConfigurationError([problem], hint="certificates are text in PEM form") from None
    except OSError as error:
        problem = f"channels.x.ca_file: {path}: {error.strerror}"
        raise ConfigurationError([problem], hint="correct the setting, or put the file there") from None


def login_to_x(settings: XSettings, context: ChannelContext) -> XLogin:
    """Return what `announcer login x` does."""
    return XLogin(
        account=settings.account,
        path=x_credentials(settings, context),
        endpoint=_token_endpoint(settings, context),
        channel_with=lambda keys: _channel(settings, context, keys),
    )


def _channel(settings: XSettings, context: ChannelContext, keys: KeySource) -> Channel:
    from announcer.channels.x.channel import XChannel  # noqa: PLC0415 (tweepy is slow to import)

    return XChannel(settings, keys=keys, clock=context.clock, transport=_transport(settings, context))


def _token_endpoint(settings: XSettings, context: ChannelContext) -> TokenEndpoint:
    transport = _transport(settings, context)
    return TokenEndpoint(transport=transport, clock=context.clock, api_url=settings.api_url)


def _transport(settings: XSettings, context: ChannelContext) -> Transport:
    ca_file = str(context.folder / settings.ca_file) if settings.ca_file else ""
    return Transport(clock=context.clock.monotonic, proxy=settings.proxy, ca_file=ca_file)


def _writable(found: Secrets) -> Path:
    """Return the token file: OAuth 2.0 writes every new pair back, which systemd's credentials do not allow."""
    if found.path is None:
        raise ConfigurationError(
            [f"channels.x.credentials: tokens of OAuth 2.0 cannot come from a {found.origin}"],
            hint="keep them in the file that channels.x.credentials names, or use the four keys of OAuth 1.0a",
        )
    Tokens.read(found.path)
    return found.path
