"""Read the authors of a BibTeX entry, and what Scopus and the Web of Science add of their institutions."""

import re

from announcer.core.findings import Finding
from announcer.core.text.bibtex_text import bibtex_read
from announcer.core.text.letters import folded
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.identifier_fields import orcid_in
from announcer.importers.limits import MOST_VALUES
from announcer.importers.record.model import AffiliationRecord, AuthorRecord

_OTHERS = frozenset({"others", "et al", "et al."})
_ORCID = re.compile(r"([^;/]{2,200})/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def entry_authors(source: str, orcids: str, findings: list[Finding]) -> tuple[tuple[AuthorRecord, ...], bool]:
    """Return the authors of `A and B and others`, and whether they are all.

    A name in braces is a group's: `{Oslo Vaccine Group}`. `orcids` is the Web of Science's field of that.
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415 -- slow to load

    known = {folded(name): orcid for name, orcid in _ORCID.findall(" ".join(orcids.split()))}
    names = [" ".join(name.split()) for name in split_multiple_persons_names(source)]
    listed = [name for name in names if name.strip("{} ").lower() not in _OTHERS]
    authors = (_author(name, known, findings) for name in listed[: MOST_VALUES + 1])
    return tuple(author for author in authors if author), len(listed) == len(names)


def _author(name: str, orcids: dict[str, str], findings: list[Finding]) -> AuthorRecord | None:
    if name.startswith("{") and name.endswith("}") and "," not in name and name.find("}") == len(name) - 1:
        group = bibtex_read(name)
        return AuthorRecord(name=group, group=True) if group else None
    family, given, suffix = _parts(name)
    if not any(map(str.isalpha, family)):
        return None
    orcid = orcid_in([orcids.get(folded(f"{family} {given}"), "")], findings)
    if not any(map(str.isalpha, given)):
        return AuthorRecord(name=family, suffix=suffix, orcid=orcid)
    return AuthorRecord(family=family, given=given, suffix=suffix, orcid=orcid)


def _parts(name: str) -> tuple[str, str, str]:
    """Return the family name with its particles, the given names and the suffix."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts  # noqa: PLC0415 -- slow to load

    parts = parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (" ".join(words) for words in ([*parts.von, *parts.last], parts.first, parts.jr))
    return bibtex_read(family), bibtex_read(given), bibtex_read(suffix)


def entry_affiliations(source: str) -> tuple[AffiliationRecord, ...]:
    """Return the affiliations of Scopus, `A; B`; the format does not say whose they are."""
    affiliations = Affiliations()
    affiliations.numbers(map(bibtex_read, source.split("; ")))
    return affiliations.records
