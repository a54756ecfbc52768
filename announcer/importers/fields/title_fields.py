"""Titles: with their subtitles, and the language that they are in, which need not be the paper's."""

import re

from announcer.importers.fields.language_names import language_by_letters, may_be_in

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDS = (":", "?", "!", ".", "-", "\u2013", "\u2014")


def whole_title(title: str, subtitle: str) -> str:
    """Return `Title: subtitle`; a subtitle that only repeats words of the title is a running head, and goes."""
    title, subtitle = title.rstrip(), subtitle.strip()
    if not (title and subtitle):
        return title or subtitle
    words, others = (set(_LONG_WORD.findall(text.lower())) for text in (title, subtitle))
    if subtitle.casefold() in title.casefold() or (others and others <= words):
        return title
    return f"{title} {subtitle}" if title.endswith(_ENDS) else f"{title}: {subtitle}"


def title_language(code: str, title: str) -> str:
    """Return the language of a title, given the code of the paper's or none.

    Where the two cannot be written in the same letters, the title's letters tell; empty where nothing does, as for
    Latin letters.
    """
    return code if code and may_be_in(code, title) else language_by_letters(title)


def language_of_title(title: str, codes: tuple[str, ...]) -> tuple[str, bool]:
    """Return the language of a title (empty where nothing tells), and whether it is a translation.

    Databases name the languages that the paper is in, and often print its title in English all the same: in
    brackets, or simply so.
    """
    is_bracketed = title.strip().startswith("[") and title.strip(" .").endswith("]")
    if is_bracketed:
        return language_by_letters(title), "en" not in codes[:1]
    if not codes or codes[0] == "en":
        return title_language("en" if codes else "", title), False
    if not may_be_in(codes[0], title):
        return language_by_letters(title), "en" not in codes
    return title_language("" if "en" in codes else codes[0], title), False
