"""Records for tests: whole by default, so that a test names only what it is about."""

import base64
from typing import Any

from announcer.core.posts.announcement import Announcement, Card, PostText
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import (
    Abstract,
    Affiliation,
    Author,
    Link,
    LinkKind,
    PartialDate,
    Publication,
    Section,
)
from announcer.core.text.richtext import Rich

HOME = Affiliation(number=1, text="Isfahan University of Medical Sciences, Isfahan, Iran", is_home=True)
ABROAD = Affiliation(number=2, text="Department of Physiology, University of Oslo, Oslo, Norway", is_home=False)


def institution(**changes: Any) -> Institution:
    """Return the sample institution."""
    fields: dict[str, Any] = {
        "names": {"en": "Isfahan University of Medical Sciences", "fa": "دانشگاه علوم پزشکی اصفهان"},
        "platforms": {"en": "Science Communicator Platform"},
        "home": ("Isfahan University of Medical Sciences",),
    }
    return Institution(**(fields | changes))


def abstract(text: str) -> Abstract:
    """Return an abstract of one section without a label."""
    return Abstract(sections=(Section(text=Rich.of(text)),))


def publication(**changes: Any) -> Publication:
    """Return a made-up article with two authors, an abstract and a DOI."""
    fields: dict[str, Any] = {
        "title": Rich.of("Night-shift work and blood pressure in hospital nurses"),
        "doi": "10.5555/announcer.1",
        "authors": (
            Author(name="Rahimi S", affiliations=(1,), is_home=True),
            Author(name="Hansen K", affiliations=(2,), is_home=False),
        ),
        "affiliations": (HOME, ABROAD),
        "journal": "Journal of Made-up Medicine",
        "published": PartialDate(year=2026),
        "abstract": abstract(
            "We followed 412 nurses for two years. "
            "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."
        ),
        "links": (Link(kind=LinkKind.DOI, url="https://doi.org/10.5555/announcer.1"),),
    }
    return Publication(**(fields | changes))


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


def post_text(text: str = "A finding https://doi.org/10.5555/announcer.1", **changes: Any) -> PostText:
    """Return a post that leads to the sample article."""
    fields: dict[str, Any] = {
        "text": text,
        "length": len(text),
        "limit": 280,
        "link": "https://doi.org/10.5555/announcer.1",
    }
    return PostText(**(fields | changes))


def announcement(**changes: Any) -> Announcement:
    """Return a finished English announcement of the sample article, its card one pixel."""
    fields: dict[str, Any] = {
        "id": "3f9a01c2",
        "slug": "night-shift-work",
        "publication": publication(),
        "language": "en",
        "channel": "x",
        "text": post_text(),
        "alt_text": "Card: night-shift work and blood pressure.",
        "card": Card(data=PIXEL, width=1200, height=675),
        "source": "queue/inbox/night-shift.toml",
    }
    return Announcement(**(fields | changes))
