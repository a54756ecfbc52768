"""Recognise and read Crossref's XML."""

from announcer.importers.crossref_xml.unixref_work import work
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

_ROOTS = {"crossref_result", "doi_records", "doi_record"}

CROSSREF_XML = XmlImporter(
    fits=lambda root, _: root in _ROOTS,
    # An answer to a query has its record within, which is no record of its own there.
    form=XmlForm(names=("query", "doi_record"), unread=("citation_list",)),
    reading=work,
    looked_for="<query> and <doi_record>",
    hint="Ask Crossref for the DOI again: https://doi.org/DOI with Accept: application/vnd.crossref.unixsd+xml.",
)
"""Works as Crossref's services give them in XML."""
