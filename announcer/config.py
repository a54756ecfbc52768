"""The site's settings, read from announcer.toml; every problem is told at once, with its dotted key."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from announcer.core.cost import PostPrices
from announcer.core.institution import Institution, PostStyle
from announcer.errors import ConfigurationError
from announcer.postingsettings import (
    ChannelsSettings,
    DaemonSettings,
    PostingSettings,
    ScheduleSettings,
    StoreSettings,
)
from announcer.settingvalues import Settings, Text

__all__ = ["FILE_NAME", "Settings", "SiteSettings", "dotted", "load", "parse"]

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


Language = Annotated[str, AfterValidator(_language)]


class InstitutionSettings(Settings):
    """Who announces, and how its own affiliations are told from others."""

    name: dict[Language, Text] = Field(min_length=1)
    platform: dict[Language, Text] = Field(default={})
    home: list[Text] = Field(default=[])
    not_home: list[Text] = Field(default=[])
    page_url: Annotated[str, AfterValidator(_page_pattern)] = ""


class PostSettings(Settings):
    """What a post's text is made of."""

    languages: list[Language] = Field(default=["en"], min_length=1)
    template: Text = "new-publication"
    link: Literal["text", "card"] = "text"
    hashtags: dict[Language, list[Annotated[str, AfterValidator(_hashtag)]]] = Field(default={})


class CardSettings(Settings):
    """What the card looks like."""

    template: Text = "summary"
    brand: Text = "assets/brand/brand.toml"


class PriceSettings(Settings):
    """What X charges, in US dollars; the defaults are its price list of 22 August 2026."""

    text_only: Decimal = Field(default=PostPrices().text_only, ge=0)
    with_link: Decimal = Field(default=PostPrices().with_link, ge=0)
    alt_text: Decimal = Field(default=PostPrices().alt_text, ge=0)


class SiteSettings(Settings):
    """The whole of announcer.toml."""

    institution: InstitutionSettings
    posts: PostSettings = PostSettings()
    card: CardSettings = CardSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    posting: PostingSettings = PostingSettings()
    store: StoreSettings = StoreSettings()
    channels: ChannelsSettings = ChannelsSettings()
    daemon: DaemonSettings = DaemonSettings()
    prices: PriceSettings = PriceSettings()

    def as_institution(self) -> Institution:
        """Return the institution as the core knows it."""
        table = self.institution
        return Institution(
            names=table.name,
            platforms=table.platform,
            home=tuple(table.home),
            not_home=tuple(table.not_home),
            page_url=table.page_url,
        )

    def as_style(self) -> PostStyle:
        """Return the wishes for post texts as the core knows them."""
        tags = {language: tuple(found) for language, found in self.posts.hashtags.items()}
        return PostStyle(template=self.posts.template, link=self.posts.link, hashtags=tags)

    def as_prices(self) -> PostPrices:
        """Return X's prices as the core knows them."""
        return PostPrices(**self.prices.model_dump())


def load(site: Path) -> SiteSettings:
    """Read `site`/announcer.toml.

    Raises:
        ConfigurationError: it is missing, is no TOML, or has problems; all of them are listed.
    """
    return parse(_read(site / FILE_NAME))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        hint = f"run 'announcer init {path.parent}' to make a site there, or name another with --site"
        raise ConfigurationError([f"{path}: there is no such file"], hint=hint) from None
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise ConfigurationError([f"{FILE_NAME}: byte {error.start} is no UTF-8"], hint=hint) from None
    except OSError as error:
        raise ConfigurationError([f"{path}: {error.strerror}"], hint="check the file's permissions") from None


def parse(text: str) -> SiteSettings:
    """Return the settings that the TOML `text` holds.

    Raises:
        ConfigurationError: as for `load`.
    """
    try:
        return SiteSettings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([f"{FILE_NAME}: {error}"], hint="mend the TOML; see https://toml.io") from None
    except ValidationError as error:
        problems = [f"{FILE_NAME}: {_problem(detail)}" for detail in error.errors()]
        raise ConfigurationError(problems, hint="docs/reference/settings.md lists every key") from None


def _problem(detail: ErrorDetails) -> str:
    key = dotted(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return f"{key}: no such key{_nearest(detail['loc'])}"
    if detail["type"] == "missing":
        return f"{key}: this key is needed"
    given = "" if detail["type"] == "value_error" else f" (it is {_short(detail['input'])})"
    return f"{key}: {detail['msg'].removeprefix('Value error, ')}{given}"


def dotted(location: Iterable[int | str]) -> str:
    """Return a key's place as people write it: `schedule.slots[1]`."""
    key = ""
    for part in location:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if part != "[key]" else ""
    return key.removeprefix(".")


def _nearest(location: tuple[int | str, ...]) -> str:
    known = _keys_beside(location)
    close = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known here: {', '.join(known)}"


def _keys_beside(location: tuple[int | str, ...]) -> list[str]:
    model: Any = SiteSettings
    for part in location[:-1]:
        model = model.model_fields[part].annotation
    return list(model.model_fields)


def _short(value: object, limit: int = 40) -> str:
    text = "a table" if isinstance(value, Mapping) else repr(value)
    return text if len(text) <= limit else text[:limit] + "…"
