"""Bring authors and affiliations together that Scopus and Embase write into one cell."""

import re
from dataclasses import replace

from announcer.core.text.letters import folded
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.record.model import AffiliationRecord, AuthorRecord

MOST_PAIRS = 1_000_000
"""Authors times affiliations; beyond that, whose they are is not looked for. A paper of 3,000 authors has fewer."""

_EMBASE = re.compile(r"\(([^()]{2,20000})\)\s(.+)", re.DOTALL)
_EMBASE_BETWEEN = re.compile(r"\s?,\s(?=\([^()]{2,20000}\)\s)")

People = tuple[tuple[AuthorRecord, ...], tuple[AffiliationRecord, ...]]


def with_affiliations(authors: tuple[AuthorRecord, ...], names: list[str], listed: str, joined: str) -> People:
    """Return the authors with the numbers of their affiliations, and these.

    Args:
        authors: The authors in their order.
        names: The same as the second column spells them.
        listed: The affiliations: `A; B`.
        joined: What says whose they are: `Bell A., A, B; Dal C., B` in Scopus, `(Bell A.; Dal C.) A , (Dal C.) B`.
    """
    if joined.startswith("(") and not listed:
        return _of_embase(authors, names, joined)
    affiliations = Affiliations()
    affiliations.numbers(listed.split(";" if ";" in listed else "\n"))
    texts = [row.text for row in affiliations.records]
    entries = [" ".join(entry.split()) for entry in joined.split("; ") if entry.strip()]
    if len(entries) != len(authors) or len(entries) * len(texts) > MOST_PAIRS:
        return authors, affiliations.records
    if not texts:
        return _each_with_one(authors, entries)
    numbered = (
        replace(author, affiliations=_named_in(entry, texts))
        for author, entry in zip(authors, entries, strict=True)
    )
    return tuple(numbered), affiliations.records


def _named_in(entry: str, texts: list[str]) -> tuple[int, ...]:
    """Return the numbers of the affiliations that an entry names; not of one that only ends another."""
    found = {number: entry.find(f", {text}") for number, text in enumerate(texts, start=1)}
    named = {number: place for number, place in found.items() if place >= 0}
    return tuple(
        number
        for number, place in named.items()
        if not any(
            other != number and start < place and place + len(texts[number - 1]) <= start + len(texts[other - 1])
            for other, start in named.items()
        )
    )


def _each_with_one(authors: tuple[AuthorRecord, ...], entries: list[str]) -> People:
    """Return each author with what follows the name in the entry: `Bell A., University of Oslo, Norway`."""
    affiliations = Affiliations()
    found = []
    for author, entry in zip(authors, entries, strict=True):
        name, _, text = entry.partition("., ")
        found.append(replace(author, affiliations=affiliations.numbers([text] if name else [])))
    return tuple(found), affiliations.records


def _of_embase(authors: tuple[AuthorRecord, ...], names: list[str], joined: str) -> People:
    affiliations = Affiliations()
    members: dict[str, list[int]] = {}
    for part in _EMBASE_BETWEEN.split(joined):
        found = _EMBASE.fullmatch(part.strip())
        number = affiliations.number(found[2]) if found else 0
        for name in found[1].split(";") if found and number else ():
            members.setdefault(folded(name.partition(", ")[0]), []).append(number)
    if len(names) == len(authors):
        mine = (tuple(dict.fromkeys(members.get(folded(name), ()))) for name in names)
        authors = tuple(replace(author, affiliations=each) for author, each in zip(authors, mine, strict=True))
    return authors, affiliations.records
