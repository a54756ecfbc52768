"""Keep which columns of one's own tables hold what: `columns.toml` in the site, written by `--columns`."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.errors import ConfigurationError, OutputError, SourceError, UsageError
from announcer.ports.importing import HEAD_BYTES, TableColumns, TableReader
from announcer.services.intake.inbox import files_of
from announcer.system.durable import replace_file
from announcer.system.paths import is_file, is_folder
from announcer.system.plain_files import open_plain, read_plain, reason
from announcer.system.suggestions import did_you_mean_or_list
from announcer.system.toml_syntax import TomlSyntaxError, parse_toml

FILE_NAME = "columns.toml"
LARGEST = 262_144
_START = "# Which columns of your tables hold what. Kept by announcer add --columns; yours to change.\n\n"

Kept = Mapping[str, tuple[str, ...]]
"""Headings by what they hold, such as `title`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table and what its columns are read as."""

    path: Path
    columns: TableColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumns:
    """The use cases behind `announcer add --columns`.

    Args:
        site: The site's folder.
        fields: What a column can hold, by the names that are taken.
        reader: Gives a reader of tables that knows headings of one's own.
    """

    site: Path
    fields: Sequence[str]
    reader: Callable[[Kept], TableReader]

    def kept(self) -> Kept:
        """Return the headings that the site keeps; none where it has no such file.

        Raises:
            ConfigurationError: the file cannot be read, or has problems; all of them are listed.
        """
        path = self.site / FILE_NAME
        try:
            found = parse_toml(read_plain(path, LARGEST).decode("utf-8-sig"))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError, TomlSyntaxError) as error:
            words = reason(error) if isinstance(error, OSError) else str(error)
            raise ConfigurationError([f"{FILE_NAME}: {words}"], hint=_HINT) from None
        problems = list(self._problems(found))
        if problems:
            raise ConfigurationError([f"{FILE_NAME}: {problem}" for problem in problems], hint=_HINT)
        return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in found.items()}

    def keep(self, wanted: str, paths: Sequence[Path]) -> None:
        """Keep headings of one's own for this and all later tables: `title=Titel,doi=DOI`.

        Raises:
            UsageError: it is not written so, or the tables among the paths have no such column; nothing is kept.
            ConfigurationError: as for `kept`.
            OutputError: the site's file cannot be written.
        """
        new = self._parsed(wanted)
        tables = list(self.shown(paths, {**self.kept(), **new}))
        if not tables:
            problem = "none of the files is a table with these columns and a title among its headings"
            raise UsageError(problem, hint=_EXAMPLE)
        headings = {heading for table in tables for heading in table.columns.headings if heading}
        for name in (each for names in new.values() for each in names if each not in headings):
            problem = f"no table has a column {name!r}{did_you_mean_or_list(name, sorted(headings))}"
            raise UsageError(problem, hint="Write the heading as it stands in the table.")
        lines = (
            f"{name} = {json.dumps(list(names), ensure_ascii=False)}\n" for name, names in self._with(new).items()
        )
        try:
            replace_file(self.site / FILE_NAME, (_START + "".join(lines)).encode())
        except OSError as error:
            raise OutputError(f"{self.site / FILE_NAME}: {reason(error)}") from error

    def shown(self, paths: Sequence[Path], kept: Kept | None = None) -> Iterator[ShownTable]:
        """Yield each table among the files and folders with what its columns are read as; nothing is changed."""
        reader = self.reader(self.kept() if kept is None else kept)
        for path in paths:
            for file in files_of(path) if is_folder(path) else [path]:
                if is_file(file) and (columns := _columns(reader, file)):
                    yield ShownTable(path=file, columns=columns)

    def _with(self, new: Kept) -> dict[str, list[str]]:
        """Return what is kept with the new headings, each under one name only, the newest."""
        taken = {heading for headings in new.values() for heading in headings}
        old = {name: [each for each in headings if each not in taken] for name, headings in self.kept().items()}
        joined = {name: [*new.get(name, ()), *old.get(name, ())] for name in self.fields}
        return {name: list(dict.fromkeys(headings)) for name, headings in joined.items() if headings}

    def _parsed(self, wanted: str) -> Kept:
        found: dict[str, tuple[str, ...]] = {}
        for part in wanted.split(","):
            name, sign, heading = (each.strip() for each in part.partition("="))
            if not (name and sign and heading):
                raise UsageError(f"{part.strip()!r} is not a field, = and a heading", hint=_EXAMPLE)
            if name not in self.fields:
                raise UsageError(
                    f"there is no field {name!r}{did_you_mean_or_list(name, self.fields)}", hint=_EXAMPLE
                )
            found[name] = (*found.get(name, ()), " ".join(heading.split()))
        return found

    def _problems(self, found: Mapping[str, object]) -> Iterator[str]:
        for name, value in found.items():
            if name not in self.fields:
                yield f"{name}: there is no such field{did_you_mean_or_list(name, self.fields)}"
            elif not (
                isinstance(value, str) or (isinstance(value, list) and all(isinstance(x, str) for x in value))
            ):
                yield f"{name}: expected a heading or a list of headings"


_HINT = "Mend the file, or delete it: it only keeps headings of your own."
_EXAMPLE = "Write it so: title=Titel,doi=DOI; docs/reference/formats/table.md lists the fields."


def _columns(reader: TableReader, file: Path) -> TableColumns | None:
    """Return what the columns of a file hold; None where it is no table, or cannot be read, which is told later."""
    try:
        with open_plain(file) as stream:
            if not reader.recognises(stream.read(HEAD_BYTES)):
                return None
            stream.seek(0)
            return reader.columns(stream, str(file))
    except (OSError, SourceError):
        return None
