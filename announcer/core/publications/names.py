"""People's names: read in the short form in which platforms print them, and written for running text."""

import re

from announcer.core.publications.publication import Author

_PRINTED_INITIALS = re.compile(r"[A-Z]{1,4}(?:-[A-Z])?")
_SUFFIX_WORD = re.compile(r"\d\w\w|Jr|Sr|II|III")
_INITIALS = re.compile(r"[A-Z]{1,4}")
_SUFFIX = re.compile(r"(?<!\s)\s++(?:Jr|Sr|\d(?:st|nd|rd|th))\.?$")


def family_and_initials(name: str) -> tuple[str, str]:
    """Return the two halves of `Ghasemi Darestani N`; a name of another form is all family name."""
    words = name.split()
    if len(words) > 2 and _SUFFIX_WORD.fullmatch(words[-1]):  # noqa: PLR2004 -- family, initials, suffix
        words = words[:-1]
    if len(words) < 2 or not _PRINTED_INITIALS.fullmatch(words[-1]):  # noqa: PLR2004 -- family and initials
        return name, ""
    return " ".join(words[:-1]), words[-1]


def display_name(author: Author) -> str:
    """Return the name as a sentence has it: `S. Rahimi` for `Rahimi S`, the given name first where it is known.

    Groups, and names in a spelling that is not known to begin with the family name, stay as printed.
    """
    if author.is_group:
        return author.name
    if author.family and author.given:
        return f"{_with_stops(author.given)} {author.family}"
    suffix = _SUFFIX.search(author.name)
    family, initials = family_and_initials(_SUFFIX.sub("", author.name).strip())
    if not initials:
        return author.name
    return f"{_with_stops(initials)} {family}{suffix.group() if suffix else ''}"


def _with_stops(given: str) -> str:
    """Return `SA` and `S A` as `S.A.`, `J-P` as `J.-P.` and `Sara A` as `Sara A.`; full names stay."""
    words = given.split()
    only_initials = all(_INITIALS.fullmatch(part) for word in words for part in word.split("-"))
    stopped = (_stopped(word) if only_initials or len(word) == 1 else word for word in words)
    return ("" if only_initials else " ").join(stopped)


def _stopped(initials: str) -> str:
    return "-".join("".join(f"{letter}." for letter in part) for part in initials.split("-"))
