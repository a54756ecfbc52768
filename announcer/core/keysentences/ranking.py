"""Rank the sentences of an abstract that state a finding and stand alone: the first one that concludes goes first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from announcer.core.keysentences import wordings
from announcer.core.keysentences.openings import capitalised, without_opening
from announcer.core.keysentences.role_model import RoleModel, roles_of
from announcer.core.keysentences.roles import Role, role_of_label
from announcer.core.keysentences.shortening import without_request
from announcer.core.text.languages import is_in
from announcer.core.text.sentences import sentences

_FEWEST_WORDS = 5
_NEAR_THE_END = 4
"""In how many last sentences a conclusion is looked for where neither labels nor a model tell."""

_FEWEST_SENTENCES = 4
"""An abstract of fewer sentences has no parts that a model could tell by their order."""

_ENDS = (".", "!", ".”", ".)", ".»", ".’")
_SOURCES = {Role.CONCLUSION: "conclusion", Role.RESULT: "results"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A sentence that states a finding: as a post may carry it, as printed, and from which part of the abstract."""

    text: str
    original: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    original: str
    role: Role | None
    is_labelled: bool


def ranked(sections: Sequence[tuple[str, str]], language: str, model: RoleModel | None = None) -> list[Ranked]:
    """Return the findings of an abstract, best first, given its sections' labels and plain texts.

    Conclusions come in their order, then results from the last on; of each, those that stand best alone come first.
    Sentences of method, aim, contents or advice, and those that lean on others, are not among them.
    """
    placed = _placed(sections)
    if not any(each.role is Role.CONCLUSION for each in placed):
        placed = _told_by_words(placed, language, model)
    concluding = [each for each in placed if each.role is Role.CONCLUSION]
    reporting = [each for each in reversed(placed) if each.role is Role.RESULT]
    return [*_findings(concluding, language), *_findings(reporting, language)]


def finding_of(sentence: str, language: str) -> str:
    """Return what a sentence finds, without its opening and a request at its end, or nothing.

    Nothing where it is in another language, breaks off, tells only aim, method, contents or advice, leans on another
    sentence, or speaks of a place that is the authors' own.
    """
    text = without_opening(sentence)
    if adverb := wordings.ADDS.match(text):
        text = without_opening(capitalised(text[adverb.end() :]))
    if wordings.RECOMMENDS.search(text):
        text = without_request(text)
    is_whole = text.endswith(_ENDS) and "…" not in text and ".." not in text
    if not is_whole or len(text.split()) < _FEWEST_WORDS or not is_in(text, language):
        return ""
    if wordings.DANGLING.match(text) or any(
        wording.search(text) for wording in (wordings.RECOMMENDS, wordings.FINDS_NOTHING, wordings.OUR_PLACE)
    ):
        return ""
    return text


def _findings(sentences_of_a_role: Iterable[_Placed], language: str) -> list[Ranked]:
    found = [
        Ranked(text=text, original=each.original, source=_source(each))
        for each in sentences_of_a_role
        if (text := finding_of(each.original, language))
    ]
    return sorted(found, key=_weakness)


def _weakness(found: Ranked) -> int:
    """Return 0 for a sentence that says much, more for one that praises, hopes, or is full of unexplained letters."""
    tied = wordings.ADDS.search(found.original[:60])
    return bool(wordings.WEAK.search(found.text)) + bool(tied)


def _source(each: _Placed) -> str:
    return _SOURCES[each.role] if each.is_labelled and each.role else "abstract"


def _placed(sections: Sequence[tuple[str, str]]) -> list[_Placed]:
    return [
        _Placed(original=sentence, role=role, is_labelled=role is not None)
        for label, text in sections
        for role in (role_of_label(label),)
        for sentence in sentences(text)
    ]


def _told_by_words(placed: list[_Placed], language: str, model: RoleModel | None) -> list[_Placed]:
    """Return the sentences with the roles that their words and places give, where no label does."""
    own = [each for each in placed if is_in(each.original, language)]
    if language == "en" and len(own) >= _FEWEST_SENTENCES:
        told = roles_of([each.original for each in own], model)
    else:
        told = _roles_by_place([each.original for each in own])
    own = [each if each.is_labelled else replace(each, role=role) for each, role in zip(own, told, strict=True)]
    if own and not any(each.is_labelled or each.role is Role.CONCLUSION for each in own):
        own[-1] = replace(own[-1], role=Role.CONCLUSION)
    return own


def _roles_by_place(texts: Sequence[str]) -> list[Role]:
    """Return roles by a rule of thumb: the end concludes, from where it says so; half is background and method."""
    near_the_end = max(0, len(texts) - _NEAR_THE_END)
    concluding = [
        number for number, text in enumerate(texts) if number >= near_the_end and wordings.CONCLUDING.match(text)
    ]
    first = concluding[0] if concluding else len(texts) - 1
    return [
        Role.CONCLUSION if number >= first else Role.RESULT if number >= len(texts) // 2 else Role.BACKGROUND
        for number in range(len(texts))
    ]
