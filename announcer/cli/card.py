"""`announcer card`: the cards of publication files, as pictures; and the designer's ways to look at them."""

from pathlib import Path

import click

from announcer.cli.app import App, complain, echo, emit
from announcer.cli.card_options import CardOptions
from announcer.cli.card_watch import watch_cards
from announcer.core.posts.announcement import Card
from announcer.core.posts.announcement_data import finding_json
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_ITEM_FAILED, UsageError
from announcer.services.card_files import CardFile, CardFileOptions, draw_cards, write_picture
from announcer.services.sample_cards import SampleOptions, Samples, draw_samples
from announcer.system.visible import visible
from announcer.wiring.site import open_site

GALLERY_NAME = "gallery.png"


@click.command("card")
@click.argument("sources", metavar="[SOURCE]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--language", default="", help="Draw the card in this language only.  [default: the site's languages]"
)
@click.option("--template", default="", help="The card template.  [default: the site's]")
@click.option("--out", type=click.Path(path_type=Path), help="The picture, or the folder for several.")
@click.option("--debug", is_flag=True, help="Draw boxes, baselines and sizes on the card.")
@click.option(
    "--watch", is_flag=True, help="Show the cards on a page, and draw them anew whenever a file is saved."
)
@click.option("--formats", is_flag=True, help="With --watch or --gallery: draw each template in every format.")
@click.option("--no-open", is_flag=True, help="With --watch: do not open the page in the browser.")
@click.option("--gallery", is_flag=True, help="Draw one picture of every template and stress record.")
@click.pass_context
def command(  # noqa: PLR0913 (an argument for each option)
    ctx: click.Context,
    *,
    sources: tuple[Path, ...],
    language: str,
    template: str,
    out: Path | None,
    debug: bool,
    formats: bool,
    watch: bool,
    no_open: bool,
    gallery: bool,
) -> None:
    """Draw the cards of publications."""
    app: App = ctx.obj
    options = CardOptions(
        sources=sources, language=language, template=template, out=out, debug=debug, formats=formats
    )
    if formats and not (watch or gallery):
        raise UsageError(
            "--formats is for --watch and --gallery", hint="name a format with --template figure@square"
        )
    if watch and gallery:
        raise UsageError("--watch and --gallery do not go together", hint="leave one of them out")
    if gallery:
        failed = _gallery(app, options)
    elif watch:
        failed = watch_cards(app, options, opening=not no_open)
    elif sources:
        failed = _cards(app, options)
    else:
        raise UsageError("no publication is named", hint="name a file or folder, or use --gallery or --watch")
    if failed:
        ctx.exit(EXIT_ITEM_FAILED)


def _cards(app: App, options: CardOptions) -> bool:
    """Draw a picture file for each card; return whether something could not be read."""
    site = open_site(app.site)
    chosen = CardFileOptions(languages=options.languages(site), template=options.template, debug=options.debug)
    intake = site.read(options.sources)
    for problem in intake.problems:
        complain(problem)
    out = options.out or Path()
    failed = bool(intake.problems)
    for drawn in draw_cards(intake.publications, chosen, out, drawer=site.cards):
        if isinstance(drawn, CardFile):
            _print_card(app, drawn)
        else:
            complain(drawn)
            failed = True
    return failed


def _print_card(app: App, drawn: CardFile) -> None:
    if app.json:
        emit({"card": str(drawn.path), "language": drawn.language, "findings": _findings(drawn.card)})
        return
    echo(f"{drawn.path}  {drawn.card.width}x{drawn.card.height}  {len(drawn.card.data) / 1000:.0f} kB")
    for finding in drawn.card.findings:
        echo(
            f"  {finding.level}: {visible(finding.message)}"
            + (f" ({visible(finding.hint)})" if finding.hint else "")
        )


def _findings(card: Card) -> list[dict[str, str]]:
    return [finding_json(finding) for finding in card.findings]


def _gallery(app: App, options: CardOptions) -> bool:
    """Draw the gallery; return whether something is missing from it."""
    site = open_site(app.site)
    templates = options.in_formats([options.template] if options.template else site.card_templates.names())
    records = site.read(options.sources) if options.sources else site.stress_records()
    chosen = SampleOptions(templates=templates, languages=options.languages(site), debug=options.debug)
    samples = draw_samples(records.publications, chosen, drawer=site.cards)
    for problem in (*records.problems, *samples.problems):
        complain(problem)
    path = options.out or Path(GALLERY_NAME)
    write_picture(path, site.gallery(samples))
    _print_gallery(app, path, samples)
    return bool(records.problems or samples.problems)


def _print_gallery(app: App, path: Path, samples: Samples) -> None:
    if app.json:
        cards = [
            {
                "template": one.template,
                "record": one.record,
                "language": one.language,
                "findings": _findings(one.card),
            }
            for one in samples.cards
        ]
        emit({"gallery": str(path), "cards": cards})
        return
    with_findings = sum(bool(one.card.findings) for one in samples.cards)
    echo(f"{path}  {counted(len(samples.cards), 'card')}, {with_findings} with findings")
