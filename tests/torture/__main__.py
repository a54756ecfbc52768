"""Stop the program everywhere, lie to it in every way, and count: `python -m tests.torture [quick|full|baselines]`.

`quick` takes a few points and faults, `full` all of them; `baselines` runs designs that must double. `full` goes
through everything twice more with `--lag`: X's timeline hides every new post, so that no look finds one.
Ends with 0 when nothing was doubled or lost, every point was reached, and every baseline did double.
"""

import argparse
import itertools
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from queue import SimpleQueue

from announcer.core.posting.policies import UnknownPolicy
from tests.databases import Databases, NoServerError, fresh_schema, postgres_server
from tests.fakex import FakeX
from tests.torture.points import FAULTS, POINTS, QUICK_FAULTS, QUICK_POINTS, UNSEEN
from tests.torture.runs import BASELINES, Case, Run, Tally, policy_of

LAGS = {"none": [False], "long": [True], "both": [False, True]}
BASELINE_FAULTS = ("timeout-after", "500-after", "reset-after", "cut-json-after")


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("what", nargs="?", default="quick", choices=["quick", "full", "baselines"])
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--at-once", type=int, default=5, help="runs side by side")
    parser.add_argument("--policy", choices=["strict", "resend", "both"], default="both")
    parser.add_argument("--lag", choices=["none", "long", "both"], help="[default: both if full, else none]")
    parser.add_argument("--points", default="", help="only points that begin so")
    asked = parser.parse_args()
    failed = False
    for kind in ("sqlite", "postgres") if asked.database == "both" else (asked.database,):
        with ExitStack() as stack:
            try:
                places = _places(kind, stack)
            except NoServerError as error:
                print(f"{kind}: skipped: {error}")
                continue
            if asked.what != "baselines":
                failed |= not _matrix(kind, places, asked)
            failed |= not _baselines(kind, places, asked.at_once)
    return int(failed)


def _places(kind: str, stack: ExitStack) -> Callable[[Path], Databases]:
    if kind == "sqlite":
        return lambda folder: Databases("sqlite", str(folder / "announcer.db"))
    url = stack.enter_context(postgres_server())
    return lambda _folder: Databases("postgres", fresh_schema(url))


def cases(what: str, policy: UnknownPolicy, *, lag: bool, beginning: str = "") -> Iterator[Case]:
    """Return the runs of a matrix: points by faults by one or two daemons."""
    points, faults = (POINTS, FAULTS) if what == "full" else (QUICK_POINTS, QUICK_FAULTS)
    for point, fault, number in itertools.product(points, faults, (1, 2)):
        wanted = what == "full" or number == 1 + faults.index(fault) % 2  # quick: two daemons at every other fault
        if wanted and point.startswith(beginning) and not (lag and point in UNSEEN):
            yield policy_of(Case(point=point, fault=fault, daemons=number), policy, lag=lag)


def _matrix(kind: str, places: Callable[[Path], Databases], asked: argparse.Namespace) -> bool:
    policies = list(UnknownPolicy) if asked.policy == "both" else [UnknownPolicy(asked.policy)]
    lags = LAGS[asked.lag or ("both" if asked.what == "full" else "none")]
    fine = True
    for lag, policy in itertools.product(lags, policies):
        wanted = list(cases(asked.what, policy, lag=lag, beginning=asked.points))
        total, seconds = _carry_out(wanted, places, asked.at_once)
        missed = {case.point for case in wanted} - total.reached - {"none"}
        _print_figures(f"{kind} {policy.value}{' lag' if lag else ''}", wanted, total, seconds, missed)
        fine = fine and total.is_clean and not missed
    return fine


def _baselines(kind: str, places: Callable[[Path], Databases], at_once: int) -> bool:
    """Run what must double; a matrix that sees no doubles there sees none anywhere."""
    doubled = []
    for name, baseline in BASELINES.items():
        wanted = [replace(baseline, fault=fault) for fault in BASELINE_FAULTS]
        total, seconds = _carry_out(wanted, places, at_once)
        _print_figures(f"{kind} baseline {name}", wanted, total, seconds, set())
        doubled.append(total.doubled)
    return all(doubled)


def _carry_out(wanted: Sequence[Case], places: Callable[[Path], Databases], at_once: int) -> tuple[Tally, float]:
    total, start = Tally(), time.monotonic()
    with ExitStack() as stack:
        free: SimpleQueue[FakeX] = SimpleQueue()
        for _ in range(at_once):
            free.put(stack.enter_context(FakeX()))
        pool = stack.enter_context(ThreadPoolExecutor(at_once))
        for case, tally in zip(wanted, pool.map(lambda case: _one(case, places, free), wanted), strict=True):
            total.add(tally)
            if not tally.is_clean and not case.baseline:
                print(f"  BAD {case} {tally}", flush=True)
    return total, time.monotonic() - start


def _one(case: Case, places: Callable[[Path], Databases], free: "SimpleQueue[FakeX]") -> Tally:
    folder, x = Path(tempfile.mkdtemp(prefix="announcer-torture-")), free.get()
    databases = places(folder)
    try:
        return Run(case, databases, x, folder).go()
    finally:
        databases.close()
        free.put(x)
        shutil.rmtree(folder, ignore_errors=True)


def _print_figures(name: str, wanted: Sequence[Case], total: Tally, seconds: float, missed: set[str]) -> None:
    figures = {key: value for key, value in asdict(total).items() if key != "reached"}
    line = {
        "name": name,
        "points": len({case.point for case in wanted}),
        "faults": len({case.fault for case in wanted}),
        **figures,
        "points never reached": sorted(missed),
        "seconds": round(seconds),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main())
