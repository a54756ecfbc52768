"""Which formats are understood.

To add a format, write `announcer/importers/NAME.py` with a class that keeps to the rules of `Importer` in
announcer/ports/importing.py, add a line here, and add a sample to tests/contracts/test_importers.py, which then
checks every rule on it. docs/reference/record-format.md lists the formats. All importers are imported together, so
one that needs a library that is slow to import does that when it reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

from announcer.importers.crossref_xml.importer import CrossrefXml
from announcer.importers.feeds.importer import Feeds
from announcer.importers.jats.importer import Jats
from announcer.importers.oai.importer import Oai
from announcer.importers.page.importer import PageHtml, PageText
from announcer.importers.pubmed.importer import PubMed
from announcer.importers.record.importer import RecordJson, RecordToml
from announcer.ports.importing import Importer

_IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        "record-toml": RecordToml(),
        "record-json": RecordJson(),
        "page-html": PageHtml(),
        "page-text": PageText(),
        "pubmed": PubMed(),
        "crossref-xml": CrossrefXml(),
        "jats": Jats(),
        "oai": Oai(),
        "feeds": Feeds(),
    }
)


def all_importers() -> Mapping[str, Importer]:
    """Return an importer for every format, by the name that `announcer add --format` takes."""
    return _IMPORTERS
