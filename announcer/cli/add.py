"""`announcer add`: bring publications into the queue."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit, report
from announcer.cli.output import impact_words
from announcer.cli.progress import bytes_read
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.catalogue.cataloguing import AddOptions, Outcome, Received
from announcer.services.intake.adding import Added, Noticed, PassedOver, Way
from announcer.services.intake.own_columns import OwnColumns
from announcer.services.planning import embargo_end
from announcer.services.presenting import received_json
from announcer.system.visible import visible
from announcer.wiring.site_queue import open_queue

STANDARD_INPUT = "standard input"
LONGEST_COLUMNS = 300
"""Characters that tell what the columns of a table are read as; a database's own have no need of more."""
WIDTH = max(len(outcome.value) for outcome in Outcome)


@click.command("add")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "forced", default="", help="Read as this format.  [default: by the content]")
@click.option("--columns", metavar="FIELD=HEADING,…", help="Name columns of your own tables; kept in the site.")
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
    columns: str | None,
    *,
    take: bool,
    **options: Any,  # noqa: ANN401 (options)
) -> None:
    """Bring publications into the queue.

    A SOURCE is a file, a folder, or `-` for standard input.
    """
    app: App = ctx.obj
    wanted = _options(**options)
    with open_queue(app.site) as queue, _standard_input(sources) as (paths, names):
        _show_columns(app, queue.site.own_columns, columns, paths)
        add = queue.catalogue.adding.take if take else queue.catalogue.adding.add
        kept_back = False
        failed = False
        with bytes_read("Reading") as watch:
            way = Way(actor=current_actor(), forced=forced, names=names, watch=watch)
            for one in _until_stopped(add(paths, wanted, way)):
                failed = print_added(app, one) or failed
                kept_back = kept_back or (isinstance(one, Received) and bool(one.reasons))
    if kept_back and not app.json:
        echo(
            "\n'announcer shortlist' ranks what was only registered; 'announcer announce NAME' announces one of it"
        )
    if failed:
        ctx.exit(EXIT_ITEM_FAILED)


def _until_stopped(added: Iterator[Added]) -> Iterator[Added]:
    """Yield what comes; to somebody who stops the command, say what was done and how to go on."""
    try:
        yield from added
    except KeyboardInterrupt:
        echo("what was listed is in; the same command goes on where this one was stopped", err=True)
        raise


def _show_columns(app: App, own: OwnColumns, wanted: str | None, paths: Sequence[Path]) -> None:
    """Keep the columns that were named, and tell what those of each table are read as."""
    if wanted:
        own.keep(wanted, paths)
    for table in own.shown(paths):
        read = ", ".join(f"{name} = {heading}" for name, heading in table.columns.read.items())
        if len(read) > LONGEST_COLUMNS and not app.json:
            read = f"{counted(len(table.columns.read), 'column')} read (--json tells as what)"
        unread = f"; not read: {', '.join(table.columns.unread)}" if table.columns.unread else ""
        # no problem, so not where the daemon reads problems; for programs, not among the objects
        echo(visible(f"{table.path.name}: {read}{unread}"), err=app.json)


def _options(*, known: bool, again: bool, priority: int, embargo: str | None, expires: str | None) -> AddOptions:
    return AddOptions(
        known=known,
        again=again,
        priority=priority,
        embargo_until=embargo_end(embargo) if embargo else None,
        expires_at=embargo_end(expires) if expires else None,
    )


@contextmanager
def _standard_input(sources: Sequence[Path]) -> Iterator[tuple[list[Path], dict[str, str]]]:
    """Put standard input into a file of its own wherever a source is `-`; yield the paths and their names."""
    with ExitStack() as stack:
        files = {place: _as_file(stack) for place, source in enumerate(sources) if str(source) == "-"}
        paths = [files.get(place, source) for place, source in enumerate(sources)]
        yield paths, {str(file): STANDARD_INPUT for file in files.values()}


def _as_file(stack: ExitStack) -> Path:
    path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "standard-input"
    with click.open_file("-", "rb") as stream:
        path.write_bytes(stream.read())
    return path


def _print_passed_over(app: App, passed: PassedOver) -> None:
    if app.json:
        emit({"source": passed.source, "outcome": Outcome.KNOWN.value, "passed_over": passed.count})
    else:
        them = "1 publication was" if passed.count == 1 else f"{passed.count:,} publications were"
        words = f"{them} brought in before"
        echo(f"{Outcome.KNOWN.value:<{WIDTH}}  {visible(passed.source)}: {words}")


def _print_noticed(app: App, noticed: Noticed) -> None:
    if app.json:
        names = ("source", "message", "hint", "times")
        emit({"noticed": {name: getattr(noticed, name) for name in names}})
        return
    times = f" ({counted(noticed.times, 'publication')})" if noticed.times > 1 else ""
    echo(f"{'note':<{WIDTH}}  {visible(noticed.source)}: {visible(noticed.message)}{times}")
    if noticed.hint:
        echo(f"  {noticed.hint}")


def print_added(app: App, added: Added) -> bool:
    """Print what came of a publication or a file; return whether something failed."""
    if isinstance(added, Noticed):
        _print_noticed(app, added)
        return False
    if isinstance(added, PassedOver):
        _print_passed_over(app, added)
        return False
    if not isinstance(added, Received):
        report(app, added)
        return True
    for problem in added.problems:
        report(app, problem)
    if app.json:
        emit(received_json(added))
        return bool(added.problems)
    changed = f": {', '.join(map(str, added.changed))}" if added.changed else ""
    echo(f"{added.outcome.value:<{WIDTH}}  {added.title}{changed}")
    if added.reasons:
        echo(f"  not announced: {'; '.join(added.reasons)}")
    for each in added.affected:
        queued = each.announcement
        echo(f"  {queued.id}  {queued.language}  {visible(impact_words(each))}")
    if added.proposals:
        echo(f"  looks like {counted(added.proposals, 'other publication')}: 'announcer merges' lists them")
    for new in added.announcements:
        echo(f"  {new.id}  {new.language}  " + (f"held: {new.held}" if new.held else "for review"))
    return bool(added.problems)
