"""Mark what shows that the conclusion of an abstract begins at a sentence, beside its words: turns of all kinds.

The names of the marks are hashed by `role_model.py`; whoever changes one trains the model anew.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

_CONCLUDES = re.compile(
    r"(?:in (?:conclusion|summary)|to (?:conclude|sum)|conclusions?\b|taken together|altogether|collectively"
    r"|overall|thus|therefore|hence|(?:our|these|this|the|the present) (?:\w+ )?(?:results|findings|data"
    r"|observations|study|work) (?:\w+ )?(?:suggest|indicate|show|demonstrate|support|provide|reveal|confirm"
    r"|highlight)s?|we (?:therefore )?(?:conclude|show|demonstrate|found|find|propose|suggest)\b)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bp\s?[<=>≤]|\b\d\d\s?%\s?CI\b|\(\s?n\s?=|\d\D+\d\D+\d|^in (?:the|both|all) \w+ groups?\b"
    r"|\b(?:was|were) (?:not )?(?:significant|observed|noted|detected|recorded|statistically)\b",
    re.IGNORECASE,
)
_CAUTION = re.compile(
    r"\b(?:may|might|can|could|should|suggests?|indicates?|seems?|appears?|likely|potential|important|needs?"
    r"|useful|effective|recommend\w*|further|future)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:should|must|needed|warranted|recommend\w*|further|future)\b", re.IGNORECASE)
_OF_THE_PAPER = re.compile(r"(?:this|these|our|the present|the current|we)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|has|have|does|do|may|can|should)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+")
_STATISTICS = re.compile(r"[=<>%±]|\(n")
_LETTERS = re.compile("[a-z]{4,}")
_STEM = 5
_COMMON_TEXT = """
with from this these which have been than between after their more during among that were study patients
"""
_COMMON = frozenset(_COMMON_TEXT.split())
_PLACES = 9
_MOST = 3


def marks_of_beginnings(sentences: Sequence[str]) -> list[set[str]]:
    """Return for each sentence of an abstract the names of what it shows, alone and beside the others."""
    own = [set(_own(sentence)) for sentence in sentences]
    repeats = _repeats(sentences)
    figures = [len(_FIGURE.findall(sentence)) for sentence in sentences]
    figures_from = list(accumulate(reversed(figures)))[::-1]
    return [
        own_marks
        | set(_beside(own, place))
        | {f"figures from here {min(figures_from[place], 6)}", *repeats[place]}
        | set(_place(own_marks, len(sentences) - 1 - place, len(sentences)))
        for place, own_marks in enumerate(own)
    ]


def _own(sentence: str) -> Iterator[str]:
    if _CONCLUDES.match(sentence):
        yield "concludes"
    if _MEASURED.search(sentence):
        yield "measured"
    if _STATISTICS.search(sentence):
        yield "statistics"
    if _ASKS.search(sentence):
        yield "asks"
    if _OF_THE_PAPER.match(sentence):
        yield "of the paper"
    yield f"caution {min(len(_CAUTION.findall(sentence)), _MOST)}"
    yield f"time {bool(_PRESENT.search(sentence))} {bool(_PAST.search(sentence))}"
    yield f"figures {min(len(_FIGURE.findall(sentence)), _MOST)}"


def _beside(own: Sequence[set[str]], place: int) -> Iterator[str]:
    """Yield what stands right before and after a sentence, and anywhere before or after it."""
    before = own[place - 1] if place else {"nothing"}
    after = own[place + 1] if place + 1 < len(own) else {"nothing"}
    yield from (f"before {mark}" for mark in before)
    yield from (f"after {mark}" for mark in after)
    yield from (f"somewhere before {mark}" for mark in set().union(*own[:place]) & {"concludes", "asks"})
    later = set().union(*own[place + 1 :]) & {"concludes", "statistics", "measured", "figures 2", "figures 3"}
    yield from (f"somewhere after {mark}" for mark in later)
    with_statistics = [number for number, marks in enumerate(own) if "statistics" in marks]
    yield f"statistics left {min(sum(number >= place for number in with_statistics), 4)}"
    if with_statistics and with_statistics[-1] == place - 1:
        yield "the last statistics before"
    for mark in own[place]:
        kind = mark.split()[0]
        yield from (
            f"from {other} to {mark}" for other in before if other.split()[0] == kind or kind == "concludes"
        )


def _place(marks: set[str], left: int, count: int) -> Iterator[str]:
    yield f"{min(left, _PLACES)} left"
    yield f"{left} left of {min(count, 16) // 4}"
    yield from (f"{min(left, 4)} left and {mark}" for mark in marks)


def _repeats(sentences: Sequence[str]) -> list[set[str]]:
    """Return how much each sentence takes up words of the first third, where the question is put."""
    words = [
        {word[:_STEM] for word in _LETTERS.findall(sentence.lower()) if word not in _COMMON}
        for sentence in sentences
    ]
    question: set[str] = set().union(*words[: max(1, len(sentences) // 3)])
    found = []
    for each in words:
        shared = len(each & question)
        found.append(
            {
                f"words taken up {5 * shared // max(len(each), 1)}",
                f"question taken up {min(20 * shared // max(len(question), 1), 6)}",
            }
        )
    return found
