"""The institution a site announces for, and how its posts are to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Names by language, and how its own affiliations are recognised.

    `home` and `not_home` are plain phrases looked for in affiliations, whatever their case and accents; one of
    `not_home` outweighs all of `home`. `page_url` is a pattern for the publication's own page, with
    `{doi}`, `{pmid}` or `{slug}` in it.
    """

    names: Mapping[str, str]
    platforms: Mapping[str, str] = field(default_factory=dict)
    home: tuple[str, ...] = ()
    not_home: tuple[str, ...] = ()
    page_url: str = ""

    def name(self, language: str) -> str:
        """Return the name in that language, or in the first one the site gives."""
        return self.names.get(language) or next(iter(self.names.values()))

    def platform(self, language: str) -> str:
        """Return the platform's name in that language, or in the first one given; empty if there is none."""
        return self.platforms.get(language) or next(iter(self.platforms.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStyle:
    """How a site wants its posts to be written."""

    template: str = "new-publication"
    link: Literal["text", "card"] = "text"
    hashtags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
