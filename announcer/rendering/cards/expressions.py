"""The Jinja2 expressions of a card template, compiled once, worked out for each card."""

import marshal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, overload

from jinja2 import BaseLoader, Template, Undefined, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import Context

from announcer.errors import TemplateError
from announcer.rendering.cards.card_filters import byline, digits_like, host, initials
from announcer.rendering.cards.template import AnyBox, CardTemplate, Qr, Text
from announcer.rendering.cards.template_files import HINT
from announcer.rendering.texts.part_markers import has_marks
from announcer.rendering.texts.sandbox import Environment
from announcer.rendering.texts.variables import AuthorView

STEADY_VARIABLES = frozenset(
    {"institution", "platform", "language", "direction", "words", "kicker", "hashtags", "only_card_links"}
)
"""What hardly changes from card to card; a box that names nothing else may be drawn once for many cards."""

LONGEST_TEXT = 4000
"""Characters of a box's text that are looked at; no card has room for more."""

_MISTAKES = (JinjaError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

_RESULT = "result"


class Variables:
    """What the expressions of one card may name, in one context of Jinja2 for all, as making one takes long."""

    def __init__(self, values: Mapping[str, object], environment: Environment) -> None:
        self._values = values
        self._environment = environment
        self._context = Context(environment, dict(values), None, {})

    def with_value(self, name: str, value: object) -> "Variables":
        """Return the same variables and one more."""
        return Variables({**self._values, name: value}, self._environment)

    def rendered(self, source: "_Source") -> str:
        """Return a template's text."""
        try:
            return "".join(source.template.root_render_func(self._context))
        finally:
            self._forget()

    def worked_out(self, assignment: "_Source") -> object:
        """Return what a template sets `result` to."""
        try:
            deque(assignment.template.root_render_func(self._context), maxlen=0)
            return self._context.vars[_RESULT]
        finally:
            self._forget()

    def _forget(self) -> None:
        """Keep what one template sets from the next one."""
        self._context.vars.clear()
        self._context.exported_vars.clear()


class _Source:
    """A template: the names that it reads, and its code, which is taken up when a card first needs it.

    Args:
        environment: What it runs in.
        names: The names that it reads, those that it sets itself among them.
        code: Its compiled code as `marshal` writes it.
    """

    def __init__(self, environment: Environment, names: frozenset[str], code: bytes) -> None:
        self._environment = environment
        self.names = names
        self._code = code

    @cached_property
    def template(self) -> Template:
        """The template, ready to be rendered."""
        return Template.from_code(self._environment, marshal.loads(self._code), {})  # noqa: S302 (compiled here)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """A box's expressions, ready to be worked out."""

    when: _Source | None
    over: _Source | None
    texts: tuple[_Source, ...]
    picture: _Source | None

    @property
    def names(self) -> frozenset[str]:
        """What they name."""
        sources = (*self.texts, *filter(None, (self.when, self.over, self.picture)))
        return frozenset().union(*(source.names for source in sources))


class Expressions:
    """All expressions of one template, asked for by the name of their box.

    `portrait` returns the name of an author's picture, or an empty string.

    Texts are escaped, so that a value's `<` cannot begin mark-up; `pub.title_markup` is mark-up already.

    Raises:
        TemplateError: one is no Jinja2, or cannot be worked out; the message names file, line and key.
    """

    def __init__(self, template: CardTemplate, portrait: Callable[[AuthorView], str]) -> None:
        self._template = template
        self._environment = Environment(BaseLoader())
        self._environment.autoescape = True
        self._environment.filters |= {
            "byline": byline,
            "digits_like": digits_like,
            "host": host,
            "initials": initials,
            "portrait": portrait,
        }
        written = {name: _Written.of(box) for name, box in template.boxes.items()}
        codes = self._codes(written)
        self._compiled = {name: self._compile(each, codes) for name, each in written.items()}
        self._steady = {name for name, found in self._compiled.items() if found.names <= STEADY_VARIABLES}

    def variables(self, values: Mapping[str, object]) -> Variables:
        """Return a card's variables, to be given to all that is asked about it."""
        return Variables(values, self._environment)

    def steady(self, name: str) -> bool:
        """Return whether the box's expressions name nothing but `STEADY_VARIABLES`."""
        return name in self._steady

    def holds(self, name: str, variables: Variables) -> bool:
        """Return whether the box is to be drawn."""
        when = self._compiled[name].when
        if when is None:
            return True
        try:
            return bool(variables.worked_out(when))
        except _MISTAKES as mistake:
            raise self._told((name, "when"), mistake) from mistake

    def repeated(self, name: str, variables: Variables) -> Sequence[object]:
        """Return the values that the box is to be drawn for."""
        over = self._compiled[name].over
        try:
            values = variables.worked_out(over) if over else ()
            if isinstance(values, Undefined):
                str(values)  # tells which name is not known
        except _MISTAKES as mistake:
            raise self._told((name, "repeat", "over"), mistake) from mistake
        if not isinstance(values, list | tuple):
            raise self._told((name, "repeat", "over"), TypeError("should give a list"))
        return values

    def texts(self, name: str, variables: Variables) -> Sequence[str]:
        """Return the box's texts as mark-up, each worked out when it is first asked for."""
        templates = self._compiled[name].texts
        return _Texts(len(templates), lambda place: self._rendered((name, "content"), templates[place], variables))

    def picture(self, name: str, variables: Variables) -> str:
        """Return the name of the picture behind the box, or an empty string."""
        picture = self._compiled[name].picture
        return self._rendered((name, "picture", "name"), picture, variables) if picture else ""

    def _rendered(self, key: tuple[str, ...], template: _Source, variables: Variables) -> str:
        try:
            text = variables.rendered(template)
            return (_unmarked(text) if has_marks(text) else text)[:LONGEST_TEXT]
        except _MISTAKES as mistake:
            raise self._told(key, mistake) from mistake

    def _codes(self, boxes: Mapping[str, "_Written"]) -> dict[str, tuple[frozenset[str], bytes]]:
        """Return the names and the code of each expression, by its text."""
        return {
            source: self._code((name, *key), source)
            for name, written in boxes.items()
            for key, source in written.sources()
        }

    def _code(self, key: tuple[str, ...], source: str) -> tuple[frozenset[str], bytes]:
        try:
            tree = self._environment.parse(source)
            names = frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx == "load")
            return names, marshal.dumps(self._environment.compile(tree))
        except _MISTAKES as mistake:
            raise self._told(key, mistake) from mistake

    def _compile(self, written: "_Written", codes: Mapping[str, tuple[frozenset[str], bytes]]) -> _Compiled:
        def source(text: str) -> _Source | None:
            return _Source(self._environment, *codes[text]) if text else None

        return _Compiled(
            when=source(written.when),
            over=source(written.over),
            texts=tuple(_Source(self._environment, *codes[text]) for text in written.texts),
            picture=source(written.picture),
        )

    def _told(self, key: tuple[str, ...], mistake: Exception) -> TemplateError:
        """Return what an expression raised as an error that says where it stands."""
        problem = (str(mistake) or type(mistake).__name__).splitlines()[0]
        return TemplateError(self._template.told(("boxes", *key), problem), hint=HINT)


class _Written(NamedTuple):
    """A box's expressions as templates; what is not there is empty. `when` and `over` set `result`."""

    when: str
    over: str
    texts: tuple[str, ...]
    picture: str

    @classmethod
    def of(cls, box: AnyBox) -> "_Written":
        """Return those of a box."""
        return cls(
            when=_assignment(box.when),
            over=_assignment(box.repeat.over if box.repeat else ""),
            texts=_texts(box),
            picture=box.picture.name if box.picture else "",
        )

    def sources(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield each that is there, with its key in the box."""
        yield from ((("content",), text) for text in self.texts)
        others = ((("when",), self.when), (("repeat", "over"), self.over), (("picture", "name"), self.picture))
        yield from ((key, source) for key, source in others if source)


def _unmarked(text: str) -> str:
    from announcer.rendering.texts.parts import unmarked  # noqa: PLC0415 (cards hardly ever have parts)

    return unmarked(text)


def _assignment(expression: str) -> str:
    return f"{{% set {_RESULT} = {expression} %}}" if expression.strip() else ""


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
