"""The shipped faces as the typesetter takes them, opened once, and short ways to set a text in them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from announcer.typeset.fit import fit
from announcer.typeset.fonts import Face, FontStack
from announcer.typeset.layout import Layout, TextBox
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.words import WordSetter

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
SHARED = Path(__file__).parents[3] / "shared"


def manifest() -> dict[str, Any]:
    """Return fonts.toml as it stands."""
    return tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))


@cache
def stack() -> FontStack:
    """Return the shipped faces."""
    entries = manifest()
    faces = {
        name: Face(
            (FONTS / entry["file"]).read_bytes(),
            name=name,
            italic=(FONTS / entry["italic"]).read_bytes() if "italic" in entry else None,
            scale=entry.get("scale", 1.0),
            embolden=entry.get("embolden", 0.0),
        )
        for name, entry in entries["faces"].items()
    }
    return FontStack(faces, entries["order"])


@cache
def words() -> WordSetter:
    """Return one setter for all tests, as a program has one for all cards."""
    return WordSetter(stack())


def paragraph(markup: str, language: str = "en", **style: Any) -> Paragraph:
    """Return a paragraph in the shipped faces."""
    return Paragraph(markup, words(), TextStyle(language=language, **style))


def title_box(**changes: Any) -> TextBox:
    """Return the box of a card's title."""
    return TextBox(**{"width": 1100, "height": 440, "max_size": 84, "min_size": 28, "max_lines": 5} | changes)


def title(markup: str, language: str = "en", **changes: Any) -> Layout:
    """Return a bold title fitted into its box."""
    return fit(paragraph(markup, language, weight=700), title_box(**changes))
