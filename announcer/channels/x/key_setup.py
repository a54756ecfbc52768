"""Walk a person through X's keys, try them with a read that posts nothing, and keep them where only we can read.

All that is shown and asked goes through a `Dialogue`, so that the words can be tested without a terminal.
"""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from announcer.channels.credentials import write_secret_file
from announcer.channels.x.keys import OAUTH1_NAMES, BearerToken, KeySource, OAuth1Keys, StaticKeys
from announcer.channels.x.oauth2 import Consent, RenewedToken, TokenEndpoint, Tokens
from announcer.errors import UsageError
from announcer.ports.channels import Channel, Dialogue

REDIRECT = "http://127.0.0.1/announcer"
"""Nothing listens there: the person copies the address out of the browser. It must be registered with the app."""

TOKEN_DEADLINE = timedelta(seconds=30)

# What X's console calls the keys; none is a key.
LABELS = {
    "consumer_key": "API key (consumer key)",
    "consumer_secret": "API key secret (consumer secret)",
    "access_token": "Access token",
    "access_token_secret": "Access token secret",
}

OAUTH1_STEPS = """\
You need an app of the account's own in X's developer console:
  1. https://console.x.com → sign in as the account that is to post → Apps → create an app.
  2. User authentication settings → App permissions: Read and write.
  3. Keys and tokens → generate the API key and secret, then the access token and secret.
     Tokens made before step 2 stay read-only: make them again.
X charges for use, and its terms exclude some countries: see docs/how-to/post-to-x.md."""

OAUTH2_STEPS = f"""\
You need an app in X's developer console (https://console.x.com):
  1. User authentication settings → App permissions: Read and write; type: a confidential or public client.
  2. Callback address: {REDIRECT}
  3. Keys and tokens → copy the OAuth 2.0 client ID (and the client secret of a confidential client)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XLogin:
    """Logs one account in; an `announcer.ports.channels.ChannelLogin`.

    `account` is the user name without @, `path` the file that the keys are kept in, `endpoint` X's address for
    tokens. `channel_with` opens the channel with keys that are to be tried.
    """

    account: str
    path: Path
    endpoint: TokenEndpoint
    channel_with: Callable[[KeySource], Channel]

    def with_keys(self, dialogue: Dialogue) -> str:
        """Ask for the four keys of OAuth 1.0a, try them and keep them; return their digest.

        Raises:
            UsageError: a key cannot be one.
            ChannelError: X does not take them, or they are another account's; nothing was kept.
            ConfigurationError: the file cannot be written.
        """
        dialogue.say(OAUTH1_STEPS)
        keys = OAuth1Keys(**{name: _answer(dialogue.ask, LABELS[name], secret=True) for name in OAUTH1_NAMES})
        if not keys.user_id:
            raise UsageError(
                "this is not the access token of an account: that begins with the account's number and a dash",
                hint="copy the access token, not the bearer token",
            )
        channel = self.channel_with(StaticKeys(keys))
        channel.probe()
        write_secret_file(self.path, {"kind": "oauth1", **asdict(keys)})
        self._done(dialogue)
        return channel.keys_digest()

    def with_consent(self, dialogue: Dialogue) -> str:
        """Get tokens of OAuth 2.0 by the person's consent in a browser, try and keep them; return their digest.

        Raises:
            UsageError: the address that was pasted is not the one X led to.
            ChannelError: X does not take the code, or the tokens are another account's; nothing was kept.
            ConfigurationError: the file cannot be written.
        """
        dialogue.say(OAUTH2_STEPS)
        client_id = _answer(dialogue.ask, "Client ID")
        client_secret = dialogue.ask("Client secret (empty for a public client)", secret=True).strip()
        consent = Consent.ask(client_id, REDIRECT)
        dialogue.say(
            f"Open this address, signed in as @{self.account}, and press Authorize app:\n\n{consent.address()}\n"
        )
        dialogue.say("The browser then shows an error page: that is as it should be.")
        code = consent.code(_answer(dialogue.ask, "The whole address of that page", secret=True))
        deadline = self.endpoint.transport.deadline(TOKEN_DEADLINE.total_seconds())
        app = self._app(client_id, client_secret)
        tokens = self.endpoint.redeem(app, code, consent.verifier, REDIRECT, deadline)
        self.channel_with(StaticKeys(BearerToken(access_token=tokens.access_token))).probe()
        tokens.write(self.path)
        self._done(dialogue)
        return self.channel_with(RenewedToken(path=self.path, endpoint=self.endpoint)).keys_digest()

    def _app(self, client_id: str, client_secret: str) -> Tokens:
        now = self.endpoint.clock.now()
        empty = {"access_token": "", "refresh_token": "", "scope": ""}
        return Tokens(
            client_id=client_id,
            client_secret=client_secret,
            obtained_at=now,
            expires_at=now,
            grant=secrets.token_urlsafe(24),
            **empty,
        )

    def _done(self, dialogue: Dialogue) -> None:
        dialogue.say(
            f"These keys are @{self.account}'s, X says. They are in {self.path}, which only you can read.\n"
            "If the channel was paused, run `announcer resume x`."
        )


def _answer(ask: Callable[..., str], question: str, *, secret: bool = False) -> str:
    """Return an answer without the blanks that copying adds.

    Raises:
        UsageError: it is empty, or has blanks inside.
    """
    answer = ask(question, secret=secret).strip()
    if not answer or any(character.isspace() for character in answer):
        raise UsageError(
            f"{question}: this is empty or has blanks in it", hint="copy it whole, without anything around it"
        )
    return answer
