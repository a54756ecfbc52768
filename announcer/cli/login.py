"""`announcer login`: give the program the keys of an account."""

import os
from contextlib import suppress

import click

from announcer.channels.registry import CHANNELS
from announcer.cli.app import App, echo, emit
from announcer.errors import AnnouncerError, ConfigurationError
from announcer.ports.channels import ChannelContext
from announcer.settings.site_settings import load
from announcer.system.clock import SystemClock
from announcer.wiring.site_queue import open_queue, store_path

KEYS = {name: kind.keys for name, kind in CHANNELS.items() if kind.keys}


@click.command("login")
@click.argument("channel", type=click.Choice(list(KEYS)))
@click.option("--consent", is_flag=True, help="Log in with OAuth 2.0, by consent in a browser.")
@click.pass_obj
def command(app: App, channel: str, *, consent: bool) -> None:
    """Try the keys of an account, and keep them where only you can read."""
    keys, settings = KEYS[channel], load(app.site).channels.of(channel)
    if not settings.account:
        raise ConfigurationError(
            [f"channels.{channel}.account: this key is needed"], hint="the user name without @"
        )
    context = ChannelContext(folder=app.site, clock=SystemClock(), environ=os.environ)
    login = keys.login(settings, context)
    keys_digest = (login.with_consent if consent else login.with_keys)(Terminal())
    with suppress(AnnouncerError):  # the login stands; without this the daemon asks once more whose keys they are
        _confirm(app, channel, keys_digest)
    if app.json:
        file = keys.file(settings, context)
        emit({"channel": channel, "account": settings.account, "credentials": str(file)})


def _confirm(app: App, channel: str, keys_digest: str) -> None:
    """Write into the queue, where there is one, that the keys are the account's: X has just said so."""
    settings = load(app.site)
    if settings.store.is_postgres or store_path(app.site, settings).exists():
        with open_queue(app.site) as queue:
            queue.store.confirm_keys(channel, settings.channels.of(channel).account, keys_digest)


class Terminal:
    """Talks to the person at the terminal, on standard error: standard output is the program's."""

    def say(self, text: str) -> None:
        """Show a text."""
        echo(f"{text}\n", err=True)

    def ask(self, question: str, *, secret: bool = False) -> str:
        """Return the answer; one that is secret is not shown while it is typed."""
        return str(click.prompt(question, default="", show_default=False, hide_input=secret, err=True))
