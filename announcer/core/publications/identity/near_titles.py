"""What two titles that differ in a word or a letter have in common: what candidates for a comparison are found by.

`Effect of salt …`, `Effects of salt …` and `The effect of salt …` are often one paper, typed by three people. So
words that carry nothing are left out, and the endings of plurals; what is left decides nothing, it only finds.
"""

from collections.abc import Sequence

_BEGINNING = 12
"""Letters at the beginning that are compared."""
_LONGEST = 2
"""So many of the longest words are compared, wherever they stand."""
_SHORTEST_STEM = 3
"""Letters that a word keeps at least when its ending goes: `gas` and `DNAs` are told apart by nothing else."""

_EMPTY = frozenset(
    """
    a an the of in on at by for from to with without and or its their this into as is are
    der die das des den dem ein eine und von zur zum im mit bei le la les l un une et du de el los las y en del
    در از به با و بر را که این
    """.split()  # noqa: SIM905 (a list of sixty strings would be a page)
)


def near_parts(words: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a title, as folded words, that another spelling of it leaves as they are.

    They are its beginning and its longest words, both without plural endings and words such as `the`; a title of
    such words alone keeps them.
    """
    telling = [_stem(word) for word in words if word not in _EMPTY] or [_stem(word) for word in words]
    longest = sorted(set(telling), key=lambda word: (-len(word), word))[:_LONGEST]
    return "".join(telling)[:_BEGINNING], " ".join(sorted(longest))


def _stem(word: str) -> str:
    """Return the word without the ending of an English plural: `studies` as `study`, `effects` as `effect`."""
    if word.endswith("ies") and len(word) - 2 > _SHORTEST_STEM:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(_NO_PLURAL) and len(word) > _SHORTEST_STEM:
        return word[:-1]
    return word


_NO_PLURAL = ("ss", "us", "is")
