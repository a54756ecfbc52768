"""Part the text of an XML file at the start and end tags of its records, as it comes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from announcer.errors import SourceError
from announcer.importers.building import Broken
from announcer.importers.limits import MOST_BYTES
from announcer.ports.importing import record_position
from announcer.system.plain_files import size_words

LONGEST_TAG = 4096
"""Characters that a tag may have where it matters that it is seen whole: of records, and with namespaces."""

_NAMESPACE = re.compile(r"""\s(?P<name>xmlns(?::[\w.-]{1,60})?)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*+)[^<>]*+(?<!/)>")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_MOST_NAMESPACES = 100

_HINT_ENTITIES = "Take the <!ENTITY …> lines out of the file, or fetch it again without them."


@dataclass(frozen=True)
class XmlForm:
    """Which elements of a format are its records, by their names without a prefix.

    `unread` are parts of records that no importer reads, such as an article's body: they are left out as the file
    is read. `begins` is a pattern of what follows the start tag, where elements within a record have the same name.
    """

    names: tuple[str, ...]
    unread: tuple[str, ...] = ()
    begins: str = ""

    @cached_property
    def start(self) -> re.Pattern[str]:
        """The start of a record, or of a comment, which may hold such a start."""
        after = rf"(?:[\s/][^<>]*+)?>{self.begins}" if self.begins else r"[\s/>]"
        names = "|".join(self.names)
        return re.compile(rf"<(?:!--|!\[CDATA\[|(?P<name>(?:[\w.-]{{1,60}}:)?(?:{names}))(?={after}))")

    @cached_property
    def within(self) -> re.Pattern[str]:
        """What counts within a record: tags of records and of what is not read, and comments."""
        names = "|".join((*self.names, *self.unread))
        tag = rf"(?P<close>/?)(?P<name>(?:[\w.-]{{1,60}}:)?(?P<local>{names}))(?=[\s/>])"
        return re.compile(rf"<(?:!--|!\[CDATA\[|{tag})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The text of one record; `namespaces` are the declarations that stand above it in the file."""

    text: str
    position: str
    namespaces: str = ""


class Parting:
    """Parts the text of a file into its records.

    `_text` is what was read and is not yet used: between records what nobody has looked at, within one what belongs
    to it. Up to `_at` it is known that no tag stands there that counts.
    """

    def __init__(self, form: XmlForm, source: str, outside: Callable[[str], None]) -> None:
        self._form = form
        self._surroundings = _Surroundings(source, outside)
        self._text = ""
        self._at = 0
        self._line = 1  # of the text's first character
        self._dropped = 0  # how many characters there were before it
        self._ahead: dict[str, tuple[int, int]] = {}
        self._number = 0
        self._record = ""  # the name of the record that is being read, as its tags have it; empty between records
        self._depth = 0
        self._kept: list[str] = []
        self._kept_length = 0
        self._first_line = 1
        self._until = ""  # the end of what is being passed over: a comment, or a part that is not read
        self._keeps = False  # whether that is part of the record's text

    def pieces(self, texts: Iterable[str]) -> Iterator[Piece | Broken]:
        """Yield the records of a file whose text comes in parts of any length."""
        for text in texts:
            self._text += text
            yield from self._tokens(LONGEST_TAG)
            if self._kept_length + len(self._text) > MOST_BYTES:
                yield self._broken(f"it is larger than {size_words(MOST_BYTES)}, the most that a record may have")
        yield from self._tokens(0)
        if self._record:
            yield self._broken("the file ends within it; it was not saved whole")
            return
        self._surroundings.look_at(self._text)
        if problem := self._surroundings.unended():
            yield Broken(problem=problem)

    def _tokens(self, margin: int) -> Iterator[Piece | Broken]:
        """Yield the records that end in the text; what begins in its last `margin` characters may be cut."""
        while self._at < (limit := len(self._text) - margin):
            if self._until:
                if not self._pass_over():
                    return
                continue
            pattern = self._form.within if self._record else self._form.start
            found = pattern.search(self._text, self._at)
            if not found or found.start() >= limit:
                self._at = limit
                break
            if not found["name"]:
                self._at = found.end()
                self._until, self._keeps = _ENDS[found.group()], True
            elif not self._record:
                self._begin(found)
            else:
                yield from self._tag(found)
        if not self._record and not self._until:
            self._look_outside()

    def _tag(self, found: re.Match[str]) -> Iterator[Piece | Broken]:
        """Take account of a tag within a record, and yield the record that it ends."""
        self._at = found.end()
        if found["local"] in self._form.unread:
            if not found["close"] and not self._is_empty(found):
                self._kept.append(self._text[: found.start()])
                self._kept_length += found.start()
                self._drop(found.start())
                self._until, self._keeps = f"</{found['name']}", False
        elif found["name"] != self._record:  # of another kind, as the records of a reply stand in its answers
            return
        elif found["close"]:
            self._depth -= 1
            if not self._depth:
                yield self._whole(self._tag_end(found))
        elif not self._form.begins or self._form.start.match(self._text, found.start()):
            yield self._broken("it does not end before the next one begins", found.start())
        elif not self._is_empty(found):
            self._depth += 1

    def _begin(self, found: re.Match[str]) -> None:
        self._surroundings.look_at(self._text[: found.start()])
        is_empty = self._is_empty(found)
        self._drop(found.start())
        self._at = len(found.group())
        self._record, self._depth, self._first_line = found["name"], 1, self._line
        self._number += 1
        if is_empty:  # an end tag put in: a record that holds nothing is one all the same
            end = self._text.index(">")
            self._text = f"{self._text[: end - 1]}></{self._record}>{self._text[end + 1 :]}"

    def _whole(self, end: int) -> Piece:
        text = "".join([*self._kept, self._text[:end]])
        return Piece(text=text, position=self._ended(end), namespaces=self._surroundings.namespaces)

    def _broken(self, problem: str, end: int | None = None) -> Broken:
        """Give the record up that is being read, and go on between records from `end`."""
        end = len(self._text) if end is None else end
        raw = "".join([*self._kept, self._text[:end]])
        return Broken(problem=problem, position=self._ended(end), raw=raw)

    def _ended(self, end: int) -> str:
        """Leave the record, and return its position."""
        self._drop(end)
        self._record, self._kept, self._kept_length, self._until = "", [], 0, ""
        return record_position(self._number, self._first_line)

    def _pass_over(self) -> bool:
        """Go to the end of what is passed over; False where more must be read first.

        Where the next record begins before that end, the end is missing, and the record is broken.
        """
        end = self._next(self._until, lambda at: self._text.find(self._until, at))
        close = self._text.find(">", end) if end >= 0 else -1
        start = self._next(f"<{self._record}", self._find_start) if self._record else -1
        if start >= 0 and (close < 0 or start < close):
            self._until, self._at = "", start
            return True
        if close >= 0:
            self._until, self._at = "", close + 1
        else:
            self._at = max(self._at, (end if end >= 0 else len(self._text)) - LONGEST_TAG)
        if not (self._keeps and self._record):
            self._drop(self._at)
        return close >= 0

    def _next(self, what: str, find: Callable[[int], int]) -> int:
        """Return the next place of something in the text, -1 where there is none yet.

        It is looked for once: what is far away would otherwise be looked for from every comment before it.
        """
        found, seen = self._ahead.get(what, (-1, 0))
        if found - self._dropped < self._at and seen < self._dropped + len(self._text):
            place = find(self._at)
            found = place + self._dropped if place >= 0 else -1
            self._ahead[what] = (found, self._dropped + len(self._text) if place < 0 else 0)
        return found - self._dropped if found >= 0 else -1

    def _find_start(self, at: int) -> int:
        starts = self._form.start.finditer(self._text, at)
        return next((one.start() for one in starts if one["name"] == self._record), -1)

    def _look_outside(self) -> None:
        """Look at what stands between records as far as it is known, but for a tag that may be cut."""
        cut = self._text.rfind("<", 0, self._at)
        if cut < self._at - LONGEST_TAG:
            cut = self._at
        cut = max(cut, 0)
        at = self._at - cut
        self._surroundings.look_at(self._text[:cut])
        self._drop(cut)
        self._at = at

    def _drop(self, end: int) -> None:
        self._line += self._text.count("\n", 0, end)
        self._dropped += end
        self._text = self._text[end:]
        self._at = 0

    def _tag_end(self, found: re.Match[str]) -> int:
        return self._text.find(">", found.end()) + 1 or found.end()

    def _is_empty(self, found: re.Match[str]) -> bool:
        return self._text[found.end() : self._tag_end(found)].endswith("/>")


class _Surroundings:
    """What stands between the records: where documents begin and end, and which namespaces they declare."""

    def __init__(self, source: str, outside: Callable[[str], None]) -> None:
        self._source = source
        self._outside = outside
        self._declared: dict[str, str] = {}
        self._root = ""
        self._is_open = False
        self.namespaces = ""

    def look_at(self, text: str) -> None:
        """Take account of the text between two records.

        Raises:
            SourceError: it declares entities, of which a few can be made to fill the memory.
        """
        if "<!ENTITY" in text:
            problem = (
                "it declares entities (<!ENTITY …>), which are refused because they can be made to fill the memory"
            )
            raise SourceError(self._source, problem, hint=_HINT_ENTITIES)
        if "xmlns" in text:
            for found in _NAMESPACE.finditer(text):
                if len(self._declared) < _MOST_NAMESPACES:
                    self._declared[found["name"]] = found.group()
            self.namespaces = "".join(self._declared.values())
        for tag in _TAG.finditer(text):
            if not tag["close"] and not self._is_open:
                self._root, self._is_open = tag["name"], True
            elif tag["close"] and tag["name"] == self._root:
                self._is_open = False
        self._outside(text)

    def unended(self) -> str:
        """Return what is wrong where the last document does not end."""
        return f"the file ends before </{self._root}>; it was not saved whole" if self._is_open else ""
