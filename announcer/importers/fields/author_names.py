"""Read authors as databases and people write them: one name, or a list of names in one text."""

import re

from announcer.importers.record.model import AuthorRecord

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
_MORE = re.compile(r"(?:and\s+)?(?:et\s*\.?\s*al\b\.?|others|\.\.\.|…|و همکاران)\s*[.,;]?$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\s*\((?:\d{5,}|[^()]{0,40}@[^()]{0,60})\)\s*$")
_GROUP_WORDS = (
    r"group|consortium|collaborat(?:ion|ors|ive)\w{0,4}|committee|network|society|association|investigators"
    r"|organi[sz]ation|initiative|universit\w{0,4}|(?:in)?stitut\w{0,3}|task force|working party|study team"
    r"|project team"
)
_GROUP = re.compile(rf"\b(?:{_GROUP_WORDS})\b", re.IGNORECASE)
"""What no person is called, before or after a comma."""
_GROUP_ALONE = re.compile(
    rf"\b(?:{_GROUP_WORDS}|council|team|federation|foundation|staff|agency|bureau|survey|commission|department"
    r"|authority|corporation|associates|ltd|inc|gmbh|library|museum|ministry|centre|center|office|trust|alliance"
    r"|union|study|programme?)\b",
    re.IGNORECASE,
)
"""Words that are family names, too: `Staff, Anne` is a person, `Nursing Staff` is none."""
_FAMILY_AND_INITIALS = re.compile(
    r"[^\W\d_][^,;\d]{0,60}?\s(?:[^\W\d_]\.?[ -]?){1,4}(?:\s(?:Jr|Sr|II|III|IV|\d(?:st|nd|rd|th))\.?)?",
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,5}(?:[^\W\d_])?|[A-Z]{1,4}")
_LOST_BREAK = re.compile(r"(?<=[A-Z]\.)(?=[A-Z][^\W\d_])")
_LAST_STOP = re.compile(r"(\s[A-Z]{1,4})\.$")  # of PubMed's lists: `Griffin DK, Larkin DM.`
_AND = re.compile(r"\s+(?:and|&|و)\s+")


def author_of(name: str) -> AuthorRecord | None:
    """Return the author of a name: `Family, Given`, `Family, Jr, Given`, `Family, Given, Jr`, or as printed.

    A name without a comma that has a word for a group in it is a group. None where there is no name.
    """
    name = " ".join(name.split()).strip(" ;,")
    if not any(letter.isalpha() for letter in name):
        return None
    parts = [part.strip() for part in name.split(",")]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    family, *given = [part for part in parts if part and part not in suffixes] or [name]
    suffix = suffixes[0] if suffixes else ""
    if len(given) == 1 and not _GROUP.search(name):
        return AuthorRecord(family=family, given=given[0], suffix=suffix)
    if suffix and not given:
        return AuthorRecord(name=family, suffix=suffix)
    return AuthorRecord(name=name, group=is_group_name(name))


def is_group_name(name: str) -> bool:
    """Return whether a name in one piece is a group's or an institution's, and no person's."""
    return bool(_GROUP_ALONE.search(name))


def authors_of(names: list[str]) -> tuple[tuple[AuthorRecord, ...], bool]:
    """Return the authors of a list, and whether they are all: `et al.` and `others` are no names."""
    complete = True
    authors = []
    for name in (" ".join(each.split()) for each in names):
        bare = _MORE.sub("", name)
        complete = complete and bare == name
        if author := author_of(_NUMBER_AFTER.sub("", bare)):
            authors.append(author)
    return tuple(authors), complete


def is_and_others(name: str) -> bool:
    """Return whether a name stands for the authors that the source leaves out: `et al.`."""
    short = name.strip()[:40]
    return bool(_MORE.search(short)) and not any(map(str.isalnum, _MORE.sub("", short)))


def listed_names(text: str) -> list[str]:
    """Return the names in a text that lists them, in whichever way; a way that cannot be told gives one name.

    `A, B.; C, D.`, `A B, C D`, `A B., C D.`, `A, B., C, D.`, `Ann Bell, Cem Dal and Eli Fox`, one a line.
    """
    text = text.strip().rstrip(";")
    for sign in (";", "؛", "\n", "|"):
        if sign in text:
            return [part.strip() for part in text.split(sign) if part.strip()]
    text = " ".join(text.split())
    parts = [part.strip() for part in re.split("[,،]", text) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 -- no comma between names
        return _without_commas(parts[0]) if parts else []
    last = _AND.split(parts[-1])
    if len(last) > 1:
        parts[-1:] = [part for part in last if part]
    if len(parts) == 2 and not (" " in parts[0] and " " in parts[1]):  # noqa: PLR2004 -- `Family, Given`
        return [text]
    initials = [_INITIALS.fullmatch(part) is not None for part in parts]
    if len(parts) % 2 == 0 and all(initials[1::2]) and not any(initials[::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts if parts[0].endswith(".") else [*parts[:-1], _LAST_STOP.sub(r"\1", parts[-1])]


def _without_commas(text: str) -> list[str]:
    if len(parts := _AND.split(text)) > 1:
        return [part for part in parts if part]
    parts = _LOST_BREAK.split(text)  # the line ends between the names were lost on the way
    return parts if all(_FAMILY_AND_INITIALS.fullmatch(part.strip()) for part in parts) else [text]
