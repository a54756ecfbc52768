"""Cards of publications: template, brand and record in, picture and findings out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from announcer.core.keysentences.key_figures import key_figure
from announcer.core.posts.announcement import Card
from announcer.core.posts.card_choice import CardChoice, CardFacts, CardRule, chosen_card, turn_of
from announcer.core.publications.institution import Institution, PostStyle
from announcer.core.publications.publication import Publication
from announcer.core.publications.study import study_mark
from announcer.errors import AnnouncerError, BrandError
from announcer.rendering.cards import card_findings
from announcer.rendering.cards.backdrops import Backdrops
from announcer.rendering.cards.box_drawing import Drawing, DrawingProblems
from announcer.rendering.cards.brand import Brand, load_brand
from announcer.rendering.cards.brand_checks import brand_problems, require_faces, require_roles
from announcer.rendering.cards.card_texts import CardTexts
from announcer.rendering.cards.content import CardContents, Content
from announcer.rendering.cards.debug_view import draw_debug
from announcer.rendering.cards.figure_view import figure_view
from announcer.rendering.cards.font_files import Fonts
from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.glyphs import Glyphs
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.painting.pictures import Pictures
from announcer.rendering.cards.placing import CardLayout, Placed, Rect, lay_out
from announcer.rendering.cards.template import CardTemplate, Logo
from announcer.rendering.cards.template_files import CardTemplates
from announcer.rendering.texts.variables import View, view
from announcer.typeset.direction import is_right_to_left
from announcer.typeset.fit import Fit

_FIGURE = re.compile(r"\bfigure\b")
_TEMPLATES_KEPT = 2
"""Templates whose designs are kept: about 20 MB a language, and nobody goes to and fro between more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What cards are made of, beside the publications.

    `brand` is the site's brand.toml; `fonts` opens the faces that its font roles draw from; `words` gives the
    fixed words of a language; `style` gives the hashtags.
    """

    templates: CardTemplates
    brand: Path
    fonts: Callable[[], Fonts]
    words: Callable[[str], Mapping[str, str]]
    institution: Institution
    style: PostStyle


class Cards:
    """Draws cards; an `announcer.ports.drawing.CardPainter`.

    Fonts, brand and templates are read when the first card that needs them is drawn, and once. One thread draws.

    Args:
        materials: What cards are made of.
        template: The name of the template that `paint` uses where no rule says otherwise.
        rules: Which templates `paint` takes for which publications.
    """

    def __init__(self, materials: Materials, *, template: str = "summary", rules: Sequence[CardRule] = ()) -> None:
        self._rules = rules
        self._materials = materials
        self._style = replace(materials.style, link="text")  # a card may bear the link whatever the text does
        self._template = template
        self._fonts: Fonts | None = None
        self._designs: dict[str, dict[str, _Design]] = {}
        self._brands: dict[str, Brand] = {}

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return the finished picture as the site's rules want it; see `announcer.ports.drawing.CardPainter`."""
        choice = self._choice(publication, language, sentence)
        card = self.draw(publication, language, sentence, template=choice.template)
        return replace(card, reason=choice.reason)

    def _choice(self, publication: Publication, language: str, sentence: str) -> CardChoice:
        facts = CardFacts(type=publication.type.value)
        if self._rules:
            brand = self._brand(language)
            shown = self._view(publication, language, sentence, brand)
            mark = study_mark(publication)
            facts = CardFacts(
                type=shown.pub.type,
                study=(*mark.subjects, mark.design) if mark.is_certain else (),
                number=key_figure(shown.pub.key_sentence, language) is not None,
                portrait=any(brand.portrait(author) for author in shown.pub.home_authors),
            )
        return chosen_card(self._rules, facts, turn_of(publication), otherwise=self._template)

    def draw(
        self, publication: Publication, language: str, sentence: str, *, template: str = "", debug: bool = False
    ) -> Card:
        """Return the card in a template of choice; `debug` draws boxes, baselines and sizes on it.

        Raises:
            TemplateError: the template is missing or wrong.
            BrandError: the brand file or a font is missing or wrong.
        """
        design = self._design(template or self._template, language)
        shown = self._view(publication, language, sentence, design.brand)
        canvas, layout, problems = design.drawn(design.contents.of(shown, publication.language, design.more(shown)))
        if debug:
            draw_debug(canvas, layout)
        width, height = design.template.width, design.template.height
        data = png.encode(canvas.strips(), width, height)
        findings = tuple(card_findings.findings(design.template, design.brand, layout, problems, len(data)))
        name = template or self._template
        return Card(data=data, width=width, height=height, template=name, findings=findings)

    def brand_problems(self, languages: Sequence[str]) -> Iterator[AnnouncerError]:
        """Yield what is wrong with the brand, whichever card is drawn; see `brand_checks.brand_problems`."""
        materials = self._materials
        return brand_problems(materials.brand, materials.templates, self._opened_fonts, languages)

    def _view(self, publication: Publication, language: str, sentence: str, brand: Brand) -> View:
        """Return the variables of a card: those of all templates, and what only cards ask for."""
        institution, words = self._materials.institution, self._materials.words(language)
        shown = view(publication, language, institution, self._style, sentence=sentence, words=words)
        return replace(
            shown,
            kicker=shown.kicker
            if shown.pub.is_notice
            else words.get(f"card_kicker_{shown.pub.type}", shown.kicker),
            only_card_links=self._materials.style.link == "card",
            logo_holds_name=brand.holds_name("any"),
            wide_logo_holds_name=brand.holds_name("wide"),
            square_logo_holds_name=brand.holds_name("square"),
        )

    def _opened_fonts(self) -> Fonts:
        self._fonts = self._fonts or self._materials.fonts()
        return self._fonts

    def _brand(self, language: str) -> Brand:
        if language not in self._brands:
            self._brands[language] = load_brand(self._materials.brand, language)
        return self._brands[language]

    def _design(self, template: str, language: str) -> "_Design":
        if template not in self._designs and len(self._designs) >= _TEMPLATES_KEPT:
            self._designs.pop(next(iter(self._designs)))
        designs = self._designs.setdefault(template, {})
        if language not in designs:
            loaded = self._materials.templates.load(template, language)
            brand = self._brand(language)
            fonts = self._opened_fonts()
            require_faces(brand, fonts)
            require_roles(loaded, brand)
            designs[language] = _Design(loaded, brand, fonts, rtl=is_right_to_left(language))
        return designs[language]


class _Design:
    """A template in a brand and a language, with everything that cards of it share."""

    def __init__(self, template: CardTemplate, brand: Brand, fonts: Fonts, *, rtl: bool) -> None:
        self.template = template
        self.contents = CardContents(template, brand.portrait)
        self._texts = CardTexts(brand, fonts, rtl=rtl)
        self.brand = brand
        self._pictures = Pictures()
        self._glyphs = Glyphs()
        self._drawing = Drawing(brand, self._pictures, rtl=rtl)
        self._rtl = rtl
        self._backdrops = Backdrops(self._on_empty_card)
        self._has_figure = any(_FIGURE.search(source.text) for source in template.sources)

    def more(self, shown: View) -> Mapping[str, object]:
        """Return the variables beside those of the view; the figure takes time, and few templates ask for it."""
        figure = figure_view(shown.pub.key_sentence, shown.language) if self._has_figure else None
        return {"figure": figure, "has_logo": bool(self.brand.logos)}

    def drawn(self, content: Content) -> tuple[Canvas, CardLayout, DrawingProblems]:
        """Return the card before it is encoded, which has to be done before the next one is drawn."""
        layout = lay_out(content, Rect(0, 0, self.template.width, self.template.height), self, rtl=self._rtl)
        canvas, problems, boxes = self._backdrops.start(layout.placed)
        self._drawing.draw(canvas, boxes, problems)
        return canvas, layout, problems

    def _on_empty_card(self, boxes: Sequence[Placed]) -> tuple[Canvas, DrawingProblems]:
        """Return a new canvas with boxes drawn on it, and what is wrong with them."""
        background = self.brand.colours["background"]
        canvas = Canvas.blank(self.template.width, self.template.height, background, self._glyphs)
        problems = DrawingProblems()
        self._drawing.draw(canvas, boxes, problems)
        return canvas, problems

    def text(self, content: Content, width: float, height: float) -> Fit:
        """Return a text set into a box; see `announcer.rendering.cards.placing.Measure`."""
        return self._texts.set(content, width, height)

    def least_height(self, content: Content, width: float) -> float:
        """Return the height of a text at its smallest size."""
        return self._texts.least_height(content, width)

    def logo_shape(self, logo: Logo) -> float:
        """Return the logo's width in heights, 0 where there is none to be drawn."""
        if not self.brand.logos:
            return 0
        try:
            return self._pictures.logo_shape(self.brand.logos[logo.shape].file(logo.variant))
        except BrandError:
            return 0
