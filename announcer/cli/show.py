"""`announcer show`: one announcement with all that is known of it."""

from collections.abc import Sequence

import click

from announcer.cli.app import App, emit
from announcer.cli.telling import moment, record, retraction, state
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Event, Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import MILLION
from announcer.errors import AnnouncerError
from announcer.wiring.site import open_site
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("show")
@click.argument("announcement", metavar="ID")
@click.pass_obj
def command(app: App, announcement: str) -> None:
    """Show one announcement: text, findings, key sentences, history."""
    with open_queue(app.site) as queue:
        queued = queue.store.get(announcement)
        history = queue.store.history(announcement)
        try:
            whole: Announcement | None = open_site(app.site).rebuilt(queue, queued)
            trouble = ""
        except AnnouncerError as error:  # what is in the queue can be shown without the site's templates
            whole, trouble = None, str(error)
        if app.json:
            emit(_record(queue, queued, whole, history, trouble))
        else:
            _print(queue, queued, whole, history, trouble)


def _record(
    queue: SiteQueue, queued: Queued, whole: Announcement | None, history: Sequence[Event], trouble: str
) -> dict[str, object]:
    return {
        **record(queue, queued),
        "text": queued.text,
        "alt_text": queued.alt_text,
        "link": queued.link,
        "cost_usd": queued.cost / MILLION,
        "evidence": queued.evidence,
        "findings": [
            {"id": each.id, "level": each.level.value, "message": each.message, "hint": each.hint}
            for each in (whole.findings if whole else ())
        ],
        "dropped": list(whole.text.dropped) if whole else [],
        "key_sentences": [each.text for each in whole.candidates] if whole else [],
        "history": [
            {"at": each.at.isoformat(), "actor": each.actor, "event": each.name, "detail": each.detail}
            for each in history
        ],
        "problem": trouble,
    }


def _print(
    queue: SiteQueue, queued: Queued, whole: Announcement | None, history: Sequence[Event], trouble: str
) -> None:
    click.echo(click.style(queued.title, bold=True))
    click.echo(f"{queued.id}  {state(queued)}  {queued.channel}/{queued.account}  {queued.language}")
    for name, text in _facts(queue, queued):
        click.echo(f"{name}: {text}")
    click.echo(f"\n{queued.text}\n\nalt text: {queued.alt_text}\n")
    if trouble:
        click.echo(f"findings cannot be told: {trouble}")
    if whole:
        _print_findings(whole)
    click.echo("history:")
    for event in history:
        click.echo(f"  {moment(queue, event.at)}  {event.actor}  {event.name}  {event.detail}".rstrip())


def _facts(queue: SiteQueue, queued: Queued) -> list[tuple[str, str]]:
    facts = [
        ("held", queued.held),
        ("paper", retraction(queued)),
        ("digest", queued.digest),
        ("approved by", queued.approved_by),
        ("goes out", moment(queue, queued.due_at) if queued.due_at and queued.state is State.SCHEDULED else ""),
        ("estimated cost", f"${queued.cost / MILLION:.3f}" if queued.cost else ""),
        ("posted", moment(queue, queued.posted_at) if queued.posted_at else ""),
        ("at", queued.receipt.url if queued.receipt else ""),
        ("evidence", queued.evidence),
        ("looked for again", moment(queue, queued.check_at) if queued.check_at else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _print_findings(whole: Announcement) -> None:
    for finding in whole.findings:
        click.echo(f"{finding.level.value}: {finding.message}" + (f" ({finding.hint})" if finding.hint else ""))
    if whole.text.dropped:
        click.echo(f"dropped to fit: {', '.join(whole.text.dropped)}")
    for number, candidate in enumerate(whole.candidates, start=1):
        click.echo(f"key sentence {number}: {candidate.text}")
