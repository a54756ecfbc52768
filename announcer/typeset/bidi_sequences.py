"""The rules of UAX #9 inside one isolating run sequence: weak types, brackets, neutrals, levels (W1 to I2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from unicodedata import category, mirrored, normalize

ISOLATE_STARTS = frozenset({"LRI", "RLI", "FSI"})
MAX_BRACKETS = 63

_NEUTRALS = frozenset({"B", "S", "WS", "ON", "PDI", *ISOLATE_STARTS})
_DIRECTIONS = MappingProxyType({"L": "L", "R": "R", "EN": "R", "AN": "R"})

# Bidi_Paired_Bracket pairs an opening bracket with the next code point, with these exceptions; the blocks are those
# that hold brackets at all.
_UNEVEN_PAIRS = MappingProxyType(
    {"(": ")", "[": "]", "{": "}", "\u298d": "\u2990", "\u298f": "\u298e", "\u2e55": "\u2e56"}
)
_BRACKET_BLOCKS = (
    (0x28, 0x7D), (0xF3A, 0xF3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E),
    (0x2308, 0x230B), (0x2329, 0x232A), (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF), (0x2983, 0x2998),
    (0x29D8, 0x29DB), (0x29FC, 0x29FD), (0x2E22, 0x2E29), (0x2E55, 0x2E5C), (0x3008, 0x3011), (0x3014, 0x301B),
    (0xFE59, 0xFE5E), (0xFF08, 0xFF09), (0xFF3B, 0xFF3D), (0xFF5B, 0xFF63),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LevelRun:
    """An isolating run sequence: positions in the paragraph, their level, and the directions at both ends."""

    positions: list[int]
    level: int
    before: str
    after: str


@cache
def bracket_pairs() -> tuple[dict[str, str], dict[str, str]]:
    """Return opening and closing brackets, each with the canonical form of the closing one of its pair."""
    opening: dict[str, str] = {}
    closing: dict[str, str] = {}
    for first, last in _BRACKET_BLOCKS:
        for char in map(chr, range(first, last + 1)):
            if category(char) == "Ps" and mirrored(char):
                partner = _UNEVEN_PAIRS.get(char, chr(ord(char) + 1))
                opening[char] = closing[partner] = normalize("NFD", partner)
    return opening, closing


def resolve(run: LevelRun, types: list[str], original: list[str], levels: list[int], text: str) -> None:
    """Resolve one sequence in place: `types` become strong or numbers, `levels` final.

    Args:
        run: The sequence.
        types: Class of every character of the paragraph, overrides applied.
        original: The classes before any rule.
        levels: Explicit levels, raised here by I1 and I2.
        text: The paragraph.
    """
    _resolve_marks_and_numbers(run, types)
    _resolve_separators(run, types)
    _resolve_terminators(run, types)
    _resolve_leftovers(run, types)
    _resolve_brackets(run, types, original, text)
    _resolve_neutrals(run, types)
    _raise_levels(run, types, levels)


def _resolve_marks_and_numbers(run: LevelRun, types: list[str]) -> None:
    """W1 to W3: marks take the type before them, digits after Arabic letters become Arabic numbers."""
    previous = strong = run.before
    for position in run.positions:
        name = types[position]
        if name == "NSM":
            name = "ON" if previous in ISOLATE_STARTS or previous == "PDI" else previous
        if name == "EN" and strong == "AL":
            name = "AN"
        elif name in {"L", "R", "AL"}:
            strong = name
        types[position] = previous = name
    for position in run.positions:
        if types[position] == "AL":
            types[position] = "R"


def _resolve_separators(run: LevelRun, types: list[str]) -> None:
    """W4: one separator between two numbers of one kind joins them."""
    for before, position, after in zip(run.positions, run.positions[1:], run.positions[2:], strict=False):
        number = types[before]
        if number == types[after] and (types[position], number) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            types[position] = number


def _resolve_terminators(run: LevelRun, types: list[str]) -> None:
    """W5: terminators next to European numbers belong to them."""
    for start, end in _stretches(run, types, frozenset({"ET"})):
        around = (types[run.positions[index]] for index in (start - 1, end) if 0 <= index < len(run.positions))
        if "EN" in around:
            for position in run.positions[start:end]:
                types[position] = "EN"


def _resolve_leftovers(run: LevelRun, types: list[str]) -> None:
    """W6 and W7: other separators are neutral, European numbers after Latin letters are Latin."""
    strong = run.before
    for position in run.positions:
        name = types[position]
        if name in {"ES", "ET", "CS"}:
            types[position] = "ON"
        elif name in {"L", "R"}:
            strong = name
        elif name == "EN" and strong == "L":
            types[position] = "L"


def _resolve_brackets(run: LevelRun, types: list[str], original: list[str], text: str) -> None:
    """N0: both brackets of a pair take one direction."""
    embedding = "R" if run.level & 1 else "L"
    for start, end in sorted(_paired(run, types, text)):
        inside = {_DIRECTIONS.get(types[position]) for position in run.positions[start + 1 : end]} - {None}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            context = next(
                filter(None, (_DIRECTIONS.get(types[p]) for p in reversed(run.positions[:start]))), run.before
            )
            direction = "L" if embedding == "R" else "R"
            direction = direction if context == direction else embedding
        for index in (start, end):
            types[run.positions[index]] = direction
            for position in run.positions[index + 1 :]:
                if original[position] != "NSM":
                    break
                types[position] = direction


def _paired(run: LevelRun, types: list[str], text: str) -> list[tuple[int, int]]:
    """Return the bracket pairs of a sequence as indices into its positions (BD16)."""
    opening, closing = bracket_pairs()
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for index, position in enumerate(run.positions):
        char = text[position]
        if types[position] != "ON":
            continue
        if char in opening:
            if len(waiting) == MAX_BRACKETS:
                return []
            waiting.append((opening[char], index))
        elif char in closing:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == closing[char]:
                    pairs.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return pairs


def _resolve_neutrals(run: LevelRun, types: list[str]) -> None:
    """N1 and N2: neutrals between like directions take them, others the embedding's."""
    for start, end in _stretches(run, types, _NEUTRALS):
        before = run.before if start == 0 else _DIRECTIONS[types[run.positions[start - 1]]]
        after = run.after if end == len(run.positions) else _DIRECTIONS[types[run.positions[end]]]
        direction = before if before == after else "LR"[run.level & 1]
        for position in run.positions[start:end]:
            types[position] = direction


def _raise_levels(run: LevelRun, types: list[str], levels: list[int]) -> None:
    """I1 and I2."""
    for position in run.positions:
        name = types[position]
        if run.level & 1:
            levels[position] = run.level + (name != "R")
        else:
            levels[position] = run.level + {"L": 0, "R": 1, "AN": 2, "EN": 2}[name]


def _stretches(run: LevelRun, types: list[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each longest stretch whose types are all in `wanted`."""
    start = 0
    count = len(run.positions)
    while start < count:
        end = start
        while end < count and types[run.positions[end]] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1
