"""Suggest what a mistyped name may have been meant for."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest to `name`, whatever its case, or an empty string where none is near."""
    by_folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'title'?` to end a message with, or an empty string where no known name is near."""
    found = nearest(name, known)
    return f"; did you mean {found!r}?" if found else ""


def did_you_mean_or_list(name: str, known: Iterable[str]) -> str:
    """Return what `did_you_mean` does, or `; known here: …` with all names where none is near."""
    names = list(known)
    return did_you_mean(name, names) or (f"; known here: {', '.join(names)}" if names else "")
