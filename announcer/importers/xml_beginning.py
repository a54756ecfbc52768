"""What the beginning of an XML file tells: its encoding, and its first element."""

import codecs
import re

_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"""\s*<\?xml\s[^<>?]{0,200}?\bencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")
_PROLOG = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->|<![A-Za-z][^<>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+")
_FIRST_TAG = re.compile(r"<(?:[\w.-]{1,60}:)?([\w.-]{1,100})(?=[\s/>])[^<>]{0,4000}")


def named_encoding(head: bytes) -> str:
    """Return the encoding of a file that is not UTF-8: as its zero bytes tell, else as declared; empty for none."""
    if head.startswith(codecs.BOM_UTF8):
        return ""
    if unmarked := _UNMARKED.get(head[:2]):
        return unmarked
    declared = _DECLARED.match(head)
    name = _known(declared[1].decode()) if declared else ""
    return "" if name in {"utf-8", "ascii"} else name


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
