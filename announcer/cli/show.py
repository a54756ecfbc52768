"""`announcer show`: one announcement with all that is known of it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import click

from announcer.cli.app import App, emit
from announcer.cli.output import moment, retraction_words, state_words
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Event, Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import MILLION
from announcer.errors import AnnouncerError
from announcer.services.presenting import whole_json
from announcer.wiring.site_queue import open_queue


@click.command("show")
@click.argument("announcement", metavar="ID")
@click.pass_obj
def command(app: App, announcement: str) -> None:
    """Show one announcement: text, findings, key sentences, history."""
    with open_queue(app.site) as queue:
        queued = queue.store.get(announcement)
        history = queue.store.history(announcement)
        try:
            made: Announcement | None = queue.redrafting.rebuilt(queued)
            problem = ""
        except AnnouncerError as error:  # what is in the queue can be shown without the site's templates
            made, problem = None, str(error)
        if app.json:
            emit(whole_json(queued, made, history, queue.zone, problem=problem))
        else:
            _print(queued, made, history, problem, queue.zone)


def _print(
    queued: Queued, made: Announcement | None, history: Sequence[Event], problem: str, zone: ZoneInfo
) -> None:
    click.echo(click.style(queued.title, bold=True))
    click.echo(f"{queued.id}  {state_words(queued)}  {queued.channel}/{queued.account}  {queued.language}")
    for name, text in _facts(queued, zone):
        click.echo(f"{name}: {text}")
    click.echo(f"\n{queued.text}\n\nalt text: {queued.alt_text}\n")
    if problem:
        click.echo(f"the findings are not known: {problem}")
    if made:
        _print_findings(made)
    click.echo("history:")
    for event in history:
        click.echo(f"  {moment(event.at, zone)}  {event.actor}  {event.name}  {event.detail}".rstrip())


def _facts(queued: Queued, zone: ZoneInfo) -> list[tuple[str, str]]:
    due_at = queued.due_at if queued.state is State.SCHEDULED else None
    facts = [
        ("held", queued.held),
        ("paper", retraction_words(queued)),
        ("digest", queued.digest),
        ("approved by", queued.approved_by),
        ("goes out", moment(due_at, zone) if due_at else ""),
        ("estimated cost", f"${queued.cost / MILLION:.3f}" if queued.cost else ""),
        ("posted", moment(queued.posted_at, zone) if queued.posted_at else ""),
        ("at", queued.receipt.url if queued.receipt else ""),
        ("evidence", queued.evidence),
        ("looked for again", moment(queued.check_at, zone) if queued.check_at else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _print_findings(made: Announcement) -> None:
    for finding in made.findings:
        click.echo(f"{finding.level.value}: {finding.message}" + (f" ({finding.hint})" if finding.hint else ""))
    if made.text.dropped:
        click.echo(f"dropped to fit: {', '.join(made.text.dropped)}")
    for number, candidate in enumerate(made.candidates, start=1):
        click.echo(f"key sentence {number}: {candidate.text}")
