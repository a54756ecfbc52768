"""`announcer login x`: get the keys of an account and keep them safe."""

import click

from announcer.cli.app import App
from announcer.clocks import SystemClock
from announcer.config import load
from announcer.desk import x_settings
from announcer.errors import ConfigurationError


class Terminal:
    """Talks to the person at the keyboard, by standard error, so that no answer is ever piped on."""

    def say(self, text: str) -> None:
        """Tell something."""
        click.echo(text, err=True)

    def ask(self, question: str, *, secret: bool = False) -> str:
        """Return the answer; one that is secret is not shown while it is typed."""
        answer: str = click.prompt(question, default="", show_default=False, hide_input=secret, err=True)
        return answer


@click.command("login")
@click.argument("channel", type=click.Choice(["x"]))
@click.option("--oauth2", is_flag=True, help="By consent in a browser, instead of the four keys of OAuth 1.0a.")
@click.pass_obj
def command(app: App, channel: str, *, oauth2: bool) -> None:
    """Log an account in: ask for its keys, try them, keep them where only you can read."""
    from announcer.channels.x_open import login_to_x  # noqa: PLC0415 (tweepy is slow to import)

    settings = load(app.site)
    if not settings.channels.x.account:
        raise ConfigurationError([f"channels.{channel}.account: give the account's user name first"])
    login = login_to_x(x_settings(app.site, settings), SystemClock())
    (login.with_consent if oauth2 else login.with_keys)(Terminal())
