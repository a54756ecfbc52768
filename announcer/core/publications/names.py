"""People's names: read in the short form in which platforms print them, and written for running text."""

import re

from announcer.core.publications.publication import Author

_PRINTED_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_])?")
_DOTTED_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_SUFFIX = re.compile(r"(?:(?<=[^\s,]),\s?|(?<!\s)\s++)(?P<suffix>Jr|Sr|II|III|IV|\d(?:st|nd|rd|th))\.?$")
_DEGREE = re.compile(
    r"(?:(?<=[^\s,]),\s?|(?<!\s)\s++)"
    r"(?:MD|PhD|MSc|BSc|MPH|MBBS|PharmD|DDS|DMD|DVM|RN|FRCS|FRCP|EdD|DrPH)\.?$"
)


def family_and_initials(name: str) -> tuple[str, str]:
    """Return the two halves of `Ghasemi Darestani N`, `Dupont J P` or `Dupont J.-P.`.

    A name of another form is all family name.
    """
    name = _SUFFIX.sub("", name) if len(name.split()) > 2 else name  # noqa: PLR2004 -- family, initials, suffix
    words = name.split()
    if len(words) > 1 and _DOTTED_INITIALS.fullmatch(words[-1]):
        words[-1] = words[-1].replace(".", "")
    single = len(words)
    while single > 1 and _LETTER.fullmatch(words[single - 1]) and words[single - 1].isupper():
        single -= 1
    if len(words) - single > 1 and single:
        return " ".join(words[:single]), "".join(words[single:])
    if len(words) < 2 or not (_PRINTED_INITIALS.fullmatch(words[-1]) and words[-1].isupper()):  # noqa: PLR2004
        return name, ""
    return " ".join(words[:-1]), words[-1]


def display_name(author: Author) -> str:
    """Return the name as a sentence has it: `S. Rahimi` for `Rahimi S`, the given name first where it is known.

    Degrees after a name go; `Jr` and `III` stay at its end. Groups, and names in a spelling that is not known to
    begin with the family name, stay as printed.
    """
    if author.is_group:
        return author.name
    if author.family and _LETTER.search(author.given):
        given, suffix = _without_suffix(author.given)
        return f"{_with_stops(given)} {author.family}{suffix}"
    printed = author.name
    if len(printed.split()) > 2:  # noqa: PLR2004 -- `Rahimi MD` are initials, `Sara Rahimi MD` is a degree
        printed = _DEGREE.sub("", printed)
    bare, suffix = _without_suffix(printed)
    family, initials = family_and_initials(bare.strip())
    if not initials:
        return printed
    return f"{_with_stops(initials)} {family}{suffix}"


def _without_suffix(name: str) -> tuple[str, str]:
    """Return a name without `Jr` or the like, and that with a space before it."""
    found = _SUFFIX.search(name)
    return (name[: found.start()], f" {found['suffix']}") if found else (name, "")


def _with_stops(given: str) -> str:
    """Return `SA` and `S A` as `S.A.`, `J-P` as `J.-P.` and `Sara A` as `Sara A.`; full names stay."""
    words = given.split()
    only_initials = all(_INITIALS.fullmatch(part) and part.isupper() for word in words for part in word.split("-"))
    stopped = (_stopped(word) if only_initials or len(word) == 1 else word for word in words)
    return ("" if only_initials else " ").join(stopped)


def _stopped(initials: str) -> str:
    return "-".join("".join(f"{letter}." for letter in part) for part in initials.split("-"))
