"""`announcer shortlist`: what is worth announcing of all that is not announced."""

import click

from announcer.cli.app import App, echo, emit
from announcer.cli.output import short_title
from announcer.core.selection.shortlist_order import Ranked
from announcer.services.selection.shortlisting import Shortlisting
from announcer.wiring.site_queue import open_queue


@click.command("shortlist")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option("--faculty", default="", help="Only of this faculty, as institution.faculties names it.")
@click.pass_obj
def command(app: App, *, limit: int, faculty: str) -> None:
    """Rank the publications that are not announced, and say why."""
    with open_queue(app.site) as queue:
        shortlisting = queue.catalogue.shortlisting
        found = shortlisting.shortlist(limit=limit, faculty=faculty)
        for one in found:
            if app.json:
                emit(_json(one, shortlisting))
            else:
                _print(one, shortlisting)
    if app.json:
        return
    if found:
        echo("\n'announcer announce NAME' announces one: its name is what the line begins with")
    else:
        echo("There is nothing: every publication is announced, or none is registered")


def _json(one: Ranked, shortlisting: Shortlisting) -> dict[str, object]:
    return {
        "publication": one.uid,
        "title": one.publication.title.plain,
        "points": one.points,
        "counts": [{"points": point.points, "reason": point.reason} for point in one.counts],
        "against": list(shortlisting.reasons_against(one.publication)),
    }


def _print(one: Ranked, shortlisting: Shortlisting) -> None:
    echo(f"{one.uid}  {one.points:+}  {short_title(one.publication.title.plain)}")
    counts = ", ".join(f"{point.reason} {point.points:+}" for point in one.counts)
    echo(f"    {counts or 'nothing counts for it'}")
    against = shortlisting.reasons_against(one.publication)
    if against:
        echo(f"    not by itself: {'; '.join(against)}")
