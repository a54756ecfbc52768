"""How long `announcer --help` takes from process start to exit, beside Python's own start.

Run as `python -m benchmarks.startup [--json]`. Goal: under 150 ms.
"""

import argparse
import json
import statistics
import subprocess
import sys
from time import perf_counter

ROUNDS = 15


def milliseconds(arguments: list[str]) -> float:
    """Return the median wall time of running Python with `arguments`, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    only_json = parser.parse_args().json
    floor = milliseconds(["-c", "pass"])
    start = milliseconds(["-m", "announcer", "--help"])
    if not only_json:
        print(f"python -c pass        {floor:7.1f} ms")
        print(f"announcer --help      {start:7.1f} ms   {start / floor:.1f} times the floor")
    print(json.dumps({"benchmark": "startup", "python_ms": round(floor, 1), "help_ms": round(start, 1)}))


if __name__ == "__main__":
    main()
