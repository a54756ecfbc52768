"""`announcer edit`: change an announcement's words or picture; its approval is gone then."""

from pathlib import Path

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.errors import UsageError
from announcer.ports.store import Edit
from announcer.services.editing import card_type
from announcer.system.plain_files import read_plain
from announcer.wiring.site_queue import open_queue

LARGEST_CARD = 30_000_000
"""Bytes of a picture that is given as a card; no network takes a sixth of it."""


@click.command("edit")
@click.argument("announcement", metavar="ID")
@click.option("--text", help="The new text; `-` reads it from standard input.")
@click.option("--alt-text", help="The new alt text.")
@click.option("--card", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The new card.")
@click.option("--sentence", type=int, help="Make it anew from this key sentence; `show` lists them.")
@click.option("--anyway", is_flag=True, help="Even if the text has links or mentions that seem not to be meant.")
@click.pass_obj
def command(  # noqa: PLR0913 (its options)
    app: App,
    announcement: str,
    text: str | None,
    alt_text: str | None,
    card: Path | None,
    sentence: int | None,
    *,
    anyway: bool,
) -> None:
    """Change an announcement; it must be approved again."""
    given = _given(text, alt_text, card)
    if (sentence is None) == (given == Edit()):
        raise UsageError("say what to change", hint="give --sentence, or any of --text, --alt-text and --card")
    with open_queue(app.site) as queue:
        if sentence is None:
            edited = queue.review.edit(announcement, given, actor=current_actor(), anyway=anyway)
        else:
            edited = queue.redrafting.choose_sentence(announcement, sentence, actor=current_actor(), anyway=anyway)
        print_done(app, edited, queue.zone, "edited, to be approved")


def _given(text: str | None, alt_text: str | None, card: Path | None) -> Edit:
    picture = read_plain(card, LARGEST_CARD) if card else None
    return Edit(
        text=_standard_input() if text == "-" else text,
        alt_text=alt_text,
        card=picture,
        card_type=card_type(picture) if picture is not None else None,
    )


def _standard_input() -> str:
    with click.open_file("-", "r", encoding="utf-8-sig") as stream:
        text: str = stream.read()
    return text.removesuffix("\n")
