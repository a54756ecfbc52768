"""OAuth 2.0 for X: a person's consent with PKCE (RFC 7636), and tokens that are renewed under a lock.

X's refresh tokens are good once: two processes that use the same one lose the account. So a renewal holds a file
lock, looks first whether someone else has just done it, and has the new tokens on disk before they are used. Where
the answer to a renewal is lost, the old token is tried again: if X had taken it, the new one is gone in any case.
"""

import base64
import fcntl
import hashlib
import logging
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from announcer.channels.credentials import read_secret_file, write_secret_file
from announcer.channels.x.keys import BearerToken, OAuth1Keys, digest_of
from announcer.channels.x.outcome import Reason, decoded, intermediary, is_not_the_networks, paused, wait_of
from announcer.channels.x.rules import CHANNEL
from announcer.channels.x.settings import API_URL
from announcer.channels.x.transport import Deadline, Reply, Transport, TransportError
from announcer.errors import ConfigurationError, PostDelayedError, UsageError
from announcer.system.clock import Clock

log = logging.getLogger(__name__)

AUTHORISE_URL = "https://x.com/i/oauth2/authorize"
NEEDED = frozenset({"tweet.read", "tweet.write", "users.read", "media.write", "offline.access"})
LIFETIME = timedelta(hours=2)
MARGIN = timedelta(minutes=2)
"""A token is renewed when less than this is left; not earlier, for every renewal is a risk."""

FRESH = timedelta(minutes=5)
"""A token younger than this that X rejects is not helped by another renewal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A token pair as kept on disk. `client_secret` is empty for an app that X calls public.

    `grant` is what a person's consent is known by for as long as it is renewed, since X gives it no name.
    """

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime
    scope: str
    grant: str

    @classmethod
    def read(cls, path: Path) -> "Tokens":
        """Return the tokens in a file.

        Raises:
            ConfigurationError: the file is missing, readable by others, or holds something else.
        """
        values = read_secret_file(path)
        try:
            times = {name: datetime.fromisoformat(values[name]) for name in ("obtained_at", "expires_at")}
            names = ("client_id", "client_secret", "access_token", "refresh_token", "scope")
            texts = {name: values[name] for name in names}
            grant = values.get("grant") or digest_of(values["refresh_token"])  # earlier versions kept none
            return cls(**times, **texts, grant=grant)  # type: ignore[arg-type]
        except (KeyError, ValueError) as error:
            raise ConfigurationError([f"{path}: {error} is missing or wrong"], hint="announcer login x") from error

    def write(self, path: Path) -> None:
        """Replace the file, durably."""
        times = {"obtained_at": self.obtained_at.isoformat(), "expires_at": self.expires_at.isoformat()}
        names = ("client_id", "client_secret", "access_token", "refresh_token", "scope", "grant")
        write_secret_file(path, {"kind": "oauth2", **{name: getattr(self, name) for name in names}, **times})


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEndpoint:
    """X's address for codes and refresh tokens."""

    transport: Transport
    clock: Clock
    api_url: str = API_URL

    def redeem(self, app: Tokens, code: str, verifier: str, redirect_uri: str, deadline: Deadline) -> Tokens:
        """Return tokens for the code that a consent gave; `app` brings the client's id and secret."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        return self._ask(app, form | {"code_verifier": verifier}, deadline)

    def refresh(self, old: Tokens, deadline: Deadline) -> Tokens:
        """Return new tokens; the old refresh token is used up.

        Raises:
            PostDelayedError: no answer, or none of use.
            ChannelPausedError: X does not take the refresh token any more.
        """
        return self._ask(old, {"grant_type": "refresh_token", "refresh_token": old.refresh_token}, deadline)

    def _ask(self, app: Tokens, form: Mapping[str, str], deadline: Deadline) -> Tokens:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        if app.client_secret:
            pair = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        body = urlencode({**form, "client_id": app.client_id}).encode()
        url = self.api_url.rstrip("/") + "/2/oauth2/token"
        try:
            reply = self.transport.exchange("POST", url, headers, body, deadline)
        except TransportError as error:
            raise _later(error.problem) from error
        return self._read(app, reply)

    def _read(self, old: Tokens, reply: Reply) -> Tokens:
        if is_not_the_networks(reply):
            raise intermediary(f"renewing the login: {reply.status}", wait_of(reply, self.clock.now()))
        if reply.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise paused(
                Reason.UNAUTHORISED, f"X does not renew the login ({reply.status}); run `announcer login x`"
            )
        fields, now = decoded(reply), self.clock.now()
        access = fields.get("access_token")
        if reply.status != HTTPStatus.OK or not isinstance(access, str) or not access:
            raise _later(f"X answered {reply.status} without a token", wait=wait_of(reply, now))
        seconds = fields.get("expires_in")
        lifetime = timedelta(seconds=seconds) if isinstance(seconds, int) and 0 < seconds < 10**7 else LIFETIME
        return replace(
            old,
            access_token=access,
            refresh_token=str(fields.get("refresh_token") or old.refresh_token),
            scope=str(fields.get("scope") or old.scope),
            obtained_at=now,
            expires_at=now + lifetime,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedToken:
    """Keys out of a token file that any number of processes share."""

    path: Path
    endpoint: TokenEndpoint

    def keys(self, deadline: Deadline) -> BearerToken:
        """Return an access token with some time left, renewed where it must be."""
        tokens = Tokens.read(self.path)
        if tokens.expires_at - self.endpoint.clock.now() < MARGIN:
            tokens = self._renew(tokens, deadline)
        return BearerToken(access_token=tokens.access_token)

    def renewed(self, rejected: OAuth1Keys | BearerToken, deadline: Deadline) -> bool:
        """Return whether a token other than the rejected one is at hand now."""
        tokens = Tokens.read(self.path)
        if tokens.access_token == rejected.access_token:
            if self.endpoint.clock.now() - tokens.obtained_at < FRESH:
                return False
            self._renew(tokens, deadline)
        return True

    def digest(self) -> str:
        """Return a digest of the consent, which outlasts its tokens."""
        return digest_of(Tokens.read(self.path).grant)

    def secrets(self) -> tuple[str, ...]:
        """Return the tokens and the app's secret."""
        tokens = Tokens.read(self.path)
        return tuple(filter(None, (tokens.access_token, tokens.refresh_token, tokens.client_secret)))

    def _renew(self, stale: Tokens, deadline: Deadline) -> Tokens:
        with self._lock():
            current = Tokens.read(self.path)
            if current.access_token != stale.access_token:
                return current
            new = self.endpoint.refresh(current, deadline)
            new.write(self.path)
        if missing := NEEDED - set(new.scope.split()):
            log.warning(
                "X granted less than before", extra={"event": "x-scope-changed", "missing": sorted(missing)}
            )
            raise paused(Reason.PERMISSION, f"the login lacks {', '.join(sorted(missing))}")
        log.info("The login was renewed", extra={"event": "x-token-renewed"})
        return new

    @contextmanager
    def _lock(self) -> Iterator[None]:
        descriptor = os.open(
            self.path.with_name(f"{self.path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise _later("another process is renewing the login", wait=timedelta(seconds=15)) from error
            yield
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One request for a person's consent; `verifier` and `state` tie the answer to it."""

    client_id: str
    redirect_uri: str
    verifier: str = field(repr=False)
    state: str = field(repr=False)

    @classmethod
    def ask(cls, client_id: str, redirect_uri: str) -> "Consent":
        """Return a new request."""
        verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(24)
        return cls(client_id=client_id, redirect_uri=redirect_uri, verifier=verifier, state=state)

    def address(self) -> str:
        """Return the page where the person says yes."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": " ".join(sorted(NEEDED)),
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return f"{AUTHORISE_URL}?{urlencode(query)}"

    def code(self, redirected: str) -> str:
        """Return the code in the address that X sent the person's browser to.

        Raises:
            UsageError: it does not answer this request.
        """
        query = {name: values[0] for name, values in parse_qs(urlsplit(redirected.strip()).query).items()}
        if "error" in query:
            raise UsageError("X was not given the consent", hint="start again, and press Authorize app")
        if not secrets.compare_digest(query.get("state", "").encode(), self.state.encode()) or not query.get(
            "code"
        ):
            raise UsageError(
                "this is not the address that X led to just now",
                hint="copy all of the browser's address line after pressing Authorize app",
            )
        return query["code"]


def _later(problem: str, wait: timedelta = timedelta(seconds=60)) -> PostDelayedError:
    return PostDelayedError(CHANNEL, f"the login could not be renewed: {problem}", wait=wait)
