"""`announcer card --watch`: the designer's loop, from saving a file to seeing the cards."""

import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from announcer.cli.app import App, complain, echo, emit, problem_json
from announcer.cli.card_options import CardOptions
from announcer.core.text.plurals import counted
from announcer.errors import AnnouncerError, described
from announcer.services.sample_cards import SampleOptions, Samples, draw_samples
from announcer.services.watching import rounds
from announcer.wiring.site import card_sources, cards_page, open_site

PREVIEW_TEMPLATE = "preview"
"""The template of the other size, shown beside the one that is being worked on."""


def watch_cards(app: App, options: CardOptions, *, opening: bool) -> bool:
    """Keep the page up to date until the user stops it with Ctrl-C; return whether the last round had problems."""
    problems: tuple[AnnouncerError, ...] = ()
    try:
        for path, samples in watched(app.site, options, Event().wait):
            problems = samples.problems
            _print(app, path, samples)
            if opening:
                webbrowser.open(path.resolve().as_uri())
                opening = False
    except KeyboardInterrupt:
        echo("\nstopped", err=True)
    return bool(problems)


def watched(site: Path, options: CardOptions, wait: Callable[[float], bool]) -> Iterator[tuple[Path, Samples]]:
    """Draw the cards and write the page, now and after each change; yield the page and what is on it.

    `wait` is that of `announcer.services.watching.rounds`.

    Raises:
        OutputError: the page cannot be written.
    """
    out = options.out or site / "queue" / "preview"
    page = cards_page(site, out)
    samples = Samples()
    for _ in rounds(lambda: [*card_sources(site), *options.sources], wait):
        samples = _drawn(site, options).over(samples)
        yield page.write(samples.cards, samples.problems), samples


def _drawn(folder: Path, options: CardOptions) -> Samples:
    """Return the cards of the records given and of the stress records, from files read anew."""
    try:
        site = open_site(folder)
        named, stress = site.read(options.sources), site.stress_records()
        template = options.template or site.settings.card.template
        also = [PREVIEW_TEMPLATE] if PREVIEW_TEMPLATE in site.card_templates.names() else []
        chosen = SampleOptions(
            templates=list(dict.fromkeys([*options.in_formats([template]), *also])),
            languages=options.languages(site),
            debug=options.debug,
        )
        records = (*named.publications, *stress.publications)
        samples = draw_samples(records, chosen, drawer=site.cards)
    except AnnouncerError as error:
        return Samples(problems=(error,))
    except Exception as error:  # noqa: BLE001 (whatever a saved file does to the program, the loop goes on)
        hint = "save a file to draw the cards again, and report this message"
        return Samples(problems=(AnnouncerError(described(error), hint=hint),))
    return Samples(cards=samples.cards, problems=(*named.problems, *stress.problems, *samples.problems))


def _print(app: App, path: Path, samples: Samples) -> None:
    for problem in samples.problems:
        complain(problem)
    old = sum(one.is_old for one in samples.cards)
    if app.json:
        problems = [problem_json(problem) for problem in samples.problems]
        emit({"page": str(path), "cards": len(samples.cards) - old, "problems": problems})
        return
    waiting = f", {old} left as they were" if old else ""
    echo(f"{path}  {counted(len(samples.cards) - old, 'card')} drawn{waiting}; Ctrl-C ends it")
