"""Rank the sentences of an abstract that state a finding and stand alone: the first that concludes goes first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from announcer.core.keysentences import wordings
from announcer.core.keysentences.abbreviations import written_out
from announcer.core.keysentences.empty_statements import says_nothing_new
from announcer.core.keysentences.leading import (
    is_speculation,
    says_its_subject,
    shared_with_title,
    states_finding,
)
from announcer.core.keysentences.openings import capitalised, without_opening
from announcer.core.keysentences.role_model import RoleModel, roles_of
from announcer.core.keysentences.roles import Role, role_of_label
from announcer.core.keysentences.shortening import without_request, without_statistics
from announcer.core.keysentences.trifles import is_strong_result, speaks_as_one
from announcer.core.keysentences.weaknesses import (
    POOR_CONCLUSION,
    POOR_RESULT,
    abbreviations,
    content_words,
    names_subject,
    points_elsewhere,
    weakness,
)
from announcer.core.text.languages import is_in
from announcer.core.text.letters import folded, is_mostly_right_to_left
from announcer.core.text.sentences import sentences

_FEWEST_WORDS = 5
_LONGEST = 1000
"""Characters; what is longer is no sentence, or none that can be shortened enough."""

_MOST_SENTENCES = 80
"""Of a longer text only so many last ones are looked at."""

_NEAR_THE_END = 4
"""In how many last sentences a conclusion is looked for where neither labels nor a model tell."""

_FEWEST_SENTENCES = 4
"""An abstract of fewer sentences has no parts that a model could tell by their order."""

_NEAR_ENOUGH = 5
"""Of two that have so many words of the title (a conclusion's count for two more) the earlier goes first."""

_LOOSE_WORD = re.compile(
    r"(?:^|\s)(?:a|an|and|at|by|for|from|in|is|of|on|or|than|that|the|to|was|were|with|\S{0,2}|و|که|از|در|به|را|با)$"
)
_IN_THE_PAST = {"find": "found", "observe": "observed", "show": "showed", "demonstrate": "demonstrated"}
_BULLETS = "•●▪·–—- "
_ENDS = (".", "!", ".”", ".)", ".»", ".’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A finding as a post may carry it, and as printed; `source` is `conclusion` or `results`."""

    text: str
    original: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    original: str
    role: Role | None


def ranked(
    sections: Sequence[tuple[str, str]],
    language: str,
    *,
    title: str = "",
    meanings: Mapping[str, str] | None = None,
    model: RoleModel | None = None,
) -> list[Ranked]:
    """Return the findings of an abstract, best first, given its sections' labels and plain texts.

    Conclusions come in their order, then results that speak most of what the title does; of each, those that stand
    best alone come first. Sentences of method, aim, contents or advice, those that lean on others, and poor ones
    are not among them. `meanings` are those of the abstract's abbreviations, which are to be written out; `model`
    tells the roles of sentences in the place of the shipped one.
    """
    placed = _placed(sections)
    is_told = not any(each.role is Role.CONCLUSION for each in placed)
    if is_told:
        placed = _told_by_words(placed, language, model)
    reporting = [each for each in placed if each.role is Role.RESULT]
    concluding = _findings((each for each in placed if each.role is Role.CONCLUSION), language, "conclusion")
    if is_told and reporting and not concluding:  # the conclusion may have begun a sentence earlier
        concluding = [*filter(_finds, _findings([reporting.pop()], language, "conclusion"))]
    about, itself, known = content_words(title), folded(title), abbreviations(title)

    def weighed(found: Iterable[Ranked], too_poor: int) -> list[tuple[int, Ranked]]:
        texts = [(each, written_out(each.text, meanings or {}, _LONGEST)) for each in found]
        pairs = [(weakness(text, each.original, about, is_told=is_told, known=known), each) for each, text in texts]
        return [
            (weight, each)
            for weight, each in pairs
            if weight < too_poor and _is_found(each, title) and folded(each.text) != itself
        ]

    conclusions = weighed(concluding, POOR_CONCLUSION)
    reported = filter(_is_worth_a_post, _findings(reporting, language, "results"))
    results = weighed((each for each in reported if not is_told or names_subject(each.text, title)), POOR_RESULT)
    conclusions.sort(key=lambda pair: (pair[0] // 2, is_told and _is_like_a_result(pair[1])))
    results.sort(key=lambda pair: (pair[0], -len(about & content_words(pair[1].text))))
    best = [each for _, each in (*conclusions, *results)]
    if is_mostly_right_to_left(title):
        return best

    def far_from_title(each: Ranked) -> tuple[bool, bool, int]:
        text = written_out(each.text, meanings or {}, _LONGEST)
        near = min(shared_with_title(text, title) + 2 * (each.source == "conclusion"), _NEAR_ENOUGH)
        return not says_its_subject(text, title), is_speculation(text), -near

    return sorted(best, key=far_from_title)


def _is_found(found: Ranked, title: str) -> bool:
    """Return whether a sentence says what was found; a conclusion on its title's subject may do so in any words."""
    if states_finding(found.text):
        return True
    concludes = found.source == "conclusion" and not says_nothing_new(found.text)
    return concludes and is_strong_result(found.text) and says_its_subject(found.text, title)


def finding_of(sentence: str, language: str) -> str:
    """Return what a sentence finds, without its opening and a request at its end, or nothing.

    Nothing where it is in another language, breaks off, tells only aim, method, contents or advice, leans on
    another sentence, is a lone author's (`I argue`), or speaks of a place that is the authors' own.
    """
    if len(sentence) > _LONGEST:
        return ""
    text = without_opening(sentence.lstrip(_BULLETS))
    if adverb := wordings.ADDS.match(text):
        text = without_opening(capitalised(text[adverb.end() :]))
    text = without_statistics(wordings.TIES.sub(r"\g<before>", wordings.ALSO.sub(r"\g<before>", text)))
    if wordings.RECOMMENDS.search(text) or (is_mostly_right_to_left(text) and says_nothing_new(text)):
        text = without_request(text)
    is_whole = text.endswith(_ENDS) and "…" not in text and ".." not in text
    if not is_whole or len(text.split()) < _FEWEST_WORDS or not is_in(text, language):
        return ""
    if wordings.DANGLING.match(text) or points_elsewhere(text) or wordings.finds_nothing(text):
        return ""
    if wordings.RECOMMENDS.search(text) or wordings.OUR_PLACE.search(text) or speaks_as_one(text):
        return ""
    return wordings.WE_FOUND.sub(_study_found, wordings.OURS.sub(r"The \g<what>", text))


def _study_found(found: re.Match[str]) -> str:
    study = f"{found['lead']}the study" if found["lead"] else "The study"
    return f"{study} {_IN_THE_PAST.get(found['verb'], found['verb'])}"


def _findings(placed: Iterable[_Placed], language: str, source: str) -> list[Ranked]:
    return [
        Ranked(text=text, original=each.original, source=source)
        for each in placed
        if (text := finding_of(each.original, language))
    ]


def _finds(found: Ranked) -> bool:
    """Return whether a sentence of the results is worth a post: many tell only how a study went."""
    return not found.text.isascii() or bool(wordings.FINDS.search(found.text))


def _is_worth_a_post(found: Ranked) -> bool:
    return _finds(found) and is_strong_result(found.text)


def _is_like_a_result(found: Ranked) -> bool:
    return bool(wordings.LOOKS_LIKE_A_RESULT.search(found.original))


def _placed(sections: Sequence[tuple[str, str]]) -> list[_Placed]:
    return [
        _Placed(original=sentence, role=role_of_label(label))
        for label, text in sections
        for sentence in sentences(_with_stop(text))
    ]


def _with_stop(text: str) -> str:
    """Return the text of a section with the full stop that its last sentence lacks, if it lacks only that."""
    return f"{text}." if text[-1:].isalnum() and not _LOOSE_WORD.search(text) else text


def _told_by_words(placed: list[_Placed], language: str, model: RoleModel | None) -> list[_Placed]:
    """Return the sentences with the roles that their words and places give, where no label does."""
    own = [each for each in placed[-_MOST_SENTENCES:] if is_in(each.original, language)]
    texts = [each.original for each in own]
    if language == "en" and len(own) >= _FEWEST_SENTENCES:
        told = _from_named_conclusion(texts, roles_of(texts, model))
        told[0] = Role.BACKGROUND  # what comes first was known before
    else:
        told = _roles_by_place(texts)
    trusts_labels = any(each.role is Role.RESULT for each in own)  # a lone "Aim:" rules no whole abstract
    return [
        each if each.role is not None and trusts_labels else replace(each, role=role)
        for each, role in zip(own, told, strict=True)
    ]


def _from_named_conclusion(texts: Sequence[str], told: Sequence[Role]) -> list[Role]:
    """Return the roles with the conclusion beginning where a sentence near the end names itself so."""
    near_the_end = range(max(0, len(texts) - _NEAR_THE_END), len(texts))
    named = [place for place in near_the_end if wordings.SAYS_IT_CONCLUDES.match(texts[place])]
    if not named:
        return list(told)
    before = [Role.RESULT if role is Role.CONCLUSION else role for role in told[: named[0]]]
    return [*before, *[Role.CONCLUSION] * (len(texts) - named[0])]


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
