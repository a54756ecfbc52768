"""`announcer edit`: change an announcement's words or picture; its approval is gone then."""

from pathlib import Path

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo
from announcer.cli.output import print_done
from announcer.core.posting.queued import Queued
from announcer.errors import AnnouncerError, UsageError
from announcer.ports.store import Edit
from announcer.services.review.editing import card_type
from announcer.system.plain_files import read_plain
from announcer.wiring.site_queue import SiteQueue, open_queue

LARGEST_CARD = 30_000_000
"""Bytes of a picture that is given as a card; no network takes a sixth of it."""


@click.command("edit")
@click.argument("announcement", metavar="ID")
@click.option("--text", help="The new text; `-` reads it from standard input.")
@click.option("--editor", is_flag=True, help="Change the text in your editor, $VISUAL or $EDITOR.")
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
    editor: bool,
    anyway: bool,
) -> None:
    """Change an announcement; it must be approved again."""
    given = (text, alt_text, card) != (None, None, None)
    if [sentence is not None, given, editor].count(True) != 1:
        hint = "give --editor, or --sentence, or any of --text, --alt-text and --card"
        raise UsageError("say what to change", hint=hint)
    edit = _given(text, alt_text, card)
    with open_queue(app.site) as queue:
        one = queue.search.named(announcement)
        if editor:
            edited = _in_editor(queue, one, anyway=anyway)
        elif sentence is None:
            edited = queue.review.edit(one, edit, actor=current_actor(), anyway=anyway)
        else:
            edited = queue.redrafting.choose_sentence(one, sentence, actor=current_actor(), anyway=anyway)
        if edited is None:
            print_done(app, queue.store.get(one), queue.zone, "unchanged")
        else:
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


def _in_editor(queue: SiteQueue, announcement: str, *, anyway: bool) -> Queued | None:
    """Return the announcement with the text that came back from the editor; None where that is as it was."""
    queued = queue.store.get(announcement)
    text = click.edit(queued.text, extension=".txt")
    if text is None or (text := text.rstrip("\n")) == queued.text.rstrip("\n"):
        return None
    try:
        return queue.review.edit(
            announcement, Edit(text=text), actor=current_actor(), anyway=anyway, seen=queued.digest
        )
    except AnnouncerError:
        echo(f"This is what you wrote; it was not taken:\n\n{text}\n", err=True)
        raise
