"""`announcer report`: what went out, what did not, and why."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

import click

from announcer.cli.app import App, echo, emit
from announcer.cli.output import moment, short_title, state_words
from announcer.core.posting.history import event_name
from announcer.core.text.plurals import counted
from announcer.services.presenting import report_json
from announcer.services.reporting import PostingReport, posting_report
from announcer.wiring.site_queue import SiteQueue, open_queue

_Item = TypeVar("_Item")


@click.command("report")
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 3660), help="Of so many days.")
@click.option("--by", "period", type=click.Choice(["week", "month"]), help="With a heading for each of these.")
@click.pass_obj
def command(app: App, *, days: int, period: str | None) -> None:
    """Tell what went out in the last days, what did not, and why."""
    with open_queue(app.site) as queue:
        end = queue.store.now()
        found = posting_report(queue.store, end - timedelta(days=days), end)
        if app.json:
            emit(report_json(found, queue.zone))
        else:
            _print(queue, found, period)


def _print(queue: SiteQueue, found: PostingReport, period: str | None) -> None:
    echo(f"{moment(found.start, queue.zone)} to {moment(found.end, queue.zone)}")
    echo(click.style(f"{counted(len(found.posted), 'post')} went out", bold=True))
    posted = [(queued.posted_at or queued.updated_at, queued) for queued in found.posted]
    for heading, those in _by_period(queue, posted, period):
        echo(heading, nl=bool(heading))
        for at, queued in those:
            url = (queued.receipt.url if queued.receipt else "") or "address not given yet"
            echo(f"  {moment(at, queue.zone)}  {queued.id}  {queued.language}  {short_title(queued.title)}")
            echo(f"    {url}  approved by {queued.approved_by or 'nobody: recorded by hand'}")
    echo(click.style(f"{counted(len(found.not_posted), 'post')} did not", bold=True))
    stayed = [(one.event.at, one) for one in found.not_posted]
    for heading, behind in _by_period(queue, stayed, period):
        echo(heading, nl=bool(heading))
        for at, one in behind:
            queued = one.queued
            echo(f"  {moment(at, queue.zone)}  {queued.id}  {queued.language}  {short_title(queued.title)}")
            what = event_name(one.event).partition("-")[2]
            echo(f"    {what}: {one.event.detail or 'no reason was given'}; now {state_words(queued)}")


def _by_period(
    queue: SiteQueue, items: Sequence[tuple[datetime, _Item]], period: str | None
) -> list[tuple[str, list[tuple[datetime, _Item]]]]:
    """Return the items under a heading for each week or month, with how many there are; or all under none."""
    if period is None:
        return [("", list(items))]
    name: Callable[[tuple[datetime, _Item]], str] = lambda item: _period(queue.local(item[0]), period)  # noqa: E731
    groups = [(heading, list(those)) for heading, those in groupby(items, key=name)]
    return [(f"{heading}: {len(those)}", those) for heading, those in groups]


def _period(at: datetime, period: str) -> str:
    """Return `2026-11`, or the Monday that the week begins with."""
    return f"{at:%Y-%m}" if period == "month" else f"week of {(at - timedelta(days=at.weekday())):%Y-%m-%d}"
