"""What X makes clickable in a text: links, mentions, hashtags and cashtags, by the grammar of twitter-text 3.1."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from announcer.core.posts.hashtag_letters import LETTERS_AND_MARKS, OTHER_HASHTAG_CHARACTERS
from announcer.core.posts.weblinks import LATIN, PUNCTUATION, SPACES, link_spans


class EntityKind(StrEnum):
    """What a stretch of a post turns into."""

    URL = "url"
    MENTION = "mention"
    """An account, or with a slash one of its lists."""
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A clickable stretch of a text, its sign included: code points from `start` up to, not including, `end`."""

    kind: EntityKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """How one kind is found: its group `entity` begins with one of `signs`; what `voided_by` matches undoes it."""

    kind: EntityKind
    signs: str
    pattern: re.Pattern[str]
    voided_by: re.Pattern[str] | None = None


_AFTER_CASHTAG = re.escape(PUNCTUATION + "\ufeff" + SPACES.translate({0x85: None, 0x180E: None}))
_CASHTAG = _Grammar(
    kind=EntityKind.CASHTAG,
    signs="$",
    pattern=re.compile(
        rf"(?:^|[{SPACES}])(?P<entity>\$[a-zA-Z]{{1,6}}(?:[._][a-zA-Z]{{1,2}})?)(?=[{_AFTER_CASHTAG}]|\Z)"
    ),
)
_MENTION = _Grammar(
    kind=EntityKind.MENTION,
    signs="@＠",
    pattern=re.compile(
        r"(?:^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.\-])(?:rt|RT|rT|Rt):?)"
        r"(?P<entity>[@＠][a-zA-Z0-9_]{1,20}(?:/[a-zA-Z][a-zA-Z0-9_\-]{0,24})?)"
    ),
    voided_by=re.compile(rf"[@＠{LATIN}]|://"),
)
_REPLY = re.compile(rf"[{SPACES}]*+[@＠](?P<name>[a-zA-Z0-9_]{{1,20}}+)(?![@＠{LATIN}]|://)")


def extract(text: str) -> tuple[Entity, ...]:
    """Return everything clickable in a text, in order; of two that overlap, the one that begins first."""
    return tuple(_without_overlaps([*links(text), *mentions(text), *_hashtags(text), *cashtags(text)]))


def links(text: str) -> tuple[Entity, ...]:
    """Return the web links of a text, those made by accident (`patients.In`) among them."""
    return tuple(_entity(EntityKind.URL, text, start, end) for start, end in link_spans(text))


def mentions(text: str) -> tuple[Entity, ...]:
    """Return the accounts and lists that a text names."""
    return tuple(_found(_MENTION, text))


def reply_to(text: str) -> str | None:
    """Return the account, without its sign, that a text begins with; X shows such a post to few others."""
    found = _REPLY.match(text)
    return found["name"] if found else None


def hashtags(text: str) -> tuple[Entity, ...]:
    """Return the hashtags of a text that are not part of a link."""
    found = _without_overlaps([*_hashtags(text), *links(text)])
    return tuple(entity for entity in found if entity.kind is EntityKind.HASHTAG)


def cashtags(text: str) -> tuple[Entity, ...]:
    """Return the share symbols of a text, such as `$AB`; X takes one a post."""
    return tuple(_found(_CASHTAG, text))


def _hashtags(text: str) -> Iterator[Entity]:
    return _found(_hashtag_grammar(), text)


def _found(grammar: _Grammar, text: str) -> Iterator[Entity]:
    if not any(sign in text for sign in grammar.signs):
        return
    for found in grammar.pattern.finditer(text):
        if not grammar.voided_by or not grammar.voided_by.match(text, found.end()):
            yield _entity(grammar.kind, text, *found.span("entity"))


def _entity(kind: EntityKind, text: str, start: int, end: int) -> Entity:
    return Entity(kind=kind, text=text[start:end], start=start, end=end)


def _without_overlaps(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Yield the entities in order of their beginning, without those that begin within the one before."""
    end = 0
    for entity in sorted(entities, key=lambda entity: entity.start):
        if entity.start >= end:
            yield entity
            end = entity.end


@cache
def _hashtag_grammar() -> _Grammar:
    """Return the grammar of hashtags: letters, digits and a few signs, of which one at least is a letter.

    It is made when first asked for: so large a set takes a while to compile.
    """
    letters = _characters(LETTERS_AND_MARKS)
    others = _characters(OTHER_HASHTAG_CHARACTERS)
    pattern = (
        rf"(?:^|[\ufe0e\ufe0f]|[^{letters}{others}&\ud800-\udfff])"
        rf"(?P<entity>[#＃](?![\ufe0f\u20e3])[{others}]*+[{letters}][{letters}{others}]*+)"
    )
    return _Grammar(
        kind=EntityKind.HASHTAG, signs="#＃", pattern=re.compile(pattern), voided_by=re.compile(r"[#＃]|://")
    )


def _characters(table: str) -> str:
    """Return a table of hexadecimal code points and ranges as it stands between the brackets of an expression."""
    return "".join("-".join(f"\\U{code:>08}" for code in item.split("-")) for item in table.split())
