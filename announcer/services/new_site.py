"""Make a new site: a folder with settings, a brand to edit, an inbox with an example, room for templates."""

import json
from collections.abc import Mapping
from pathlib import Path

from announcer.errors import UsageError
from announcer.system.durable import make_folder, replace_file

DEFAULT_NAME = "Your University"
"""The institution's name in the shipped files, which the given name takes the place of."""


def make_site(folder: Path, name: str, *, shipped: Path) -> list[Path]:
    """Write a new site for the institution of that name into `folder`; return what was written, in order.

    `shipped` is the folder with the shipped `templates` and `assets`.

    Raises:
        UsageError: one of the files is there already, or the folder cannot be written; nothing was changed
            in the first case.
    """
    files = _files(name, shipped)
    existing = [path for path in files if (folder / path).exists()]
    if existing:
        hint = "name a folder that is empty or not there yet"
        raise UsageError(f"{folder / existing[0]} is there already", hint=hint)
    return [_write(folder / path, content) for path, content in files.items()]


def _files(name: str, shipped: Path) -> Mapping[str, bytes]:
    """Return the files of the site: path below its folder → content."""
    templates, brand = shipped / "templates" / "site", shipped / "assets" / "neutral"
    return {
        "announcer.toml": _named(templates / "announcer.toml", name),
        "queue/inbox/example.toml": _named(templates / "example.toml", name),
        **{f"assets/brand/{path.name}": path.read_bytes() for path in sorted(brand.iterdir())},
    }


def _named(template: Path, name: str) -> bytes:
    quoted = json.dumps(name, ensure_ascii=False)  # a JSON string is a TOML string, too
    return template.read_text("utf-8").replace(f'"{DEFAULT_NAME}"', quoted).encode()


def _write(path: Path, content: bytes) -> Path:
    try:
        make_folder(path.parent)
        replace_file(path, content)  # the settings may hold a password
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="name a folder that you may write to") from None
    return path
