"""How long commands take from the start of the process to its end, beside Python's own start.

Run as `python -m benchmarks.startup [--json]`. All take turns, with their modules compiled, as where the program is
installed; the figures are medians. Compare starts of Python alone, not milliseconds of different machines. Goal:
`announcer --help` within 10 of them.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import as_installed
from benchmarks.drafts import ROOT

ROUNDS = 15
GOAL = 10


def commands(site: Path) -> dict[str, list[str]]:
    """Return what is started, by its name; `site` is a new site with one announcement in its queue."""
    record = str(next((ROOT / "queue" / "inbox").glob("03-*.toml")))
    announcer, there = ["-m", "announcer"], ["-m", "announcer", "--site", str(site)]
    return {
        "python": ["-c", "pass"],
        "init": [*announcer, "init", str(site)],
        "add": [*there, "add", record],
        "help": [*announcer, "--help"],
        "status": [*there, "status"],
        "card": [*there, "card", record, "--language", "en", "--out", str(site / "card.png")],
    }


def milliseconds(rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median wall times of Python alone and of each command."""
    with tempfile.TemporaryDirectory() as name:
        environment = as_installed(Path(name) / "compiled")

        def taken(arguments: list[str]) -> float:
            start = perf_counter()
            command = [sys.executable, *arguments]
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environment)
            return (perf_counter() - start) * 1000

        started = commands(Path(name) / "site")
        for arguments in started.values():  # the first time makes the site and compiles the modules
            taken(arguments)
        measured = {name: started[name] for name in ("python", "help", "status", "card")}
        times = [{name: taken(arguments) for name, arguments in measured.items()} for _ in range(rounds)]
    return {name: statistics.median(each[name] for each in times) for name in measured}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    only_json = parser.parse_args().json
    found = milliseconds()
    if not only_json:
        for name, took in found.items():
            print(f"{name:8}{took:8.1f} ms {took / found['python']:6.1f} starts of Python")
    if found["help"] > GOAL * found["python"]:
        print(f"SLOWER: announcer --help takes more than {GOAL} starts of Python", file=sys.stderr)
    print(json.dumps({"benchmark": "startup", **{f"{name}_ms": round(took, 1) for name, took in found.items()}}))


if __name__ == "__main__":
    main()
