"""The site's settings, read from announcer.toml; every problem is told at once, with its dotted key."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import Institution, PostStyle
from announcer.errors import ConfigurationError
from announcer.settings.posting_settings import (
    ChannelsSettings,
    DaemonSettings,
    PostingSettings,
    ScheduleSettings,
    StoreSettings,
)
from announcer.settings.values import Settings, Text
from announcer.system import schemas
from announcer.system.schemas import after, limits

FILE_NAME = "announcer.toml"


def _language(code: str) -> str:
    if not (code.isalpha() and code.islower() and len(code) in {2, 3}):
        raise ValueError(f"{code!r} is no language code; write two or three letters, such as 'en' or 'fa'")
    return code


def _hashtag(text: str) -> str:
    tag = text.removeprefix("#")
    if not tag.replace("_", "").replace("\u200c", "").isalnum() or tag.isdecimal():
        raise ValueError(f"{text!r} is no hashtag; use letters, digits and _, not digits alone")
    return tag


def _page_pattern(pattern: str) -> str:
    if pattern and not pattern.startswith(("http://", "https://")):
        raise ValueError("a page pattern begins with https:// and holds {doi}, {pmid} or {slug}")
    if pattern and not any(field in pattern for field in ("{doi}", "{pmid}", "{slug}")):
        raise ValueError("the pattern holds none of {doi}, {pmid} and {slug}, so every publication had one page")
    return pattern


Language = Annotated[str, after(_language)]
Hashtag = Annotated[str, after(_hashtag)]
Price = Annotated[Decimal, limits(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionSettings(Settings):
    """Who announces, and how its own affiliations are told from others."""

    name: Annotated[dict[Language, Text], limits(min_length=1)]
    platform: dict[Language, Text] = field(default_factory=dict)
    home: tuple[Text, ...] = ()
    not_home: tuple[Text, ...] = ()
    page_url: Annotated[str, after(_page_pattern)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSettings(Settings):
    """What a post's text is made of."""

    languages: Annotated[tuple[Language, ...], limits(min_length=1)] = ("en",)
    template: Text = "new-publication"
    link: Literal["text", "card"] = "text"
    hashtags: dict[Language, tuple[Hashtag, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSettings(Settings):
    """What the card looks like."""

    template: Text = "summary"
    brand: Text = "assets/brand/brand.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSettings(Settings):
    """What X charges, in US dollars; the defaults are its price list of 22 August 2026."""

    text_only: Price = PostPrices().text_only
    with_link: Price = PostPrices().with_link
    alt_text: Price = PostPrices().alt_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings(Settings):
    """The whole of announcer.toml."""

    institution: InstitutionSettings
    posts: PostSettings = field(default_factory=PostSettings)
    card: CardSettings = field(default_factory=CardSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    posting: PostingSettings = field(default_factory=PostingSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    channels: ChannelsSettings = field(default_factory=ChannelsSettings)
    daemon: DaemonSettings = field(default_factory=DaemonSettings)
    prices: PriceSettings = field(default_factory=PriceSettings)

    def as_institution(self) -> Institution:
        """Return who announces, as the core knows it."""
        return Institution(
            names=self.institution.name,
            platforms=self.institution.platform,
            home=self.institution.home,
            not_home=self.institution.not_home,
            page_url=self.institution.page_url,
        )

    def as_style(self) -> PostStyle:
        """Return how posts are worded, as the core knows it."""
        return PostStyle(template=self.posts.template, link=self.posts.link, hashtags=self.posts.hashtags)

    def as_prices(self) -> PostPrices:
        """Return X's prices as the core knows them."""
        return PostPrices(**asdict(self.prices))


def load(site: Path) -> SiteSettings:
    """Read `site`/announcer.toml.

    Raises:
        ConfigurationError: it is missing or not valid TOML, or it has problems; all of them are listed.
    """
    return parse(_text(site / FILE_NAME))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        hint = f"run 'announcer init {path.parent}' to make a site there, or name another with --site"
        raise ConfigurationError([f"{path}: there is no such file"], hint=hint) from None
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise ConfigurationError([f"{FILE_NAME}: byte {error.start} is not UTF-8"], hint=hint) from None
    except OSError as error:
        raise ConfigurationError([f"{path}: {error.strerror}"], hint="check the file's permissions") from None


def parse(text: str) -> SiteSettings:
    """Return the settings that the TOML `text` holds.

    Raises:
        ConfigurationError: as for `load`.
    """
    try:
        return schemas.read(SiteSettings, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([f"{FILE_NAME}: {error}"], hint="mend the TOML; see https://toml.io") from None
    except schemas.WrongTableError as error:
        problems = [f"{FILE_NAME}: {_told(problem)}" for problem in error.problems]
        raise ConfigurationError(problems, hint="docs/reference/settings.md lists every key") from None


def _told(problem: schemas.Problem) -> str:
    key = schemas.dotted(problem.key)
    if problem.kind == "unexpected_keyword_argument":
        return f"{key}: no such key{_nearest(problem.key)}"
    if problem.kind == "missing":
        return f"{key}: this key is needed"
    given = "" if problem.kind == "value_error" else f" (it is {_short(problem.given)})"
    return f"{key}: {schemas.PLAINER.get(problem.kind, problem.message)}{given}"


def _nearest(key: schemas.Key) -> str:
    known = schemas.names(SiteSettings, key[:-1])
    close = difflib.get_close_matches(str(key[-1]), known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known here: {', '.join(known)}"


def _short(value: object, limit: int = 40) -> str:
    text = "a table" if isinstance(value, Mapping) else repr(value)
    return text if len(text) <= limit else text[:limit] + "…"
