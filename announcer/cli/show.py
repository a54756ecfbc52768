"""`announcer show`: one announcement with all that is known of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from announcer.channels.registry import rules_of
from announcer.cli.app import App, echo, emit
from announcer.cli.output import moment, retraction_words, state_words
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Event, Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import MILLION
from announcer.core.publications.identity.provenance import Source
from announcer.core.publications.merging import field_name
from announcer.core.publications.retraction_notices import reinstated_words
from announcer.errors import AnnouncerError, UsageError
from announcer.services.card_files import write_picture
from announcer.services.presenting import delay_reasons, evidence, notes, sources_json, whole_json
from announcer.system.visible import visible
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("show")
@click.argument("announcement", metavar="ID")
@click.option("--card", type=click.Path(path_type=Path, dir_okay=False), help="Write its card into this file.")
@click.pass_obj
def command(app: App, announcement: str, card: Path | None) -> None:
    """Show one announcement: text, findings, key sentences, history."""
    with open_queue(app.site) as queue:
        queued = queue.store.get(queue.search.named(announcement))
        history = queue.store.history(queued.id)
        path = _written(queue, queued, card) if card else queue.card_path(queued)
        try:
            made: Announcement | None = queue.redrafting.rebuilt(queued)
            problem = ""
        except AnnouncerError as error:  # what is in the queue can be shown without the site's templates
            made, problem = None, str(error)
        if app.json:
            shown = whole_json(
                queued, made, history, queue.zone, problem=problem, card_path=str(path) if path else ""
            )
            sources = queue.catalogue.provenance(queued.publication)
            emit(shown | {"provenance": sources_json(sources, queue.zone)})
            return
        echo(click.style(queued.title, bold=True))
        echo(f"{queued.id}  {state_words(queued)}  {queued.channel}/{queued.account}  {queued.language}")
        for name, text in _facts(queued, history, queue.zone):
            echo(f"{name}: {visible(text)}")
        if stands_again := queue.catalogue.retraction_checks.reinstatement(queued.publication):
            echo(f"list of retractions: {reinstated_words(stands_again)}")
        rules = rules_of(queued.channel)
        echo(f"text: {rules.length(queued.text)}/{rules.limit}")
        echo(f"card: {_card_words(queued, path)}")
        _print(queued, made, history, problem, queue.zone)
        _print_sources(queue.catalogue.provenance(queued.publication), queue.zone)


def _written(queue: SiteQueue, queued: Queued, path: Path) -> Path:
    picture = queue.store.card(queued.card_digest)
    if not picture:
        raise UsageError(f"{queued.id}: it has no card")
    write_picture(path, picture)
    return path


def _card_words(queued: Queued, path: Path | None) -> str:
    if not queued.card_digest:
        return "none"
    return str(path) if path else f"in the queue; 'announcer show {queued.id} --card FILE' writes it into a file"


def _print(
    queued: Queued, made: Announcement | None, history: Sequence[Event], problem: str, zone: ZoneInfo
) -> None:
    echo(f"\n{queued.text}\n\nalt text: {queued.alt_text}\n")
    if problem:
        echo(f"the findings are not known: {problem}")
    if made:
        _print_findings(made)
    echo("history:")
    for event in history:
        echo(f"  {moment(event.at, zone)}  {visible(event.actor)}  {event.name}  {visible(event.detail)}".rstrip())


def _print_sources(sources: Mapping[str, Source], zone: ZoneInfo) -> None:
    """Print which record says what of the publication."""
    if sources:
        echo("where the publication is from:")
    for source in dict.fromkeys(sources.values()):
        read = f", {source.format}" if source.format else ""
        read += f", read {moment(source.read_at, zone)}" if source.read_at else ""
        named = ", ".join(field_name(name) for name, each in sources.items() if each == source)
        raw = f", SHA-256 of its text {source.raw_digest[:12]}…" if source.raw_digest else ""
        echo(f"  {visible(source.place or 'unknown')}{read}{raw}: {named}")


def _facts(queued: Queued, history: Sequence[Event], zone: ZoneInfo) -> list[tuple[str, str]]:
    due_at = queued.due_at if queued.state is State.SCHEDULED else None
    check_at = queued.check_at if queued.state is State.UNKNOWN else None
    delays = delay_reasons(queued, history)
    facts = [
        *(
            ("note", f"{visible(event.detail)} ({visible(event.actor)}, {moment(event.at, zone)})")
            for event in notes(history)
        ),
        ("held", queued.held),
        *(_ended(queued, history)),
        ("paper", retraction_words(queued)),
        ("publication", queued.link),
        ("department", queued.department),
        ("digest", queued.digest),
        ("approved by", queued.approved_by),
        ("goes out", moment(due_at, zone) if due_at else ""),
        ("estimated cost", f"${queued.cost / MILLION:.3f}" if queued.cost else ""),
        ("delayed", f"{queued.delays} times, last: {delays[-1]}" if delays else ""),
        ("posted", moment(queued.posted_at, zone) if queued.posted_at else ""),
        ("at", (queued.receipt.url or "address not given yet") if queued.receipt else ""),
        ("taken down", moment(queued.taken_down_at, zone) if queued.taken_down_at else ""),
        ("evidence", evidence(queued)),
        ("looked for again", moment(check_at, zone) if check_at else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _ended(queued: Queued, history: Sequence[Event]) -> list[tuple[str, str]]:
    """Return who turned it down or called it off, and why."""
    if queued.state not in {State.REJECTED, State.CANCELLED}:
        return []
    last = [event for event in history if event.target == queued.state.value][-1:]
    return [
        (queued.state.value, f"by {visible(event.actor)}: {event.detail or 'no reason given'}") for event in last
    ]


def _print_findings(made: Announcement) -> None:
    for finding in made.findings:
        echo(
            f"{finding.level.value}: {visible(finding.message)}"
            + (f" ({visible(finding.hint)})" if finding.hint else "")
        )
    if made.publication.note:
        echo(f"note for editors: {made.publication.note}")
    if made.text.dropped:
        echo(f"dropped to fit: {', '.join(made.text.dropped)}")
    for number, candidate in enumerate(made.candidates, start=1):
        echo(f"key sentence {number}: {visible(candidate.text)}")
