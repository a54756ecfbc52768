"""What X would make of a text beyond what was meant: accidental links, mentions and tags, and the remedy."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from announcer.core.findings import Finding, Level
from announcer.core.posts.entities import Entity, EntityKind, extract
from announcer.core.text.postable import ZERO_WIDTH_SPACE, forbidden

_WORD_END = re.compile(r"[\s/@#$]")
_INNER_STOP = re.compile(r"\.(?=(?P<next>\w))")
_MOST_ROUNDS = 8
"""How often a text is looked at again; taking one link apart can leave another, but not for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defused:
    """A stretch of a record's text that X would have made clickable, and how the post writes it instead."""

    kind: EntityKind
    found: str
    written: str


def defused(text: str) -> tuple[str, tuple[Defused, ...]]:
    """Return `text` with nothing in it that X makes clickable, and what was changed for that.

    Where a stop is glued to a capital (`patients.In`, `J.Am.Chem.Soc`) a space goes in after it, which is what
    the author meant. All else (`ClinicalTrials.gov`, `@home`, `$AB`) gets a zero-width space, which nobody sees.
    """
    changes: list[Defused] = []
    for _ in range(_MOST_ROUNDS):
        entities = extract(text) or _within_quotes(text)
        if not entities:
            break
        pieces, position = [], 0
        for entity in entities:
            start, end = _around(entity, text)
            if start < position:
                continue  # part of a word that is done; the next round looks again
            change = Defused(kind=entity.kind, found=text[start:end], written=_apart(entity.kind, text[start:end]))
            changes.append(change)
            pieces += [text[position:start], change.written]
            position = end
        text = "".join(pieces) + text[position:]
    return text, tuple(changes)


def _within_quotes(text: str) -> tuple[Entity, ...]:
    """Return what X finds in a text that stands in quotation marks, which to it are letters of a domain."""
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


def defused_findings(changes: Collection[Defused], text: str) -> Iterator[Finding]:
    """Yield a note for each change that the finished `text` shows."""
    for change in dict.fromkeys(changes):
        if change.written not in text:
            continue
        kind = "link" if change.kind is EntityKind.URL else change.kind.value
        yield Finding(
            id="entity-defused",
            level=Level.NOTE,
            message=f"X would have made a {kind} of {change.found!r}; the post writes it so that X does not",
            hint="" if ZERO_WIDTH_SPACE in change.written else "mend the missing space in the record",
            where="text",
        )


def text_findings(text: str, *, link: str) -> Iterator[Finding]:
    """Yield what holds a finished text back; `link` is the one address it is to lead to, if any.

    Hashtags are the template's own, since records have theirs taken apart; all else that is clickable is not
    meant to be there.
    """
    entities = extract(text)
    links = [entity.text for entity in entities if entity.kind is EntityKind.URL]
    if link and link not in links:
        yield Finding(
            id="template-missing-link",
            level=Level.HOLD,
            message=f"the text does not hold {link} as one whole link",
            hint="the template needs {{ link }} outside optional parts, white space around it",
            where="text",
        )
    for entity in entities:
        if entity.kind is EntityKind.URL and entity.text != link:
            yield _unintended_link(entity)
        elif entity.kind in {EntityKind.MENTION, EntityKind.CASHTAG}:
            yield _unintended_tag(entity)
    unwanted = forbidden(text)
    if unwanted:
        yield Finding(
            id="forbidden-character",
            level=Level.HOLD,
            message=f"the text holds U+{ord(unwanted):04X}, which must not be posted",
            hint="take it out of the template or the phrases",
            where="text",
        )


def _unintended_link(entity: Entity) -> Finding:
    return Finding(
        id="unintended-link",
        level=Level.HOLD,
        message=f"X would make a link of {entity.text!r}",
        hint=f"in the template, write {_apart(entity.kind, entity.text).replace(ZERO_WIDTH_SPACE, ' ')!r}",
        where="text",
    )


def _unintended_tag(entity: Entity) -> Finding:
    return Finding(
        id="unintended-mention",
        level=Level.HOLD,
        message=f"X would take {entity.text!r} for a {entity.kind}",
        hint=f"in the template, write {entity.text[0]} {entity.text[1:]}, or leave it out: posts name no accounts",
        where="text",
    )
