"""The settings while the daemon runs: a change of announcer.toml is taken at the next round, if it can be."""

from pathlib import Path

from announcer.errors import ConfigurationError
from announcer.settings.site_settings import FILE_NAME, SiteSettings, load
from announcer.system.paths import size_and_time

AT_RESTART_ONLY = ("store", "daemon")
"""The tables that a running daemon cannot take: it has the store open, its port and its jobs' times."""


class SettingsFile:
    """Looks at a site's settings file, and reads it when it has changed since the last look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = size_and_time(folder / FILE_NAME)
        self._again = False

    def look_again(self) -> None:
        """Read it at the next look whether it has changed or not; may be called by a signal's handler."""
        self._again = True

    def changed(self) -> SiteSettings | None:
        """Return the settings if the file has changed; each change is looked at once.

        Raises:
            ConfigurationError: they are wrong.
        """
        mark = size_and_time(self._folder / FILE_NAME)
        if mark == self._mark and not self._again:
            return None
        self._mark, self._again = mark, False
        return load(self._folder)


def check_fit(old: SiteSettings, new: SiteSettings) -> None:
    """Refuse settings that only a new start can take.

    Raises:
        ConfigurationError: they differ in such a table.
    """
    differing = [name for name in AT_RESTART_ONLY if getattr(old, name) != getattr(new, name)]
    if differing:
        tables = " and ".join(f"[{name}]" for name in differing)
        raise ConfigurationError([f"{FILE_NAME}: {tables} changed: restart the daemon"], hint="restart the daemon")
