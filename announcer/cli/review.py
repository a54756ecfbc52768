"""`announcer review`: serve the review page."""

import logging
import os
import signal
import sys
import threading

import click

from announcer.cli.app import App, echo, emit
from announcer.system import logs
from announcer.web.server import ReviewServer
from announcer.wiring.site_pool import without_keys


@click.command("review")
@click.option("--host", default="", help="Listen at this address.  [default: review.host]")
@click.option("--port", type=click.IntRange(0, 65535), help="Listen at this port; 0: any.  [default: review.port]")
@click.option("--attached", is_flag=True, hidden=True, help="End when standard input does.")
@click.pass_obj
def command(app: App, host: str, port: int | None, *, attached: bool) -> None:
    """Serve the page where people look at announcements, correct and approve them."""
    server = ReviewServer(app.site, host=host, port=port)
    settings = server.pool.settings
    form = logs.Form.JSON if app.json else settings.daemon.log
    redact = logs.Redaction(settings.store.secrets)
    logs.configure(sys.stderr, level=settings.daemon.log_level, form=form, redact=redact)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: server.stop())
    if attached:
        threading.Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
    if app.json:
        emit({"address": server.address, "first_run": server.first_run_address})
    else:
        echo(f"The review page is at {server.address}; Ctrl-C ends it.")
        if server.first_run_address:
            echo("Nobody can sign in yet. This link works once, and makes you the administrator:")
            echo(server.first_run_address)
    for name in [name for name in os.environ if name not in without_keys(os.environ)]:
        del os.environ[name]  # the process that draws is given none of them either
    server.run()


def _stop_at_end_of_input(server: ReviewServer) -> None:
    """End with the process that started this one, however it ends."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    server.stop()
