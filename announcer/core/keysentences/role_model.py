"""Tell the roles of an English abstract's sentences where no labels do: a small linear model and the order of roles.

Each sentence is scored by its words, pairs of words, its place and the openings of its neighbours, all hashed; the
scores are then read in order, since aims seldom follow results. `tools/train_roles.py` makes `role_model.bin`.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zlib import crc32

from announcer.core.keysentences.roles import Role

SIZE = 1 << 15
"""Weights a role; a word's weight stands at its hash."""

_WORD = re.compile(r"[a-z]+|\d+|[^\sa-z\d]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_MOST_WORDS = 60
_NEIGHBOURS_WORDS = 3
_HEADER = struct.Struct("<35f")
"""Seven rows of a number a role: the chances of the first one, those after each role, the scales of the weights."""


def features(sentences: Sequence[str]) -> list[frozenset[int]]:
    """Return for each sentence of an abstract the places of its weights, from 0 to `SIZE`."""
    words = [_words(sentence) for sentence in sentences]
    return [
        frozenset(crc32(name.encode()) % SIZE for name in _names(words, place)) for place in range(len(sentences))
    ]


def _words(sentence: str) -> list[str]:
    return _NUMBER.sub("0", " ".join(_WORD.findall(sentence.lower())[:_MOST_WORDS])).split()


def _names(words: Sequence[list[str]], place: int) -> Iterator[str]:
    own = words[place]
    yield from own
    yield from map("{} {}".format, own, own[1:])
    yield from (f"^{number} {word}" for number, word in enumerate(own[:3]))
    for mark, there in (("<", place - 1), (">", place + 1)):
        opening = words[there][:_NEIGHBOURS_WORDS] if 0 <= there < len(words) else ["none"]
        yield from (f"{mark}{word}" for word in opening)
    yield f"@{10 * place // len(words)}"
    yield f"@+{min(place, 5)}"
    yield f"@-{min(len(words) - 1 - place, 5)}"
    yield "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleModel:
    """What was learnt, all as natural logarithms or their sums.

    `start` has the chance that an abstract begins with each role, `following` those of each role after another,
    `weights` the weights of each role by hash, and what one of them counts.
    """

    start: tuple[float, ...]
    following: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[memoryview, float], ...]

    @classmethod
    def read(cls, content: bytes) -> "RoleModel":
        """Return the model that a file holds."""
        numbers = _HEADER.unpack_from(content)
        rows = [numbers[at : at + len(Role)] for at in range(0, len(numbers), len(Role))]
        weights = memoryview(content)[_HEADER.size :].cast("b")
        return cls(
            start=rows[0],
            following=tuple(rows[1:-1]),
            weights=tuple((weights[role * SIZE : (role + 1) * SIZE], rows[-1][role]) for role in Role),
        )


@cache
def shipped_model() -> RoleModel:
    """Return the model that comes with the program."""
    return RoleModel.read((resources.files("announcer.core.keysentences") / "role_model.bin").read_bytes())


def roles_of(sentences: Sequence[str], model: RoleModel | None = None) -> list[Role]:
    """Return the most likely role of each sentence of an abstract, all of them read in order."""
    if not sentences:
        return []
    model = model or shipped_model()
    rows = features(sentences)
    best, trail = _plus(model.start, _scores(model, rows[0])), list[list[int]]()
    for places in rows[1:]:
        steps = [max((best[before] + model.following[before][role], before) for before in Role) for role in Role]
        trail.append([before for _, before in steps])
        best = _plus([chance for chance, _ in steps], _scores(model, places))
    return _traced(best.index(max(best)), trail)


def _scores(model: RoleModel, places: Iterable[int]) -> list[float]:
    return [sum(map(row.__getitem__, places)) * scale for row, scale in model.weights]


def _plus(chances: Sequence[float], scores: Sequence[float]) -> list[float]:
    return [chance + score for chance, score in zip(chances, scores, strict=True)]


def _traced(last: int, trail: list[list[int]]) -> list[Role]:
    """Return the roles up to the last one, by what each came from."""
    found = [last]
    for steps in reversed(trail):
        found.append(steps[found[-1]])
    return [Role(role) for role in reversed(found)]
