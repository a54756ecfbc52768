"""`announcer share`: links, tags and HTML by which a publication is shared from the institution's own pages."""

import re
from pathlib import Path

import click

from announcer.cli.app import App, echo, emit
from announcer.core.posts.share_kit import ShareKit
from announcer.errors import EXIT_ITEM_FAILED, UsageError
from announcer.ports.share_writing import ShareWriter
from announcer.services.sharing import write_kits
from announcer.system.visible import visible
from announcer.wiring.site_queue import open_queue
from announcer.wiring.site_sharing import share_kits, share_pages

_ACCOUNT = re.compile(r"@?([A-Za-z0-9_]{1,15})")


@click.command("share")
@click.argument("name", metavar="ID")
@click.option("--language", default="", help="This language only.  [default: all that it is posted in]")
@click.option("--via", default="", metavar="ACCOUNT", help="Your account on X.  [default: the site's]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the kit into this folder.")
@click.option("--html", "as_html", is_flag=True, help="Print the HTML for your page and nothing else.")
@click.pass_context
def command(ctx: click.Context, *, name: str, language: str, via: str, out: Path | None, as_html: bool) -> None:
    """Give what your own pages need to share a publication: links, tags, HTML, QR code.

    ID is an announcement's id, or a publication's DOI, PMID or name in the catalogue.
    """
    app: App = ctx.obj
    if as_html and (out or app.json):
        raise UsageError("--html does not go together with --out or --json", hint="leave one of them out")
    with open_queue(app.site) as queue:
        kits = _of_language(share_kits(queue, account=_account(via)).of(name), language)
        pages = share_pages(queue.site)
    written = write_kits(kits, out, pages) if out else []
    for kit in kits:
        _print(app, kit, pages, as_html=as_html, is_written=bool(written))
        _warn_of(kit)
    if written and not app.json:
        echo(f"{written[0]}: open it in a browser; the folders beside it hold the parts for your own pages")
    if any(kit.kept_back for kit in kits):
        ctx.exit(EXIT_ITEM_FAILED)


def _account(via: str) -> str:
    if not via:
        return ""
    found = _ACCOUNT.fullmatch(via)
    if not found:
        raise UsageError(
            f"{via!r} is not an account on X", hint="write up to 15 letters, digits or _, such as iums"
        )
    return found[1]


def _of_language(kits: tuple[ShareKit, ...], language: str) -> tuple[ShareKit, ...]:
    found = tuple(kit for kit in kits if language in ("", kit.language))
    if not found:
        there = ", ".join(kit.language for kit in kits)
        raise UsageError(f"it is not posted in {language!r}", hint=f"there is: {there}")
    return found


def _print(app: App, kit: ShareKit, pages: ShareWriter, *, as_html: bool, is_written: bool) -> None:
    if app.json:
        emit(pages.as_json(kit))
    elif as_html:
        head, body = pages.head(kit), pages.block(kit)
        echo(f"<!-- head, {kit.language} -->\n{head}<!-- body, {kit.language} -->\n{body}", nl=False)
    elif not is_written:
        echo(click.style(visible(kit.title), bold=True))
        echo(f"{kit.name}  {kit.language}  {visible(kit.page or kit.link)}")
        for network, url in kit.links.items():
            echo(f"  {network:<9} {url}")
        if kit.follow:
            echo(f"  {'follow':<9} {kit.follow}")


def _warn_of(kit: ShareKit) -> None:
    """Print on standard error what a person should know before using the kit."""
    text = f"nothing is to be shared yet: {kit.kept_back}" if kit.kept_back else kit.remark
    if text:
        echo(f"{click.style('warning:', fg='yellow', bold=True)} {kit.language}: {visible(text)}", err=True)
