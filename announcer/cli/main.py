"""The command line's frame: which commands there are, and what becomes of errors.

A command's module is imported only when the command is called, so that `announcer --help` stays quick.
"""

import importlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from announcer import __version__
from announcer.cli.actor import ENVIRON
from announcer.cli.app import App, complain, echo
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_UNEXPECTED, AnnouncerError, described
from announcer.system.suggestions import did_you_mean

COMMANDS = {
    "init": ("init", "Make a new site folder."),
    "dry-run": ("dry_run", "Write the drafts of what would be announced next; nothing is sent."),
    "card": ("card", "Draw the cards of publications."),
    "count": ("count", "Count a text as X counts it, and list its links."),
    "check": ("check", "Check the site's settings and all that they name: templates, brand, queue, folders, keys."),
    "add": ("add", "Bring publications into the queue."),
    "home": (
        "home",
        "Show which affiliations of records count as ours, which do not and which are doubtful.",
    ),
    "shortlist": ("shortlist", "Rank the publications that are not announced, and say why."),
    "announce": ("announce", "Announce publications that were only registered, as one from the shortlist."),
    "retractions": ("retractions", "Read a list of retractions, and hold what it speaks against."),
    "merges": ("merges", "List publications that may be one, or a preprint and its article; accept or refuse."),
    "queue": ("queue", "List the queue, or show the calendar of the coming weeks."),
    "show": ("show", "Show one announcement: text, findings, key sentences, history."),
    "draft": ("draft", "Write drafts of what waits for review, or of the announcements given."),
    "approve": ("approve", "Approve announcements as they are now; only these very bytes go out."),
    "edit": ("edit", "Change an announcement; it must be approved again."),
    "unapprove": ("unapprove", "Bring approved announcements back to review; their text stays."),
    "reschedule": ("reschedule", "Give an approved announcement another time; its text and its approval stay."),
    "reject": ("reject", "Turn announcements down; an edit brings one back."),
    "hold": (
        "hold",
        "Keep announcements back where they stand, or pause a whole channel (`hold x`); `resume` ends either.",
    ),
    "resume": ("resume", "Let held announcements go on, or a paused channel (`resume x`) once it answers."),
    "cancel": ("cancel", "Call announcements off; `undo` brings them back."),
    "undo": (
        "undo",
        "Take back your last command, or your last step with the announcements given, if nothing came after it.",
    ),
    "note": ("note", "Write a note for colleagues into an announcement's history; `show` has it at the top."),
    "posted": ("posted", "Record a post that was made by hand."),
    "resolve": ("resolve", "Say what became of a post whose outcome is unknown, or that a retraction was seen."),
    "export": (
        "export",
        "Write all that is known of publications into FILE, or `-`, for other programs.",
    ),
    "share": ("share", "Give what your own pages need to share a publication: links, tags, HTML, QR code."),
    "delete": ("delete", "Take a post down; it counts as posted still, and is not posted again."),
    "run": ("run", "Take in, plan and post, until it is stopped."),
    "review": ("review", "Serve the page where people look at announcements, correct and approve them."),
    "users": ("users", "List who may sign in on the review page, add people, change what they may do."),
    "reviewers": ("reviewers", "List who reviews by a link, without an account; ask somebody, revoke their links."),
    "status": ("status", "Show how the queue stands; exit code 3 if a person is needed."),
    "report": ("report", "Tell what went out in the last days, what did not, and why."),
    "notify": ("notify", "Tell people what they are needed for and were not told yet."),
    "health": ("health", "Say whether a daemon is at work on this machine; exit code 1 if not."),
    "login": ("login", "Try the keys of an account, and keep them where only you can read."),
    "backup": ("backup", "Write a consistent copy of the queue to FILE, while it is in use."),
    "restore": ("restore", "Fill an empty queue from a backup; nothing is posted until you say so."),
}
"""Command name → module in announcer.cli, and its line in the help (tests hold it to the command's own)."""

EXIT_INTERRUPTED = 130
COMMON_OPTIONS = ("--site", "--json", "--actor")
"""The options that stand before the command."""


class LazyCommands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the commands' names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (the same)
        """Return the command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"announcer.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, or say which one may have been meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"There is no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (the same)
        """Write the commands' section of the help without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    envvar="ANNOUNCER_SITE",
    help="The site's folder, the one with announcer.toml.  [default: this folder]",
)
@click.option(
    "--actor",
    default="",
    envvar=ENVIRON,
    help="Who acts, for the history.  [default: who called sudo, or the user]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.version_option(__version__, prog_name="announcer")
@click.pass_context
def announcer(ctx: click.Context, *, site: Path, actor: str, as_json: bool) -> None:
    """Announce publications: a post that fits, a branded card, alt text and links."""
    ctx.obj = App(site=site, json=as_json, actor=actor)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; no traceback reaches the user."""
    _print_any_letter()
    _keep_logs_to_the_daemon()
    try:
        result = announcer.main(args=arguments, prog_name="announcer", standalone_mode=False)
    except click.NoSuchOption as error:
        return _show(_misplaced(error))
    except click.ClickException as error:
        return _show(error)
    except (click.Abort, KeyboardInterrupt):
        echo("stopped", err=True)
        return EXIT_INTERRUPTED
    except AnnouncerError as error:
        complain(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 (a user reads one line, whatever it is)
        return _unexpected(error)
    return result if isinstance(result, int) else EXIT_FINE


def _show(error: click.ClickException) -> int:
    error.show()
    return error.exit_code


def _misplaced(error: click.NoSuchOption) -> click.UsageError:
    """Return what to say of an option that the command does not have."""
    name = error.option_name
    if name not in COMMON_OPTIONS or error.ctx is None:
        return error
    value = {"--site": " DIR", "--actor": " NAME"}.get(name, "")
    message = f"{name} stands before the command: announcer {name}{value} {error.ctx.info_name} …"
    return click.UsageError(message, ctx=error.ctx)


def _print_any_letter() -> None:
    """Have letters that the terminal's encoding lacks, such as Persian ones in Latin-1, spelled out in digits."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _keep_logs_to_the_daemon() -> None:
    """Have nothing logged unless a command says where to: what went wrong is an error, and printed as one."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())


def _give_up_output() -> None:
    """Keep Python from trying, at its exit, to write once more what could not be written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _problem(error: OSError) -> AnnouncerError:
    """Return what to say of a file or folder that nobody expected to fail."""
    if error.filename is None:
        hint = "see that the disk, or what standard output goes to, has room"
        return AnnouncerError(f"the output cannot be written: {error.strerror or error}", hint=hint)
    return AnnouncerError(f"{error.filename}: {error.strerror}", hint="see to its permissions and its disk")


def _unexpected(error: Exception) -> int:
    if os.environ.get("ANNOUNCER_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        if error.filename is None:
            _give_up_output()
        complain(_problem(error))
        return EXIT_ITEM_FAILED
    hint = "run it again with ANNOUNCER_DEBUG=1 and report what it prints"
    complain(AnnouncerError(described(error), hint=hint))
    return EXIT_UNEXPECTED
