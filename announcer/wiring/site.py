"""Put the program together: the only place that knows every adapter.

What drawing a card does without is imported where it is asked for, so that one card is soon there.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from announcer.core.publications.institution import Institution
from announcer.errors import UsageError
from announcer.importers.registry import all_importers
from announcer.rendering.cards.card_painter import Cards, Materials
from announcer.rendering.cards.font_files import Fonts, load_fonts
from announcer.rendering.cards.template_files import CardTemplates
from announcer.rendering.texts.phrases import phrases
from announcer.services.intake import IntakeResult, read_sources
from announcer.settings.basics import FILE_NAME, Basics, settings_text
from announcer.system.paths import is_folder, is_there

if TYPE_CHECKING:
    from announcer.core.posting.queued import Queued
    from announcer.core.posts.announcement import Announcement
    from announcer.core.posts.cost import PostPrices
    from announcer.ports.drawing import CardPainter
    from announcer.ports.store import Edit
    from announcer.rendering.cards.card_store import StoredCards
    from announcer.rendering.cards.samples_page import CardsPage
    from announcer.rendering.drafts.folders import DraftWriter
    from announcer.rendering.texts.post_texts import PostTextWriter
    from announcer.rendering.texts.templates import Templates
    from announcer.rendering.texts.web_pages import WebPages
    from announcer.services.cataloguing import Queueing
    from announcer.services.checking import SiteCheck
    from announcer.services.drafting import Drafting
    from announcer.services.drafting_pool import DraftingPool
    from announcer.services.dry_runs import Previewing
    from announcer.services.redrafting import Redrafting
    from announcer.settings.site_settings import SiteSettings
    from announcer.wiring.site_queue import SiteQueue

DEFAULT_NAME = "Your University"


def shipped_folder() -> Path:
    """Return the folder that holds the shipped `templates` and `assets`: in the package, or a checkout's root."""
    package = Path(__file__).parents[1]
    return package / "_shipped" if (package / "_shipped").is_dir() else package.parent


@dataclass(frozen=True)
class Site:
    """A site's folder with its settings, and the parts of the program made for it, each when it is asked for.

    `text` is what stands in its announcer.toml.
    """

    folder: Path
    text: str

    @cached_property
    def basics(self) -> Basics:
        """Those of its settings that drafts and cards need; none where anything in the file is wrong."""
        return self._settings.as_basics()

    @cached_property
    def _settings(self) -> "SiteSettings":
        from announcer.settings.site_settings import parse

        return parse(self.text)

    @property
    def institution(self) -> Institution:
        """The institution the site announces for."""
        return self.basics.institution

    @property
    def prices(self) -> "PostPrices":
        """What the site's posts cost."""
        return self._settings.as_prices()

    @property
    def inbox(self) -> Path:
        """The folder that publications are dropped into."""
        return self.folder / "queue" / "inbox"

    @property
    def drafts(self) -> Path:
        """The folder that drafts are written to."""
        return self.folder / "queue" / "drafts"

    @cached_property
    def templates(self) -> "Templates":
        """The site's text templates over the shipped ones."""
        from announcer.rendering.texts.templates import Templates

        return Templates(shipped=shipped_folder() / "templates", site=self.folder / "templates")

    @cached_property
    def writer(self) -> "PostTextWriter":
        """The writer of post and alt texts."""
        from announcer.rendering.texts.post_texts import PostTextWriter

        return PostTextWriter(self.templates, self.institution, self.basics.style)

    @cached_property
    def card_templates(self) -> CardTemplates:
        """The site's card templates over the shipped ones."""
        return CardTemplates(self.folder / "templates" / "card", shipped_folder() / "templates" / "card")

    @cached_property
    def cards(self) -> Cards:
        """The painter of cards."""
        materials = Materials(
            templates=self.card_templates,
            brand=self._own_or_shipped(self.basics.brand),
            fonts=self.fonts,
            words=cache(partial(phrases, (self.folder / "templates", shipped_folder() / "templates"))),
            institution=self.institution,
            style=self.basics.style,
        )
        return Cards(materials, template=self.basics.card_template)

    def fonts(self) -> Fonts:
        """Open the shipped fonts and the site's own."""
        return load_fonts([shipped_folder() / "assets" / "fonts", *self._own_fonts()])

    def _own_or_shipped(self, name: str) -> Path:
        own = self.folder / name
        return own if is_there(own) or not is_there(shipped_folder() / name) else shipped_folder() / name

    def _own_fonts(self) -> list[Path]:
        """Return the site's folder of fonts where it has one of its own."""
        folder = self.folder / "assets" / "fonts"
        is_own = (
            is_there(folder / "fonts.toml")
            and folder.resolve() != (shipped_folder() / "assets" / "fonts").resolve()
        )
        return [folder] if is_own else []

    @cached_property
    def drafting(self) -> "Drafting":
        """The use case that makes announcements, one at a time."""
        return self._drafting(self.cards)

    @cached_property
    def pool(self) -> "DraftingPool":
        """The use case that makes many announcements: on all cores, and without drawing any card twice."""
        from announcer.services.drafting_pool import DraftingPool

        return DraftingPool(self.drafting, partial(_drafting_with_store, self.folder, self.text))

    @cached_property
    def stored_cards(self) -> "StoredCards":
        """The painter of cards that keeps what it drew, in `queue/cards`."""
        from announcer.rendering.cards.card_store import StoredCards, made_of

        folders = [shipped_folder(), self.folder]
        places = [folder / part for folder in folders for part in ("templates/card", "templates/phrases", "assets")]
        brand = self._own_or_shipped(self.basics.brand)
        materials = made_of([*filter(is_there, places), brand.parent], self.basics)
        return StoredCards(self.cards, self.folder / "queue" / "cards", materials)

    def _drafting(self, painter: "CardPainter") -> "Drafting":
        from announcer.services.drafting import Drafting

        return Drafting(
            writer=self.writer,
            painter=painter,
            languages=self.basics.languages,
            prices=self.prices,
        )

    def read(self, paths: Iterable[Path], *, forced: str = "") -> IntakeResult:
        """Return the publications of files and folders, and a problem for each that cannot be read.

        Raises:
            UsageError: no importer has the name `forced`.
        """
        return read_sources(paths, all_importers(), self.institution, forced=forced)

    def stress_records(self) -> IntakeResult:
        """Return the records that cards are tried on: the shipped ones, and the site's in `templates/stress`."""
        return self.read(_stress_folders(self.folder))

    def check(self) -> "SiteCheck":
        """Return the use case that tries the site's templates on the shipped example."""
        from announcer.rendering.texts.post_texts import PostTextWriter
        from announcer.services.checking import SiteCheck

        example = shipped_folder() / "templates" / "site" / "example.toml"
        style = self.basics.style
        names = sorted({name for code in self.basics.languages for name in self._post_templates(code)})
        return SiteCheck(
            sample=self.read([example]).publications[0].publication,
            languages=self.basics.languages,
            writers={
                name: PostTextWriter(self.templates, self.institution, replace(style, template=name))
                for name in names
            },
            drawer=self.cards,
            card_templates=self.card_templates.names(),
            brand_problems=self.cards.brand_problems,
        )

    def _post_templates(self, language: str) -> Iterator[str]:
        folder, ending = f"post/{language}/", ".txt.j2"
        return (name.removeprefix(folder).removesuffix(ending) for name in self.templates.names(folder.rstrip("/")))

    def queueing(self, queue: "SiteQueue") -> "Queueing":
        """Return the use case that brings publications into the queue of `queue`."""
        from announcer.services.cataloguing import Queueing
        from announcer.store.records import to_record

        return Queueing(queue.store, queue.review, self.drafting, target=queue.target, encode=to_record)

    def rebuilt(self, queue: "SiteQueue", queued: "Queued") -> "Announcement":
        """Return a queued announcement with all that is known of it: what is sent is as queued, the rest made anew.

        Raises:
            SourceError: its publication's record cannot be read.
            TemplateError: the site's template is wrong.
        """
        from announcer.services.cataloguing import as_queued
        from announcer.services.drafting import DraftJob
        from announcer.store.records import from_record

        imported = from_record(queue.store.record(queued.publication))
        made = self.drafting.announce(DraftJob(imported=imported, language=queued.language))
        return as_queued(made, queued, queue.store.card(queued.card_digest))

    def redrafting(self, queue: "SiteQueue") -> "Redrafting":
        """Return the use case that makes many queued announcements anew."""
        from announcer.services.redrafting import Redrafting
        from announcer.store.records import from_record

        return Redrafting(queue.store, self.pool, from_record)

    def with_sentence(self, queue: "SiteQueue", queued: "Queued", number: int) -> "Edit":
        """Return the edit that gives an announcement the key sentence of that number, counted from 1.

        Raises:
            UsageError: there is no such key sentence.
            SourceError, TemplateError: as for `rebuilt`.
        """
        from announcer.services.drafting import DraftJob
        from announcer.services.editing import as_edit
        from announcer.store.records import from_record

        imported = from_record(queue.store.record(queued.publication))
        candidates = self.writer.key_sentences(imported.publication, queued.language)
        if not 1 <= number <= len(candidates):
            hint = f"'announcer show {queued.id}' lists them"
            raise UsageError(f"there are {len(candidates)} key sentences to choose from", hint=hint)
        job = DraftJob(imported=imported, language=queued.language)
        return as_edit(self.drafting.announce(job, candidates[number - 1].text))

    def previewing(self, out: Path | None = None) -> "Previewing":
        """Return the use case that drafts the inbox into `out` (default: the site's drafts folder)."""
        from announcer.services.dry_runs import Previewing

        return Previewing(
            importers=all_importers(),
            institution=self.institution,
            drafting=self.pool,
            folders=self.draft_folders(out),
        )

    def draft_folders(self, out: Path | None = None, *, account: str = "") -> "DraftWriter":
        """Return the writer of draft folders into `out` (default: the site's drafts folder)."""
        from announcer.rendering.drafts.contact_sheet import ContactSheet
        from announcer.rendering.drafts.folders import DraftWriter

        sheet = ContactSheet(_web_pages(self.folder), self.institution, self.prices)
        return DraftWriter(out or self.drafts, sheet, account=account)


def _drafting_with_store(folder: Path, text: str) -> "Drafting":
    """Return the drafting of a process of the pool."""
    site = Site(folder, text)
    site.stored_cards.prune()  # each process does, and only one finds anything
    return site._drafting(site.stored_cards)  # noqa: SLF001 (this module's own)


def _stress_folders(site: Path) -> list[Path]:
    return [
        folder / "templates" / "stress"
        for folder in (shipped_folder(), site)
        if is_folder(folder / "templates" / "stress")
    ]


def card_sources(site: Path) -> list[Path]:
    """Return the files and folders that the cards of a site are made from, beside the records."""
    own = [site / FILE_NAME, site / "templates", site / "assets"]
    return [*own, shipped_folder() / "templates", shipped_folder() / "assets"]


def cards_page(site: Path, out: Path) -> "CardsPage":
    """Return the writer of the page over sample cards; it works while the site's settings are wrong, too."""
    from announcer.rendering.cards.samples_page import CardsPage

    return CardsPage(_web_pages(site), out)


def _web_pages(site: Path) -> "WebPages":
    from announcer.rendering.texts.web_pages import WebPages

    return WebPages(shipped=shipped_folder() / "templates" / "web", site=site / "templates" / "web")


def open_site(folder: Path) -> Site:
    """Return the site in that folder.

    Raises:
        ConfigurationError: its settings are missing or wrong.
    """
    site = Site(folder, settings_text(folder))
    _ = site.basics  # says what is wrong with them now, and not when they are needed
    return site


def new_site_files(name: str) -> dict[str, bytes]:
    """Return the files of a new site for the institution of that name: path below the site's folder → content."""
    shipped = shipped_folder()
    settings = (shipped / "templates" / "site" / "announcer.toml").read_text("utf-8")
    quoted = json.dumps(name, ensure_ascii=False)  # a JSON string is a TOML string, too
    files = {
        "announcer.toml": settings.replace(f'"{DEFAULT_NAME}"', quoted).encode(),
        "queue/inbox/example.toml": (shipped / "templates" / "site" / "example.toml").read_bytes(),
    }
    brand = shipped / "assets" / "brand"
    return files | {f"assets/brand/{path.name}": path.read_bytes() for path in sorted(brand.iterdir())}
