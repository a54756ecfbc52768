"""Which formats are understood; an importer is imported when a file is first held against it."""

from importlib import import_module
from typing import cast

from announcer.ports.importing import Imported, Importer


class _Named:
    """An importer by its format, module and class; an `announcer.ports.importing.Importer`."""

    def __init__(self, format: str, module: str, name: str) -> None:  # noqa: A002 (the port's word)
        self.format = format
        self._module = module
        self._name = name

    def recognises(self, data: bytes) -> bool:
        """Return whether the data is of the importer's format."""
        return self._importer().recognises(data)

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications in the data.

        Raises:
            SourceError: it cannot be read.
        """
        return self._importer().read(data, source)

    def _importer(self) -> Importer:
        return cast("Importer", getattr(import_module(f"announcer.importers.{self._module}"), self._name)())


_IMPORTERS = (
    _Named("record-toml", "record.importer", "RecordToml"),
    _Named("record-json", "record.importer", "RecordJson"),
    _Named("page-html", "page.importer", "PageHtml"),
    _Named("page-text", "page.importer", "PageText"),
)


def all_importers() -> tuple[Importer, ...]:
    """Return an importer for every format; at most one of them recognises a given file."""
    return _IMPORTERS
