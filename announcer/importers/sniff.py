"""Which formats are understood, in the order in which a file is held against them."""

from announcer.importers.page import PageHtml, PageText
from announcer.importers.record import RecordJson, RecordToml
from announcer.ports import Importer


def all_importers() -> tuple[Importer, ...]:
    """Return an importer for every format; at most one of them recognises a given file."""
    return (PageHtml(), PageText(), RecordJson(), RecordToml())
