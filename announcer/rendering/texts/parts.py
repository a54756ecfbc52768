"""Read back the parts that a rendered template marked (`announcer.rendering.texts.part_markers`)."""

import re

from announcer.core.posts.wording import Flexible, Kept, Optional, Part, full_text
from announcer.rendering.texts.part_markers import END, FLEXIBLE, HEAD_END, OPTIONAL, OTHERWISE, has_marks

_TOKEN = re.compile(
    rf"(?P<opening>[{OPTIONAL}{FLEXIBLE}])(?P<number>\d+):(?P<name>[^{OPTIONAL}-{OTHERWISE}]*){HEAD_END}"
    rf"|(?P<otherwise>{OTHERWISE})|(?P<end>{END})"
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
    open_parts = [_Open()]
    position = 0
    for token in _TOKEN.finditer(rendered):
        open_parts[-1].add_text(rendered[position : token.start()])
        position = token.end()
        if token["opening"]:
            open_parts.append(_Open(token["opening"], int(token["number"]), token["name"]))
        elif token["otherwise"]:
            open_parts[-1].turn()
        elif len(open_parts) > 1:
            part = open_parts.pop().closed()
            open_parts[-1].parts.append(part)
        else:
            raise ValueError("a part ends that never began")
    open_parts[-1].add_text(rendered[position:])
    if len(open_parts) > 1:
        raise ValueError("a part never ends")
    return tuple(open_parts[0].parts)


class _Open:
    """A part whose end has not been read yet; without a mark, the whole text."""

    def __init__(self, mark: str = "", number: int = 0, name: str = "") -> None:
        self.parts: list[Part] = []
        self._mark = mark
        self._number = number
        self._name = name
        self._before: list[Part] | None = None

    def add_text(self, text: str) -> None:
        if has_marks(text):
            raise ValueError("a part lost its beginning")
        if text:
            self.parts.append(Kept(text=text))

    def turn(self) -> None:
        """Go over to what stands in the part's place."""
        if self._mark != OPTIONAL or self._before is not None:
            raise ValueError("an otherwise belongs to no part")
        self._before, self.parts = self.parts, []

    def closed(self) -> Part:
        if self._mark == OPTIONAL:
            first, instead = (self.parts, []) if self._before is None else (self._before, self.parts)
            return Optional(level=self._number, name=self._name, parts=tuple(first), otherwise=tuple(instead))
        text = "".join(part.text for part in self.parts if isinstance(part, Kept))
        return Flexible(text=text, least=self._number, name=self._name)
