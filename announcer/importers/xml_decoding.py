"""Turn the bytes of an XML file into text, part by part, in the encoding that it names or has."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from announcer.core.findings import Finding
from announcer.core.text.encoding import decode

CHUNK = 65_536
"""Bytes that are read at a time, and of which the first tell the encoding."""

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"""\s*<\?xml\s[^<>?]{0,200}?\bencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")
_PROLOG = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->|<![A-Za-z][^<>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+")
_FIRST_TAG = re.compile(r"<(?:[\w.-]{1,60}:)?([\w.-]{1,100})(?=[\s/>])[^<>]{0,4000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlTexts:
    """The text of a file as it is read, and what was noticed about its encoding."""

    texts: Iterator[str]
    findings: tuple[Finding, ...] = ()


def xml_texts(stream: BinaryIO, source: str) -> XmlTexts:
    """Return the text of a file, in parts as they are read.

    Bytes that are no characters become U+FFFD, which raises a finding where a record has it.

    Raises:
        SourceError: the file is empty or binary.
    """
    head = stream.read(CHUNK)
    encoding, findings = _encoding(head, source)
    return XmlTexts(texts=_texts(head, stream, encoding), findings=findings)


def _texts(head: bytes, stream: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    data = head
    while data:
        yield decoder.decode(data)
        data = stream.read(CHUNK)
    yield decoder.decode(b"", final=True)


def _encoding(head: bytes, source: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the encoding of a file: by its mark, else as declared, else UTF-8 or what the bytes look like."""
    if marked := _UNMARKED.get(head[:2]) or next(
        (name for mark, name in _BOMS.items() if head.startswith(mark)), ""
    ):
        if not head.decode(marked, errors="replace").strip("\ufeff \t\r\n\0"):
            decode(head, source)
        return marked, ()
    decoded = decode(head, source)  # says so if it is empty or binary
    declared = _DECLARED.match(head)
    name = _known(declared[1].decode()) if declared else ""
    return (name, ()) if name not in {"", "utf-8"} else (decoded.encoding, decoded.findings)


def _known(name: str) -> str:
    """Return Python's name of an encoding that leaves ASCII as it is; empty for any other."""
    try:
        codec = codecs.lookup(name)
        return codec.name if "<a>".encode(codec.name) == b"<a>" else ""
    except (LookupError, UnicodeError):
        return ""


def first_tag(text: str) -> tuple[str, str]:
    """Return the name of a document's first element without its prefix, and its start tag; empty without one."""
    prolog = _PROLOG.match(text.removeprefix("\ufeff"))
    found = _FIRST_TAG.match(text, prolog.end() if prolog else 0)
    return (found[1], found.group()) if found else ("", "")
