"""`announcer run`: the daemon."""

import sys
from contextlib import nullcontext

import click

from announcer.cli.app import App, emit
from announcer.daemon.jobs import Jobs
from announcer.daemon.review_child import review_page
from announcer.daemon.scheduler import Daemon, InboxRunner
from announcer.errors import EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, UsageError
from announcer.system import logs
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("run")
@click.option("--once", is_flag=True, help="Do everything that is due now, then stop; for cron and timers.")
@click.option(
    "--review", "reviewing", is_flag=True, help="Serve the review page, too, in a process without any keys."
)
@click.pass_context
def command(ctx: click.Context, *, once: bool, reviewing: bool) -> None:
    """Take in, plan and post, until it is stopped."""
    app: App = ctx.obj
    if once and reviewing:
        raise UsageError("--once and --review do not go together", hint="serve the page by itself")
    with open_queue(app.site) as queue:
        _log(app, queue)
        with queue.alone():
            if not once:
                daemon = Daemon(queue, InboxRunner(app.site), lambda changed: _log(app, changed))
                _end_leases(queue)
                with review_page(app.site, options=["--json"] if app.json else []) if reviewing else nullcontext():
                    daemon.run()
                return
            jobs = Jobs(queue, InboxRunner(app.site))
            _end_leases(queue)
            jobs.run_once()
        found = queue.overview()
    if app.json:
        emit({"counts": {state.value: number for state, number in found.overview.counts.items()}})
    if found.person_needed:
        ctx.exit(EXIT_PERSON_NEEDED)
    if any(jobs.heartbeat.failures.values()):
        ctx.exit(EXIT_ITEM_FAILED)


def _log(app: App, queue: SiteQueue) -> None:
    """Send the log to standard error, without the secrets there are now."""
    daemon = queue.settings.daemon
    form = logs.Form.JSON if app.json else daemon.log
    logs.configure(sys.stderr, level=daemon.log_level, form=form, redact=logs.Redaction(queue.secrets()))


def _end_leases(queue: SiteQueue) -> None:
    """End the leases that an earlier process left: on a machine of its own it is gone, since we have the lock."""
    if not queue.settings.store.is_postgres:
        queue.store.end_all_leases()
