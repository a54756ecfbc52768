"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_LONGEST = 20_000
"""Characters; of longer texts, the whole is told as changed."""


class Part(StrEnum):
    """What became of a stretch of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of words that stayed, went or came."""

    part: Part
    text: str


def word_difference(before: str, after: str) -> list[Stretch]:
    """Return both texts as one, what went before what came in its place."""
    if before == after:
        return [Stretch(part=Part.SAME, text=after)] if after else []
    if len(before) + len(after) > _LONGEST:
        return [Stretch(part=Part.GONE, text=before), Stretch(part=Part.NEW, text=after)]
    return list(_stretches(_WORD.findall(before), _WORD.findall(after)))


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Stretch(part=Part.SAME, text="".join(new[new_start:new_end]))
            continue
        if old_end > old_start:
            yield Stretch(part=Part.GONE, text="".join(old[old_start:old_end]))
        if new_end > new_start:
            yield Stretch(part=Part.NEW, text="".join(new[new_start:new_end]))
