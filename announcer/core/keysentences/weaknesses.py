"""Weigh what keeps a sentence from standing alone: praise, ties, nouns that point elsewhere, abbreviations."""

import re
from collections.abc import Collection

from announcer.core.keysentences import wordings
from announcer.core.keysentences.abbreviations import is_well_known
from announcer.core.keysentences.openings import without_opening
from announcer.core.keysentences.shortening import HAS_VERB
from announcer.core.keysentences.trifles import NAMES_UNNAMED, SAYS_LITTLE, is_of_figures, speaks_as_authors
from announcer.core.text.letters import folded

POOR_CONCLUSION, POOR_RESULT = 3, 2
"""The weights from which on a conclusion, or a result, is not worth carrying."""

_LEAST_LETTERS = 4
_STEM = 5
_FEWEST_TITLE_WORDS = 3
_FEWEST_UNKNOWN = 2
"""Abbreviations that nobody spelt out; one alone is often the name of a gene or a test."""

_LONG = 250
"""Characters from which on a post has no room for the sentence and a journal."""

_DEMONSTRATIVE = re.compile(
    r"\b(?:this|these|such(?! as\b| that\b))\s(?P<noun>(?:an? )?[\w’'-]+"
    r"(?:\s(?!(?:in|of|by|from|with|and|or|that|which|who|is|are|was|were|at|on|for|to|has|have|had|may|can)\b)"
    r"[\w/’'-]+){0,5})",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[,;:]|\b(?:and|but|or|that|which|who|because|since|while|when|as|so|than)\b", re.IGNORECASE
)
_NEAR_THE_START = 6
"""Words before a pointing noun; so near to the start nothing can have named what it points to."""

_ABBREVIATION = re.compile(r"(?<![\w-])(?=[\w/-]*[A-Z][\w/-]*[A-Z])[A-Za-z][\w/-]+(?![\w-])")


def content_words(text: str) -> set[str]:
    """Return the words that a text is about, by their beginnings, so that `children` and `child` are one."""
    return {word[:_STEM] for word in folded(text).split() if len(word) >= _LEAST_LETTERS}


def points_elsewhere(text: str) -> bool:
    """Return whether the start of a sentence points to a thing that it does not name: `To reach these goals, …`."""
    found = _DEMONSTRATIVE.search(text)
    return bool(found and _is_unnamed(text, found) and len(text[: found.start()].split()) < _NEAR_THE_START)


def weakness(text: str, original: str, about: Collection[str], *, is_told: bool) -> int:
    """Return 0 for a sentence that says much by itself, more for one that praises, hopes, or is tied to others.

    `text` is what the post would carry, its abbreviations written out as far as the abstract explains them; `about`
    has the words of the title as `content_words` gives them. More is asked of a sentence whose role is only told by
    its words (`is_told`) than of one that stands under a label.
    """
    start = without_opening(original)
    shared = len(content_words(text) & set(about))
    return (
        3 * bool(wordings.WEAK.search(text))
        + 2 * bool(wordings.ADDS.match(start) or wordings.ALSO.match(start))
        + (1 + 2 * is_told) * any(_is_unnamed(text, found) for found in _DEMONSTRATIVE.finditer(text))
        + (1 + is_told) * (len(about) >= _FEWEST_TITLE_WORDS and not shared)
        + (2 + is_told) * bool(wordings.LEANS.search(text))
        + 3 * bool(SAYS_LITTLE.search(text) or NAMES_UNNAMED.search(text))
        + (1 + is_told) * is_of_figures(text)
        + (1 + is_told) * speaks_as_authors(text)
        + (is_told and text.isascii() and not wordings.FINDS.search(text))
        + min(_of_abbreviations(text), 1 if shared > 1 else 2)
        + (len(original) > _LONG)
    )


def is_of_abbreviations(text: str) -> bool:
    """Return whether a sentence has two abbreviations or more that few know and nothing explains."""
    return _of_abbreviations(text) > 0


def _is_unnamed(text: str, found: re.Match[str]) -> bool:
    """Return whether `these goals` or the like has nothing before it, in its sentence, that it can mean."""
    before = text[: found.start()]
    if wordings.STUDY.search(found["noun"]) or content_words(found["noun"]) & content_words(before):
        return False
    verb = HAS_VERB.search(before)
    return not (verb and _BOUNDARY.search(before, verb.end()))


def _of_abbreviations(text: str) -> int:
    unknown = {
        word
        for found in _ABBREVIATION.finditer(text)
        if not is_well_known(word := found.group()) and f"({word})" not in text
    }
    return max(len(unknown) - _FEWEST_UNKNOWN + 1, 0)
