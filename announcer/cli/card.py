"""`announcer card`: the cards of publication files, as pictures."""

from pathlib import Path

import click

from announcer.bootstrap import open_site
from announcer.cli.app import App, complain, emit
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.cardfiles import CardFile, CardWishes, draw_cards


@click.command("card")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", help="Draw the card in this language only.  [default: the site's languages]")
@click.option("--template", default="", help="The card template.  [default: the site's]")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), help="The picture, or the folder for several."
)
@click.option("--debug", is_flag=True, help="Draw boxes, baselines and sizes on the card.")
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[Path, ...], language: str, template: str, out: Path, *, debug: bool
) -> None:
    """Draw the cards of publications."""
    app: App = ctx.obj
    site = open_site(app.site)
    wishes = CardWishes(
        languages=[language] if language else site.settings.posts.languages, template=template, debug=debug
    )
    intake = site.read(sources)
    for problem in intake.problems:
        complain(problem)
    for drawn in draw_cards(intake.publications, wishes, out, writer=site.writer, drawer=site.cards):
        _tell(app, drawn)
    if intake.problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _tell(app: App, drawn: CardFile) -> None:
    if app.json:
        findings = [{"id": each.id, "message": each.message, "hint": each.hint} for each in drawn.card.findings]
        emit({"card": str(drawn.path), "language": drawn.language, "findings": findings})
        return
    click.echo(f"{drawn.path}  {drawn.card.width}x{drawn.card.height}  {len(drawn.card.data) / 1000:.0f} kB")
    for finding in drawn.card.findings:
        click.echo(f"  {finding.level}: {finding.message}" + (f" ({finding.hint})" if finding.hint else ""))
