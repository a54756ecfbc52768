"""Read the records of an XML file one by one: constant memory, and a broken record costs no other.

A file is parted at the start and end tags of its records, and each record is parsed by itself. So one that is not
well-formed stops no other, several documents in one file are read in turn, and each comes with its own text. No
document type is ever given to the parser, only a record within a wrapper that names the namespaces: entities cannot
be declared, and a file that tries to is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html.entities import html5
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, fromstring  # noqa: S405 (see above: nothing can be declared)

from announcer.core.findings import Finding
from announcer.errors import SourceError
from announcer.importers.building import Broken, Document
from announcer.importers.limits import MOST_BYTES
from announcer.importers.xml_decoding import xml_texts
from announcer.ports.importing import record_position
from announcer.system.plain_files import size_words

LONGEST_TAG = 4096
"""Characters that a tag may have where it matters that it is seen whole: of records, and with namespaces."""

_NAMESPACE = re.compile(r"""\s(?P<name>xmlns(?::[\w.-]{1,60})?)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*+)[^<>]*+(?<!/)>")
_PREFIX = re.compile(r"[<\s/](?!xml)([A-Za-z_][\w.-]{0,60}):[\w.-]+(?=[\s=/>])")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_XML_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_OF_XML = {"lt", "gt", "amp", "quot", "apos"}
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_MOST_NAMESPACES = 100

_HINT_ENTITIES = "Take the <!ENTITY …> lines out of the file, or fetch it again without them."


@dataclass(frozen=True)
class XmlForm:
    """Which elements of a format are its records, by their names without a prefix.

    `unread` are parts of records that no importer reads, such as an article's body: they are left out as the file is
    read. `begins` is a pattern of what follows the start tag, where elements within a record have the same name.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFile:
    """The records of a file, and what was noticed about its encoding."""

    pieces: Iterator[Piece | Broken]
    findings: tuple[Finding, ...] = ()


def open_xml(
    stream: BinaryIO, source: str, form: XmlForm, outside: Callable[[str], None] = lambda _: None
) -> XmlFile:
    """Return the records of a file as they will be read; `outside` is given the text between them, in its order.

    Raises:
        SourceError: the file is empty or is no text. Its records raise one where the file declares entities.
    """
    decoded = xml_texts(stream, source)
    return XmlFile(pieces=_Parting(form, source, outside).pieces(decoded.texts), findings=decoded.findings)


def parsed(pieces: Iterable[Piece | Broken]) -> Iterator[Document[Element] | Broken]:
    """Yield each record as an element; its tags and those within have their names without namespaces."""
    for piece in pieces:
        if isinstance(piece, Broken):
            yield piece
            continue
        try:
            element = parse(piece.text, piece.namespaces)
        except ParseError as error:
            yield Broken(problem=f"it is not well-formed XML: {error}", position=piece.position, raw=piece.text)
        else:
            yield Document(content=element, raw=piece.text, position=piece.position)


def parse(text: str, namespaces: str = "") -> Element:
    """Return an element, all names without namespaces; what can be understood although it is wrong is repaired.

    Those are prefixes and entities that nothing declares, a lone `&`, and characters that XML does not have.

    Raises:
        ParseError: it is not well-formed.
    """
    try:
        element = _element(text, namespaces)
    except ParseError:
        element = _element(_repaired(text), _with_all_prefixes(text, namespaces))
    if namespaces or "xmlns" in text:
        for part in element.iter():
            if isinstance(part.tag, str) and "}" in part.tag:
                part.tag = part.tag.rpartition("}")[2]
    return element


def _element(text: str, namespaces: str) -> Element:
    if not namespaces:
        return fromstring(text)  # noqa: S314 (a record begins with its tag, so nothing can be declared)
    return fromstring(f"<records{namespaces}>{text}</records>")[0]  # noqa: S314


def _repaired(text: str) -> str:
    text = _NOT_XML_NUMBER.sub("", _NOT_XML.sub("", text))
    text = _ENTITY.sub(lambda found: found[0] if found[1] in _OF_XML else html5.get(f"{found[1]};", ""), text)
    return _LONE_AMPERSAND.sub("&amp;", text)


def _with_all_prefixes(text: str, namespaces: str) -> str:
    missing = {name for name in _PREFIX.findall(text) if f"xmlns:{name}" not in namespaces}
    return namespaces + "".join(f' xmlns:{name}="urn:{name}"' for name in sorted(missing))


class _Parting:
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
        """Yield the records that end in the text; what begins in its last `margin` characters may not be whole yet."""
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
        """Go to the end of what is passed over; False where more must be read first."""
        end = self._text.find(self._until, self._at)
        close = self._text.find(">", end) if end >= 0 else -1
        if close >= 0:
            self._until, self._at = "", close + 1
        else:
            self._at = max(self._at, (end if end >= 0 else len(self._text)) - len(self._until))
        if not (self._keeps and self._record):
            self._drop(self._at)
        return close >= 0

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
            problem = "it declares entities (<!ENTITY …>), which are refused because they can be made to fill the memory"
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
