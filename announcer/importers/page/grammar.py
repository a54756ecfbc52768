"""The grammar of a publication's page on the platform, in lines of text.

Lines are anchored from the fixed words between them, never counted: a copy from a browser may hold more blank
lines than the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from announcer.core.publications.publication import Related

_AUTHORS = "Authors"
_AFFILIATIONS = "Authors Affiliations"
_AUTHOR_BLOCK = {"Show Affiliations", "Hide Affiliations", _AFFILIATIONS}
_ABSTRACT = "Abstract"
_RELATED = "Other Related Docs"
_TAG = re.compile(r"</?(?:i|em|sub|sup)>")
_SHARE = re.compile(r"(?:Stay connected!|Share this content!)")
_SOURCE = re.compile(r"Source:\s*(?P<journal>.*\S)?\s*Published:\s*(?P<year>\d{4})?")
_LINK_LABELS = re.compile(r"(?P<title>.*?)(?P<labels>(?:\s+(?:Publisher|Pubmed)){1,2})")
_AUTHOR = re.compile(r"(?P<name>.*?\D)\s*(?P<numbers>\d{1,3}(?:\s*,\s*\d{1,3})*)?")
_LONGEST_AUTHOR = 500
_NUMBERED_TWICE = re.compile(r"\d{1,3}\.\s+(?P<number>\d{1,3})\.\s+(?P<text>.*)")
_NUMBERED_ONCE = re.compile(r"(?P<number>\d{1,3})\.\s+(?P<text>.*)")
_RELATED_ROW = re.compile(r"(?P<rank>\d{1,5})\.\s+(?P<words>.*\S)\s+\((?P<year>\d{4})?\)")
_END_OF_TITLE = re.compile(r"[\]?!], ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAuthor:
    """A name with the numbers of its affiliations."""

    name: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says, word for word; only white space at the ends of lines is gone."""

    institution: str = ""
    platform: str = ""
    title: str
    link_labels: tuple[str, ...] = ()
    authors: tuple[PageAuthor, ...] = ()
    affiliations: tuple[tuple[int, str], ...] = ()
    journal: str = ""
    year: int | None = None
    abstract: str = ""
    related: tuple[Related, ...] = ()


class PageGrammarError(Exception):
    """The lines are not a whole page; the message says what is missing."""


def is_page(lines: Sequence[str]) -> bool:
    """Return whether the lines hold the fixed words of a page."""
    bare = [_bare(line) for line in lines]
    marks = (_AFFILIATIONS in bare, any(map(_SHARE.match, bare)), any(map(_SOURCE.match, bare)))
    return sum(marks) > 1


def read_page(lines: Sequence[str], *, labels_in_title: bool = True) -> Page:
    """Return what the page says.

    `lines` are stripped; blank ones do no harm, and neither do `<i> <em> <sub> <sup>`, which title, abstract and
    related titles keep. `labels_in_title` is False where the words "Publisher" and "Pubmed" after the title were
    taken off already, because they were known to be links.

    Raises:
        PageGrammarError: the line that begins with "Source:" or the title is missing.
    """
    lines = [line for line in lines if line]
    bare = [_bare(line) for line in lines]
    place, source = _source(bare)
    start, end = _title_block(bare[:place])
    if start == end:
        raise PageGrammarError("there is no title above the line “Source: …”")
    institution, platform = _names(bare[:place])
    title, labels = _title(lines[start]) if labels_in_title else (lines[start], ())
    abstract, related = _body(bare[place + 1 :], lines[place + 1 :])
    return Page(
        institution=institution,
        platform=platform,
        title=title,
        link_labels=labels,
        authors=_authors(" ".join(bare[start + 1 : end])),
        affiliations=_affiliations(bare[:place]),
        journal=source["journal"] or "",
        year=int(source["year"]) if source["year"] else None,
        abstract=abstract,
        related=tuple(_related(row, source["journal"] or "") for row in related),
    )


def _bare(line: str) -> str:
    return _TAG.sub("", line).strip()


def _source(lines: Sequence[str]) -> tuple[int, re.Match[str]]:
    for place, line in enumerate(lines):
        if found := _SOURCE.match(line):
            return place, found
    raise PageGrammarError("the line “Source: … Published:…” is missing; the page was not saved whole")


def _names(head: Sequence[str]) -> tuple[str, str]:
    """Return institution and platform: the two lines above the invitation to follow."""
    shared = next((place for place, line in enumerate(head) if _SHARE.match(line)), 0)
    institution, platform = (*head[max(shared - 2, 0) : shared], "", "")[:2]
    return institution, platform


def _title_block(head: Sequence[str]) -> tuple[int, int]:
    """Return the range of lines that holds the title and, below it, the authors."""
    shared = [place for place, line in enumerate(head) if _SHARE.match(line)]
    end = _first_of_author_block(head)
    return (shared[-1] + 1 if shared else max(end - 2, 0)), end


def _first_of_author_block(lines: Sequence[str]) -> int:
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if line in _AUTHOR_BLOCK or (line == _AUTHORS and (following in _AUTHOR_BLOCK or not following)):
            return place
    return len(lines)


def _title(line: str) -> tuple[str, tuple[str, ...]]:
    found = _LINK_LABELS.fullmatch(line)
    return (found["title"], tuple(found["labels"].split())) if found else (line, ())


def _authors(line: str) -> tuple[PageAuthor, ...]:
    return tuple(_author(" ".join(token.split())) for token in line.split(";") if token.strip())


def _author(token: str) -> PageAuthor:
    found = _AUTHOR.fullmatch(token) if len(token) <= _LONGEST_AUTHOR else None
    if not found:
        return PageAuthor(name=token)
    numbers = tuple(int(number) for number in (found["numbers"] or "").split(",") if number)
    return PageAuthor(name=found["name"].strip(), numbers=numbers)


def _affiliations(head: Sequence[str]) -> tuple[tuple[int, str], ...]:
    pieces: list[list[str]] = []
    for line in head[head.index(_AFFILIATIONS) + 1 :] if _AFFILIATIONS in head else ():
        if pieces and not _NUMBERED_ONCE.match(line):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    rows = list(map(" ".join, pieces))
    # The list's own number comes first, then the written one, which authors refer to. A page that was saved
    # without the list's numbers has only the latter.
    twice = [_NUMBERED_TWICE.fullmatch(row) for row in rows]
    found = twice if all(twice) else [_NUMBERED_ONCE.fullmatch(row) for row in rows]
    return tuple((int(match["number"]), match["text"]) for match in found if match)


def _body(bare: Sequence[str], lines: Sequence[str]) -> tuple[str, list[re.Match[str]]]:
    """Return the abstract and the rows of related documents; an abstract may itself hold the list's heading."""
    headings = [place for place, line in enumerate(bare) if line == _RELATED]
    end = headings[-1] if headings else len(lines)
    rows = [_RELATED_ROW.fullmatch(line) for line in lines[end + 1 :]]
    if rows and rows[0] is None:
        end, rows = len(lines), []
    start = bare.index(_ABSTRACT) + 1 if _ABSTRACT in bare[:end] else end
    return "\n".join(lines[start:end]), [row for row in rows if row]


def _related(row: re.Match[str], journal: str) -> Related:
    title, name = _title_and_journal(row["words"], journal)
    return Related(rank=int(row["rank"]), title=title, journal=name, year=int(row["year"]) if row["year"] else None)


def _title_and_journal(words: str, journal: str) -> tuple[str, str]:
    """Split at the last comma, unless the page's own journal or the end of a title points to an earlier one."""
    if journal and words.endswith(f", {journal}"):
        return words.removesuffix(f", {journal}"), journal
    ends = list(_END_OF_TITLE.finditer(words))
    if ends:
        return words[: ends[-1].end() - 2], words[ends[-1].end() :]
    title, comma, name = words.rpartition(", ")
    return (title, name) if comma else (words, "")
