"""People's names: read in the forms in which sources print them, and written for running text.

Sources give `Rahimi S`, `Rahimi, Sara`, `Sara Rahimi, MD` or `Dr. Sara Rahimi*`, the family name first or last.
A name is turned round only where its form tells the order: by a comma, or by initials at its end.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from announcer.core.publications.publication import Author

_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_LAST_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_])?|(?:[^\W\d_]\.-?){1,4}")
_EARLIER_INITIALS = re.compile(r"[^\W\d_]{1,2}|(?:[^\W\d_]\.-?){1,3}")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-ÝŒİ]")
_FEWEST_LETTERS = 4
"""Of a name in capitals: shorter ones may be initials."""
_LONGEST = 300
"""Characters; a longer text is no name, and is not looked at."""

_GROUP = re.compile(
    r"(?<!\w)(?:universit\w+|group|institut\w*|cent(?:er|re)|consorti\w+|collaborat\w+|network|team|study|trial"
    r"|society|associat\w+|committee|council|department|hospital|investigators?|organi[sz]ation|foundation|project"
    r"|registry|alliance|initiative|program(?:me)?|agency|ministry|school|college|task ?force|and|the|for|&|of"
    r"|دانشگاه|گروه|مرکز|انجمن|کمیته)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""What a group or an institution has in its name, and a person has not."""
_TITLES = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Assoc|Assist|Mr|Mrs|Ms|Miss|med|Ing|دکتر|پروفسور|مهندس|آقای|خانم)(?:\.\s*|\s+)){1,4}"
    r"(?=\w{2})"
)
_MARKS = re.compile(r"[\s*∗⁎†‡§¶‖#✉⁰¹²³⁴-⁹]+$|(?<=[^\W\d_.])\s?[(\[]?\d{1,2}(?:\s?,\s?\d{1,2}){0,9}[)\]]?$")
_SUFFIX = re.compile(r"(?:(?<=[^\s,]),\s?|(?<!\s)\s++)(?P<suffix>Jr|Sr|II|III|IV|\d(?:st|nd|rd|th))\.?$")
_AND_MORE = re.compile(
    r"(?:^|[\s,;؛،]+)(?:et\.?\s?al(?![\w])\.?|and\s(?:others|colleagues|co-?workers)|others|\.\.\.|…|و\s?همکاران"
    r"|و\s?دیگران)\s*$",
    re.IGNORECASE,
)


def _dotted(names: str) -> str:
    """Return the pattern of abbreviations that may have stops: `PhD`, `Ph.D.`."""
    return "|".join("".join(rf"{letter}\.?" for letter in name) for name in names.split())


_DEGREES = "MD PhD MSc BSc MPH MBBS MBChB PharmD DDS DMD DVM FRCS FRCP FACP FACS EdD DrPH DPhil MPhil ScD DSc MBA"
_DEGREE = re.compile(
    rf"(?:(?<=[^\s,]),\s?(?:{_dotted('MS MA BS BA DO RN')})|(?:(?<=[^\s,]),\s?|(?<=[^\s,])\s)(?:"
    rf"{_dotted(_DEGREES)}))$"
)
_COMMA = re.compile(r"(?P<family>[^,،]+?)\s?[,،]\s?(?P<given>[^,،]+)")
_MOST_WORDS = 4
_BETWEEN = re.compile(r"\s*[;؛]\s*")
_BETWEEN_SHORT = re.compile(r"\s*(?:,\s*(?:and\s|&)|,|&|\sand\s)\s*")
_SMALL = {"VAN", "DER", "DEN", "DE", "LA", "DU", "DA", "DOS", "DI", "DEL", "VON", "ZU", "TEN", "TER"}
_PART = re.compile(r"[^\W\d_]+")


def persons(authors: Iterable[Author]) -> tuple[Author, ...]:
    """Return an author for each person: `Rahimi S; Karimi A` is two of them, and `et al.` is none."""
    return tuple(person for author in authors for person in _persons(author))


def says_more(name: str) -> bool:
    """Return whether a name in a list of authors says that there are more of them: `et al.`, «و همکاران»."""
    return len(name) < _LONGEST and bool(_AND_MORE.search(name))


def family_and_initials(name: str) -> tuple[str, str]:
    """Return the two halves of `Ghasemi Darestani N`, `Dupont J P` or `Rahimi, Sara`.

    A name of another form is all family name.
    """
    family, given, _ = _halves(_bare(name))
    return family, given


def display_name(author: Author) -> str:
    """Return the name as a sentence has it: `S. Rahimi` for `Rahimi S`, the given name first where it is known.

    Titles, degrees and marks go; `Jr` and `III` stay at its end; names in capitals get small letters.
    Groups, and names in a spelling that is not known to begin with the family name, keep their order.
    """
    if author.is_group or len(author.name) > _LONGEST:
        return author.name
    if author.family and author.given:
        family, after_family = _without_suffix(_only_name(author.family))
        given, after_given = _without_suffix(_only_name(author.given))
        suffix = author.suffix.rstrip(".") or after_given or after_family
        family = _in_small(family)
    else:
        family, given, suffix = _halves(_bare(author.name))
        suffix = author.suffix.rstrip(".") or suffix
        family = _in_small(family) if given else _calmed(family)
    name = f"{_with_stops(given)} {family}" if _LETTER.search(given) else family
    return f"{name} {suffix}".strip()


def _persons(author: Author) -> list[Author]:
    if author.is_group or author.family or len(author.name) > _LONGEST:
        return [author]
    name = _AND_MORE.sub("", author.name)
    names = [each for each in _BETWEEN.split(name) if each]
    if len(names) == 1:
        short = _BETWEEN_SHORT.split(name)
        names = short if len(short) > 1 and all(map(_is_short, short)) else names
    return [replace(author, name=each, orcid=author.orcid if len(names) == 1 else "") for each in names]


def _is_short(name: str) -> bool:
    """Return whether a name is `Rahimi S`, so that a comma after it ends it."""
    return bool(_halves(name)[1]) and not _COMMA.fullmatch(name) and not _GROUP.search(name)


def _bare(name: str) -> str:
    """Return a name without titles before it, and marks and numbers of affiliations after it."""
    if len(name) > _LONGEST or _GROUP.search(name):
        return name
    return _TITLES.sub("", _MARKS.sub("", _MARKS.sub("", name.strip())))


def _without_degrees(name: str) -> str:
    """Return a name without the degrees at its end; `Rahimi MD` has initials, and `Sara Rahimi MD` a degree."""
    found = _DEGREE.search(name)
    while found and len(name[: found.start()].split()) > 1:
        name = name[: found.start()].rstrip(" ,")
        found = _DEGREE.search(name)
    return name


def _only_name(half: str) -> str:
    """Return a given or family name without title and degrees: `Dr Sara, MD`."""
    bare = _TITLES.sub("", half.strip())
    before = bare.split(",")[0]
    return before if _DEGREE.search(f"X Y{bare[len(before) :]}") else bare


def _halves(name: str) -> tuple[str, str, str]:
    """Return family name, given name or initials, and suffix; all is family name where the form tells no order."""
    if len(name) > _LONGEST or _GROUP.search(name):
        return name, "", ""
    name = _without_degrees(name)
    bare, suffix = _without_suffix(name) if len(name.split()) > 2 else (name, "")  # noqa: PLR2004
    words = bare.split()
    ordered = _COMMA.fullmatch(bare)
    if ordered and max(len(half.split()) for half in ordered.groups()) <= _MOST_WORDS:
        return ordered["family"], ordered["given"], suffix
    first = _first_initials(words)
    if first == len(words):
        return name, "", ""
    initials = "".join(words[first:])
    return " ".join(words[:first]), initials.replace(".", ""), suffix


def _first_initials(words: list[str]) -> int:
    """Return where the initials at the end of a name begin; the number of its words where it has none."""
    if len(words) < 2 or not _is_capital(words[-1], _LAST_INITIALS):  # noqa: PLR2004
        return len(words)
    first = len(words) - 1
    while first > 1 and _is_capital(words[first - 1], _EARLIER_INITIALS):
        first -= 1
    return first


def _is_capital(word: str, form: re.Pattern[str]) -> bool:
    return bool(form.fullmatch(word)) and word.isupper()


def _without_suffix(name: str) -> tuple[str, str]:
    """Return a name without `Jr` or the like, and that."""
    found = _SUFFIX.search(name)
    return (name[: found.start()], found["suffix"]) if found else (name, "")


def _with_stops(given: str) -> str:
    """Return `SA` and `S A` as `S.A.`, `J-P` as `J.-P.`, `Sara A` as `Sara A.` and `JOHN` as `John`; names stay."""
    words = [_in_small(word) if _is_name_in_capitals(word) else word for word in given.split()]
    only_initials = all(_are_initials(word) for word in words)
    stopped = (_stopped(word) if only_initials or len(word) == 1 else word for word in words)
    return ("" if only_initials else " ").join(stopped)


def _are_initials(word: str) -> bool:
    return all(_INITIALS.fullmatch(part) and part.isupper() for part in word.split("-"))


def _is_name_in_capitals(word: str) -> bool:
    """Return whether a given name is no initials: `JOHN` and `MIN-JI`, not `SAJ` or `J-P`."""
    letters = _PART.findall(word)
    is_long = len(letters) > 1 and all(len(part) > 1 for part in letters)
    is_long = is_long or any(len(part) >= _FEWEST_LETTERS for part in letters)
    return word.isupper() and is_long and bool(_VOWEL.search(word))


def _stopped(initials: str) -> str:
    return "-".join("".join(f"{letter}." for letter in part) for part in initials.split("-"))


def _calmed(name: str) -> str:
    """Return `JOHN SMITH` and `Jean DUPONT` in the letters of a sentence; a name of one word stays."""
    words = name.split()
    if len(words) < 2 or _GROUP.search(name):  # noqa: PLR2004
        return name
    others = [word for word in words[:-1] if _PART.search(word) and not word.endswith(".")]
    shouted = all(map(_is_name_in_capitals, words)) or (
        _is_name_in_capitals(words[-1]) and bool(others) and not any(word.isupper() for word in others)
    )
    return " ".join(map(_in_small, words)) if shouted else name


def _in_small(name: str) -> str:
    """Return a name in capitals as a sentence has it: `O'Brien`, `McDonald`, `van der Berg`."""
    if not (name.isupper() and _VOWEL.search(name) and any(len(part) > 1 for part in _PART.findall(name))):
        return name
    return _PART.sub(_small, name)


def _small(part: re.Match[str]) -> str:
    word = part.group()
    if word in _SMALL:
        return word.lower()
    if word.startswith("MC") and len(word) >= _FEWEST_LETTERS:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
