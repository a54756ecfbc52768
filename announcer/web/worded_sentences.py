"""Sentences that the program makes elsewhere, such as findings and errors, in the interface's language.

They arrive finished, with their values in place, also from years ago. Each is held against the forms that the
program has for them, which the catalogues of `locale/` translate; what fits none stays as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter
from unicodedata import bidirectional

from announcer.core.finding_catalogue import CATALOGUE
from announcer.core.posting.lifecycle import ANNOUNCED_TWICE
from announcer.core.publications.study import DESIGNS, SUBJECTS
from announcer.system.visible import visible_lines
from announcer.web.translations import SOURCE, Language

FORMS = (
    # The queue's refusals
    "there is no announcement {id}",
    "{id}: it is held: {reason}",
    "{id}: you edited it last",
    "{id}: it is {state}, so it cannot be {done}",
    "{id}: it is {state} already, and cannot be held",
    "{id}: it is {state}, so it cannot be rescheduled",
    "{id}: it is not held",
    "{id}: it is not approved",
    "{id}: somebody changed it just now",
    "{id}: it was changed since you looked",
    "{id}: there is no step to take back",
    "{id}: it is in review, so it has no time yet",
    "{id}: there is no time for it: {reason}",
    "{id}: {slot} is taken",
    "{id}: {slot} has passed",
    "{id}: the same publication is announced by {other}, which is {state}",
    "there is no free posting time for it up to {time}",
    ANNOUNCED_TWICE,
    # What somebody is needed for
    "nobody knows whether {title} is public: {reason}",
    "{title} was not posted: {reason}",
    "{title} is held: {reason}",
    "{title} went back to review: its time is long past",
    "{title} went back to review: it is not what was approved",
    "{title} lies ready to be posted by hand",
    "nothing goes out: {reason}",
    "announcements wait for {account}, which the settings no longer have",
    "{account} is paused: {reason}",
    "{number} post on {account} delayed, up to {times} times: {reason}",
    "{number} posts on {account} delayed, up to {times} times: {reason}",
    "the month's budget of {account} is used up, and {number} post waits",
    "the month's budget of {account} is used up, and {number} posts wait",
    "{number} post on {account} should have gone out by now",
    "{number} posts on {account} should have gone out by now",
    "no daemon was seen for long, and {number} post waits",
    "no daemon was seen for long, and {number} posts wait",
    "no daemon was ever seen, and {number} post waits",
    "no daemon was ever seen, and {number} posts wait",
    "{file} was not taken in; it lies in {folder}",
    "{file} was taken in only in part; it lies in {folder}",
    "{number} pair of publications may be one publication, or a preprint and its article",
    "{number} pairs of publications may be one publication, or a preprint and its article",
    "{job} has failed {number} times in a row on {machine}: {reason}",
    "the settings cannot be used on {machine}: {reason}",
    "{machine} cannot tell people by {way}: {reason}",
    "changes wanted: {reason}",
    "no reason is known",
)
"""Forms that are not of the catalogue of findings; a test looks each up where it is made."""

HINTS = (
    "see which ids there are",
    "let it go on when that is settled",
    "somebody else must approve it",
    "choose another time",
    "look at it again",
    "look at it",
    "call one of the two off",
    "edit it, and have it approved again",
    "take it back to review; what was laid out of it goes then",
    "approve it to let it go out, reject it to turn it down, or call it off",
    "it is approved; bring it back to review, or call it off",
    "it lies ready to be posted by hand; bring it back to review, or call it off",
    "too late, it is being sent",
    "say what became of the post",
    "see its history",
)

VALUES = (
    *("title", "abstract", "authors", "affiliations", "key_sentence", "links", "published", "relations", "status"),
    *("text", "type", "journal", "study", "hashtag", "mention", "link"),
    *("edited", "cancelled", "recorded as posted", "sent again", "rescheduled", "brought back to review"),
    *("a report of peer review", "a part of an issue or book, such as its index or contents"),
    *("a file by its name", "perhaps a note: it has no author, and no abstract"),
)
"""Words that stand as values in those sentences."""

_LEAST_WORDS = 6
"""Letters that a form must have of its own: `{problem}` would fit everything."""
_OPEN, _CLOSE = "\u2068", "\u2069"
"""Keep a value's direction to itself, by the Unicode Bidirectional Algorithm."""
_NUMBER = re.compile(r"[\d.,]*\d")
_DEEPEST = 2
_STRONG = ("L", "R", "AL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A sentence as a page shows it; `is_foreign` where it is English still on a page of another language."""

    text: str
    is_foreign: bool = False


def sentences_made() -> list[str]:
    """Return every form of a sentence, and every word that stands in one as a value, for catalogues."""
    studies = (name.replace("_", " ") for name in sorted({*DESIGNS, *SUBJECTS}))
    return [
        *(form for form in _forms() if _own_letters(form) >= _LEAST_WORDS),
        *HINTS,
        *VALUES,
        *studies,
        "{n} people",
    ]


def worded(words: str, language: Language) -> Worded:
    """Return a sentence in the interface's language; it is safe to show, though not escaped."""
    if language.code == SOURCE or not words.strip():
        return Worded(text=visible_lines(words))
    found = _said(words, language)
    if found is None:
        return Worded(text=visible_lines(words), is_foreign=_direction(words) != language.direction)
    return Worded(text=found)


def _direction(words: str) -> str:
    """Return the direction of the first letter that has one: people write reasons in their own language."""
    kinds = (bidirectional(letter) for letter in words)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in _STRONG), "ltr")


def _said(words: str, language: Language, depth: int = 0) -> str | None:
    parts = words.split("; ")
    if len(parts) > 1:
        said = [_one(part, language, depth) for part in parts]
        if all(said):
            return "؛ ".join(filter(None, said)) if language.direction == "rtl" else "; ".join(filter(None, said))
    return _one(words, language, depth)


def _one(words: str, language: Language, depth: int) -> str | None:
    plain = language.text(words)
    if plain != words:
        return plain
    for form, pattern in _patterns():
        found = pattern.fullmatch(words)
        said = language.text(form) if found else form
        if found and said != form:
            values = {name: _value(value, language, depth) for name, value in found.groupdict().items()}
            return "".join(_filled(said, values))
    return None


def _value(value: str, language: Language, depth: int) -> str:
    if _NUMBER.fullmatch(value):
        return language.digits(value)
    said = _said(value, language, depth + 1) if depth < _DEEPEST else None
    return f"{_OPEN}{visible_lines(value) if said is None else said}{_CLOSE}"


def _filled(form: str, values: dict[str, str]) -> Iterator[str]:
    for literal, name, _, _ in Formatter().parse(form):
        yield literal
        if name is not None:
            yield values.get(name, "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms, those that say most of their own first, each with what finds its values."""
    able = (form for form in _forms() if "{" in form and _own_letters(form) >= _LEAST_WORDS)
    return tuple((form, _pattern(form)) for form in sorted(able, key=_own_letters, reverse=True))


def _forms() -> Iterable[str]:
    found = (text for kinds in CATALOGUE.values() for kind in kinds for text in (kind.message, kind.hint) if text)
    return dict.fromkeys((*found, *FORMS))


def _own_letters(form: str) -> int:
    return sum(len(literal.strip(" :;,.")) for literal, *_ in Formatter().parse(form))


def _pattern(form: str) -> re.Pattern[str]:
    written, seen = [], set[str]()
    for literal, name, _, _ in Formatter().parse(form):
        written.append(re.escape(literal))
        if name is not None:
            written.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
            seen.add(name)
    return re.compile("".join(written), re.DOTALL)
