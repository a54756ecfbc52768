"""Write a title in capitals as a sentence, where the abstract's own spelling and a word list make it safe."""

import re

from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.core.text.styled import StyledText

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLAIN_TEXT = """
about after among an analysis and approach are as assessment associated association at based before between by case
changes clinical cohort comparison comparative control controlled cross determination development disease diseases
does during effect effectiveness effects efficacy evaluation evidence experience factors findings following for from
group health high how impact in increased influence into investigation is its large levels long low management
measurement method methods model new no non not of old on or outcome outcomes over patient patients population
predictors prevalence prevention prospective quality randomised randomized rate reduced relation relationship report
response results retrospective review risk role sectional series severe short small some studies study systematic
term than the their therapy through to treatment treatments trial under use using versus via was what when which who
with within without women men children adults young
"""
_PLAIN_WORDS = frozenset(_PLAIN_TEXT.split())
"""Words that are no names and no abbreviations, whatever the paper is about."""
_FEWEST_WORDS = 3


def is_in_capitals(title: str) -> bool:
    """Return whether a title of three words or more has no small letter; `DNA, PCR` is not shouting."""
    words = [word for word in _WORD.findall(title) if len(word) > 1 and word.lower() != word.upper()]
    return len(words) >= _FEWEST_WORDS and all(word.isupper() for word in words)


def readable_title(publication: Publication, title: Rich) -> Rich:
    """Return a title in capitals as a sentence; as it is where a word of it may be a name or an abbreviation."""
    if not is_in_capitals(title.plain):
        return title
    text = StyledText.of(title)
    abstract = publication.abstract.plain if publication.abstract else ""
    spellings = _spellings(abstract)
    words = list(_WORD.finditer(text.text))
    written = [_written(words, place, spellings) for place in range(len(words))]
    if not all(written):
        return title
    letters = list(text.text)
    for found, word in zip(words, written, strict=True):
        letters[found.start() : found.end()] = word
    first = words[0].start()
    letters[first] = letters[first].upper()
    return StyledText("".join(letters), text.styles).rich


def _spellings(abstract: str) -> dict[str, set[str]]:
    """Return how an abstract spells each of its words, but for the capitals that begin its sentences."""
    spellings: dict[str, set[str]] = {}
    for found in _WORD.finditer(abstract):
        word = found.group()
        begins = abstract[: found.start()][-2:].strip(' ("“') in {"", ".", ":", "?", "!"}
        if not (begins and word.istitle()):
            spellings.setdefault(word.upper(), set()).add(word)
    return spellings


def _written(words: list[re.Match[str]], place: int, spellings: dict[str, set[str]]) -> str:
    """Return a word as a sentence has it; empty where nothing tells."""
    word = words[place].group()
    if len(word) == 1:
        before = words[place - 1].group().lower() if place else ""
        return "a" if word == "A" and before in _PLAIN_WORDS else word
    known = {each for each in spellings.get(word, ()) if len(each) == len(word)}
    if word.lower() in known or word.lower() in _PLAIN_WORDS:
        return word.lower()
    return known.pop() if len(known) == 1 else ""
