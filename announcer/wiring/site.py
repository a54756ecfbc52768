"""Put together what needs no store: a site's texts, cards, drafts and checks. The rest is `site_queue`'s."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path

from announcer.channels.registry import rules_of
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import Institution
from announcer.core.selection.announce_rules import AnnounceRules
from announcer.errors import SourceError
from announcer.importers.registry import importers_with
from announcer.importers.tables.headings import HEADINGS
from announcer.importers.tables.importer import Table
from announcer.ports.channels import ChannelRules
from announcer.ports.drawing import CardPainter
from announcer.ports.importing import Imported
from announcer.rendering.cards.card_painter import Cards, Materials
from announcer.rendering.cards.card_store import StoredCards, made_of
from announcer.rendering.cards.font_files import Fonts, load_fonts
from announcer.rendering.cards.gallery import draw_gallery
from announcer.rendering.cards.samples_page import CardsPage
from announcer.rendering.cards.template_files import FORMATS, IN_FORMAT, CardTemplates
from announcer.rendering.drafts.contact_sheet import ContactSheet
from announcer.rendering.drafts.folders import DraftWriter
from announcer.rendering.texts.phrases import FALLBACK, phrases
from announcer.rendering.texts.post_texts import PostTextWriter
from announcer.rendering.texts.templates import Templates
from announcer.rendering.texts.web_pages import WebPages
from announcer.services.checking import SiteCheck
from announcer.services.drafting import Drafting
from announcer.services.drafting_pool import DraftingPool
from announcer.services.dry_runs import DryRun
from announcer.services.intake.accepting import IntakeResult, read_sources, stream_sources
from announcer.services.intake.own_columns import OwnColumns
from announcer.services.intake.source_files import Watch, unwatched
from announcer.services.sample_cards import Samples
from announcer.settings.site_settings import FILE_NAME, SiteSettings, load
from announcer.system.paths import is_folder, is_there, shipped_folder

FONTS, CARDS, WEB = "assets/fonts", "templates/card", "templates/web"
CARD_FORMATS = tuple(FORMATS)
"""The formats that every card template can be drawn in."""
EXAMPLE = "templates/site/example.toml"
STRESS = "templates/stress"
PREVIEW = "preview"


@dataclass(frozen=True)
class Site:
    """A site's folder with its settings, and the parts of the program made for it, each when it is asked for."""

    folder: Path
    settings: SiteSettings

    @cached_property
    def institution(self) -> Institution:
        """The institution the site announces for."""
        return self.settings.as_institution()

    @property
    def rules(self) -> AnnounceRules:
        """Which publications are announced when they come in."""
        return self.settings.intake.announce.as_rules()

    @property
    def prices(self) -> PostPrices:
        """What the site's posts cost."""
        return self.settings.as_prices()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the site posts in."""
        return self.settings.posts.languages

    @property
    def channel_rules(self) -> ChannelRules:
        """The rules of the channel that new announcements go to."""
        return rules_of(next(iter(self.settings.channels.enabled())))

    @property
    def inbox(self) -> Path:
        """The folder that publications are dropped into."""
        return self.folder / "queue" / "inbox"

    # -- texts and cards -------------------------------------------------------------------------------------------

    @cached_property
    def templates(self) -> Templates:
        """The site's text templates over the shipped ones."""
        return Templates(shipped=shipped_folder() / "templates", site=self.folder / "templates")

    @cached_property
    def writer(self) -> PostTextWriter:
        """The writer of post and alt texts."""
        return PostTextWriter(self.templates, self.institution, self.settings.as_style(), self.channel_rules)

    @cached_property
    def card_templates(self) -> CardTemplates:
        """The site's card templates over the shipped ones."""
        return CardTemplates(self.folder / CARDS, shipped_folder() / CARDS)

    @cached_property
    def cards(self) -> Cards:
        """The painter of cards."""
        return Cards(self._materials, template=self.settings.card.template, rules=self.settings.card.as_rules())

    @property
    def _materials(self) -> Materials:
        return Materials(
            templates=self.card_templates,
            brand=self._brand,
            fonts=self.fonts,
            words=cache(partial(phrases, (self.folder / "templates", shipped_folder() / "templates"))),
            institution=self.institution,
            style=self.settings.as_style(),
        )

    @property
    def _brand(self) -> Path:
        """The brand's file: the site's own, or the shipped one of that name."""
        own, shipped = (folder / self.settings.card.brand for folder in (self.folder, shipped_folder()))
        return own if is_there(own) or not is_there(shipped) else shipped

    def fonts(self) -> Fonts:
        """Open the shipped fonts and the site's own."""
        shipped, own = shipped_folder() / FONTS, self.folder / FONTS
        is_own = is_there(own / "fonts.toml") and own.resolve() != shipped.resolve()
        return load_fonts([shipped, own] if is_own else [shipped])

    @cached_property
    def stored_cards(self) -> StoredCards:
        """The painter of cards that keeps what it drew, in `queue/cards`."""
        return StoredCards(self.cards, self.folder / "queue" / "cards", self._made_of(self.settings.card))

    @cached_property
    def stored_previews(self) -> StoredCards:
        """The painter of previews for other people's pages, which keeps what it drew in `queue/previews`."""
        previews = Cards(self._materials, template=PREVIEW)
        return StoredCards(previews, self.folder / "queue" / "previews", self._made_of(PREVIEW))

    def _made_of(self, card: object) -> str:
        """Return the digest of all that cards are drawn from beside the records; `card` says in which template."""
        folders = [shipped_folder(), self.folder]
        places = [folder / part for folder in folders for part in (CARDS, "templates/phrases", "assets")]
        settings = self.settings
        return made_of([*filter(is_there, places), self._brand.parent], settings.institution, settings.posts, card)

    def gallery(self, samples: Samples) -> bytes:
        """Return one picture of all the samples."""
        return draw_gallery(samples.cards, self.fonts())

    # -- use cases -------------------------------------------------------------------------------------------------

    @property
    def own_columns(self) -> OwnColumns:
        """Which columns of the site's own tables hold what."""
        return OwnColumns(site=self.folder, fields=tuple(HEADINGS), reader=Table)

    def read(self, paths: Iterable[Path], *, forced: str = "") -> IntakeResult:
        """Return the publications of files and folders, and a problem for each that cannot be read.

        Raises:
            UsageError: no importer has the name `forced`.
            ConfigurationError: the site's columns.toml has problems.
        """
        importers = importers_with(self.own_columns.kept())
        return read_sources(paths, importers, self.institution, forced=forced)

    def stream(
        self, paths: Iterable[Path], *, forced: str = "", done: int = 0, watch: Watch = unwatched
    ) -> Iterator[Imported | SourceError]:
        """Yield what `read` returns, each record as soon as it is read, but for the first `done` of each file.

        Raises:
            UsageError: no importer has the name `forced`.
            ConfigurationError: the site's columns.toml has problems.
        """
        importers = importers_with(self.own_columns.kept())
        return stream_sources(paths, importers, self.institution, forced=forced, done=done, watch=watch)

    def stress_records(self) -> IntakeResult:
        """Return the records that cards are tried on: the shipped ones, and the site's in `templates/stress`."""
        return self.read(filter(is_folder, (shipped_folder() / STRESS, self.folder / STRESS)))

    @cached_property
    def drafting(self) -> Drafting:
        """The use case that makes announcements, one at a time."""
        return self.drafting_with(self.cards)

    def drafting_with(self, painter: CardPainter) -> Drafting:
        """Return the use case that makes announcements with the cards of that painter."""
        return Drafting(
            writer=self.writer,
            painter=painter,
            languages=self.languages,
            prices=self.prices,
            rules=self.channel_rules,
        )

    @cached_property
    def pool(self) -> DraftingPool:
        """The use case that makes many announcements: on all cores, and without drawing any card twice."""
        return DraftingPool(self.drafting, partial(_drafting_of_pool, self.folder, self.settings))

    def dry_run(self, out: Path | None = None) -> DryRun:
        """Return the use case that drafts the inbox into `out` (default: the site's drafts folder)."""
        return DryRun(
            inbox=self.inbox,
            out=out,
            languages=self.languages,
            read=self.read,
            drafting=self.pool,
            folders=self.draft_folders(out),
            against=lambda publication: self.rules.reasons_against(publication, self.institution),
        )

    def draft_folders(self, out: Path | None = None, *, account: str = "", in_queue: bool = False) -> DraftWriter:
        """Return the writer of draft folders into `out` (default: the folder of a dry run).

        `in_queue` tells that the drafts are of the queue, so that commands on them work as they stand.
        """
        sheet = ContactSheet(
            web_pages(self.folder), self.institution, self.prices, languages=self.languages, in_queue=in_queue
        )
        return DraftWriter(out or self.folder / "queue" / "drafts", sheet, account=account)

    def check(self, trials: Mapping[str, Callable[[], object]]) -> SiteCheck:
        """Return the use case that tries all that the settings name on the shipped example, and the `trials`."""
        style = self.settings.as_style()
        names = sorted(set().union(*map(self._post_templates, self.languages)))
        return SiteCheck(
            sample=self.read([shipped_folder() / EXAMPLE]).publications[0].publication,
            languages=self.languages,
            writers={
                name: PostTextWriter(
                    self.templates, self.institution, replace(style, template=name), self.channel_rules
                )
                for name in names
            },
            drawer=self.cards,
            card_templates=self.card_templates.names(),
            chosen={
                "posts.template": self.settings.posts.template,
                "card.template": self.settings.card.template,
                **{
                    f"card.choose[{place}].template": name
                    for place, rule in enumerate(self.settings.card.choose)
                    for name in rule.template
                    if name.partition("@")[0] not in self.card_templates.names()
                },
            },
            names=self.institution.names,
            lacking=self.templates.lacking,
            brand_problems=self.cards.brand_problems,
            trials={"web templates": web_pages(self.folder).try_all, **trials},
        )

    def _post_templates(self, language: str) -> set[str]:
        names = self.templates.names(f"post/{language}") or self.templates.names(f"post/{FALLBACK}")
        return {Path(name).name.removesuffix(".txt.j2") for name in names}


def _drafting_of_pool(folder: Path, settings: SiteSettings) -> Drafting:
    """Return the drafting of a process of the pool."""
    site = Site(folder, settings)
    site.stored_cards.prune()  # each process does, and only one finds anything
    return site.drafting_with(site.stored_cards)


def card_sources(folder: Path) -> list[Path]:
    """Return the files and folders that the cards of a site are made from, beside the records."""
    own = [folder / FILE_NAME, folder / "templates", folder / "assets"]
    return [*own, shipped_folder() / "templates", shipped_folder() / "assets"]


def card_format(template: str, name: str) -> str:
    """Return what a template is called in a format, such as `figure@square`."""
    return f"{template.partition(IN_FORMAT)[0]}{IN_FORMAT}{name}"


def cards_page(folder: Path, out: Path) -> CardsPage:
    """Return the writer of the page over sample cards; it works while the site's settings are wrong, too."""
    return CardsPage(web_pages(folder), out)


def web_pages(folder: Path) -> WebPages:
    """Return the templates of pages, the site's own over the shipped ones."""
    return WebPages(shipped=shipped_folder() / WEB, site=folder / WEB)


def open_site(folder: Path) -> Site:
    """Return the site in that folder.

    Raises:
        ConfigurationError: its settings are missing or wrong.
    """
    return Site(folder, load(folder))
