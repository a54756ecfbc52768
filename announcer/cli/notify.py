"""`announcer notify`: tell people that they are needed."""

import click

from announcer.cli.app import App, echo, emit, report
from announcer.errors import EXIT_ITEM_FAILED, UsageError
from announcer.wiring.site_queue import open_queue


@click.command("notify")
@click.option("--test", is_flag=True, help="Send a test by each way that [notices] has.")
@click.pass_context
def command(ctx: click.Context, *, test: bool) -> None:
    """Tell people what they are needed for and were not told yet."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        notifying = queue.notifying
        ways = len(notifying.notifiers)
        if not ways:
            hint = "set notices.command, notices.webhook or notices.mail in announcer.toml"
            raise UsageError("there is no way to tell people", hint=hint)
        problems = notifying.test() if test else ()
        found = queue.overview()
        told = ways - len(problems) if test else notifying.tell(found.reasons, queue.store.now())
    for problem in problems:
        report(app, problem)
    if app.json:
        emit({"told": told, "ways": ways, "test": test})
    elif test:
        echo(f"{told} of {ways} took the test")
    else:
        echo(f"told by {told} of {ways}" if told else "there is nothing new to tell now")
    if problems:
        ctx.exit(EXIT_ITEM_FAILED)
