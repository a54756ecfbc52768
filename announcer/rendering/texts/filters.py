"""The filters that templates have beside Jinja2's own."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context

from announcer.core.posts.hashtags import hashtag
from announcer.core.text.letters import PERSIAN_DIGITS
from announcer.rendering.texts.part_markers import flexible
from announcer.typeset.direction import runs_right_to_left

_INNER_QUOTES = {
    "fa": (str.maketrans({"«": "“", "»": "”"}), "“", "”"),
    "en": (str.maketrans({"“": "‘", "”": "’"}), "‘", "’"),
}
"""For each language the outer marks as inner ones, and the inner pair itself."""
_STRAIGHT_QUOTES = re.compile(r'(?<![\w"])"(?! )([^"]*[^\s"])"(?!\w)')
"""A pair of typewriter's marks around words; inches and seconds (`5"`) come without an opening one."""

_FROM_JINJA_TEXT = """
abs capitalize count default d e escape first float int join last length list lower map max min reject
rejectattr replace reverse round select selectattr sort string sum trim unique upper urlencode wordcount
"""
FROM_JINJA = frozenset(_FROM_JINJA_TEXT.split())
"""Jinja2's filters that templates keep: the same record gives the same text, and no text grows without bound."""


@pass_context
def digits(context: Context, value: object) -> str:
    """Return a number of ours in the language's digits; not for titles, where `CD8` must stay."""
    return str(value).translate(PERSIAN_DIGITS) if context["language"] == "fa" else str(value)


@pass_context
def digits_like(context: Context, value: object, text: str) -> str:
    """Return a number in the language's digits, but as it is beside a text of letters that run left to right."""
    return str(value) if runs_right_to_left(text) is False else digits(context, value)


@pass_context
def others(context: Context, count: int) -> str:
    """Return how many people more there are: `and 4 others`, `and 1 other`; not counted where not all are known."""
    words: Mapping[str, str] = context["words"]
    if not context["pub"].authors_complete:
        return words["colleagues"]
    return words["one_more"] if count == 1 else fill(context, words["more"], n=count)


@pass_context
def names(context: Context, authors: Iterable[Any], most: int | None = None) -> str:
    """Return the names as the language lists them: `A, B and C`; beyond `most`, `A and colleagues`.

    Where a record names only some of its authors, these are followed by `and colleagues` too.
    """
    words: Mapping[str, str] = context["words"]
    written = [author if isinstance(author, str) else author.name for author in authors]
    has_more = not context["pub"].authors_complete and len(written) == context["pub"].author_count
    if most is not None and (len(written) > most or has_more):
        return f"{words['list_separator'].join(written[:most])} {words['colleagues']}".strip()
    *before, last = written or [""]
    return words["list_end"].join([words["list_separator"].join(before), last] if before else [last])


def ended(value: object) -> str:
    """Return text with a full stop, unless it is empty or ends a sentence already."""
    text = str(value)
    return text if not text or text.rstrip("\"'”’»)]").endswith((".", "!", "?", "؟", "…")) else f"{text}."


@pass_context
def within_quotes(context: Context, value: object) -> str:
    """Return text with its double quotation marks made single, to stand within those of the language."""
    inner, opening, closing = _INNER_QUOTES.get(context["language"], _INNER_QUOTES["en"])
    return _STRAIGHT_QUOTES.sub(rf"{opening}\1{closing}", str(value)).translate(inner)


@pass_context
def fill(context: Context, text: str, **values: object) -> str:
    """Return a fixed phrase with its `{n}` and so on filled in, numbers in the language's digits."""
    for name, value in values.items():
        if f"{{{name}}}" not in text:
            raise FilterArgumentError(f"the phrase {text!r} has no {{{name}}}")
        text = text.replace(f"{{{name}}}", digits(context, value) if isinstance(value, int) else str(value))
    return text


OWN: Mapping[str, Callable[..., str]] = {
    "digits": digits,
    "digits_like": digits_like,
    "ended": ended,
    "fill": fill,
    "flexible": flexible,
    "hashtag": hashtag,
    "names": names,
    "others": others,
    "within_quotes": within_quotes,
}
