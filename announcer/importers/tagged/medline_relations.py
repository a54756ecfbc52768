"""Read what a MEDLINE record says of other works: what it corrects, and what corrects or retracts it."""

import re
from types import MappingProxyType

from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import RelationKind
from announcer.importers.record.model import RelationRecord
from announcer.importers.tagged.tagged_lines import Fields

_KINDS = MappingProxyType(
    {
        "EIN": RelationKind.CORRECTED_BY,  # erratum in
        "CRI": RelationKind.CORRECTED_BY,  # corrected and republished in
        "RPI": RelationKind.CORRECTED_BY,  # republished in
        "EFR": RelationKind.CORRECTS,  # erratum for
        "CRF": RelationKind.CORRECTS,
        "RPF": RelationKind.CORRECTS,
        "RIN": RelationKind.RETRACTED_BY,  # retraction in
        "PRIN": RelationKind.CONCERNED_BY,  # partial retraction in
        "ROF": RelationKind.RETRACTS,  # retraction of
        "PROF": RelationKind.CONCERNS,
        "ECI": RelationKind.CONCERNED_BY,  # expression of concern in
        "ECF": RelationKind.CONCERNS,
        "CON": RelationKind.COMMENTS_ON,
    }
)
_PREPRINT_SERVERS = re.compile(
    r"\b(?:bio|med|chem|ar|psyar|edar)xiv\b|research square|ssrn|preprints?\b", re.IGNORECASE
)
_PMID = re.compile(r"\bPMID:\s?(\d{1,8})\b")
_DOI = re.compile(r"\bdoi:\s?(10\.\S+)", re.IGNORECASE)


def relations(fields: Fields) -> tuple[RelationRecord, ...]:
    """Return the other works that the record names with a PMID or a DOI; comments on it are not among them."""
    is_preprint = any(text.lower() == "preprint" for text in fields.rows("PT"))
    rows = [(kind, text) for tag, kind in _KINDS.items() for text in fields.texts(tag)]
    rows += [(RelationKind.ARTICLE, text) for text in fields.texts("UIN") if is_preprint]
    rows += [(RelationKind.PREPRINT, text) for text in fields.texts("UOF") if _PREPRINT_SERVERS.search(text)]
    found = (_relation(kind, " ".join(text.split())) for kind, text in rows)
    return tuple(dict.fromkeys(relation for relation in found if relation))


def _relation(kind: RelationKind, text: str) -> RelationRecord | None:
    pmid, doi = _PMID.search(text), _DOI.search(text)
    if not (pmid or doi):
        return None
    return RelationRecord(kind=kind, pmid=pmid[1] if pmid else "", doi=normal_doi(doi[1]) if doi else "")
