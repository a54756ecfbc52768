"""How many records a second each importer reads, and in how much memory.

Run as `python -m benchmarks.importers [--data FOLDER] [--json] [FORMAT …]`; FOLDER holds `corpus/`. *Imported* is
what `Importer.read` does: bytes in; the file parted and parsed, each record built, cleaned and given the findings
of its reading; publications out. What comes after (home authors, findings of the record, the store) is not in it.
The files of the corpus are read over and over until there are 400 records, in seconds of processor time, by the
importer; by the importer without building and cleaning, where that can be had; and by the parser beneath it alone
(`json.loads` a line, ElementTree, feedparser, bibtexparser, the csv module, or cutting the text into lines), in
the same run, so that the ratio does not depend on the machine. A format of which the corpus has no file, or one
of one record, is left out. The peak is that of Python's memory while a file ten times as long is read. How many
turns of a plain loop the machine makes in a second of processor time is printed too: others at work on it slow
down all.
"""

import argparse
import csv
import io
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import fromstring

from announcer.importers.crossref_xml.importer import CROSSREF_XML
from announcer.importers.json_formats.json_kinds import ENVELOPES
from announcer.importers.json_stream import json_documents
from announcer.importers.json_text import JsonText
from announcer.importers.oai.importer import OAI
from announcer.importers.pubmed.importer import PUBMED
from announcer.importers.registry import all_importers
from announcer.importers.text_streams import TextPieces
from announcer.importers.xml_beginning import named_encoding
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import parsed, xml_pieces

RECORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a format is measured: `parse` takes the bytes of one file, `part` parts those of all into records."""

    files: str
    parse: Callable[[bytes], object]
    part: Callable[[bytes], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Records a second by each way, how many times as long the import takes as parsing, and the peak in MB.

    `kb` are the thousands of bytes of a record, for databases differ more in these than importers in speed.
    """

    imported: int
    parted: int | None
    parsed: int
    ratio: float
    peak_mb: float
    kb: float


def json_lines(data: bytes) -> list[object]:
    """Parse every line as JSON, and no more."""
    return [json.loads(line) for line in data.splitlines() if line.strip()]


def text_lines(data: bytes) -> list[str]:
    """Cut a text into lines, and no more."""
    return data.decode("utf-8-sig", "replace").splitlines()


def table_rows(data: bytes) -> list[list[str]]:
    """Read a table's rows, and no more."""
    return list(csv.reader(text_lines(data)))


def feed_entries(data: bytes) -> object:
    """Read a feed as feedparser does."""
    import feedparser  # noqa: PLC0415 -- slow to load

    return feedparser.parse(io.BytesIO(data))


def bibtex_blocks(data: bytes) -> object:
    """Read entries as bibtexparser does."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 -- slow to load

    return parse_string(data.decode("utf-8", "replace"))


def xml_tree(data: bytes) -> object:
    """Read one document as ElementTree does."""
    return fromstring(data)  # noqa: S314 (the corpus is our own)


def _of_xml(files: str, form: XmlForm) -> Format:
    def part(data: bytes) -> int:
        texts = TextPieces(io.BytesIO(data), files, named_encoding)
        return sum(1 for _ in parsed(xml_pieces(texts, form, files)))

    return Format(files=files, parse=xml_tree, part=part)


def _of_json(name: str) -> Format:
    def part(data: bytes) -> int:
        text = JsonText(data.decode())
        return sum(1 for _ in json_documents(text, ENVELOPES[name]))

    return Format(files=f"{name}/*.json*", parse=json_lines, part=part)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        **{name: _of_json(name) for name in ("crossref", "openalex", "datacite", "csl")},
        "pubmed": _of_xml("pubmed/*.xml", PUBMED.form),
        "crossref-xml": _of_xml("unixref/*.xml", CROSSREF_XML.form),
        "oai": _of_xml("oai/*.xml", OAI.form),
        "feeds": Format(files="feeds/*.xml", parse=feed_entries),
        "ris": Format(files="ris/*.ris", parse=text_lines),
        "wos": Format(files="wos/*.txt", parse=text_lines),
        "medline": Format(files="medline/*.nbib", parse=text_lines),
        "bibtex": Format(files="bibtex/*.bib", parse=bibtex_blocks),
        "table": Format(files="csv/bibliometrix_scopus_2026.csv", parse=table_rows),
    }
)
"""What is measured, by the registry's name; a format of one record a file has nothing to repeat."""


class Repeated(io.RawIOBase):
    """A file that holds `data` so many times over, of which no more is in memory than once."""

    def __init__(self, data: bytes, times: int) -> None:
        """Begin at its beginning."""
        self._data, self._left, self._waiting = data, times, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Give as much as fits."""
        if not self._waiting and self._left:
            self._waiting, self._left = self._data, self._left - 1
        piece = self._waiting[: len(buffer)]
        self._waiting = self._waiting[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def measured(name: str, folder: Path) -> Measured:
    """Return the figures of one format."""
    one = FORMATS[name]
    files = [path.read_bytes().strip() for path in sorted(folder.glob(one.files))]
    data = b"\n".join(files) + b"\n"
    once = sum(1 for _ in all_importers()[name].read(io.BytesIO(data), name))
    times = max(1, RECORDS // max(once, 1))
    imported = _seconds(lambda: _drained(name, Repeated(data, times))) / (once * times)
    alone = _seconds(lambda: [one.parse(file) for _ in range(times) for file in files]) / (once * times)
    part = one.part
    parted = _seconds(lambda: [part(data) for _ in range(times)]) / (once * times) if part else 0
    return Measured(
        imported=round(1 / imported),
        parted=round(1 / parted) if parted else None,
        parsed=round(1 / alone),
        ratio=round(imported / alone, 1),
        peak_mb=round(_peak(name, data, times * 10), 1),
        kb=round(len(data) / once / 1000, 1),
    )


def _drained(name: str, stream: Repeated, most: int = 1_000_000_000) -> int:
    found: Iterator[object] = all_importers()[name].read(io.BufferedReader(stream), name)
    return sum(1 for _ in islice(found, most))


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def turns() -> float:
    """Return how many million turns of a plain loop are made in a second of processor time."""

    def run() -> None:
        total = 0
        for number in range(2_000_000):
            total += number & 7

    return round(2 / min(_seconds(run) for _ in range(3)), 1)


def _peak(name: str, data: bytes, times: int) -> float:
    stream = Repeated(data, times)
    tracemalloc.start()
    _drained(name, stream, RECORDS // 4)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder with corpus/")
    parser.add_argument("formats", nargs="*", help="some of the formats; all, if none is named")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    options = parser.parse_args()
    if not (options.data / "corpus").is_dir():
        print(f"importers are not measured: there are no records in {options.data / 'corpus'}")
        return
    names = options.formats or list(FORMATS)
    before = turns()
    figures = {name: asdict(measured(name, options.data / "corpus")) for name in names}
    if not options.json:
        for name, row in figures.items():
            print(
                f"{name:12}" + "".join(f"  {key.replace('_', ' ')} {value or 0:>9,}" for key, value in row.items())
            )
        print(f"million turns of a plain loop a second of processor time: {before} before, {turns()} after")
    print(json.dumps({"benchmark": "importers", "turns": before} | figures))


if __name__ == "__main__":
    main()
