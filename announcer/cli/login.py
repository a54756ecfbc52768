"""`announcer login`: give the program the keys of an account."""

import click

from announcer.channels.x.factory import login_to_x
from announcer.cli.app import App, emit
from announcer.errors import ConfigurationError
from announcer.settings.site_settings import load
from announcer.system.clock import SystemClock
from announcer.wiring.site_queue import x_settings


@click.command("login")
@click.argument("channel", type=click.Choice(["x"]))
@click.option("--consent", is_flag=True, help="Log in with OAuth 2.0, by consent in a browser.")
@click.pass_obj
def command(app: App, channel: str, *, consent: bool) -> None:
    """Try the keys of an account, and keep them where only you can read."""
    settings = x_settings(app.site, load(app.site))
    if not settings.account:
        raise ConfigurationError(
            [f"channels.{channel}.account: this key is needed"], hint="the user name without @"
        )
    login = login_to_x(settings, SystemClock())
    (login.with_consent if consent else login.with_keys)(Terminal())
    if app.json:
        emit({"channel": channel, "account": settings.account, "credentials": str(settings.credentials)})


class Terminal:
    """Talks to the person at the terminal, on standard error: standard output is the program's."""

    def say(self, text: str) -> None:
        """Tell something."""
        click.echo(f"{text}\n", err=True)

    def ask(self, question: str, *, secret: bool = False) -> str:
        """Return the answer; one that is secret is not shown while it is typed."""
        return str(click.prompt(question, default="", show_default=False, hide_input=secret, err=True))
