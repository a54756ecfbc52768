"""Word the study mark: "In mice" or "Randomised trial, 412 people" on a badge, "In mice: …" before a finding."""

from collections.abc import Iterator, Mapping

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.study import StudyMark

_PERSIAN_DIGITS = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


def study_text(mark: StudyMark, words: Mapping[str, str], language: str) -> str:
    """Return the mark as a card's badge has it; empty where it says nothing, or is not certain.

    `words` are the fixed words of the language; what they lack, as in a language that a site added, is left out.
    """
    if not mark.is_certain:
        return ""
    if mark.subjects:
        return _subjects(mark, words)
    how, people = words.get(f"study_{mark.design}", ""), ""
    if mark.people is not None and (pattern := words.get("study_people" if how else "study_of_people")):
        number = f"{mark.people:,}"
        people = pattern.replace("{n}", number.translate(_PERSIAN_DIGITS) if language == "fa" else number)
    return words.get("list_separator", ", ").join(filter(None, (how, people)))


def marked(sentence: str, mark: StudyMark, words: Mapping[str, str]) -> str:
    """Return the sentence, after `In mice: ` or the like where it reads as if it were true of people."""
    if not sentence or not mark.is_unsaid(sentence):
        return sentence
    subjects = _subjects(mark, words)
    return f"{subjects}: {sentence}" if subjects else sentence


def study_post_findings(
    mark: StudyMark, text: str, words: Mapping[str, str], *, tells: bool = False
) -> Iterator[Finding]:
    """Yield what is wrong with a post that does not say what its study was done in; `tells` where it has a finding.

    A title may be one, too: `Antibiotic prevents damage of the heart`.
    """
    subject = _subjects(mark, words)
    if tells and mark.may_be_unsaid(text):
        yield finding("study-undecided", where="text", subject=subject[:1].lower() + subject[1:])
    if subject and mark.is_unsaid(text) and subject not in text:
        yield finding("study-unsaid", where="text", subject=subject[:1].lower() + subject[1:])


def _subjects(mark: StudyMark, words: Mapping[str, str]) -> str:
    first, *more = [text for name in mark.subjects if (text := words.get(f"study_{name}"))] or [""]
    # "In mice and in cells": what follows stands within a line.
    return words.get("list_end", ", ").join([first, *(f"{text[:1].lower()}{text[1:]}" for text in more)])
