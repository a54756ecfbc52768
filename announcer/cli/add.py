"""`announcer add`: bring publications into the queue."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from announcer.cli.app import App, emit
from announcer.cli.each import tell_problem
from announcer.cli.person import who
from announcer.errors import EXIT_ITEM_FAILED
from announcer.ports.importing import Imported
from announcer.ports.store import Impact
from announcer.services.cataloguing import AddOptions, Outcome, Received
from announcer.services.inbox import Inbox, files_of
from announcer.services.planning import embargo_end
from announcer.system.paths import is_folder
from announcer.wiring.site import Site, open_site
from announcer.wiring.site_queue import SiteQueue, open_queue

WORDS = {
    Outcome.ADDED: "added     ",
    Outcome.UPDATED: "updated   ",
    Outcome.REGISTERED: "registered",
    Outcome.KNOWN: "known     ",
    Outcome.FAILED: "failed    ",
}
IMPACTS = {
    Impact.RENEWED: "made anew",
    Impact.FLAGGED: "goes on as it is; its history has what changed",
    Impact.HELD: "held: {held}",
    Impact.PUBLIC: "is posted: {retraction}; 'announcer status' says what to do",
}


@click.command("add")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "forced", default="", help="Read as this format.  [default: told from the content]")
@click.option("--known", is_flag=True, help="Register the publications without announcing them.")
@click.option("--again", is_flag=True, help="Announce anew what was announced before.")
@click.option("--priority", type=click.IntRange(-100, 100), default=0, help="Higher goes out first.")
@click.option("--embargo", help="Not before then, such as '2026-11-30 00:01 America/New_York'.")
@click.option("--expires", help="Not after then, written in the same way.")
@click.option("--take", is_flag=True, help="Move each file to imported/ or rejected/ when it is done.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[Path, ...],
    forced: str,
    *,
    take: bool,
    **options: Any,  # noqa: ANN401 (options)
) -> None:
    """Bring publications into the queue.

    A SOURCE is a file, a folder, or `-` for standard input.
    """
    app: App = ctx.obj
    site = open_site(app.site)
    with open_queue(app.site) as queue, _standard_input(sources) as paths:
        desk_work = _Adding(app, site, queue, _options(**options), forced)
        failed = desk_work.take(paths) if take else desk_work.add(paths)
    if failed:
        ctx.exit(EXIT_ITEM_FAILED)


def _options(*, known: bool, again: bool, priority: int, embargo: str | None, expires: str | None) -> AddOptions:
    return AddOptions(
        known=known,
        again=again,
        priority=priority,
        embargo_until=embargo_end(embargo) if embargo else None,
        expires_at=embargo_end(expires) if expires else None,
    )


@contextmanager
def _standard_input(sources: Sequence[Path]) -> Iterator[list[Path]]:
    """Put standard input into a file of its own wherever a source is `-`."""
    with ExitStack() as stack:
        yield [_as_file(stack) if str(source) == "-" else source for source in sources]


def _as_file(stack: ExitStack) -> Path:
    path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "standard-input"
    with click.open_file("-", "rb") as stream:
        path.write_bytes(stream.read())
    return path


class _Adding:
    """Brings files in and tells what became of them; both ways return whether anything failed."""

    def __init__(self, app: App, site: Site, queue: SiteQueue, options: AddOptions, forced: str) -> None:
        self._app = app
        self._site = site
        self._desk = queue
        self._options = options
        self._forced = forced
        self._cataloguing = site.cataloguing(queue)

    def add(self, paths: Sequence[Path]) -> bool:
        """Bring in the files and leave them where they are."""
        intake = self._site.read(paths, forced=self._forced)
        for problem in intake.problems:
            tell_problem(self._app, problem)
        failed = [bool(self._tell(each).problems) for each in self._bring_in(intake.publications)]
        return bool(intake.problems) or any(failed)

    def take(self, paths: Sequence[Path]) -> bool:
        """Bring in the files one by one and put each away."""
        inbox = Inbox(self._site.inbox)
        files = [file for path in paths for file in (files_of(path) if is_folder(path) else [path])]
        failed = [self._take(inbox, file) for file in files]
        return any(failed)

    def _take(self, inbox: Inbox, file: Path) -> bool:
        intake = self._site.read([file], forced=self._forced)
        if not intake.publications and inbox.is_fresh(file, self._desk.clock.now()):
            return False  # it may still be on its way in
        for problem in intake.problems:
            tell_problem(self._app, problem)
        failed = [bool(self._tell(each).problems) for each in self._bring_in(intake.publications)]
        if any(failed):
            return True  # no fault of the file's: it stays until the site is mended
        inbox.put_away(file, [str(problem) for problem in intake.problems], rejected=not intake.publications)
        return bool(intake.problems)

    def _bring_in(self, publications: Sequence[Imported]) -> Iterator[Received]:
        return self._cataloguing.bring_in(publications, self._options, actor=who())

    def _tell(self, received: Received) -> Received:
        if received.leaves_ready:
            self._desk.clear_ready()
        for problem in received.problems:
            tell_problem(self._app, problem)
        if self._app.json:
            emit(_record(received))
            return received
        changed = f": {', '.join(map(str, received.changed))}" if received.changed else ""
        click.echo(f"{WORDS[received.outcome]}  {received.title}{changed}")
        for each in received.affected:
            queued = each.announcement
            words = IMPACTS[each.impact].format(held=queued.held, retraction=queued.retraction)
            click.echo(f"  {queued.id}  {queued.language}  {words}")
        for new in received.announcements:
            click.echo(f"  {new.id}  {new.language}  " + (f"held: {new.held}" if new.held else "for review"))
        return received


def _record(received: Received) -> dict[str, object]:
    return {
        "publication": received.uid,
        "outcome": received.outcome.value,
        "title": received.title,
        "source": received.source,
        "announcements": [
            {"id": new.id, "language": new.language, "held": new.held} for new in received.announcements
        ],
        "changed": [change.field for change in received.changed],
        "affected": [
            {"id": each.announcement.id, "impact": each.impact.value, "held": each.announcement.held}
            for each in received.affected
        ],
    }
