"""Tell when two records are of one publication."""

from announcer.core.publications.identifiers import uid
from announcer.core.publications.publication import Publication
from announcer.core.text.letters import folded


def is_same(one: Publication, other: Publication) -> bool:
    """Return whether both records are of one publication.

    Two different DOIs, or PMIDs where a DOI is missing, are two publications, whatever the titles say: a preprint
    and its article are often named alike. Else the titles decide, unless year or journal differ.
    """
    for mine, theirs in ((one.doi, other.doi), (one.pmid, other.pmid)):
        if mine and theirs:
            return mine == theirs
    if uid(one) == uid(other):
        return True
    facts = (
        (one.published and one.published.year, other.published and other.published.year),
        (folded(one.journal), folded(other.journal)),
    )
    alike = folded(one.title.plain) == folded(other.title.plain)
    return alike and all(mine == theirs for mine, theirs in facts if mine and theirs)


class Known:
    """The records met so far, each with a name by which it can be pointed to."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[Publication, str]]] = {}

    def find(self, publication: Publication) -> str:
        """Return the name of the first record met that is of the same publication; empty if there is none."""
        met = (row for key in _keys(publication) for row in self._by_key.get(key, ()))
        return next((name for other, name in met if is_same(publication, other)), "")

    def add(self, publication: Publication, name: str) -> None:
        """Remember the record under a name that is not empty."""
        for key in _keys(publication):
            self._by_key.setdefault(key, []).append((publication, name))


def _keys(publication: Publication) -> tuple[str, ...]:
    pmid = (f"pmid:{publication.pmid}",) if publication.pmid else ()
    return (uid(publication), folded(publication.title.plain), *pmid)
