"""`announcer init`: make a new site."""

import shlex
import shutil
import sys
from pathlib import Path

import click

from announcer.cli.app import App, echo, emit
from announcer.services.new_site import DEFAULT_NAME, make_site
from announcer.system.paths import shipped_folder
from announcer.system.visible import visible


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default=DEFAULT_NAME, show_default=True, help="The institution's name.")
@click.pass_obj
def command(app: App, folder: Path, name: str) -> None:
    """Make a new site folder."""
    written = make_site(folder, name, shipped=shipped_folder())
    if app.json:
        emit({"site": str(folder), "files": [str(path.relative_to(folder)) for path in written]})
        return
    for path in written:
        echo(f"  {visible(str(path))}")
    command = shlex.join([*_program(), "--site", str(folder), "dry-run"])
    echo(f"\nThe site is ready. Edit {folder / 'announcer.toml'}, then run:\n  {command}")


def _program() -> list[str]:
    """Return what the program was started as, such as `.venv/bin/announcer`."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return [sys.executable, "-m", "announcer"]
    is_found = started.name != "announcer" or shutil.which("announcer") == str(started)
    return ["announcer"] if is_found else [str(started)]
