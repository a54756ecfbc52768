"""Recognise and read Crossref's XML."""

from announcer.importers.crossref_xml.deposits import DEPOSITED, works_of
from announcer.importers.crossref_xml.unixref_work import work
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

_ROOTS = {"crossref_result", "doi_records", "doi_record", "doi_batch"}

CROSSREF_XML = XmlImporter(
    fits=lambda root, _: root in _ROOTS,
    # An answer to a query has its record within, which is no record of its own there.
    form=XmlForm(names=("query", "doi_record", *DEPOSITED), unread=("citation_list",)),
    records_in=works_of,
    around=("crossref_result", "query_result", "body"),
    reading=work,
    looked_for="<query>, <doi_record> and what is deposited in a <doi_batch>",
    hint="Ask Crossref for the DOI again: https://doi.org/DOI with Accept: application/vnd.crossref.unixsd+xml.",
)
"""Works as Crossref's services give them in XML, and as publishers deposit them."""
