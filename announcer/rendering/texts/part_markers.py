"""The parts of a template: the `optional` tag and the `flexible` filter; `rendering.parts` reads them back.

Jinja2 renders to one string, so a part is set off by noncharacters, which no record value can hold
(`announcer.core.text.postable.plain` takes them out) and no template may.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.ext import Extension

if TYPE_CHECKING:
    from jinja2.parser import Parser

OPTIONAL, FLEXIBLE, HEAD_END, END, OTHERWISE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"
_MARK = re.compile(f"[{OPTIONAL}{FLEXIBLE}{HEAD_END}{END}{OTHERWISE}]")


class OptionalTag(Extension):
    """`{% optional 2 %}…{% endoptional %}`: a part that may go; the highest number goes first.

    `{% optional 2, "journal" %}` names the part in reports; without a name, the first variable in it does. What
    follows `{% otherwise %}` stands in the part's place where it is gone.
    """

    tags = {"optional"}  # noqa: RUF012  # Jinja2 declares it so

    def parse(self, parser: "Parser") -> nodes.Node:
        """Read the tag up to its end."""
        line = next(parser.stream).lineno
        level = parser.parse_expression()
        named = parser.stream.skip_if("comma")
        name = parser.parse_expression() if named else None
        body = parser.parse_statements(("name:otherwise", "name:endoptional"))
        call = self.call_method("marked", [level, name or nodes.Const(_first_variable(body))], lineno=line)
        if next(parser.stream).value == "otherwise":
            instead = parser.parse_statements(("name:endoptional",), drop_needle=True)
            body = [*body, nodes.Output([nodes.TemplateData(OTHERWISE)]), *instead]
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def marked(self, level: object, name: object, caller: Callable[[], str]) -> str:
        """Return the rendered body between its marks."""
        if not isinstance(level, int) or level < 0:
            raise TemplateRuntimeError(f"optional takes a whole number, not {level!r}")
        return f"{OPTIONAL}{level}:{_MARK.sub('', str(name))}{HEAD_END}{caller()}{END}"


def flexible(value: object, min: int = 0, name: str = "text") -> str:  # noqa: A002  # `min=` is what templates write
    """Mark a value that may be shortened at a word, to no less than `min` as the channel counts."""
    if min < 0:
        raise TemplateRuntimeError(f"flexible takes a min of 0 or more, not {min}")
    text = str(value)
    if _MARK.search(text):
        raise TemplateRuntimeError("flexible takes a value that holds no other part")
    return f"{FLEXIBLE}{min}:{_MARK.sub('', name)}{HEAD_END}{text}{END}"


def has_marks(text: str) -> bool:
    """Return whether the text holds a character that marks parts."""
    return _MARK.search(text) is not None


def _first_variable(body: list[nodes.Node]) -> str:
    """Return the last word of the first variable that the body writes: `journal` for `pub.journal`."""
    for output in nodes.Scope(body).find_all(nodes.Output):
        for found in output.find_all(nodes.Getattr):
            return found.attr
        for name in output.find_all(nodes.Name):
            return name.name
    return "text"
