"""The Jinja2 expressions of a card template, compiled once, worked out for each card."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from jinja2 import BaseLoader, Template, meta
from jinja2.environment import TemplateExpression
from jinja2.exceptions import TemplateError as JinjaError

from announcer.core.wording import whole
from announcer.errors import TemplateError
from announcer.rendering.cardfilters import byline, digits_like
from announcer.rendering.cardsource import HINT
from announcer.rendering.cardtemplate import AnyBox, CardTemplate, Text
from announcer.rendering.marks import has_marks, read_parts
from announcer.rendering.sandbox import Environment

STEADY_VARIABLES = frozenset({"institution", "platform", "language", "direction", "words", "kicker", "hashtags"})
"""What hardly changes from card to card; a box that names nothing else may be drawn once for many cards."""

LONGEST_TEXT = 4000
"""Characters of a box's text that are looked at; no card has room for more."""

_MISTAKES = (JinjaError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

Variables = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A box's expressions, ready to be worked out."""

    when: TemplateExpression | None
    over: TemplateExpression | None
    texts: tuple[Template, ...]
    picture: Template | None
    steady: bool


class Expressions:
    """All expressions of one template, asked for by the name of their box.

    Texts are escaped, so that a value's `<` cannot begin mark-up; `pub.title_markup` is mark-up already.

    Raises:
        TemplateError: one is no Jinja2, or cannot be worked out; the message names file, line and key.
    """

    def __init__(self, template: CardTemplate) -> None:
        self._template = template
        self._environment = Environment(BaseLoader())
        self._environment.autoescape = True
        self._environment.filters |= {"byline": byline, "digits_like": digits_like}
        self._compiled = {name: self._compile(name, box) for name, box in template.boxes.items()}

    def steady(self, name: str) -> bool:
        """Return whether the box's expressions name nothing but `STEADY_VARIABLES`."""
        return self._compiled[name].steady

    def holds(self, name: str, variables: Variables) -> bool:
        """Return whether the box is to be drawn."""
        when = self._compiled[name].when
        with self._told((name, "when")):
            return when is None or bool(when(variables))

    def repeated(self, name: str, variables: Variables) -> Sequence[object]:
        """Return the values that the box is to be drawn for."""
        over = self._compiled[name].over
        with self._told((name, "repeat", "over")):
            values = over(variables) if over else ()
            if not isinstance(values, list | tuple):
                raise TypeError("should give a list")
            return values

    def texts(self, name: str, variables: Variables) -> tuple[str, ...]:
        """Return the box's texts as mark-up."""
        with self._told((name, "content")):
            return tuple(_rendered(text, variables) for text in self._compiled[name].texts)

    def picture(self, name: str, variables: Variables) -> str:
        """Return the name of the picture behind the box, or an empty string."""
        picture = self._compiled[name].picture
        with self._told((name, "picture", "name")):
            return _rendered(picture, variables) if picture else ""

    def _compile(self, name: str, box: AnyBox) -> _Compiled:
        picture = box.picture.name if box.picture else ""
        over = box.repeat.over if box.repeat else ""
        texts = tuple(
            self._text((name, "content"), text) for text in (box.content if isinstance(box, Text) else ())
        )
        return _Compiled(
            when=self._expression((name, "when"), box.when),
            over=self._expression((name, "repeat", "over"), over),
            texts=texts,
            picture=self._text((name, "picture", "name"), picture) if picture else None,
            steady=self._is_steady(box, over, picture),
        )

    def _is_steady(self, box: AnyBox, over: str, picture: str) -> bool:
        texts = box.content if isinstance(box, Text) else ()
        sources = (*texts, picture, *(f"{{{{ {part} }}}}" for part in (box.when, over) if part))
        names = (meta.find_undeclared_variables(self._environment.parse(source)) for source in sources)
        return all(found <= STEADY_VARIABLES for found in names)

    def _expression(self, key: tuple[str, ...], source: str) -> TemplateExpression | None:
        with self._told(key):
            return self._environment.compile_expression(source, undefined_to_none=False) if source.strip() else None

    def _text(self, key: tuple[str, ...], source: str) -> Template:
        with self._told(key):
            return self._environment.from_string(source)

    @contextmanager
    def _told(self, key: tuple[str, ...]) -> Iterator[None]:
        """Turn what an expression raises into a `TemplateError` that says where it stands."""
        try:
            yield
        except _MISTAKES as mistake:
            problem = (str(mistake) or type(mistake).__name__).splitlines()[0]
            raise TemplateError(self._template.told(("boxes", *key), problem), hint=HINT) from mistake


def _rendered(template: Template, variables: Variables) -> str:
    text = template.render(variables)
    return (whole(read_parts(text)) if has_marks(text) else text)[:LONGEST_TEXT]
