"""What one card says: its template's boxes worked out for one publication, conditions and repeats done with."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from markupsafe import Markup

from announcer.core.text.arabic import is_arabic
from announcer.errors import TemplateError
from announcer.rendering.cards.expressions import Expressions, Variables
from announcer.rendering.cards.template import MOST_BOXES, AnyBox, CardTemplate, Text
from announcer.rendering.cards.template_files import HINT, ROOT, children
from announcer.rendering.texts.bounded import start_counting
from announcer.rendering.texts.variables import AuthorView, View
from announcer.typeset.direction import is_right_to_left, runs_right_to_left

_NOTHING: Variables = {}
_TAG = re.compile(r"</?[a-z]+>|&#?\w+;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A box that is to be drawn.

    `texts` are mark-up, one for each of the template's alternatives, and `language` is theirs.
    """

    name: str
    """The box's name in the template; `path` numbers repeated ones, as in `author[2]`."""
    path: str
    box: AnyBox
    texts: Sequence[str] = ()
    language: str = ""
    picture: str = ""
    values: tuple[float, ...] = ()
    """The numbers of a chart."""
    children: tuple["Content", ...] = ()


class CardContents:
    """The contents of all cards of one template.

    Args:
        template: The template.
        portrait: Returns the name of an author's picture, or an empty string.

    Raises:
        TemplateError: an expression is not valid Jinja2; the message names file, line and key.
    """

    def __init__(self, template: CardTemplate, portrait: Callable[[AuthorView], str] = lambda _: "") -> None:
        self._template = template
        self._expressions = Expressions(template, portrait)

    def of(self, view: View, record_language: str, more: Variables = _NOTHING) -> Content:
        """Return the card's boxes as they are for one publication, whose record is in `record_language`.

        `more` are variables beside those of the view.

        Raises:
            TemplateError: an expression cannot be worked out.
        """
        pub = replace(view.pub, title_markup=Markup(view.pub.title_markup))  # noqa: S704 - made of escaped runs
        card = _Card(self._template, self._expressions, view.language, record_language)
        start_counting()
        drawn = list(card.boxes(ROOT, {**view.variables(), **more, "pub": pub}))
        return drawn[0] if drawn else Content(name=ROOT, path=ROOT, box=self._template.boxes[ROOT])


class _Card:
    """The working out of one card."""

    def __init__(
        self, template: CardTemplate, expressions: Expressions, language: str, record_language: str
    ) -> None:
        self._template = template
        self._expressions = expressions
        self._language = language
        self._record_language = record_language
        self._count = 0

    def boxes(self, name: str, variables: Variables) -> Iterator[Content]:
        """Yield a box as often as its repeat says, and not at all where its condition does not hold."""
        repeat = self._template.boxes[name].repeat
        if repeat is None:
            yield from self._box(name, name, variables)
            return
        values = self._expressions.repeated(name, variables)
        for number, value in enumerate(islice(values, repeat.most)):
            yield from self._box(name, f"{name}[{number}]", {**variables, repeat.name: value})

    def _box(self, name: str, path: str, variables: Variables) -> Iterator[Content]:
        if not self._expressions.holds(name, variables):
            return
        self._count += 1
        if self._count > MOST_BOXES:
            problem = f"more than {MOST_BOXES} boxes on one card"
            raise TemplateError(self._template.located(("boxes", name, "repeat"), problem), hint=HINT)
        box = self._template.boxes[name]
        within = tuple(part for child in children(box) for part in self.boxes(child, variables))
        texts = self._expressions.texts(name, variables)
        yield Content(
            name=name,
            path=path,
            box=box,
            texts=texts,
            language=self._language_of(box, texts),
            picture=self._expressions.picture(name, variables),
            values=self._expressions.values(name, variables),
            children=within,
        )

    def _language_of(self, box: AnyBox, texts: Sequence[str]) -> str:
        if not isinstance(box, Text) or box.language == "card":
            return self._language
        return text_language(texts[0], self._language, self._record_language)


def text_language(markup: str, card: str, record: str) -> str:
    """Return the language of a text: the card's, unless most of its letters run the other way.

    Then it is the record's language where that suits, else English or Persian. A Persian card of an English paper
    has both: its own words, and the title as it was published.
    """
    plain = _TAG.sub("", markup)
    rtl = runs_right_to_left(plain)
    if rtl and is_arabic(plain):
        return "ar"  # Persian letters in the place of its own would be wrong
    if rtl is None or rtl == (is_right_to_left(card)):
        return card
    if rtl == (is_right_to_left(record)):
        return record
    return "fa" if rtl else "en"
