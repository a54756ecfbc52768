"""The Jinja2 expressions of a card template, compiled once, worked out for each card."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import overload

from jinja2 import BaseLoader, Template, Undefined
from jinja2.environment import TemplateExpression

from announcer.errors import TemplateError
from announcer.rendering.cards.card_filters import byline, host, initials, keep, published, source, with_others
from announcer.rendering.cards.template import AnyBox, CardTemplate, Chart, Qr, Text
from announcer.rendering.cards.template_files import HINT
from announcer.rendering.texts.bounded import MISTAKES
from announcer.rendering.texts.part_markers import has_marks
from announcer.rendering.texts.parts import unmarked
from announcer.rendering.texts.sandbox import Environment, plain_problem
from announcer.rendering.texts.variables import AuthorView

LONGEST_TEXT = 4000
"""Characters of a box's text that are looked at; no card has room for more."""


Variables = Mapping[str, object]
"""What the expressions of one card may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A box's expressions, ready to be worked out; None where the box has none."""

    when: TemplateExpression | None
    over: TemplateExpression | None
    texts: tuple[Template, ...]
    picture: Template | None
    values: tuple[tuple[str, TemplateExpression], ...] = ()
    """Of a chart: its key and its expression."""


class Expressions:
    """All expressions of one template, asked for by the name of their box.

    `portrait` returns the name of an author's picture, or an empty string.

    Texts are escaped, so that a value's `<` cannot begin mark-up; `pub.title_markup` is mark-up already.

    Raises:
        TemplateError: one is not valid Jinja2, or cannot be worked out; the message names file, line and key.
    """

    def __init__(self, template: CardTemplate, portrait: Callable[[AuthorView], str]) -> None:
        self._template = template
        self._environment = environment = Environment(BaseLoader())
        environment.autoescape = True
        environment.add_filters(
            {
                "byline": byline,
                "host": host,
                "initials": initials,
                "keep": keep,
                "pictured": lambda authors: [author for author in authors if portrait(author)],
                "portrait": portrait,
                "published": published,
                "source": source,
                "with_others": with_others,
            }
        )
        self._text = cache(environment.from_string)
        self._expression = cache(lambda source: environment.compile_expression(source, undefined_to_none=False))
        self._compiled = {name: self._compile(name, box) for name, box in template.boxes.items()}

    def holds(self, name: str, variables: Variables) -> bool:
        """Return whether the box is to be drawn."""
        when = self._compiled[name].when
        try:
            return when is None or bool(when(variables))
        except MISTAKES as mistake:
            raise self._error((name, "when"), mistake) from mistake

    def repeated(self, name: str, variables: Variables) -> Sequence[object]:
        """Return the values that the box is to be drawn for."""
        key, over = (name, "repeat", "over"), self._compiled[name].over
        try:
            values = over(variables) if over else ()
            if isinstance(values, Undefined):
                str(values)  # raises an error that names what is not known
        except MISTAKES as mistake:
            raise self._error(key, mistake) from mistake
        if not isinstance(values, list | tuple):
            raise self._error(key, TypeError("should give a list"))
        return values

    def texts(self, name: str, variables: Variables) -> Sequence[str]:
        """Return the box's texts as mark-up, each worked out when it is first asked for."""
        templates = self._compiled[name].texts
        return _Texts(len(templates), lambda place: self._rendered((name, "content"), templates[place], variables))

    def picture(self, name: str, variables: Variables) -> str:
        """Return the name of the picture behind the box, or an empty string."""
        picture = self._compiled[name].picture
        return self._rendered((name, "picture", "name"), picture, variables) if picture else ""

    def values(self, name: str, variables: Variables) -> tuple[float, ...]:
        """Return the numbers of a chart in the order of `_numbers`; none for other boxes."""
        return tuple(self._number((name, key), each, variables) for key, each in self._compiled[name].values)

    def _number(self, key: tuple[str, ...], expression: TemplateExpression, variables: Variables) -> float:
        try:
            found = expression(variables)
            if isinstance(found, Undefined):
                str(found)  # raises an error that names what is not known
        except MISTAKES as mistake:
            raise self._error(key, mistake) from mistake
        if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
            raise self._error(key, TypeError("should give a number"))
        return float(found)

    def _rendered(self, key: tuple[str, ...], template: Template, variables: Variables) -> str:
        try:
            text = template.render(variables)
            return (unmarked(text) if has_marks(text) else text)[:LONGEST_TEXT]
        except MISTAKES as mistake:
            raise self._error(key, mistake) from mistake

    def _compile(self, name: str, box: AnyBox) -> _Compiled:
        over, picture = box.repeat.over if box.repeat else "", box.picture.name if box.picture else ""
        with self._errors_at(name, "content"):
            texts = tuple(map(self._text, _texts(box)))
        with self._errors_at(name, "when"):
            when = self._expression(box.when) if box.when.strip() else None
        with self._errors_at(name, "repeat", "over"):
            repeated = self._expression(over) if over.strip() else None
        with self._errors_at(name, "picture", "name"):
            named = self._text(picture) if picture else None
        numbers = []
        for key, written in _numbers(box):
            with self._errors_at(name, key):
                numbers.append((key, self._expression(written)))
        return _Compiled(when=when, over=repeated, texts=texts, picture=named, values=tuple(numbers))

    @contextmanager
    def _errors_at(self, *key: str) -> Iterator[None]:
        try:
            yield
        except MISTAKES as mistake:
            raise self._error(key, mistake) from mistake

    def _error(self, key: tuple[str, ...], mistake: Exception) -> TemplateError:
        """Return what an expression raised as an error that says where it stands."""
        problem = plain_problem(mistake, self._environment)
        return TemplateError(self._template.located(("boxes", *key), problem), hint=HINT)


def _numbers(box: AnyBox) -> Iterator[tuple[str, str]]:
    """Yield the expressions of a chart's numbers, as `chart_mask` takes them, with their keys."""
    match box:
        case Chart(form="change"):
            yield "start", box.start
            yield "value", box.value
        case Chart(form="persons"):
            yield "value", box.value
            yield "of", box.of
        case Chart():
            yield "value", box.value


def _texts(box: AnyBox) -> tuple[str, ...]:
    match box:
        case Text():
            return box.content
        case Qr():
            return (box.content,)
    return ()


class _Texts(Sequence[str]):
    """Texts made when they are asked for, and once: of many alternatives a card needs one or two."""

    def __init__(self, count: int, make: Callable[[int], str]) -> None:
        self._make = make
        self._made: list[str | None] = [None] * count

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        text = self._made[place]
        if text is None:
            text = self._made[place] = self._make(place)
        return text
