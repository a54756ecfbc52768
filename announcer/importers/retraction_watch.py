"""Read the list of retractions that Crossref publishes, the Retraction Watch database as CSV.

Its dates are American (`3/15/2023 0:00`), and what is not known is empty, `0` or `unavailable`. Only columns that
say which paper is meant and what became of it are used; https://doi.org/10.13003/c23rw1d9 describes the data.
"""

import csv
import gzip
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import BinaryIO, TextIO, cast

from announcer.core.publications.identifiers import normal_doi, normal_pmid
from announcer.core.publications.retraction_notices import NoticeNature, RetractionNotice
from announcer.errors import SourceError

NEEDED = ("Record ID", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate")
LONGEST_FIELD = 1_000_000
LONGEST_REASONS = 300
_NATURES = {
    "retraction": NoticeNature.RETRACTION,
    "expression of concern": NoticeNature.CONCERN,
    "correction": NoticeNature.CORRECTION,
    "reinstatement": NoticeNature.REINSTATEMENT,
}
_NOTHING = frozenset({"", "0", "unavailable", "unavailble", "n/a", "na", "none"})
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._/()-]*[A-Za-z0-9)]")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")
_GZIP, _UTF16 = b"\x1f\x8b", (b"\xff\xfe", b"\xfe\xff")
_DATE_HINT = "the dates of the list are month/day/year: look at the row"
_HINT = "download the CSV file once more, and give it as it is"


def read_notices(stream: BinaryIO, source: str) -> Iterator[RetractionNotice | SourceError]:
    """Yield each notice that names its paper by DOI or PMID, and a problem for each row that cannot be used.

    A row whose date is no day is told, and used without it. A problem without a position is one of the whole file:
    nothing that was read of it is to be relied on. Rows that name no paper at all are passed over. The stream is
    read forwards once, and may be gzipped.
    """
    text = _text(stream)
    try:
        head = text.readline()
        delimiter = ";" if head.count(";") > head.count(",") else ","
        names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter), [])]
        lacking = [name for name in NEEDED if name not in names]
        if lacking:
            problem = f"it is not the list of retractions: there is no column {', '.join(lacking)}"
            yield SourceError(source, problem, hint=_HINT)
            return
        yield from _rows(text, names, delimiter, source)
    except (csv.Error, EOFError, gzip.BadGzipFile, UnicodeError) as error:
        yield SourceError(source, f"it cannot be read to its end: {error}", hint=_HINT)
    finally:
        with suppress(ValueError):  # of a stream that was closed before all was read
            text.detach()  # it is the caller's to close


def _text(stream: BinaryIO) -> io.TextIOWrapper:
    """Return the text of the file, packed or not; broken letters stand in no column that is used."""
    is_buffered = isinstance(stream, io.BufferedReader)
    buffered = cast("io.BufferedReader", stream) if is_buffered else io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(2)[:2]
    content = gzip.GzipFile(fileobj=buffered) if head == _GZIP else buffered
    encoding = "utf-16" if head in _UTF16 else "utf-8-sig"
    return io.TextIOWrapper(content, encoding=encoding, errors="replace", newline="")


def _rows(text: TextIO, names: list[str], delimiter: str, source: str) -> Iterator[RetractionNotice | SourceError]:
    before = csv.field_size_limit(LONGEST_FIELD)
    is_empty = True
    try:
        reader = csv.reader(text, delimiter=delimiter)
        for number, cells in enumerate(reader, start=1):
            if not any(cells):
                continue
            is_empty = False
            row = dict(zip(names, cells, strict=False))
            found = _notice(row, source, f"row {number}")
            if isinstance(found, RetractionNotice) and not found.noticed and _is_said(row["RetractionDate"]):
                problem = (
                    f"RetractionDate is {row['RetractionDate']!r}, which is no day; the row is used without it"
                )
                yield SourceError(source, problem, position=f"row {number}", hint=_DATE_HINT)
            if found:
                yield found
    finally:
        csv.field_size_limit(before)
    if is_empty:
        yield SourceError(source, "there is no notice in it", hint=_HINT)


def _notice(row: Mapping[str, str], source: str, position: str) -> RetractionNotice | SourceError | None:
    if any(name not in row for name in NEEDED):
        return SourceError(source, "the row is cut off", position=position, hint=_HINT)
    nature = _NATURES.get(row["RetractionNature"].strip().lower())
    if nature is None:
        problem = f"RetractionNature is {row['RetractionNature']!r}, which is not known"
        return SourceError(source, problem, position=position, hint="look at the row")
    doi, pmid = _doi(row["OriginalPaperDOI"]), _pmid(row["OriginalPaperPubMedID"])
    if not (doi or pmid):
        return None
    return RetractionNotice(
        record=row["Record ID"].strip(),
        nature=nature,
        doi=doi,
        pmid=pmid,
        notice_doi=_doi(row.get("RetractionDOI", "")),
        notice_pmid=_pmid(row.get("RetractionPubMedID", "")),
        noticed=_date(row["RetractionDate"]),
        reasons=_reasons(row.get("Reason", "")),
    )


def _doi(text: str) -> str:
    text = text.strip()
    if text.lower() in _NOTHING:
        return ""
    return text.lower() if _PLAIN_DOI.fullmatch(text) else normal_doi(text)


def _pmid(text: str) -> str:
    text = text.strip()
    return "" if text.lower() in _NOTHING else normal_pmid(text.removesuffix(".0"))


def _date(text: str) -> date | None:
    american, iso = _AMERICAN.match(text.strip()), _ISO.match(text.strip())
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _is_said(text: str) -> bool:
    return text.strip().lower() not in _NOTHING


def _reasons(text: str) -> str:
    """Return the reasons, which the list parts by semicolons and begins with a plus sign in older files."""
    found = (" ".join(part.split()).strip("+ ") for part in text.split(";"))
    return ", ".join(part for part in found if part)[:LONGEST_REASONS]
