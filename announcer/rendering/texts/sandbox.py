"""The Jinja2 environment of all templates: strict about names, shut against the machine, bounded in its work."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from announcer.rendering.texts import filters
from announcer.rendering.texts.bounded import BoundedEnvironment
from announcer.rendering.texts.part_markers import OptionalTag
from announcer.rendering.texts.variables import AuthorView, PublicationView, View
from announcer.system.suggestions import did_you_mean

_GROWING_METHODS_TEXT = """
center encode expandtabs format format_map ljust rjust translate zfill
"""
_GROWING_METHODS = frozenset(_GROWING_METHODS_TEXT.split())
_CALLED = {PublicationView: "pub", AuthorView: "an author"}


class Environment(BoundedEnvironment):
    """Jinja2 without autoescape, without globals, with our filters and the `optional` tag."""

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader, undefined=_Unknown, extensions=[OptionalTag], trim_blocks=True, lstrip_blocks=True
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in filters.FROM_JINJA}
        self.add_filters(filters.OWN)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Keep templates from methods that make a long text out of a short one."""
        return super().is_safe_attribute(obj, attr, value) and not (
            isinstance(obj, str) and attr in _GROWING_METHODS
        )

    def wrap_str_format(self, value: object) -> None:
        """Leave `format` to `is_safe_attribute`, which refuses it; `fill` is for phrases."""


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
    problem = (str(error) or "it cannot be worked out").splitlines()[0].rstrip(".")
    if not problem.startswith("No filter named "):
        return problem
    return problem + did_you_mean(problem.removeprefix("No filter named ").strip("'"), environment.filters)


def _names(variables: type[View | PublicationView | AuthorView]) -> list[str]:
    return [field.name for field in fields(variables)]
