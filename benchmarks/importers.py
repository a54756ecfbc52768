"""How many records a second each importer reads, and in how much memory.

Run as `python -m benchmarks.importers DATA [--json] [FORMAT …]`, where DATA holds `corpus/`. For each format, its
files of the corpus are read over and over until there are 400 records, by the importer, cleaning included; by the
importer without cleaning; and by the parser beneath it alone (`json.loads` a line), in the same run, so that the
ratio does not depend on the machine. The peak is that of Python's memory while a file ten times as long is read.
"""

import argparse
import io
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from announcer.importers.json_formats.json_kinds import ENVELOPES
from announcer.importers.json_stream import json_documents
from announcer.importers.json_text import JsonText
from announcer.importers.registry import all_importers

RECORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a format is measured: `parse` takes all bytes of a file, `part` parts them into records."""

    files: str
    parse: Callable[[bytes], object]
    part: Callable[[bytes], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Records a second by each way, how many times as long the import takes as parsing, and the peak in MB."""

    imported: int
    parted: int
    parsed: int
    ratio: float
    peak_mb: float


def json_lines(data: bytes) -> list[object]:
    """Parse every line as JSON, and no more."""
    return [json.loads(line) for line in data.splitlines() if line.strip()]


def _of_json(name: str) -> Format:
    def part(data: bytes) -> int:
        text = JsonText(data.decode())
        return sum(1 for _ in json_documents(text, ENVELOPES[name]))

    return Format(files=f"{name}/*.json*", parse=json_lines, part=part)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {name: _of_json(name) for name in ("crossref", "openalex", "datacite", "csl")}
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
    data = b"\n".join(path.read_bytes().strip() for path in sorted(folder.glob(one.files))) + b"\n"
    once = sum(1 for _ in all_importers()[name].read(io.BytesIO(data), name))
    times = max(1, RECORDS // max(once, 1))
    imported = _seconds(lambda: _drained(name, Repeated(data, times))) / (once * times)
    parsed = _seconds(lambda: [one.parse(data) for _ in range(times)]) / (once * times)
    part = one.part or one.parse
    parted = _seconds(lambda: [part(data) for _ in range(times)]) / (once * times)
    return Measured(
        imported=round(1 / imported),
        parted=round(1 / parted),
        parsed=round(1 / parsed),
        ratio=round(imported / parsed, 1),
        peak_mb=round(_peak(name, data, times * 10), 1),
    )


def _drained(name: str, stream: Repeated, most: int = 1_000_000_000) -> int:
    found: Iterator[object] = all_importers()[name].read(io.BufferedReader(stream), name)
    return sum(1 for _ in islice(found, most))


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


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
    parser.add_argument("data", type=Path, help="the folder with corpus/")
    parser.add_argument("formats", nargs="*", help="some of the formats; all, if none is named")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    options = parser.parse_args()
    names = options.formats or list(FORMATS)
    figures = {name: asdict(measured(name, options.data / "corpus")) for name in names}
    if not options.json:
        for name, row in figures.items():
            print(f"{name:12}" + "".join(f"  {key.replace('_', ' ')} {value:>9,}" for key, value in row.items()))
    print(json.dumps({"benchmark": "importers"} | figures))


if __name__ == "__main__":
    main()
