"""Which formats are understood.

To add a format, write `announcer/importers/NAME.py` with a class that keeps to the rules of `Importer` in
announcer/ports/importing.py, add a line here, and add a sample to tests/contracts/test_importers.py, which then
checks every rule on it. docs/reference/record-format.md lists the formats. All importers are imported together, so
one that needs a library that is slow to import does that when it reads.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from announcer.importers.bibtex.importer import BibTeX
from announcer.importers.crossref_xml.importer import CROSSREF_XML
from announcer.importers.feeds.importer import Feeds
from announcer.importers.jats.importer import JATS
from announcer.importers.json_formats.crossref import CROSSREF
from announcer.importers.json_formats.csl import CSL_JSON
from announcer.importers.json_formats.datacite import DATACITE
from announcer.importers.json_formats.openalex import OPENALEX
from announcer.importers.json_formats.pure import PURE
from announcer.importers.oai.importer import OAI
from announcer.importers.page.importer import PageHtml, PageText
from announcer.importers.pubmed.importer import PUBMED
from announcer.importers.record.importer import RecordJson, RecordToml
from announcer.importers.tables.importer import Table
from announcer.importers.tagged.importer import Medline, Ris, WebOfScience
from announcer.ports.importing import Importer

_IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        "record-toml": RecordToml(),
        "record-json": RecordJson(),
        "ris": Ris(),
        "wos": WebOfScience(),
        "medline": Medline(),
        "bibtex": BibTeX(),
        "table": Table(),
        "crossref": CROSSREF,
        "openalex": OPENALEX,
        "datacite": DATACITE,
        "csl": CSL_JSON,
        "pure": PURE,
        "page-html": PageHtml(),
        "page-text": PageText(),
        "pubmed": PUBMED,
        "crossref-xml": CROSSREF_XML,
        "jats": JATS,
        "oai": OAI,
        "feeds": Feeds(),
    }
)


def importers_with(columns: Mapping[str, Sequence[str]]) -> Mapping[str, Importer]:
    """Return what `all_importers` does, with a reader of tables that knows a site's headings by what they hold."""
    return MappingProxyType({**_IMPORTERS, "table": Table(columns)}) if columns else _IMPORTERS


def all_importers() -> Mapping[str, Importer]:
    """Return an importer for every format, by the name that `announcer add --format` takes."""
    return _IMPORTERS
