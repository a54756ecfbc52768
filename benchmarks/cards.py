"""How long a card takes, PNG included, and where the time goes; each is one that this process has not drawn before.

Run as `python -m benchmarks.cards [--json]`. Titles, sentences and names are new in every card, so that only what
cards of one institution have in common is found in a cache: glyphs, words, the band with its logo. The encode floor
is what the quickest encoder that we know, ISA-L at its first level, needs for the same pixels all at once. A card's
processor time in such floors says the same on a slower or busier machine, and is compared with the ratio in
recorded.toml. `benchmarks.startup` has the start and end of a process that draws one card.
"""

import argparse
import json
import resource
import statistics
import sys
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from isal import isal_zlib

from announcer.core.keysentences.choosing import best_sentence
from announcer.core.posts.announcement import Card
from announcer.core.publications.publication import Publication
from announcer.rendering.cards import card_painter, card_texts
from announcer.rendering.cards.box_drawing import Drawing
from announcer.rendering.cards.content import CardContents
from announcer.rendering.cards.painting import png
from announcer.typeset import fit, paragraph
from announcer.wiring.site import Site, open_site
from benchmarks.drafts import ROOT, fresh

ROUNDS = 20
WARM_UP = 3
FLOOR_ROUNDS = 3
SLOWER = 1.2
RECORDED = Path(__file__).with_name("recorded.toml")
PHASES = ("content", "parse", "shape", "break", "fit", "place", "layout", "compose", "encode", "rest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A card to draw."""

    publication: Publication
    language: str
    sentence: str

    def draw(self, site: Site) -> Card:
        """Draw it."""
        return site.cards.paint(self.publication, self.language, self.sentence)


def wanted(site: Site, first: int, rounds: int) -> list[Wanted]:
    """Return cards of the shipped examples in each of their languages, with words of their own in every round."""
    examples = site.read([ROOT / "queue" / "inbox"]).publications
    found = []
    for number in range(first, first + rounds):
        for job in site.drafting.jobs([fresh(one, number) for one in examples]):
            publication = job.imported.publication
            sentence = best_sentence(site.writer.key_sentences(publication, job.language).candidates)
            authors = tuple(replace(one, name=f"{letters(number)}{one.name}") for one in publication.authors)
            found.append(
                Wanted(
                    publication=replace(publication, authors=authors, journal=f"{publication.journal} {number}"),
                    language=job.language,
                    sentence=f"{sentence.rstrip('.')} {number}." if sentence else "",
                )
            )
    return found


def letters(number: int) -> str:
    """Return a syllable for a number, such as `Ba` for 26."""
    return f"{chr(65 + number // 26)}{chr(97 + number % 26)}"


class Stopwatch:
    """Sums up the time within functions, that within others of them taken off; made for this benchmark alone."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def watch(self, owner: object, name: str, phase: str) -> None:
        """Have calls of `owner.name` counted as `phase`."""
        setattr(owner, name, self._timed(getattr(owner, name), phase))

    def _timed(self, function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 (whatever the function takes and gives)
            self._inner.append(0.0)
            start = perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                whole = perf_counter() - start
                self.seconds[phase] += whole - self._inner.pop()
                self._inner[-1] += whole

        return timed


def phases(site: Site, work: Sequence[Wanted]) -> dict[str, float]:
    """Return the mean milliseconds that each phase takes of a card."""
    watch = Stopwatch()
    watch.watch(card_painter, "view", "content")
    watch.watch(CardContents, "of", "content")
    watch.watch(paragraph, "parse", "parse")
    watch.watch(paragraph, "normalise", "parse")
    watch.watch(paragraph.Paragraph, "_set_words", "shape")
    watch.watch(paragraph, "opportunities", "break")
    watch.watch(paragraph, "Breaks", "break")
    watch.watch(card_texts, "fitted", "fit")
    watch.watch(fit, "laid_out", "place")
    watch.watch(card_painter, "lay_out", "layout")
    watch.watch(Drawing, "draw", "compose")
    watch.watch(png, "encode", "encode")
    watch.watch(site.cards, "draw", "rest")
    for each in work:
        each.draw(site)
    return {phase: round(watch.seconds[phase] * 1000 / len(work), 2) for phase in PHASES}


def milliseconds(function: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    function()
    return (perf_counter() - start) * 1000


def floor(card: Card) -> float:
    """Return the processor time, in milliseconds, in which ISA-L's first level compresses a card's bare pixels."""
    rows = zlib.decompress(_image_chunk(card.data))
    return min(_processor_time(lambda: isal_zlib.compress(rows, 1)) for _ in range(FLOOR_ROUNDS))


def _processor_time(function: Callable[[], object]) -> float:
    start = process_time()
    function()
    return (process_time() - start) * 1000


def _image_chunk(data: bytes) -> bytes:
    start = data.index(b"IDAT")
    return data[start + 4 : start + 4 + int.from_bytes(data[start - 4 : start], "big")]


def results() -> dict[str, Any]:
    """Return the figures."""
    site = open_site(ROOT)
    for each in wanted(site, 0, WARM_UP):
        each.draw(site)
    times, busy, floors, sizes = [], [], [], []
    for each in wanted(site, WARM_UP, ROUNDS):
        start, processor_start = perf_counter(), process_time()
        card = each.draw(site)
        times.append((perf_counter() - start) * 1000)
        busy.append((process_time() - processor_start) * 1000)
        floors.append(floor(card))
        sizes.append(len(card.data))
    processor, least = statistics.median(busy), statistics.median(floors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        "benchmark": "cards",
        "cards": len(times),
        "median_ms": round(statistics.median(times), 2),
        "processor_ms": round(processor, 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "encode_floor_ms": round(least, 2),
        "ratio": round(processor / least, 2),
        "recorded_ratio": tomllib.loads(RECORDED.read_text("utf-8"))["cards"]["ratio"],
        "peak_mb": round(peak, 1),
        "bytes": round(statistics.median(sizes)),
        "largest_bytes": max(sizes),
        "phases_ms": phases(site, wanted(site, WARM_UP + ROUNDS, ROUNDS)),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    only_json = parser.parse_args().json
    found = results()
    if not only_json:
        print(f"{found['cards']} cards, none drawn before")
        for phase, spent in found["phases_ms"].items():
            print(f"  {phase:<12}{spent:8.2f} ms")
        print(f"a card          median {found['median_ms']} ms, p95 {found['p95_ms']} ms, {found['bytes']:,} bytes")
        print(f"encode floor    {found['encode_floor_ms']} ms of processor time, ISA-L on the same pixels")
        print(f"processor time  {found['processor_ms']} ms, {found['ratio']} encode floors")
        print(f"peak memory     {found['peak_mb']} MB")
    if found["ratio"] > SLOWER * found["recorded_ratio"]:
        print(f"SLOWER: {found['ratio']} floors where {found['recorded_ratio']} were recorded", file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
