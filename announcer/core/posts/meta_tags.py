"""Tags for the head of a page about a publication, from which networks draw the preview under a link.

Open Graph (ogp.me) is read by Facebook, LinkedIn, Telegram, WhatsApp, Bluesky and Mastodon; X reads its own
`twitter:` tags first, and Open Graph where one of them is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from announcer.core.publications.publication import PartialDate

_LOCALES: Mapping[str, str] = MappingProxyType({"en": "en_US", "fa": "fa_IR", "ar": "ar_AR"})
"""Open Graph asks for a territory; with these languages Facebook knows one alone."""
LONGEST_DESCRIPTION = 300
"""Characters; no network shows more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaTag:
    """A `<meta>`: Open Graph's have `property`, all others `name`."""

    key: str
    content: str
    attribute: Literal["name", "property"] = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPicture:
    """The picture of a preview: a public address, its size in pixels, and what it shows in words."""

    url: str
    width: int
    height: int
    alt_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a preview says of a page. `url` is the page's own address, empty where it is not known.

    It is never another's, such as the DOI's: networks would draw the preview from there. `account` is on X and
    without @.
    """

    title: str
    description: str
    site_name: str
    language: str
    url: str = ""
    other_languages: tuple[str, ...] = ()
    published: PartialDate | None = None
    account: str = ""
    picture: PreviewPicture | None = None


def preview_tags(page: PageFacts) -> tuple[MetaTag, ...]:
    """Return the tags of Open Graph and then those of X, none of them empty."""
    description = _shortened(page.description)
    open_graph = (
        MetaTag(key=key, content=text, attribute="property") for key, text in _open_graph(page, description)
    )
    on_x = (MetaTag(key=f"twitter:{key}", content=text) for key, text in _on_x(page, description))
    return tuple(tag for tag in (*open_graph, *on_x) if tag.content)


def _open_graph(page: PageFacts, description: str) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", page.title
    yield "og:description", description
    yield "og:url", page.url
    yield "og:site_name", page.site_name
    yield "og:locale", _LOCALES.get(page.language, page.language)
    for language in page.other_languages:
        yield "og:locale:alternate", _LOCALES.get(language, language)
    if page.picture:
        yield "og:image", page.picture.url
        yield "og:image:type", "image/png"
        yield "og:image:width", str(page.picture.width)
        yield "og:image:height", str(page.picture.height)
        yield "og:image:alt", page.picture.alt_text
    if page.published and page.published.day:
        yield "article:published_time", page.published.isoformat()


def _on_x(page: PageFacts, description: str) -> Iterator[tuple[str, str]]:
    yield "card", "summary_large_image" if page.picture else "summary"
    yield "site", f"@{page.account}" if page.account else ""
    yield "title", page.title
    yield "description", description
    if page.picture:
        yield "image", page.picture.url
        yield "image:alt", page.picture.alt_text


def _shortened(text: str) -> str:
    """Return a description of no more than `LONGEST_DESCRIPTION` characters, cut behind a word."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    kept = text[: LONGEST_DESCRIPTION - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:") + "…"
