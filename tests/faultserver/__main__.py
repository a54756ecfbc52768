"""Live many lives against the second fault server, and count: `python -m tests.faultserver --lives 100`."""

import argparse
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from tests.databases import fresh_schema, postgres_server
from tests.faultserver.faults import BY_NAME
from tests.faultserver.lives import Life
from tests.faultserver.plans import Policy, draw
from tests.faultserver.tally import Result

COLUMNS = (
    "lives",
    "announcements",
    "calls",
    "killed",
    "posted",
    "unknown",
    "failed",
    "failed without X's word",
    "failed and public",
    "in review",
    "held",
    "bare",
    "not found",
    "not settled",
    "wrong address",
    "misnamed by X",
    "hung",
    "slow to stop",
    "odd exit",
    "traceback",
    "server",
    "broken off",
    "doubled",
    "lost",
)
BAD = ("doubled", "lost", "server", "broken off")


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.faultserver", description=__doc__)
    parser.add_argument("--lives", type=int, default=20, help="so many")
    parser.add_argument("--first", type=int, default=0, help="the number of the first, to repeat one of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--at-once", type=int, default=2, help="so many side by side")
    parser.add_argument("--keep", type=Path, help="keep the sites of lives with troubles in this folder")
    return parser.parse_args()


def main() -> int:
    """Live, print the table, and return the exit code."""
    chosen = options()
    with postgres(chosen.database) as url, tempfile.TemporaryDirectory(prefix="announcer-lives-") as folder:

        def one(number: int) -> Result:
            result = live(number, chosen, Path(folder), url)
            for trouble in result.troubles:
                print(f"life {number}: {trouble.kind}: {trouble.what}", file=sys.stderr, flush=True)
            return result

        results = lived(one, chosen)
    print_table(results, chosen.database)
    return int(any(result.figures[kind] for result in results for kind in BAD))


def lived(one: Callable[[int], Result], chosen: argparse.Namespace) -> list[Result]:
    """Live all lives; Ctrl-C lets those that have begun end, and leaves out the others."""
    pool = ThreadPoolExecutor(chosen.at_once)
    lives = [pool.submit(one, number) for number in range(chosen.first, chosen.first + chosen.lives)]
    try:
        wait(lives)
    except KeyboardInterrupt:
        print("ending the lives that have begun", file=sys.stderr, flush=True)
    pool.shutdown(cancel_futures=True)
    return [life.result() for life in lives if not life.cancelled()]


def live(number: int, chosen: argparse.Namespace, folder: Path, url: str) -> Result:
    """Live one life; one that cannot be lived to its end is a trouble, not the end of the others."""
    plan = draw(chosen.seed, number, several=bool(url))
    home = folder / str(number)
    life = Life(plan, home, fresh_schema(url) if url else "")
    try:
        life.live()
    except Exception:  # noqa: BLE001 (the others go on)
        life.result.note("broken off", traceback.format_exc())
    if life.result.troubles and chosen.keep:
        shutil.copytree(home, chosen.keep / f"{chosen.database}-{chosen.seed}-{number}", dirs_exist_ok=True)
    shutil.rmtree(home, ignore_errors=True)
    life.result.figures["lives"] = 1
    return life.result


@contextmanager
def postgres(database: str) -> Iterator[str]:
    """Run a server where one is asked for; give its address, empty without one."""
    if database == "sqlite":
        yield ""
    else:
        with postgres_server() as url:
            yield url


def print_table(results: list[Result], database: str) -> None:
    """Print one row for each figure and one column for each policy."""
    columns = [
        (
            f"{policy}, {database}",
            sum((one.figures for one in results if one.plan.policy is policy), Counter[str]()),
        )
        for policy in Policy
    ]
    print(f"| {'what':24} | {' | '.join(f'{title:>16}' for title, _ in columns)} |")
    print(f"| {'-' * 24} | {' | '.join('-' * 16 for _ in columns)} |")
    for name in COLUMNS:
        print(f"| {name:24} | {' | '.join(f'{figures[name]:16,}' for _, figures in columns)} |")
    struck = sum((one.struck for one in results), Counter[str]())
    foreign = sum(number for name, number in struck.items() if BY_NAME[name].verdict_is_not_xs)
    print(f"faults: {len(struck)} of {len(BY_NAME)} struck, {struck.total():,} times; {foreign:,} not X's own")


if __name__ == "__main__":
    sys.exit(main())
