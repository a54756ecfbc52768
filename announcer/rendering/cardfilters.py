"""The filters of card templates: authors with ours told from others, numbers in the digits of their neighbours."""

import re
from collections.abc import Mapping, Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from announcer.rendering.filters import digits, fill
from announcer.rendering.view import AuthorView

_LATIN = re.compile("[A-Za-z]")
_LATIN_SEPARATOR = ", "
_NO_BREAK_SPACE, _NO_BREAK_HYPHEN = "\u00a0", "\u2011"


@pass_context
def byline(context: Context, authors: Sequence[AuthorView], most: int = 0) -> Markup:
    """Return authors as a line of mark-up, ours in `<b><mark>`, beyond `most` (0: no limit) with "+ n more".

    The first author and ours are kept before others; all stay in the record's order.
    """
    words: Mapping[str, str] = context["words"]
    ranked = sorted(range(len(authors)), key=lambda place: (place > 0, not authors[place].is_home, place))
    kept = sorted(ranked[: most or None])
    names = [_name(authors[place]) for place in kept]
    separator = _LATIN_SEPARATOR if _are_latin(authors) else words["list_separator"]
    listed = escape(separator).join(names)
    if len(kept) == len(authors):
        return listed
    return listed + " " + _unbroken(fill(context, words["more"], n=len(authors) - len(kept)))


@pass_context
def digits_like(context: Context, value: object, text: str) -> str:
    """Return a number in the language's digits if `text`, beside which it stands, is in the language's letters."""
    return str(value) if _LATIN.search(text) else digits(context, value)


def _are_latin(authors: Sequence[AuthorView]) -> bool:
    return sum(1 if _LATIN.search(author.name) else -1 for author in authors) > 0


def _name(author: AuthorView) -> Markup:
    name = _unbroken(author.name)
    return Markup("<b><mark>{}</mark></b>").format(name) if author.is_home else name


def _unbroken(name: str) -> Markup:
    """Return a name in which no line ends."""
    return escape(name.replace(" ", _NO_BREAK_SPACE).replace("-", _NO_BREAK_HYPHEN))
