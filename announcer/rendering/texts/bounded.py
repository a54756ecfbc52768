"""What keeps templates within bounds of work: every loop, call, join and output is counted.

Jinja2's sandbox shuts templates off from the machine. It does not keep `{{ a ~ a }}`, thirty times over, or a macro
that calls itself twice from taking all time or memory there is; what stands here does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from jinja2 import BaseLoader, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_eval_context
from jinja2.visitor import NodeTransformer

MISTAKES: tuple[type[Exception], ...] = (
    JinjaError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,  # of a number too large to be one, such as 1e999, which Python writes as `inf`
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can raise: Jinja2's own errors, and Python's where an expression makes no sense."""

LARGEST_NUMBER_BITS = 256
MOST_DIGITS = 20
"""Digits after the point that `round` takes: it works out 10 to their power."""
_CALL_STEPS = 10
_CHARACTERS_A_STEP = 100
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one rendering may do.

    `steps` is how often its loops may turn, with ten for each call; `written` how many characters it may write,
    blocks and macros included; `size` how large one value may become, in characters and items.
    """

    steps: int = 100_000
    written: int = 1_000_000
    size: int = 100_000


@dataclass(slots=True)
class _Budget:
    """What a rendering has done so far, and may do."""

    bounds: Bounds
    steps: int = 0
    written: int = 0

    def step(self, number: int = 1) -> None:
        self.steps += number
        if self.steps > self.bounds.steps:
            raise SecurityError(f"loops turn, or calls are made, more than {self.bounds.steps:,} times")

    def write(self, length: int) -> None:
        self.written += length
        if self.written > self.bounds.written:
            raise SecurityError(
                f"more than {self.bounds.written:,} characters are written, blocks and macros included"
            )

    def check(self, size: int) -> None:
        if size > self.bounds.size:
            raise SecurityError(f"a value grows beyond {self.bounds.size:,} characters or items")

    def measured(self, value: object) -> int:
        """Return the size of a value as it would be written out; one that is too large is refused."""
        size = self._size(value, _DEEPEST)
        self.check(size)
        return size

    def _size(self, value: object, depth: int) -> int:
        if isinstance(value, str):
            return len(value)
        if isinstance(value, int) and value.bit_length() > LARGEST_NUMBER_BITS:
            raise SecurityError("a number grows beyond all use")
        if not isinstance(value, list | tuple | set | frozenset | dict):
            return 1
        if not depth:
            raise SecurityError(f"lists stand more than {_DEEPEST} deep in one another")
        size = len(value)
        for item in value.items() if isinstance(value, dict) else value:
            self.check(size)
            size += self._size(item, depth - 1)
        return size


_budget: ContextVar[_Budget] = ContextVar("budget")


def start_counting(bounds: Bounds = Bounds()) -> None:
    """Begin a rendering: it has all its bounds before it."""
    _budget.set(_Budget(bounds))


def counted_items(items: Iterable[object], weight: int) -> Iterator[object]:
    """Yield the items, refusing to go on for ever; every loop of a template runs through here."""
    budget = _budget.get()
    for item in items:
        budget.step(weight)
        yield item


def measured(value: Any) -> Any:  # noqa: ANN401 (a template's value)
    """Return the value, refusing one that has grown too large."""
    _budget.get().measured(value)
    return value


@pass_context
def _written(_context: object, value: Any) -> Any:  # noqa: ANN401 (the same)
    """Count what is about to be written."""
    budget = _budget.get()
    budget.write(budget.measured(value))
    return value


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with everything counted that a template can do much of."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader, **options: Any) -> None:  # noqa: ANN401 (Jinja2's own)
        super().__init__(loader=loader, auto_reload=False, finalize=_written, **options)
        self._call_weight = _CALL_STEPS
        self.globals.pop("lipsum", None)
        self.add_filters({name: _OWN.get(name, function) for name, function in FILTERS.items()})

    def add_filters(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        """Take further filters, each of which has what it is given and what it returns measured."""
        self.filters |= {name: _bounded(function) for name, function in filters.items()}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> str:
        """Have every loop, list and join of the template counted."""
        self._call_weight = max(self._call_weight, _weight(source) + _CALL_STEPS)
        return super()._generate(_Counting().visit(source), name, filename, defer_init)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (Jinja2's own)
        """Let numbers be multiplied, texts and lists only be added, and nothing be raised to a power."""
        if operator == "**":
            raise SecurityError("powers are not worked out: a short one takes for ever")
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers and operator != "+" and not isinstance(left, Undefined) and not isinstance(right, Undefined):
            raise SecurityError(f"{operator!r} works on numbers only; use ~ to join texts")
        budget = _budget.get()
        budget.check(budget.measured(left) + budget.measured(right))
        return measured(super().call_binop(context, operator, left, right))

    def call(self, context: Any, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (the same)
        """Count the call, be it a macro's or a loop's of itself, and check methods that make texts longer."""
        budget = _budget.get()
        budget.step(self._call_weight)
        owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
        if isinstance(owner, str):
            for value in (*args, *kwargs.values()):
                budget.measured(value)
            if name == "join" and args:
                args = (_joinable(owner, args[0]), *args[1:])
            elif name == "replace" and len(args) > 1:
                _check_replacing(owner, *args[:2])
        return super().call(context, called, *args, **kwargs)


class _Counting(NodeTransformer):
    """Puts calls that count around what can grow: loops, joined texts, and lists."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja2's own)
        weight = nodes.Const(1 + sum(map(_weight, node.body)))
        self.generic_visit(node)
        node.iter = _called("counted_items", node.iter, weight)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 (the same)
        self.generic_visit(node)
        node.nodes = [_called("measured", each) for each in node.nodes]
        return _called("measured", node)


def _called(name: str, *arguments: nodes.Node) -> nodes.Call:
    return nodes.Call(nodes.ImportedName(f"{__name__}.{name}"), list(arguments), [], None, None)


def _weight(node: nodes.Node) -> int:
    """Return how many steps it is to write what stands in the node as it is."""
    found = [node] if isinstance(node, nodes.TemplateData) else node.find_all(nodes.TemplateData)
    return sum(len(data.data) for data in found) // _CHARACTERS_A_STEP


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter with what it is given, and what it returns, measured."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (a filter's)
        for value in (*args, *kwargs.values()):
            measured(value)
        return measured(function(*args, **kwargs))

    return run


def _joinable(separator: str, values: Iterable[object]) -> list[object]:
    """Return the values as a list, if they and the separators between them are not too much for one text."""
    budget, items = _budget.get(), list[object]()
    size = 0
    for item in values:
        size += budget.measured(item) + len(separator)
        budget.check(size)
        items.append(item)
    return items


def _check_replacing(text: str, old: str, new: str) -> None:
    _budget.get().check(len(text) + text.count(old) * len(new))


@pass_eval_context
def _join(eval_ctx: Any, value: Iterable[object], d: str = "", attribute: Any = None) -> Any:  # noqa: ANN401
    return FILTERS["join"](eval_ctx, _joinable(str(d), value), d, attribute)


@pass_eval_context
def _replace(eval_ctx: Any, s: Any, old: str, new: str, count: int | None = None) -> Any:  # noqa: ANN401
    _check_replacing(str(s), str(old), str(new))
    return FILTERS["replace"](eval_ctx, s, old, new, count)


def _round(value: float, precision: int = 0, method: Any = "common") -> Any:  # noqa: ANN401
    if not -MOST_DIGITS <= precision <= MOST_DIGITS:
        raise SecurityError(f"round takes at most {MOST_DIGITS} digits")
    return FILTERS["round"](value, precision, method)


def _sum(environment: Any, iterable: Iterable[Any], attribute: Any = None, start: Any = 0) -> Any:  # noqa: ANN401
    if not isinstance(start, int | float):
        raise SecurityError("sum adds numbers only")
    return FILTERS["sum"](environment, iterable, attribute, start)


_OWN: Mapping[str, Callable[..., Any]] = {
    "join": _join,
    "replace": _replace,
    "round": _round,
    "sum": wraps(FILTERS["sum"])(_sum),
}
"""Filters of Jinja2 that can make much of little, checked before they do."""
