"""Keep the last few daily copies of the store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from announcer.errors import OutputError
from announcer.system.durable import make_folder
from announcer.system.paths import is_folder

EVERY = timedelta(hours=24)
_NAME = "announcer-%Y%m%dT%H%M%SZ.db"


@dataclass(frozen=True, slots=True)
class Backups:
    """A folder of copies named by their time; `keep` 0 is for none at all."""

    folder: Path
    keep: int

    def due(self, now: datetime, write: Callable[[Path], None]) -> Path | None:
        """Let `write` make a copy if the last one is a day old, and drop those beyond `keep`; return the new one.

        Raises:
            OutputError: the folder cannot be written.
        """
        there = self._there()
        if not self.keep or any(now - EVERY < made <= now for made in there):
            return None
        path = self.folder / now.astimezone(UTC).strftime(_NAME)
        try:
            make_folder(self.folder)
            write(path)
            for made in sorted(there, reverse=True)[self.keep - 1 :]:
                there[made].unlink(missing_ok=True)
        except OSError as error:
            hint = "let this user write there, or name another folder in daemon.backup_folder"
            raise OutputError(f"{self.folder}: {error.strerror}", hint=hint) from None
        return path

    def _there(self) -> dict[datetime, Path]:
        """Return the copies by the time in their names; other files are not ours."""
        found = {}
        for path in self.folder.glob("announcer-*.db") if is_folder(self.folder) else ():
            try:
                found[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
            except ValueError:
                continue
        return found
