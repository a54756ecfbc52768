"""Links, mentions and tags that X would make of a text by accident, and how to avoid them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.posts.entities import Entity, EntityKind, extract
from announcer.core.text.postable import ZERO_WIDTH_SPACE, forbidden

_WORD_END = re.compile(r"[\s/@#$]")
_INNER_STOP = re.compile(r"\.(?=(?P<next>\w))")
_MOST_ROUNDS = 8
"""How often a text is searched again: breaking up one link can leave another, but not for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityChange:
    """A stretch of a record's text that X would have made clickable, and how the post writes it instead."""

    kind: EntityKind
    found: str
    written: str


def without_entities(text: str) -> tuple[str, tuple[EntityChange, ...]]:
    """Return `text` with nothing in it that X makes clickable, and what was changed for that.

    Where a capital follows a stop without a space (`patients.In`, `J.Am.Chem.Soc`), the space that the author meant
    is put in. All else (`ClinicalTrials.gov`, `@home`, `$AB`) gets a zero-width space, which nobody sees.
    """
    changes: list[EntityChange] = []
    for _ in range(_MOST_ROUNDS):
        entities = extract(text) or _within_quotes(text)
        if not entities:
            break
        pieces, position = [], 0
        for entity in entities:
            start, end = _around(entity, text)
            if start < position:
                continue  # part of a word that was changed; the next round looks again
            change = EntityChange(
                kind=entity.kind, found=text[start:end], written=_apart(entity.kind, text[start:end])
            )
            changes.append(change)
            pieces += [text[position:start], change.written]
            position = end
        text = "".join(pieces) + text[position:]
    return text, tuple(changes)


def _within_quotes(text: str) -> tuple[Entity, ...]:
    """Return what X finds in a text between quotation marks, which X takes for letters of a domain."""
    found = (entity for entity in extract(f"“{text}”") if entity.start > 0 and entity.end <= len(text) + 1)
    return tuple(replace(entity, start=entity.start - 1, end=entity.end - 1) for entity in found)


def _around(entity: Entity, text: str) -> tuple[int, int]:
    """Return where the change is to begin and end: with an accidental link, where its whole word does."""
    start, end = entity.start, entity.end
    if entity.kind is EntityKind.URL and "/" not in entity.text:
        while start > 0 and not _WORD_END.match(text[start - 1]):
            start -= 1
        while end < len(text) and not _WORD_END.match(text[end]):
            end += 1
    return start, end


def _apart(kind: EntityKind, found: str) -> str:
    if kind is not EntityKind.URL:
        return found[0] + ZERO_WIDTH_SPACE + found[1:]
    glue = ZERO_WIDTH_SPACE
    if "/" in found:
        return _INNER_STOP.sub(f".{glue}", found)
    return _INNER_STOP.sub(lambda stop: ". " if stop["next"].isupper() else f".{glue}", found)


def change_findings(changes: Collection[EntityChange], text: str) -> Iterator[Finding]:
    """Yield a note for each change that the finished `text` shows; the hint is for a space the record lacks."""
    for change in dict.fromkeys(changes):
        if change.written in text:
            kind = "link" if change.kind is EntityKind.URL else change.kind
            noted = finding("entity-defused", where="text", kind=kind, text=change.found)
            yield replace(noted, hint="") if ZERO_WIDTH_SPACE in change.written else noted


def text_findings(text: str, *, link: str) -> Iterator[Finding]:
    """Yield what holds a finished text; `link` is the one address that it should lead to, if any.

    Hashtags are the template's own, since those of records are broken up; everything else that is clickable is an
    accident.
    """
    entities = extract(text)
    links = [entity.text for entity in entities if entity.kind is EntityKind.URL]
    if link and link not in links:
        yield finding("template-missing-link", where="text", link=link)
    for entity in entities:
        if entity.kind is EntityKind.URL and entity.text != link:
            apart = _apart(entity.kind, entity.text).replace(ZERO_WIDTH_SPACE, " ")
            yield finding("unintended-link", where="text", text=entity.text, instead=apart)
        elif entity.kind in {EntityKind.MENTION, EntityKind.CASHTAG}:
            apart = f"{entity.text[0]} {entity.text[1:]}"
            yield finding("unintended-mention", where="text", text=entity.text, kind=entity.kind, instead=apart)
    if unwanted := forbidden(text):
        yield finding("forbidden-character", where="text", code=ord(unwanted))
