"""The institution a site announces for, and how its posts are to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """What one of our authors is called on the network, with the day on which that person agreed to be named so.

    The person is known by ORCID iD; without one, by `name` as records spell it.
    """

    handle: str
    consent: date
    orcid: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Names by language, and how its own affiliations are recognised.

    `home`, `not_home` and `doubtful` are plain phrases looked for in affiliations, whatever their case and accents;
    one of `not_home` outweighs all of `home`, and one of `doubtful` counts where none of these is found. `rors` are
    the institution's identifiers in the Research Organization Registry. `faculties` and `departments` are names,
    each with the phrases by which it is known in affiliations of ours. `page_url` is a pattern for the
    publication's own page, with `{doi}`, `{pmid}` or `{slug}` in it.
    """

    names: Mapping[str, str]
    platforms: Mapping[str, str] = field(default_factory=dict)
    home: tuple[str, ...] = ()
    not_home: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    rors: tuple[str, ...] = ()
    faculties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    departments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    handles: tuple[Handle, ...] = ()
    page_url: str = ""

    def name(self, language: str) -> str:
        """Return the name in that language, or in the first one the site gives."""
        return self.names.get(language) or next(iter(self.names.values()))

    def platform(self, language: str) -> str:
        """Return the platform's name in that language, or in the first one given; empty if there is none."""
        return self.platforms.get(language) or next(iter(self.platforms.values()), "")


Calendar = Literal["gregorian", "jalali"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStyle:
    """How a site wants its posts to be written.

    `journals` are journals' names, and words of them, as the site spells them; `calendar` is, by language, the one
    that journals of that language are dated by.
    """

    template: str = "key-sentence"
    link: Literal["text", "card"] = "text"
    hashtags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    journals: tuple[str, ...] = ()
    calendar: Mapping[str, Calendar] = field(default_factory=lambda: {"fa": "jalali"})
