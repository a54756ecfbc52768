"""A post's length as X counts it, and whether X takes it: the rules of twitter-text 3.1.

The text is put into Unicode's form NFC. Every link then counts 23, however long it is; every emoji counts 2 (those
of 2018; others by their parts, see `emoji.py`); Latin, Persian and most other alphabetic characters
count 1, everything else (Chinese, Japanese, `…`, `→`, `₂`, `•`, direction marks) counts 2.

Every text gets an answer in linear time, whatever it holds. Positions are code points of the text as it was given.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from announcer.core.posts.emoji import EMOJI_PART, EMOJI_SEQUENCE
from announcer.core.posts.entities import Entity, EntityKind, cashtags, extract, hashtags, links, mentions, reply_to
from announcer.core.posts.weblinks import FORBIDDEN, link_spans

__all__ = [
    "MAX_CHARACTERS",
    "V1",
    "V2",
    "V3",
    "CountingRules",
    "Entity",
    "EntityKind",
    "Measured",
    "cashtags",
    "extract",
    "fitting_characters",
    "hashtags",
    "links",
    "measure",
    "mentions",
    "reply_to",
    "weighted_length",
]

MAX_CHARACTERS = 100_000
"""Code points. In a longer text neither links nor emoji are looked for: each character counts for itself, so that
the length is above every limit (X's longest posts have 25,000) and the text is not valid. What `measure` lists as
links and entities is then that of the first `MAX_CHARACTERS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRules:
    """A configuration of twitter-text.

    Weights are in units of which `scale` make a length of one. Characters of `light_ranges` (code points, both ends
    included) weigh `light_weight`, all others `default_weight`; so does an emoji where `emoji_as_one` is set.
    `limit` and `link_length` are lengths.
    """

    limit: int
    scale: int
    default_weight: int
    light_weight: int
    light_ranges: tuple[tuple[int, int], ...] = ()
    link_length: int = 23
    emoji_as_one: bool = False
    heavy: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """Matches one character outside the light ranges."""

    def __post_init__(self) -> None:
        """Compile the light ranges."""
        light = "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in self.light_ranges)
        object.__setattr__(self, "heavy", re.compile(f"[^{light}]" if light else r"[\s\S]"))


_LIGHT_RANGES = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))

V1 = CountingRules(limit=140, scale=1, default_weight=1, light_weight=1)
"""Until 2017: every character counts 1."""
V2 = CountingRules(limit=280, scale=100, default_weight=200, light_weight=100, light_ranges=_LIGHT_RANGES)
"""Until 2018: emoji count by their parts."""
V3 = CountingRules(
    limit=280, scale=100, default_weight=200, light_weight=100, light_ranges=_LIGHT_RANGES, emoji_as_one=True
)
"""The rules in force."""

_REFUSED = re.compile(rf"[{FORBIDDEN}\ud800-\udfff]")  # a lone surrogate cannot even be sent
_NORMALISED_AT_ONCE = 4096
_PIECE = re.compile(r".{1,4096}(?=[\x00-\x7f]|\Z)|.{1,4096}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A text as X sees it.

    `refused` is the first character that X takes in no text, or empty. `links` are what is counted as links;
    `entities` are everything clickable without overlaps, so that a link glued to a hashtag may be missing there.
    """

    length: int
    limit: int
    refused: str
    links: tuple[Entity, ...]
    entities: tuple[Entity, ...]

    @property
    def valid(self) -> bool:
        """Whether X takes the text: it is not empty, not too long, and holds nothing refused."""
        return 0 < self.length <= self.limit and not self.refused

    @property
    def remaining(self) -> int:
        """How much still fits; negative where the text is too long."""
        return self.limit - self.length


def measure(text: str, rules: CountingRules = V3) -> Measured:
    """Return a text's length, whether X takes it, and what becomes clickable in it."""
    refused = _REFUSED.search(text)
    return Measured(
        length=weighted_length(text, rules),
        limit=rules.limit,
        refused=refused[0] if refused else "",
        links=links(text[:MAX_CHARACTERS]),
        entities=extract(text[:MAX_CHARACTERS]),
    )


def weighted_length(text: str, rules: CountingRules = V3) -> int:
    """Return a text's length as X counts it (rounded up where weights do not add to a whole)."""
    if len(text) > MAX_CHARACTERS:
        return -(-_plain_weight(text, rules) // rules.scale)
    composed = _composed(text)
    weight = at = 0
    for start, end in link_spans(composed):
        weight += _weight(composed[at:start], rules) + rules.link_length * rules.scale
        at = end
    weight += _weight(composed[at:], rules)
    return -(-weight // rules.scale)


def fitting_characters(text: str, rules: CountingRules = V3) -> int:
    """Return how many characters at the beginning of a text X takes: up to the limit or the first forbidden one.

    A link or an emoji fits whole or not at all. Where NFC changes the text's length, the number is exact only for
    changes before the end of what fits, as in the public rules.
    """
    composed = _composed(text[:MAX_CHARACTERS])
    weight = fitting = 0
    for end, part_weight in _parts(composed, rules):
        weight += part_weight
        if weight > rules.limit * rules.scale or _REFUSED.match(composed, end - 1):
            break
        fitting = end
    return max(fitting + len(text[:MAX_CHARACTERS]) - len(composed), 0)


def _composed(text: str) -> str:
    """Return the text in NFC.

    Normalising takes quadratic time on a long run of combining marks, so a long text is normalised in pieces; they
    begin with ASCII characters, which combine with nothing before them, wherever there is one within 4,096.
    """
    if len(text) <= _NORMALISED_AT_ONCE:
        return unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def _weight(text: str, rules: CountingRules) -> int:
    """Return the weight of a text without links."""
    weight = _plain_weight(text, rules)
    if rules.emoji_as_one and EMOJI_PART.search(text):
        for emoji in EMOJI_SEQUENCE.findall(text):
            weight += rules.default_weight - _plain_weight(emoji, rules)
    return weight


def _plain_weight(text: str, rules: CountingRules) -> int:
    """Return the weight of a text character by character."""
    extra = rules.default_weight - rules.light_weight
    return rules.light_weight * len(text) + extra * len(rules.heavy.findall(text))


def _parts(text: str, rules: CountingRules) -> Iterator[tuple[int, int]]:
    """Yield for each link, emoji and other character of a text in NFC where it ends and what it weighs."""
    at = 0
    for start, end in link_spans(text):
        yield from _signs(text, at, start, rules)
        yield end, rules.link_length * rules.scale
        at = end
    yield from _signs(text, at, len(text), rules)


def _signs(text: str, start: int, stop: int, rules: CountingRules) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch without links."""
    at = start
    while at < stop:
        emoji = EMOJI_SEQUENCE.match(text, at, stop) if rules.emoji_as_one else None
        weight = rules.default_weight if emoji else _plain_weight(text[at], rules)
        at = emoji.end() if emoji else at + 1
        yield at, weight
