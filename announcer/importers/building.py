"""What all importers of records share: a publication out of what was read, and going on after a record without one.

An importer parts a file into `Document`s, each one record with its place, and reads each as a `PublicationRecord`,
the project's own form of a record, whose texts are as the source writes them, mark-up and all. `publications` does
the rest: it cleans, finds what cleaning cannot repair, tells what is wrong with a record in its place and goes on.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.errors import SourceError
from announcer.importers.fields.iranian_dates import from_iranian
from announcer.importers.limits import (
    LONGEST_IDENTIFIER,
    LONGEST_LINE,
    LONGEST_RAW_TEXT,
    LONGEST_RECORD,
    MOST_VALUES,
)
from announcer.importers.record.conversion import reading_findings, to_publication
from announcer.importers.record.model import AbstractRecord, PublicationRecord, SectionRecord
from announcer.ports.importing import Imported, unexpected_error

Content = TypeVar("Content")
Content_co = TypeVar("Content_co", covariant=True)

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMERAL = (int, str)
_DIGITS = re.compile(r"[0-9]{1,4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR = 1000
_LINES = ("journal", "journal_short", "publisher", "institution", "platform")
_NUMBERS = ("doi", "volume", "issue", "pages")
_LISTS = ("authors", "affiliations", "keywords", "mesh", "related", "relations", "funding", "identifiers", "trials")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Generic[Content_co]):
    """A record as parsed, and as written where that is text; `position` is empty where the file is the record.

    `alone` is a file of the record alone, where what is written of it is not one, such as a row without headings.
    """

    content: Content_co
    raw: str = ""
    position: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A part of a file that is not a record; `problem` says why. The rest is as with `Document`."""

    problem: str
    position: str = ""
    raw: str = ""
    alone: str = ""


class UnusableRecordError(Exception):
    """A record is no publication; the message says why, with all its problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a record says, and what its reading noticed, such as a DOI that is none."""

    record: PublicationRecord
    findings: tuple[Finding, ...] = ()


def publications(  # noqa: PLR0913 (what a format says of itself)
    documents: Iterable[Document[Content] | Broken],
    read: Callable[[Content], Reading | PublicationRecord],
    source: str,
    *,
    findings: Sequence[Finding] = (),
    hint: str = "",
    looked_for: str = "a publication",
    done: int = 0,
) -> Iterator[Imported | SourceError]:
    """Yield the publication of each document, or what is wrong with it.

    Args:
        documents: The records of the file in its order; a SourceError that they raise ends them, and is yielded.
        read: Makes a record out of one; raises UnusableRecordError for one that is no publication.
        source: The file, as it is to be named.
        findings: What was noticed about the file as a whole; what it grows by every publication after that has.
        hint: What to do about a record that is refused.
        looked_for: What a file without any record should have had: `a record that begins with TY`.
        done: So many of the records that can be read are passed over: they were read before. Cleaning is spared,
            which takes nearly all of the time; what is wrong with those between them is told again.
    """
    is_empty = True
    try:
        for document in documents:
            is_empty = False
            found = _read(document, read, source, hint)
            if isinstance(found, SourceError):
                yield found
            elif done > 0:
                done -= 1
            elif isinstance(document, Document):
                yield _imported(document, found, source, findings, hint)
    except SourceError as error:
        yield error
        return
    if is_empty:
        yield SourceError(source, f"there is no publication in it; looked for {looked_for}", hint=hint)


def _read(
    document: Document[Content] | Broken,
    read: Callable[[Content], Reading | PublicationRecord],
    source: str,
    hint: str,
) -> Reading | SourceError:
    """Return what a record says before it is cleaned, or what is wrong with it."""
    if isinstance(document, Broken):
        return _refused(document, document.problem, source, hint)
    try:
        found = read(document.content)
        reading = Reading(record=found) if isinstance(found, PublicationRecord) else found
        problems = list(_beyond_limits(reading.record))
    except UnusableRecordError as error:
        return _refused(document, str(error), source, hint)
    except Exception as error:  # noqa: BLE001 (one odd record must not keep the others from being read)
        return unexpected_error(error, source, document.position, raw=document.alone or document.raw)
    return _refused(document, "; ".join(problems), source, hint) if problems else reading


def _imported(
    document: Document[Content], reading: Reading, source: str, findings: Sequence[Finding], hint: str
) -> Imported | SourceError:
    try:
        publication = to_publication(reading.record)
        noticed = (*findings, *reading.findings, *reading_findings(reading.record))
    except Exception as error:  # noqa: BLE001 (one odd record must not keep the others from being read)
        return unexpected_error(error, source, document.position, raw=document.alone or document.raw)
    if not publication.title:
        return _refused(document, "title: it holds no text", source, hint)
    return Imported(
        publication=publication, source=source, position=document.position, findings=noticed, raw=document.raw
    )


def _refused(document: Document[Content] | Broken, problem: str, source: str, hint: str) -> SourceError:
    raw = document.alone or document.raw
    return SourceError(source, printable(problem), position=document.position, hint=hint, raw=raw)


def printable(text: str) -> str:
    """Return a text with U+FFFD for halves of characters, which JSON can spell and nothing can print."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _beyond_limits(record: PublicationRecord) -> Iterator[str]:
    """Yield what is longer than any record has it; see announcer/importers/limits.py."""
    sections = record.abstract.sections if record.abstract else ()
    texts = [record.title, record.lay_summary, record.key_sentence, *(part.text for part in sections)]
    names = [f"{row.name}{row.family}{row.given}" for row in record.authors]
    lines = [*names, *(row.text for row in record.affiliations), *record.keywords]
    if max(map(len, texts)) > LONGEST_RAW_TEXT:
        yield f"a text has more than {LONGEST_RAW_TEXT:,} characters"
    if sum(map(len, texts)) + sum(map(len, lines)) > LONGEST_RECORD:
        yield f"its texts have more than {LONGEST_RECORD:,} characters"
    if max(map(len, lines), default=0) > LONGEST_LINE:
        yield f"an author, an affiliation or a keyword has more than {LONGEST_LINE:,} characters"
    for name in _LINES:
        if len(getattr(record, name)) > LONGEST_LINE:
            yield f"{name}: at most {LONGEST_LINE:,} characters are read"
    for name in _NUMBERS:
        if len(getattr(record, name)) > LONGEST_IDENTIFIER:
            yield f"{name}: at most {LONGEST_IDENTIFIER:,} characters are read"
    for name in _LISTS:
        if len(getattr(record, name)) > MOST_VALUES:
            yield f"{name}: at most {MOST_VALUES:,} are read"


def abstract_of(text: str, *, copyright_line: str = "") -> AbstractRecord | None:
    """Return an abstract that the source gives as one text, in which cleaning looks for labels; None if empty."""
    if not text.strip():
        return None
    return AbstractRecord(sections=(SectionRecord(text=text),), copyright=copyright_line)


def partial_date(year: object, month: object = None, day: object = None) -> PartialDate | None:
    """Return a date as precise as it is known; None without a year.

    Parts are numbers or digits; a month may be a name or its first three letters in English. What is not a day of
    the calendar loses its day, then its month: databases write 0 and 00 for what they do not know. A year of the
    Iranian calendar is read by that.
    """
    numbers = _number(year), _month(month), _number(day)
    if iranian := from_iranian(*numbers):
        return iranian
    known = PartialDate(year=numbers[0]) if numbers[0] >= FIRST_YEAR else None
    if known is None or not 1 <= numbers[1] <= len(_MONTHS):
        return known
    known = PartialDate(year=numbers[0], month=numbers[1])
    try:
        dt.date(*numbers)
    except ValueError:
        return known
    return PartialDate(year=numbers[0], month=numbers[1], day=numbers[2])


def _number(value: object) -> int:
    """Return a whole number, 0 for what is none."""
    if value is None or isinstance(value, bool) or not isinstance(value, _NUMERAL):
        return 0
    digits = _DIGITS.fullmatch(str(value).strip())
    return int(digits[0]) if digits else 0


def _month(value: object) -> int:
    name = str(value).strip()[:3].lower() if isinstance(value, str) else ""
    return _MONTHS.index(name) + 1 if name in _MONTHS else _number(value)
