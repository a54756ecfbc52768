"""Which source is believed for which field, by the format that its record was read in.

Measured on records of the same works: Crossref has titles and names as printed, PubMed abstracts with their
sections, the platform's page every author's affiliations but only initials. What somebody wrote for this site is
believed most.
"""

from types import MappingProxyType

_ORDERS = MappingProxyType(
    {
        "": ("record", "jats", "crossref", "datacite", "pubmed", "openalex", "pure", "", "page", "feed"),
        "abstract": ("record", "jats", "pubmed", "crossref", "datacite", "pure", "", "openalex", "page", "feed"),
        "affiliations": (
            "record",
            "jats",
            "page",
            "pubmed",
            "pure",
            "",
            "crossref",
            "datacite",
            "openalex",
            "feed",
        ),
    }
)
"""Sources for each field, for all others under the empty name; the empty source is any other, such as an export."""
_ALIASES = MappingProxyType({"medline": "pubmed", "nbib": "pubmed", "feeds": "feed", "rss": "feed", "atom": "feed"})


def rank(field: str, form: str) -> int:
    """Return the place of a format among the sources for a field, 0 for the one that is believed most.

    `form` is an importer's name, such as `pubmed-xml`; what is before the first dash names the source.
    """
    order = _ORDERS.get(field, _ORDERS[""])
    source = form.partition("-")[0]
    source = _ALIASES.get(source, source)
    return order.index(source if source in order else "")
