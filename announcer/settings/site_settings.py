"""The site's settings, read from announcer.toml; every problem is reported at once, with its dotted key."""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import Calendar, Institution, PostStyle
from announcer.errors import ConfigurationError
from announcer.settings.attention_settings import AttentionSettings, NoticesSettings
from announcer.settings.card_settings import CardSettings
from announcer.settings.daemon_settings import DaemonSettings
from announcer.settings.institution_settings import InstitutionSettings, Language
from announcer.settings.intake_settings import IntakeSettings
from announcer.settings.posting_settings import ChannelsSettings, PostingSettings, ScheduleSettings, StoreSettings
from announcer.settings.review_settings import ReviewSettings
from announcer.settings.values import Settings, Text
from announcer.system import schemas
from announcer.system.plain_files import read_plain
from announcer.system.toml_syntax import TomlSyntaxError, parse_toml

FILE_NAME = "announcer.toml"
LARGEST_SETTINGS = 1_000_000
"""Bytes; what has more is no file of settings."""


def _hashtag(text: str) -> str:
    tag = text.removeprefix("#")
    if not tag.replace("_", "").replace("\u200c", "").isalnum() or tag.isdecimal():
        raise ValueError(f"{text!r} is not a hashtag; use letters, digits and _, not digits alone")
    return tag


Hashtag = Annotated[str, AfterValidator(_hashtag)]
Price = Annotated[Decimal, Field(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSettings(Settings):
    """What a post's text is made of."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    template: Text = PostStyle().template
    link: Literal["text", "card"] = "text"
    hashtags: dict[Language, tuple[Hashtag, ...]] = field(default_factory=dict)
    journals: tuple[Text, ...] = ()
    calendar: dict[Language, Calendar] = field(default_factory=dict)


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
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    posts: PostSettings = field(default_factory=PostSettings)
    card: CardSettings = field(default_factory=CardSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    posting: PostingSettings = field(default_factory=PostingSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    channels: ChannelsSettings = field(default_factory=ChannelsSettings)
    daemon: DaemonSettings = field(default_factory=DaemonSettings)
    attention: AttentionSettings = field(default_factory=AttentionSettings)
    notices: NoticesSettings = field(default_factory=NoticesSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    prices: PriceSettings = field(default_factory=PriceSettings)

    def __post_init__(self) -> None:
        """Refuse a rule that no publication could keep."""
        unknown = [name for name in self.intake.announce.faculties if name not in self.institution.faculties]
        if unknown:
            raise ValueError(f"intake.announce.faculties: {unknown[0]!r} is not in institution.faculties")
        if self.review.mail.on and not self.notices.mail.host:
            raise ValueError("review.mail.on: notices.mail.host says through which server mail goes")

    def as_institution(self) -> Institution:
        """Return who announces, as the core knows it."""
        return self.institution.as_institution()

    def as_style(self) -> PostStyle:
        """Return how posts are worded, as the core knows it."""
        posts = self.posts
        return PostStyle(
            template=posts.template,
            link=posts.link,
            hashtags=posts.hashtags,
            journals=posts.journals,
            calendar={**PostStyle().calendar, **posts.calendar},
        )

    def as_prices(self) -> PostPrices:
        """Return X's prices as the core knows them."""
        return PostPrices(**asdict(self.prices))


def load(site: Path) -> SiteSettings:
    """Read `site`/announcer.toml.

    Raises:
        ConfigurationError: it is missing, is not TOML, or has problems; all of them are listed.
    """
    return parse_settings(_text(site / FILE_NAME))


def _text(path: Path) -> str:
    try:
        return read_plain(path, LARGEST_SETTINGS).decode("utf-8-sig")
    except FileNotFoundError:
        hint = f"run 'announcer init {path.parent}' to make a site there, or name another with --site"
        raise ConfigurationError([f"{path}: there is no such file"], hint=hint) from None
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise ConfigurationError([f"{FILE_NAME}: byte {error.start} is not UTF-8"], hint=hint) from None
    except OSError as error:
        raise ConfigurationError([f"{path}: {error.strerror}"], hint="check the file's permissions") from None


def parse_settings(text: str) -> SiteSettings:
    """Return the settings that the TOML `text` holds.

    Raises:
        ConfigurationError: as for `load`.
    """
    try:
        return schemas.read(SiteSettings, parse_toml(text))
    except TomlSyntaxError as error:
        place = f"{FILE_NAME}:{error.line}" if error.line else FILE_NAME
        raise ConfigurationError([f"{place}: {error.problem}"], hint="https://toml.io describes TOML") from None
    except schemas.WrongTableError as error:
        problems = [f"{FILE_NAME}: {_described(problem)}" for problem in error.problems]
        raise ConfigurationError(problems, hint="docs/reference/settings.md lists every key") from None


def _described(problem: schemas.Problem) -> str:
    known = schemas.known_keys(SiteSettings, problem.key[:-1])
    return f"{schemas.dotted(problem.key)}: {schemas.plain_words(problem, known)}"
