"""Inputs in every format of records: own samples and, where they are there, real files, spoilt in all ways."""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from announcer.services.intake.accepting import stream_sources
from tests.builders import institution
from tests.contracts.test_importers import SAMPLES
from tests.fuzz import inputs

CORPUS = inputs.ROOT.parent / "shared" / "data" / "corpus"
_MOST = 60_000
"""Bytes of a real file that are used: some of its records."""
_BEGINNING = 24
"""Characters of a record in which it says that it begins."""
_ENCODINGS = ("utf-16", "utf-16-le", "latin-1", "cp1256", "utf-8-sig", "utf-32")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.){0,200}"')
_NUMBERS = ("0", "-1", "1e999", "99999999999999999999", "null", "[]", "{}", "[[null]]", "true")


class FailedError(Exception):
    """An importer did what none may do."""


@cache
def real_files() -> dict[str, tuple[bytes, ...]]:
    """Return beginnings of the real files by format; nothing where they are not there."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(CORPUS.glob("*/*")) if CORPUS.is_dir() else ():
        with path.open("rb") as file:
            head = file.read(_MOST)
        for name, importer in all_importers().items():
            if importer.recognises(head):
                found.setdefault(name, []).append(head)
    return {name: tuple(heads) for name, heads in found.items()}


def spoilt(dice: Random, name: str) -> bytes:
    """Return a file that was of the format, spoilt in one to three ways."""
    data = _sample(dice, name)
    for _ in range(dice.randint(1, 3)):
        data = dice.choice(_WAYS)(dice, data)
    return data[: 4 * _MOST]


def _sample(dice: Random, name: str) -> bytes:
    real = real_files().get(name, ())
    return dice.choice(real) if real and dice.random() < 0.5 else SAMPLES[name].text.encode()


def _cut(dice: Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data) or 1)] if dice.random() < 0.7 else data[dice.randrange(len(data) or 1) :]


def _joined(dice: Random, data: bytes) -> bytes:
    other = _sample(dice, dice.choice(list(SAMPLES)))
    return data + dice.choice((b"", b"\n", b"\r", b",", b"\x1e")) + other


def _encoded_anew(dice: Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    return text.encode(dice.choice(_ENCODINGS), errors="replace")


def _nested(dice: Random, data: bytes) -> bytes:
    depth, at = dice.choice((3, 300, 20_000)), dice.randrange(len(data) or 1)
    opening, closing = dice.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"<i>", b"</i>"), (b"{", b"}"), (b"(", b")")))
    return data[:at] + opening * depth + data[at : at + 20] + closing * depth + data[at + 20 :]


def _doubled(dice: Random, data: bytes) -> bytes:
    lines = data.decode(errors="replace").splitlines(keepends=True) or [""]
    at = dice.randrange(len(lines))
    return "".join([*lines[:at], *[lines[at]] * dice.randint(2, 50), *lines[at:]]).encode()


def _numbers(dice: Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    share = dice.random() * 0.3
    return _QUOTED.sub(lambda one: dice.choice(_NUMBERS) if dice.random() < share else one.group(), text).encode()


def _mutated(dice: Random, data: bytes) -> bytes:
    return inputs.mutated(dice, data)


_WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _mutated,
    _mutated,
    _cut,
    _joined,
    _encoded_anew,
    _nested,
    _doubled,
    _numbers,
)


def imported(folder: Path) -> int:
    """Take in the folder, as `add` does, and return how many publications there are.

    Raises:
        FailedError: the program failed at one.
    """
    count = 0
    for one in stream_sources([folder], all_importers(), institution()):
        if isinstance(one, SourceError) and "the program failed at" in one.problem:
            raise FailedError(str(one))
        count += isinstance(one, Imported)
        json.dumps(str(one)).encode()
    return count


def first_is_kept(dice: Random, name: str) -> bool:
    """Return whether the first record of a sample comes through when those after it are spoilt."""
    records = SAMPLES[name].records
    if len(records) < 2:
        return True
    good = SAMPLES[name].file(records[:1])
    worse = [_spoilt_within(dice, record) for record in records[1:]]
    importer = all_importers()[name]
    wanted = _titles(importer.read(BytesIO(good.encode()), "good"))
    spoilt_file = SAMPLES[name].file([records[0], *worse])
    found = list(importer.read(BytesIO(spoilt_file.encode()), "spoilt"))
    return wanted <= _titles(found) or str(found[0]).endswith(
        "a binary file, not text"
    )  # mostly control characters


def _spoilt_within(dice: Random, record: str) -> str:
    """Return a record whose beginning is whole: without it, the rest belongs to the one before."""
    start, rest = record[:_BEGINNING], record[_BEGINNING:]
    return start + inputs.mutated(dice, rest.encode()).decode(errors="replace")


def _titles(found: Iterable[Imported | SourceError]) -> set[str]:
    return {one.publication.title.plain for one in found if isinstance(one, Imported)}
