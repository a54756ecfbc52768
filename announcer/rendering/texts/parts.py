"""Read back the parts that a rendered template marked (`announcer.rendering.texts.part_markers`)."""

import re

from announcer.core.posts.wording import Flexible, Kept, Optional, Part, full_text
from announcer.rendering.texts.part_markers import END, FLEXIBLE, HEAD_END, OPTIONAL, has_marks

_TOKEN = re.compile(
    rf"(?P<opening>[{OPTIONAL}{FLEXIBLE}])(?P<number>\d+):(?P<name>[^{OPTIONAL}-{END}]*){HEAD_END}|(?P<end>{END})"
)


def unmarked(rendered: str) -> str:
    """Return the text of all parts.

    Raises:
        ValueError: as for `read_parts`.
    """
    return full_text(read_parts(rendered))


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
    if has_marks(text):
        raise ValueError("a part lost its beginning")
    if text:
        parts.append(Kept(text=text))


def _part(head: re.Match[str], inner: list[Part]) -> Part:
    number, name = int(head["number"]), head["name"]
    if head["opening"] == OPTIONAL:
        return Optional(level=number, name=name, parts=tuple(inner))
    return Flexible(text="".join(part.text for part in inner if isinstance(part, Kept)), least=number, name=name)
