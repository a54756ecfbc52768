"""The filters of card templates: authors' names and initials, links' sites, numbers in their neighbours' digits."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from announcer.rendering.texts.filters import digits_like, others
from announcer.rendering.texts.variables import AuthorView, PublicationView
from announcer.typeset.direction import runs_right_to_left

_LEFT_TO_RIGHT_SEPARATOR = ", "
_NO_BREAK_SPACE, _NO_BREAK_HYPHEN = "\u00a0", "\u2011"
_RIGHT_TO_LEFT = "\u200f"
_FIRST_GREGORIAN = 1600
"""Years before it are of the Iranian calendar already."""
_FIRST_IDEOGRAPH = "\u3005"
_NARROW_SPACE, _WORD_JOINER = "\u202f", "\u2060"


@pass_context
def byline(context: Context, authors: Sequence[AuthorView], most: int = 0) -> Markup:
    """Return authors as a line of mark-up, ours in `<b><mark>`, beyond `most` (0: no limit) with "and n others".

    The first author and ours are kept before others; all stay in the record's order, with `…` where some between
    them are left out.
    """
    words: Mapping[str, str] = context["words"]
    ranked = sorted(range(len(authors)), key=lambda place: (place > 0, not authors[place].is_home, place))
    kept = sorted(ranked[: _most_named(len(authors), most)])
    run_right = any(runs_right_to_left(author.name) for author in authors)
    # a Latin comma would join names in Latin letters to a phrase of their own direction, and reverse their order
    separator = words["list_separator"] if run_right else _LEFT_TO_RIGHT_SEPARATOR
    comma = str(escape(separator))
    listed = "".join(
        f"{_link(before, place, comma)}{_name(authors[place])}" for before, place in pairwise([-1, *kept])
    )
    if len(kept) < len(authors) or (authors and not context["pub"].authors_complete):
        listed += " " + _unbroken(others(context, len(authors) - len(kept)))
    return Markup(listed)  # noqa: S704 (every part is escaped)


@pass_context
def with_others(context: Context, authors: Sequence[AuthorView], most: int) -> Markup:
    """Return who else wrote a paper beside those who stand there: `and A. Karimi`, `B. Bakker and 35 others`.

    Ours are named first, at most so many; one alone is named, too.
    """
    words: Mapping[str, str] = context["words"]
    if len(authors) == 1 and context["pub"].authors_complete:
        return Markup("{}{}").format(words["list_end"].lstrip(), Markup(_name(authors[0])))  # noqa: S704 (escaped)
    ours = [author for author in authors if author.is_home][:most]
    rest = _unbroken(others(context, len(authors) - len(ours)))
    if not ours:
        return Markup(rest)  # noqa: S704 (escaped)
    listed = [*map(_name, ours)]
    return Markup(f"{escape(words['list_separator']).join(map(Markup, listed))} {rest}")  # noqa: S704 (escaped)


def _most_named(count: int, most: int) -> int:
    """Return how many of so many authors are named: never all but one, whose name is as short as `1 other`."""
    if not most or most >= count:
        return count
    return most - 1 if count - most == 1 and most > 1 else most


def _link(before: int, place: int, comma: str) -> str:
    """Return what stands between the authors at those two places."""
    if before < 0:
        return ""
    return comma if place == before + 1 else f"{_NO_BREAK_SPACE}… "


def keep(text: object) -> Markup:
    """Return a text in which no line ends; mark-up stays mark-up."""
    return Markup(_glued(str(escape(text))))  # noqa: S704 (escaped, or mark-up already)


def _glued(markup: str) -> str:
    return markup.replace(" ", _NO_BREAK_SPACE).replace("-", _NO_BREAK_HYPHEN)


@pass_context
def published(context: Context, publication: PublicationView) -> Markup:
    """Return where and when a publication came out, as mark-up: the journal in italics, a comma and the year.

    A year that is not of the Iranian calendar is told from those in Persian by «م.».
    """
    journal, year = publication.journal, str(digits_like(context, publication.year, publication.journal))
    words: Mapping[str, str] = context["words"]
    in_persian = context["language"] == "fa" and year and not year.isascii()
    if in_persian and publication.year.isdecimal() and int(publication.year) >= _FIRST_GREGORIAN:
        year += f"{_NO_BREAK_SPACE}{words.get('gregorian', '')}".rstrip()
    if not (journal and year):
        return Markup("<i>{}</i>").format(journal) if journal else Markup(escape(year))  # noqa: S704 (escaped)
    comma = words["list_separator"].strip() if runs_right_to_left(journal) else ","
    return Markup("<i>{}</i>{} {}").format(journal, comma, year)


@pass_context
def source(context: Context, publication: PublicationView, most: int = 0) -> Markup:
    """Return who, where and when: the authors as `byline(most)` has them, a dash, and what `published` gives."""
    names = byline(context, publication.authors, most) if publication.authors else Markup("")
    where = published(context, publication)
    # the marks keep it from being read as part of Latin names on both sides of it
    mark = _RIGHT_TO_LEFT if context["direction"] == "rtl" else ""
    return Markup(f"{mark}{_NO_BREAK_SPACE}– {mark}").join(filter(None, (names, where)))  # noqa: S704 (ours)


def host(link: str) -> str:
    """Return the name of a link's site, such as `example.ac.ir`, without `www.`; the link where it has none."""
    try:
        return (urlsplit(link).hostname or link).removeprefix("www.")
    except ValueError:
        return link


def initials(author: AuthorView) -> str:
    """Return the first letters of an author's first and last name, of a group's or a single name the first one.

    In scripts that join letters, a narrow space keeps them apart.
    """
    letters = [letter for word in author.name.split() if (letter := _first_letter(word))]
    kept = letters[:1] if author.is_group else [*letters[:1], *letters[1:][-1:]]
    joins = any(unicodedata.bidirectional(letter[0]) == "AL" for letter in kept)
    return (_NARROW_SPACE if joins else "").join(kept)


def _first_letter(word: str) -> str:
    """Return a word's first letter as a capital, with the marks upon it; empty where the word has none."""
    word = unicodedata.normalize("NFC", word)
    start = next((place for place, char in enumerate(word) if char.isalpha()), len(word))
    marks = takewhile(unicodedata.combining, word[start + 1 :])
    return word[start : start + 1].upper()[:1] + "".join(marks)


def _name(author: AuthorView) -> str:
    name = _unbroken(author.name)
    return f"<b><mark>{name}</mark></b>" if author.is_home else name


@lru_cache(maxsize=1000)
def _unbroken(name: str) -> str:
    """Return a name as mark-up in which no line ends."""
    if max(name, default="") >= _FIRST_IDEOGRAPH:
        name = "".join(
            char + _WORD_JOINER if _is_ideograph(char) and _is_ideograph(following) else char
            for char, following in pairwise([*name, ""])
        )
    return str(escape(name.replace(" ", _NO_BREAK_SPACE).replace("-", _NO_BREAK_HYPHEN)))


def _is_ideograph(char: str) -> bool:
    """Return whether lines may end on both sides of it; kana and Hangul are none, but break as they do."""
    return _FIRST_IDEOGRAPH <= char <= "\ud7ff"
