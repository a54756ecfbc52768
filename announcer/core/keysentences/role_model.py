"""Tell the roles of an English abstract's sentences where no labels do, by a small linear model and their order.

Each sentence is scored by its words, pairs of words, its place and the openings of its neighbours, all hashed; the
scores are then read in order, since aims seldom follow results. Where the conclusion begins is told by a comparison
of all sentences of the abstract, by `beginnings.py`'s marks besides. `tools/train_roles.py` makes `role_model.bin`.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, log1p
from typing import NamedTuple
from zlib import crc32

from announcer.core.keysentences.beginnings import marks_of_beginnings
from announcer.core.keysentences.roles import Role

SIZE = 1 << 15
"""Weights a role; a word's weight stands at its hash."""

_WORD = re.compile(r"[a-z]+|\d+|[^\sa-z\d]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_NEARLY_ONE = 0.999999
_MOST_WORDS = 60
_NEIGHBOURS_WORDS = 3
_PAST = frozenset({"was", "were", "had", "did"})
_PRESENT = frozenset({"is", "are", "has", "have", "may", "can", "could", "might", "should", "does", "do", "seems"})
_HEADER = struct.Struct("<36f")
"""The chances of the first role, those after each role (a row of five each), the scales of six rows of weights."""

_BEGINS = 1.0
_IS_ONE = 0.2
_SURE = 0.55
"""How much it counts that a sentence looks like the first that concludes, and how much what each looks like alone;
from which chance on the conclusion has begun. Chosen by cross-validation, so that it seldom begins too early."""


class Features(NamedTuple):
    """The places of a sentence's weights, from 0 to `SIZE`: of what it is, and of whether the conclusion begins."""

    own: frozenset[int]
    beginning: frozenset[int]


def features(sentences: Sequence[str]) -> list[Features]:
    """Return the features of each sentence of an abstract."""
    words = [_words(sentence) for sentence in sentences]
    own = [_hashed(_names(words, place)) for place in range(len(words))]
    marks = map(_hashed, marks_of_beginnings(sentences))
    return [Features(names, names | more) for names, more in zip(own, marks, strict=True)]


def _hashed(names: Iterable[str]) -> frozenset[int]:
    return frozenset(crc32(name.encode()) % SIZE for name in names)


def _words(sentence: str) -> list[str]:
    return _NUMBER.sub("0", " ".join(_WORD.findall(sentence.lower())[:_MOST_WORDS])).split()


def _names(words: Sequence[list[str]], place: int) -> Iterator[str]:
    own = words[place]
    yield from own
    yield from map("{} {}".format, own, own[1:])
    yield from (f"^{number} {word}" for number, word in enumerate(own[:3]))
    for mark, there in (("<", place - 1), (">", place + 1)):
        near = words[there] if 0 <= there < len(words) else ["none"]
        yield from (f"{mark}{word}" for word in near[:_NEIGHBOURS_WORDS])
        yield from map(f"{mark}{{}}".format, _shape(near))
    yield from _shape(own)
    yield f"@{10 * place // len(words)}"
    yield f"@+{min(place, 5)}"
    yield f"@-{min(len(words) - 1 - place, 5)}"
    yield "@"


def _shape(words: Sequence[str]) -> Iterator[str]:
    """Yield what a sentence looks like: how many figures and brackets it has, its length, the time of its verbs."""
    yield f"#figures {min(words.count('0'), 4)}"
    yield f"#brackets {min(words.count('('), 2)}"
    yield f"#length {min(len(words) // 8, 5)}"
    yield f"#past {not _PAST.isdisjoint(words)} {not _PRESENT.isdisjoint(words)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleModel:
    """What was learnt, all as natural logarithms or their sums.

    `start` has the chance that an abstract begins with each role, `following` those of each role after another,
    `weights` each role's weights by hash with what one of them counts, `begins` the same for the first sentence of
    the conclusion.
    """

    start: tuple[float, ...]
    following: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[memoryview, float], ...]
    begins: tuple[memoryview, float]

    @classmethod
    def read(cls, content: bytes) -> "RoleModel":
        """Return the model that a file holds."""
        numbers = _HEADER.unpack_from(content)
        chances = [numbers[at : at + len(Role)] for at in range(0, 30, len(Role))]
        kept = memoryview(content)[_HEADER.size :].cast("b")
        rows = [(kept[at * SIZE : (at + 1) * SIZE], scale) for at, scale in enumerate(numbers[30:])]
        return cls(start=chances[0], following=tuple(chances[1:]), weights=tuple(rows[:-1]), begins=rows[-1])


@cache
def shipped_model() -> RoleModel:
    """Return the model that comes with the program."""
    return RoleModel.read((resources.files("announcer.core.keysentences") / "role_model.bin").read_bytes())


def roles_of(sentences: Sequence[str], model: RoleModel | None = None) -> list[Role]:
    """Return the most likely role of each sentence of an abstract, all of them read in order.

    From some sentence on, the last one at the latest, all conclude; those before it have the other four roles.
    """
    if not sentences:
        return []
    model = model or shipped_model()
    rows = features(sentences)
    scores = [[_score(weights, row.own) for weights in model.weights] for row in rows]
    first = _first_concluding(scores, [_score(model.begins, row.beginning) for row in rows])
    return [*_in_order(model, scores[:first]), *[Role.CONCLUSION] * (len(rows) - first)]


def _score(weights: tuple[memoryview, float], places: Iterable[int]) -> float:
    row, scale = weights
    return sum(map(row.__getitem__, places)) * scale


def _first_concluding(scores: Sequence[Sequence[float]], begins: Sequence[float]) -> int:
    """Return the first sentence at which the conclusion has begun with a chance of at least `_SURE`.

    It never begins in the first half of an abstract.
    """
    concludes = [_as_chances(each)[Role.CONCLUSION] for each in scores]
    before = [log1p(-min(chance, _NEARLY_ONE)) for chance in concludes]
    after = [log(max(chance, 1 - _NEARLY_ONE)) for chance in concludes]
    totals = [
        _IS_ONE * (sum(before[:place]) + sum(after[place:])) + _BEGINS * begins[place]
        for place in range(len(scores) // 2, len(scores))
    ]
    so_far = 0.0
    for place, chance in enumerate(_as_chances(totals), start=len(scores) // 2):
        so_far += chance
        if so_far >= _SURE:
            return place
    return len(scores) - 1


def _as_chances(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    shares = [exp(score - most) for score in scores]
    whole = sum(shares)
    return [share / whole for share in shares]


def _in_order(model: RoleModel, scores: Sequence[Sequence[float]]) -> list[Role]:
    """Return the most likely roles of the sentences before the conclusion (Viterbi's algorithm)."""
    if not scores:
        return []
    roles = [role for role in Role if role is not Role.CONCLUSION]
    best, trail = [model.start[role] + scores[0][role] for role in roles], list[list[int]]()
    for each in scores[1:]:
        steps = [max((best[before] + model.following[before][role], before) for before in roles) for role in roles]
        trail.append([before for _, before in steps])
        best = [chance + each[role] for role, (chance, _) in zip(roles, steps, strict=True)]
    found = [best.index(max(best))]
    for came_from in reversed(trail):
        found.append(came_from[found[-1]])
    return [Role(role) for role in reversed(found)]
