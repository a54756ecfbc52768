"""`announcer init`: make a new site."""

from pathlib import Path

import click

from announcer.cli.app import App, emit
from announcer.services.new_site import make_site
from announcer.wiring.site import DEFAULT_NAME, new_site_files


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default=DEFAULT_NAME, show_default=True, help="The institution's name.")
@click.pass_obj
def command(app: App, folder: Path, name: str) -> None:
    """Make a new site folder."""
    written = make_site(folder, new_site_files(name))
    if app.json:
        emit({"site": str(folder), "files": [str(path.relative_to(folder)) for path in written]})
        return
    for path in written:
        click.echo(f"  {path}")
    click.echo(
        f"\nThe site is ready. Edit {folder / 'announcer.toml'}, then run:\n  announcer --site {folder} dry-run"
    )
