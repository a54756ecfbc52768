"""Weigh what keeps a sentence from standing alone: praise, ties, nouns that point elsewhere, abbreviations."""

import re
from collections.abc import Collection
from unicodedata import normalize

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
_REPORTS = re.compile(
    r"^(?:(?:the|these|our) (?:\w+ ){0,2}?(?:results?|findings?|data|observations?|analys[ei]s|study|evidence)"
    r"(?: (?:obtained|presented|reported))? (?:\w+ )?(?:suggest|indicate|support|show|confirm|demonstrate"
    r"|imply|reveal)\w*"
    r"|it is (?:\w+ )?\w+ to (?:\w+ )?\w+) that ",
    re.IGNORECASE,
)
"""The start of a sentence that names nothing which its rest could point to."""

_SUBJECT = re.compile(
    r"^The (?P<noun>(?:[\w’'-]+ ){0,2}?[\w-]+) (?:\w+ly |also )?"
    r"(?:is|was|are|were|has|had|have|can|could|may|might|will|would|does|did|do|exhibits?|includes?"
    r"|contains?|points?"
    r"|allow(?:s|ed)?|provide[sd]?|show(?:s|ed)?|reach(?:es|ed)?|achieve[sd]?|ranged?|consist(?:s|ed)?"
    r"|cover(?:s|ed)?"
    r"|yield(?:s|ed)?|combine[sd]?|use[sd]?|remain(?:s|ed)?|increase[sd]?|decrease[sd]?|reduce[sd]?|improve[sd]?"
    r"|works?|worked)\b"
)
"""A sentence about one thing that is taken for known: `The new specimen includes …`."""
_NEAR_THE_START = 6
"""Words before a pointing noun; so near to the start nothing can have named what it points to."""

_ABBREVIATION = re.compile(
    r"(?<![\w-])(?:(?=[\w/-]*[A-Z][\w/-]*[A-Z])[A-Za-z][\w/-]+|(?=[\w-]*[A-Za-z])[\w-]*\d{3,}\w*)(?![\w-])"
)
_MOST_NAMED = 3
"""Words of its title that a sentence has which says by itself what its paper is about."""


def content_words(text: str) -> set[str]:
    """Return the words that a text is about, by their beginnings, so that `children` and `child` are one."""
    return {word[:_STEM] for word in folded(text).split() if len(word) >= _LEAST_LETTERS}


def points_elsewhere(text: str) -> bool:
    """Return whether the start of a sentence points to a thing that it does not name: `To reach these goals, …`."""
    found = _DEMONSTRATIVE.search(text)
    return bool(found and _is_unnamed(text, found) and len(text[: found.start()].split()) < _NEAR_THE_START)


def names_subject(text: str, title: str) -> bool:
    """Return whether a sentence says what its paper is about, by the words that its title has too.

    Three are enough, or half of a short title; a sentence that has fewer needs the title beside it.
    """
    about = content_words(title)
    shared = len(content_words(text) & about)
    return shared >= _MOST_NAMED or 2 * shared >= len(about)


def weakness(
    text: str, original: str, about: Collection[str], *, is_told: bool, known: Collection[str] = frozenset()
) -> int:
    """Return 0 for a sentence that says much by itself, more for one that praises, hopes, or is tied to others.

    `text` is what the post would carry, its abbreviations written out as far as the abstract explains them; `about`
    has the words of the title as `content_words` gives them, and `known` its abbreviations. More is asked of a
    sentence whose role is only told by its words (`is_told`) than of one that stands under a label.
    """
    start, said = without_opening(original), _REPORTS.sub("", text)
    shared = len(content_words(text) & set(about))
    return (
        3 * bool(wordings.WEAK.search(text))
        + 2 * bool(wordings.ADDS.match(start) or wordings.ALSO.match(start))
        + 3 * any(_is_unnamed(said, found) for found in _DEMONSTRATIVE.finditer(said))
        + (1 + 2 * is_told) * (len(about) >= _FEWEST_TITLE_WORDS and not shared)
        + 3 * bool(wordings.LEANS.search(text) or wordings.LEANS.search(said))
        + (2 + is_told) * _takes_for_known(text, about)
        + 3 * bool(SAYS_LITTLE.search(text) or NAMES_UNNAMED.search(text))
        + (1 + is_told) * is_of_figures(text)
        + 3 * speaks_as_authors(text)
        + (is_told and text.isascii() and not wordings.FINDS.search(text))
        + 3 * bool(_unknown(text) - {*known})
        + (len(original) > _LONG)
    )


def is_of_abbreviations(text: str) -> bool:
    """Return whether a sentence has two abbreviations or more that few know and nothing explains."""
    return len(_unknown(text)) >= _FEWEST_UNKNOWN


def _is_unnamed(text: str, found: re.Match[str]) -> bool:
    """Return whether `these goals` or the like has nothing before it, in its sentence, that it can mean."""
    before = text[: found.start()]
    if wordings.STUDY.search(found["noun"]) or content_words(found["noun"]) & content_words(before):
        return False
    verb = HAS_VERB.search(before)
    return not (verb and _BOUNDARY.search(before, verb.end()))


def _takes_for_known(text: str, about: Collection[str]) -> bool:
    """Return whether a sentence is about `the …`, of which its paper's title has no word."""
    found = _SUBJECT.match(text)
    if not found or wordings.STUDY.search(found["noun"]):
        return False
    return not content_words(found["noun"]) & set(about)


def abbreviations(text: str) -> set[str]:
    """Return the words of a text that look like abbreviations or like names of genes, tests and compounds."""
    return {normalize("NFKC", found.group()) for found in _ABBREVIATION.finditer(text)}


def _unknown(text: str) -> set[str]:
    return {word for word in abbreviations(text) if not is_well_known(word) and f"({word})" not in text}
