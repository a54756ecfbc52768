"""How much sooner many announcements are drafted on all cores than on one.

Run as `python -m benchmarks.batch [--json] [--announcements N]`. Each round drafts the same announcements in this
process and in a pool, both opened anew and without a store, so that no card was drawn before; the two take turns,
so that whatever else the machine is at slows both. Where others use the cores, the ratio of wall times says little:
`cpu_ratio` is what the processor time would make of it if the cores were free. Goal on two cores: 1.8 times.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError
from announcer.services.drafting import Drafting, DraftJob
from announcer.services.drafting_pool import DraftingPool
from announcer.wiring.site import Site, open_site
from benchmarks.drafts import ROOT, fresh

ROUNDS = 3
GOAL = 1.8
CORES = len(os.sched_getaffinity(0))


def opened() -> Drafting:
    """Return the drafting of a process of the pool: without a store, so that every card is drawn."""
    return open_site(ROOT).drafting


def jobs(site: Site, count: int) -> list[DraftJob]:
    """Return so many announcements of the shipped examples, no two alike."""
    examples = site.read([ROOT / "queue" / "inbox"]).publications
    each = len(site.drafting.jobs(examples))
    rounds = range(count // each + 1)
    return [job for number in rounds for job in site.drafting.jobs([fresh(one, number) for one in examples])][
        :count
    ]


def seconds(results: Callable[[], Iterable[Announcement | AnnouncerError]]) -> tuple[float, float]:
    """Return how long it takes until the last result is there, and how long it would with the cores to itself."""
    start, own, children = time.perf_counter(), _processor_time(RUSAGE_SELF), _processor_time(RUSAGE_CHILDREN)
    for _ in results():
        pass
    spread = (_processor_time(RUSAGE_CHILDREN) - children) / CORES
    return time.perf_counter() - start, _processor_time(RUSAGE_SELF) - own + spread


def _processor_time(whose: int) -> float:
    usage = getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--announcements", type=int, default=400)
    options = parser.parse_args()
    site = open_site(ROOT)
    work = jobs(site, options.announcements)
    one, many = [], []
    for _ in range(ROUNDS):
        many.append(seconds(lambda: DraftingPool(opened(), opened).drafted(work)))
        one.append(seconds(lambda: opened().drafted(work)))
    ratios = [[alone / pooled for alone, pooled in zip(*pair, strict=True)] for pair in zip(one, many, strict=True)]
    result = {
        "benchmark": "batch",
        "announcements": len(work),
        "processes": CORES,
        "one_process_s": round(statistics.median(wall for wall, _ in one), 2),
        "pool_s": round(statistics.median(wall for wall, _ in many), 2),
        "ratio": round(statistics.median(wall for wall, _ in ratios), 2),
        "cpu_ratio": round(statistics.median(cpu for _, cpu in ratios), 2),
    }
    if not options.json:
        print(f"{result['announcements']} announcements, {ROUNDS} rounds, median")
        print(f"one process    {result['one_process_s']:7.2f} s")
        print(f"{result['processes']} processes    {result['pool_s']:7.2f} s")
        print(f"ratio          {result['ratio']:7.2f}   (goal on two cores: {GOAL})")
        print(f"on free cores  {result['cpu_ratio']:7.2f}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
