"""Secrets of channels: from the environment, from systemd, or from a file that nobody else may read."""

import json
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from announcer.errors import ConfigurationError
from announcer.system.durable import make_folder, replace_file
from announcer.system.paths import is_there

OTHERS = stat.S_IRWXO
GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Secrets by name, where they came from, and the file where they may be written again."""

    values: Mapping[str, str] = field(repr=False)
    origin: str
    path: Path | None = None


def find_secrets(channel: str, names: Sequence[str], *, environ: Mapping[str, str], file: Path) -> Secrets:
    """Return a channel's secrets from the first place that has any.

    The environment (`ANNOUNCER_X_ACCESS_TOKEN` …, all of `names`), then `announcer-x` in systemd's credentials
    directory, then `file`. The last two hold one JSON object.

    Raises:
        ConfigurationError: there are none, some are missing, or others can read the file.
    """
    variables = {name: f"ANNOUNCER_{channel}_{name}".upper() for name in names}
    if any(environ.get(variable) for variable in variables.values()):
        missing = [variable for variable in variables.values() if not environ.get(variable)]
        if missing:
            raise ConfigurationError(
                [f"{variable} is not set, though others of its kind are" for variable in missing]
            )
        return Secrets(
            values={name: environ[variable] for name, variable in variables.items()}, origin="environment"
        )
    directory = environ.get("CREDENTIALS_DIRECTORY")
    given = Path(directory) / f"announcer-{channel}" if directory else None
    if given and is_there(given):
        # systemd guards the folder itself, and lets the unit's user in by an access list that shows as group bits
        return Secrets(values=read_secret_file(given, forbidden=OTHERS), origin="systemd credential")
    return Secrets(values=read_secret_file(file), origin=str(file), path=file)


def read_secret_file(path: Path, *, forbidden: int = GROUP_AND_OTHERS) -> dict[str, str]:
    """Return the JSON object of texts in a file that only its owner may read.

    Raises:
        ConfigurationError: it is not there, others can read it, it is another user's, or it holds something else.
    """
    try:
        with path.open(encoding="utf-8") as file:
            _check_permissions(path, os.fstat(file.fileno()), forbidden)
            values = json.load(file)
    except OSError as error:
        raise ConfigurationError(
            [f"{path}: {error.strerror}"], hint="`announcer login x` writes the file; the environment works too"
        ) from error
    except ValueError:  # not chained: a JSON error carries the file's content
        raise ConfigurationError([f"{path}: this is not a JSON object of texts"]) from None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise ConfigurationError([f"{path}: this is not a JSON object of texts"])
    return values


def _check_permissions(path: Path, status: os.stat_result, forbidden: int) -> None:
    if status.st_mode & forbidden:
        mode = stat.filemode(status.st_mode)
        raise ConfigurationError([f"{path}: others can read it ({mode})"], hint=f"chmod 600 {path}")
    if status.st_uid not in {os.geteuid(), 0}:
        raise ConfigurationError(
            [f"{path}: it belongs to another user"], hint="chown it to the user of this program"
        )


def write_secret_file(path: Path, values: Mapping[str, str]) -> None:
    """Replace a file whole, readable by its owner alone: after a crash it has the old or the new content.

    Raises:
        ConfigurationError: the folder cannot be written.
    """
    content = json.dumps(dict(values), indent=2) + "\n"
    try:
        make_folder(path.parent, mode=0o700)
        replace_file(path, content.encode(), mode=0o600)
    except OSError as error:
        raise ConfigurationError([f"{path}: cannot be written: {error.strerror}"]) from error
