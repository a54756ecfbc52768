"""Tell whether something is there; what may not be looked at is an error, never taken for not there.

`Path.exists` and its sisters did the same up to Python 3.13; from 3.14 on they answer False to every error, and a
site's own words, pictures or keys that this user may not reach would be passed over without a word.
"""

import stat
from errno import ELOOP
from pathlib import Path


def is_there(path: Path) -> bool:
    """Return whether the path leads to something.

    Raises:
        OSError: the system does not let us look, or cannot.
    """
    return _mode(path) != 0


def is_folder(path: Path) -> bool:
    """Return whether the path leads to a folder; raises as `is_there` does."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Return whether the path leads to a plain file; raises as `is_there` does."""
    return stat.S_ISREG(_mode(path))


def shipped_folder() -> Path:
    """Return the folder that holds the shipped `templates` and `assets`: in the package, or a checkout's root."""
    package = Path(__file__).parents[1]
    return package / "_shipped" if (package / "_shipped").is_dir() else package.parent


def _mode(path: Path) -> int:
    """Return the mode of what the path leads to, 0 where that is nothing."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a zero character is in no name
        return 0
    except OSError as error:
        if error.errno == ELOOP:
            return 0
        raise
