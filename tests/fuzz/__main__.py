"""Feed the program hostile inputs and count what it cannot bear: `python -m tests.fuzz --count 20000 --seed 1`.

Counted are tracebacks, lost neighbours, inputs that take over two seconds, and inputs that take over 300 MB. Each
is printed with its kind and seed; `--only KIND SEED` tries it again. Ends with 0 when there is none. Ctrl-C ends it
with the figures so far.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from tests.fuzz.processes import fuzz
from tests.fuzz.trials import Outcome, tried


def main() -> int:
    """Read the options, try the inputs, and print what was found and the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs=2, metavar=("KIND", "SEED"))
    parser.add_argument("--only-formats", action="store_true", help="only files in the formats of records")
    options = parser.parse_args()
    found = fuzz(options.count, options.seed, formats_only=options.only_formats)
    outcomes = [tried(*options.only)] if options.only else found
    counts: Counter[str] = Counter()
    slowest, largest = 0.0, 0
    for outcome in until_interrupted(outcomes):
        counts["inputs"] += 1
        counts["gave something"] += bool(outcome.read)
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.memory)
        if outcome.trouble:
            counts[outcome.trouble.partition(":")[0]] += 1
            print(f"{outcome.kind} {outcome.seed}: {outcome.trouble}", flush=True)
    figures = {**counts, "slowest, s": round(slowest, 2), "largest, MB": largest // 1_000_000}
    print(json.dumps(figures))
    return bool(set(counts) - {"inputs", "gave something"})


def until_interrupted(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes until there are no more, or Ctrl-C."""
    with suppress(KeyboardInterrupt):
        yield from outcomes


if __name__ == "__main__":
    sys.exit(main())
