"""Embedding levels and visual order of mixed left-to-right and right-to-left text: UAX #9, Unicode 15.

Rules P2 to X10 are here; W1 to I2, which work inside one isolating run sequence, are in `bidi_sequences`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import bidirectional

from announcer.typeset.bidi_sequences import ISOLATE_STARTS, LevelRun, resolve

MAX_DEPTH = 125

_STRONG_LEVELS = {"L": 0, "R": 1, "AL": 1}
_EMBEDDINGS = {"RLE": (1, None), "LRE": (0, None), "RLO": (1, "R"), "LRO": (0, "L")}
_REMOVED = frozenset({*_EMBEDDINGS, "PDF", "BN"})
_RESET_BY_L1 = frozenset({"WS", "PDI", *ISOLATE_STARTS, *_REMOVED})
_RTL_CLASSES = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_SURELY_LTR = re.compile(r"[\x00-\u058f\u1e00-\u200e\u2010-\u2029\u2030-\u2065\u2070-\u2fff\u3000-\ud7ff]*\Z")


@dataclass(frozen=True, slots=True)
class Levels:
    """The resolved paragraph: its base level, and the class and embedding level of each character."""

    base: int
    classes: list[str]
    levels: list[int]

    def of_line(self, start: int, end: int) -> list[int]:
        """Return the levels of one line: rule L1 sets its separators and trailing white space to the base level."""
        line = self.levels[start:end]
        trailing = True
        for index in range(end - start - 1, -1, -1):
            name = self.classes[start + index]
            if name in {"B", "S"}:
                line[index] = self.base
                trailing = True
            elif name not in _RESET_BY_L1:
                trailing = False
            elif trailing:
                line[index] = self.base
        return line


def bidi_class(char: str) -> str:
    """Return the Bidi_Class of a character; unassigned ones count as `L`."""
    return bidirectional(char) or "L"


def needs_bidi(text: str) -> bool:
    """Return whether any character can lead to a right-to-left level in a left-to-right paragraph."""
    return not (text.isascii() or _SURELY_LTR.match(text)) and any(
        bidi_class(char) in _RTL_CLASSES for char in text
    )


def resolve_levels(text: str, base: int | None) -> Levels:
    """Return the levels of a paragraph; `base` is 0 (left to right), 1, or None for the first strong letter's."""
    classes = [bidi_class(char) for char in text]
    matches = _matching_ends(classes)
    if base is None:
        base = _first_strong(classes, 0, len(classes), matches) or 0
    explicit = _Explicit(base=base, matches=matches, classes=classes)
    explicit.walk()
    for run in _run_sequences(classes, explicit.levels, base, matches):
        resolve(run, explicit.effective, classes, explicit.levels, text)
    return Levels(base, classes, explicit.levels)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the logical indices in visual order, left to right: rule L2."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    if not odd:
        return order
    for threshold in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= threshold:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _matching_ends(classes: Sequence[str]) -> dict[int, int]:
    """Return the position of the PDI for each isolate initiator that has one (BD9)."""
    ends: dict[int, int] = {}
    open_isolates: list[int] = []
    for position, name in enumerate(classes):
        if name in ISOLATE_STARTS:
            open_isolates.append(position)
        elif name == "PDI" and open_isolates:
            ends[open_isolates.pop()] = position
        elif name == "B":
            open_isolates.clear()
    return ends


def _first_strong(classes: Sequence[str], start: int, end: int, matches: dict[int, int]) -> int | None:
    """Return the level of the first strong character outside isolates (P2, P3)."""
    position = start
    while position < end:
        name = classes[position]
        if name in _STRONG_LEVELS:
            return _STRONG_LEVELS[name]
        if name in ISOLATE_STARTS:
            position = matches.get(position, end)
        position += 1
    return None


@lru_cache(4)
def _next_level(level: int, direction: int) -> int:
    return (level + 1) | 1 if direction else (level + 2) & ~1


@dataclass(slots=True, kw_only=True)
class _Explicit:
    """Rules X1 to X8: a walk over the paragraph with the stack of directional statuses."""

    base: int
    matches: dict[int, int]
    classes: list[str]
    effective: list[str] = field(default_factory=list)
    """The classes after overrides."""
    levels: list[int] = field(default_factory=list)
    stack: list[tuple[int, str | None, bool]] = field(default_factory=list)
    """Level, override, and whether it is an isolate's."""
    overflowing_isolates: int = 0
    overflowing_embeddings: int = 0
    valid_isolates: int = 0

    def walk(self) -> None:
        self.effective = list(self.classes)
        self._start()
        for position, name in enumerate(self.classes):
            if name in _EMBEDDINGS:
                self._place(position, overridable=False)
                self._embed(*_EMBEDDINGS[name])
            elif name in ISOLATE_STARTS:
                self._place(position)
                self._isolate(self._isolate_direction(position, name))
            elif name == "PDI":
                self._end_isolate()
                self._place(position)
            elif name == "PDF":
                self._place(position, overridable=False)
                self._end_embedding()
            elif name == "B":
                self._start()
                self._place(position, overridable=False)
            else:
                self._place(position, overridable=name != "BN")

    def _start(self) -> None:
        self.stack = [(self.base, None, False)]
        self.overflowing_isolates = self.overflowing_embeddings = self.valid_isolates = 0

    def _place(self, position: int, *, overridable: bool = True) -> None:
        level, override, _ = self.stack[-1]
        self.levels.append(level)
        if override and overridable:
            self.effective[position] = override

    def _has_room(self, level: int) -> bool:
        return level <= MAX_DEPTH and not self.overflowing_isolates and not self.overflowing_embeddings

    def _embed(self, direction: int, override: str | None) -> None:
        level = _next_level(self.stack[-1][0], direction)
        if self._has_room(level):
            self.stack.append((level, override, False))
        elif not self.overflowing_isolates:
            self.overflowing_embeddings += 1

    def _isolate_direction(self, position: int, name: str) -> int:
        if name != "FSI":
            return int(name == "RLI")
        end = self.matches.get(position, len(self.classes))
        return _first_strong(self.classes, position + 1, end, self.matches) or 0

    def _isolate(self, direction: int) -> None:
        level = _next_level(self.stack[-1][0], direction)
        if self._has_room(level):
            self.valid_isolates += 1
            self.stack.append((level, None, True))
        else:
            self.overflowing_isolates += 1

    def _end_isolate(self) -> None:
        if self.overflowing_isolates:
            self.overflowing_isolates -= 1
        elif self.valid_isolates:
            self.overflowing_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.valid_isolates -= 1

    def _end_embedding(self) -> None:
        if self.overflowing_isolates:
            return
        if self.overflowing_embeddings:
            self.overflowing_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _run_sequences(classes: list[str], levels: list[int], base: int, matches: dict[int, int]) -> Iterable[LevelRun]:
    """Return the isolating run sequences with their levels and borders (X9, X10)."""
    kept = [position for position, name in enumerate(classes) if name not in _REMOVED]
    explicit = list(levels)
    ranks = {position: rank for rank, position in enumerate(kept)}
    runs = _level_runs(kept, classes, explicit)
    by_start = {run[0]: run for run in runs}
    continuations = set(matches.values())

    def level_at(rank: int, *, blocked: bool) -> int:
        return base if blocked or not 0 <= rank < len(kept) else explicit[kept[rank]]

    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in continuations:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in ISOLATE_STARTS and matches.get(sequence[-1]) in by_start:
            sequence += by_start[matches[sequence[-1]]]
        first, last = sequence[0], sequence[-1]
        level = explicit[first]
        before = ranks[first] - 1
        preceding = level_at(before, blocked=before >= 0 and classes[kept[before]] == "B")
        following = level_at(ranks[last] + 1, blocked=classes[last] in ISOLATE_STARTS or classes[last] == "B")
        yield LevelRun(sequence, level, _side(max(level, preceding)), _side(max(level, following)))


def _level_runs(kept: list[int], classes: list[str], levels: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for position in kept:
        if runs and levels[runs[-1][-1]] == levels[position] and classes[runs[-1][-1]] != "B":
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def _side(level: int) -> str:
    return "R" if level & 1 else "L"
