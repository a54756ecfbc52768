"""Read the few texts of a feed's entry: names in one row, and whether a summary is an abstract."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from announcer.core.text.markup import unescaped
from announcer.importers.record.model import AuthorRecord

FEWEST_WORDS = 50
"""An abstract has more words; what is shorter is the publisher's line about the paper, or its citation."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_LEAD = re.compile(
    r"^(?:<p>)?[^<>]{0,200},?\s*Published online:[^<>]{0,60}(?:<a [^<>]*>[^<>]*</a>)?\s*(?:</p>)?"
    r"|^\s*arXiv:\S+ Announce Type: \S+\s*(?:Abstract:)?|^\s*Abstract:\s*",
    re.IGNORECASE,
)
_UP_TO_ABSTRACT = re.compile(r"^.{0,2000}?<(?:b|strong)>\s*ABSTRACT\s*</(?:b|strong)>(?:\s*</p>)?", re.DOTALL)
_AFTER_ABSTRACT = re.compile(r"<p[^<>]*>\s*PMID:.{0,1000}$", re.DOTALL)
_CITATION = re.compile(r"(?:<p>\s*)?(?:<b>)?\s*(?:Publication date|Source|Author\(s\)|Authors?)\s*:", re.IGNORECASE)
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\)|read more|continue reading|view full)\W*$", re.IGNORECASE
)
_AUTHORS = re.compile(r"Author\(s\):\s*(?:</b>)?\s*([^<>]{3,4000})", re.IGNORECASE)
_ARXIV_TAIL = re.compile(r"\.?\s*\(arXiv:\S+(?: \[[\w.-]+\])?(?: UPDATED)?\)$")
_KIND = re.compile(r"^\[(?:ASAP|Article|Articles|Research Article|Review|Original Article)\]\s*", re.IGNORECASE)
_NAMES = re.compile(r"\s*(?:;|\n|\band\b|&)\s*")
_INITIALS = r"(?:[A-Z]\.?[\s-]?){1,4}"
_FAMILY_FIRST = re.compile(rf"(?:\s*[^,;]{{2,40}},\s*{_INITIALS},)+\s*[^,;]{{2,40}},\s*{_INITIALS}\.?,?\s*")
_ONE_OF_THOSE = re.compile(rf"\s*([^,;]{{2,40}}),\s*({_INITIALS})(?:,|$)")
_NO_NAME = re.compile(r"\d|\b(?:university|department|institute|hospital|college|school of)\b|@", re.IGNORECASE)
_LONGEST_NAME = 100
_CONTENTS = re.compile(
    r"(?:[^:]{1,60}: )?(?P<name>.+?):? (?:Table of Contents|Current Issue|Latest Articles|Early View)$",
    re.IGNORECASE,
)
_SCIENCE_DIRECT = "ScienceDirect Publication: "


def title_in(text: str) -> str:
    """Return a title without what feeds add: arXiv's number at its end, the kind of paper at its beginning."""
    return _ARXIV_TAIL.sub("", _KIND.sub("", text))


def abstract_in(texts: Sequence[str], title: str) -> str:
    """Return the first text that is an abstract; empty where there is none.

    It has at least `FEWEST_WORDS` words, is not cut off, and is no citation. What publishers put around it goes:
    the day it came out, the title, PubMed's numbers.
    """
    return next(filter(None, (_abstract(text, title) for text in texts)), "")


def _abstract(text: str, title: str) -> str:
    text = _AFTER_ABSTRACT.sub("", _UP_TO_ABSTRACT.sub("", text.strip()))
    text = _LEAD.sub("", text).strip()
    text = text.removeprefix(title).strip()
    plain = _TAG.sub(" ", unescaped(text)).strip()
    if len(plain.split()) < FEWEST_WORDS or _CUT.search(plain[-100:]) or _CITATION.match(text):
        return ""
    return text


def authors_in_texts(names: Sequence[str], summary: str) -> tuple[AuthorRecord, ...]:
    """Return the authors: one name each, or all in one row; ScienceDirect has them in the summary."""
    cited = _AUTHORS.search(summary)
    given = names or ([cited[1]] if cited else [])
    if len(given) == 1:
        return tuple(_in_one_row(unescaped(_TAG.sub("", given[0]))))
    return tuple(author for name in given if (author := _author(unescaped(_TAG.sub("", name)))))


def _in_one_row(text: str) -> Iterator[AuthorRecord]:
    """Yield the authors of `Smith, J., Jones, A. B.`, `J. Smith, A. Jones and B. Doe` or `Smith, John`."""
    if _FAMILY_FIRST.fullmatch(text):
        for found in _ONE_OF_THOSE.finditer(text):
            yield AuthorRecord(family=found[1].strip(), given=found[2].strip())
        return
    for part in filter(None, _NAMES.split(text)):
        names = [name.strip() for name in part.split(",") if name.strip()]
        are_many = len(names) > 2 or (len(names) == 2 and all(" " in name for name in names))  # noqa: PLR2004
        for name in names if are_many else [part]:
            if author := _author(name):
                yield author


def _author(name: str) -> AuthorRecord | None:
    """Return an author; what is too long for a name, or holds a number or a place of work, is none."""
    name = " ".join(name.split()).strip(" ,;")
    if not name or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return None
    family, comma, given = name.partition(",")
    if comma and family.strip():
        return AuthorRecord(family=family.strip(), given=given.strip())
    return AuthorRecord(name=name)


def journal_of_channel(channel: Mapping[str, Any]) -> str:
    """Return the journal that a feed is of; a feed's own title is a journal's only where it says so."""
    title = str(channel.get("title", "")).strip()
    if named := channel.get("prism_publicationname"):
        return str(named)
    if title.startswith(_SCIENCE_DIRECT):
        return title.removeprefix(_SCIENCE_DIRECT)
    found = _CONTENTS.fullmatch(title)
    if found:
        return found["name"]
    return title if channel.get("prism_issn") or channel.get("prism_eissn") else ""
