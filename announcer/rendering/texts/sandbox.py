"""The Jinja2 environment of all templates: strict about names, shut against the machine, bounded in its work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import fields
from itertools import count
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from announcer.rendering.texts import filters
from announcer.rendering.texts.part_markers import OptionalTag
from announcer.rendering.texts.variables import AuthorView, PublicationView, View
from announcer.system.suggestions import did_you_mean

MOST_STEPS = 100_000
"""How often the loops of one rendering may turn; no template for a post comes near it."""

_GROWING_METHODS_TEXT = """
center encode expandtabs format format_map ljust rjust translate zfill
"""
_GROWING_METHODS = frozenset(_GROWING_METHODS_TEXT.split())
_CALLED = {PublicationView: "pub", AuthorView: "an author"}

_steps: ContextVar[Iterator[int]] = ContextVar("steps")


class Environment(SandboxedEnvironment):
    """Jinja2 without autoescape, without globals, with our filters and the `optional` tag."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=_Unknown,
            extensions=[OptionalTag],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in filters.FROM_JINJA} | dict(filters.OWN)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, and have every loop count its turns."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Call(nodes.ImportedName(f"{__name__}.counted_items"), [loop.iter], [], None, None)
        return tree

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Keep templates from methods that make a long text out of a short one."""
        return super().is_safe_attribute(obj, attr, value) and not (
            isinstance(obj, str) and attr in _GROWING_METHODS
        )

    def wrap_str_format(self, value: object) -> None:
        """Leave `format` to `is_safe_attribute`, which refuses it; `fill` is for phrases."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  # Jinja2's own
        """Let numbers be multiplied, texts and lists not, and nothing be raised to a power."""
        if operator == "**":
            raise SecurityError("powers are not worked out: a short one takes for ever")
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers:
            raise SecurityError(f"{operator!r} works on numbers only; use ~ to join texts")
        return super().call_binop(context, operator, left, right)


def start_counting() -> None:
    """Begin a rendering: its loops have all their turns before them."""
    _steps.set(count(1))


def counted_items(items: Iterable[object]) -> Iterator[object]:
    """Yield the items, refusing to go on for ever; every loop of a template runs through here."""
    steps = _steps.get()
    for item in items:
        if next(steps) > MOST_STEPS:
            raise SecurityError(f"loops turn more than {MOST_STEPS:,} times")
        yield item


class _Unknown(StrictUndefined):
    """A name that a template uses and that nothing has; the message names the field."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner: object = self._undefined_obj
        asked: object = self._undefined_name  # a number where a list was asked
        name = str(asked)
        if self._undefined_hint:
            return self._undefined_hint
        if owner is missing:
            return f"there is no variable {name!r}{did_you_mean(name, _names(View))}"
        if isinstance(owner, PublicationView | AuthorView):
            return f"{_CALLED[type(owner)]} has no field {name!r}{did_you_mean(name, _names(type(owner)))}"
        if isinstance(owner, Mapping):
            return f"there are no words {name!r}{did_you_mean(name, owner)}"
        if isinstance(owner, Sequence) and not isinstance(owner, str):
            return f"the list {_held(owner)}, so it has no item {name}"
        return f"{owner!r} has no field {name!r}"


def _held(items: Sequence[object]) -> str:
    if not items:
        return "is empty"
    return "has 1 item" if len(items) == 1 else f"has {len(items)} items"


def plain_problem(error: Exception, environment: SandboxedEnvironment) -> str:
    """Return what Jinja2 says of a mistake in one line, an unknown filter with the nearest one there is."""
    problem = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
    if not problem.startswith("No filter named "):
        return problem
    return problem + did_you_mean(problem.removeprefix("No filter named ").strip("'"), environment.filters)


def _names(variables: type[View | PublicationView | AuthorView]) -> list[str]:
    return [field.name for field in fields(variables)]
