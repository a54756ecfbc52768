"""The parts of a template: the `optional` tag and the `flexible` filter, and reading back what they marked.

Jinja2 renders to one string, so a part is set off by noncharacters, which no record value can hold
(`announcer.core.postable.plain` takes them out) and no template may.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.ext import Extension

from announcer.core.wording import Flexible, Kept, Optional, Part
from announcer.patterns import lazy

if TYPE_CHECKING:
    from jinja2.parser import Parser

_OPTIONAL, _FLEXIBLE, _HEAD_END, _END = "\ufdd0\ufdd1\ufdd2\ufdd3"
_MARK = lazy(f"[{_OPTIONAL}{_FLEXIBLE}{_HEAD_END}{_END}]")
_TOKEN = lazy(
    rf"(?P<opening>[{_OPTIONAL}{_FLEXIBLE}])(?P<number>\d+):(?P<name>[^{_OPTIONAL}-{_END}]*){_HEAD_END}|(?P<end>{_END})"
)


class OptionalTag(Extension):
    """`{% optional 2 %}…{% endoptional %}`: a part that may go; the highest number goes first.

    `{% optional 2, "journal" %}` names the part in reports; without a name, the first variable in it does.
    """

    tags = {"optional"}  # noqa: RUF012  # Jinja2 declares it so

    def parse(self, parser: "Parser") -> nodes.Node:
        """Read the tag up to its end."""
        line = next(parser.stream).lineno
        level = parser.parse_expression()
        named = parser.stream.skip_if("comma")
        name = parser.parse_expression() if named else None
        body = parser.parse_statements(("name:endoptional",), drop_needle=True)
        call = self.call_method("marked", [level, name or nodes.Const(_first_variable(body))], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def marked(self, level: object, name: object, caller: Callable[[], str]) -> str:
        """Return the rendered body between its marks."""
        if not isinstance(level, int) or level < 0:
            raise TemplateRuntimeError(f"optional takes a whole number, not {level!r}")
        return f"{_OPTIONAL}{level}:{_MARK.sub('', str(name))}{_HEAD_END}{caller()}{_END}"


def flexible(value: object, min: int = 0, name: str = "text") -> str:  # noqa: A002  # `min=` is what templates write
    """Mark a value that may be shortened at a word, to no less than `min` as the channel counts."""
    if min < 0:
        raise TemplateRuntimeError(f"flexible takes a min of 0 or more, not {min}")
    text = str(value)
    if _MARK.search(text):
        raise TemplateRuntimeError("flexible takes a value that holds no other part")
    return f"{_FLEXIBLE}{min}:{_MARK.sub('', name)}{_HEAD_END}{text}{_END}"


def has_marks(text: str) -> bool:
    """Return whether the text holds a character that marks parts."""
    return _MARK.search(text) is not None


def read_parts(rendered: str) -> tuple[Part, ...]:
    """Return the parts that a rendered template consists of.

    Raises:
        ValueError: a filter or a cut tore a part apart.
    """
    stack: list[list[Part]] = [[]]
    heads: list[re.Match[str]] = []
    position = 0
    for token in _TOKEN.finditer(rendered):
        _add_text(stack[-1], rendered[position : token.start()])
        position = token.end()
        if token["opening"]:
            heads.append(token)
            stack.append([])
        elif heads:
            inner = stack.pop()
            stack[-1].append(_part(heads.pop(), inner))
        else:
            raise ValueError("a part ends that never began")
    _add_text(stack[-1], rendered[position:])
    if heads:
        raise ValueError("a part never ends")
    return tuple(stack[0])


def _add_text(parts: list[Part], text: str) -> None:
    if _MARK.search(text):
        raise ValueError("a part lost its beginning")
    if text:
        parts.append(Kept(text=text))


def _part(head: re.Match[str], inner: list[Part]) -> Part:
    number, name = int(head["number"]), head["name"]
    if head["opening"] == _OPTIONAL:
        return Optional(level=number, name=name, parts=tuple(inner))
    return Flexible(text="".join(part.text for part in inner if isinstance(part, Kept)), least=number, name=name)


def _first_variable(body: list[nodes.Node]) -> str:
    """Return the last word of the first variable that the body writes: `journal` for `pub.journal`."""
    for output in nodes.Scope(body).find_all(nodes.Output):
        for found in output.find_all(nodes.Getattr):
            return found.attr
        for name in output.find_all(nodes.Name):
            return name.name
    return "text"
