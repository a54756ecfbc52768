"""Inputs tried in processes of their own, so that one that takes all memory or never ends is only one."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from announcer.system.child_limits import ChildLimits, limit
from tests.fuzz.trials import Outcome, plan, tried, warm_up

AT_ONCE = 50
"""How many inputs one process tries; its memory is measured from the start of each."""
LIMITS = ChildLimits(seconds=600)


def fuzz(count: int, seed: int, *, formats_only: bool = False) -> Iterator[Outcome]:
    """Try so many inputs, in processes of their own, and yield what became of each."""
    inputs = plan(count, seed, formats_only=formats_only)
    at_once = AT_ONCE * (10 if formats_only else 1)
    for start in range(0, count, at_once):
        some = inputs[start : start + at_once]
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin) as executor:
            try:
                yield from executor.map(_tried, some)
            except BrokenProcessPool:
                yield Outcome(
                    kind="process", seed=f"{some[0][1]} to {some[-1][1]}", trouble="died: no time or memory"
                )


def _begin() -> None:
    limit(LIMITS)
    warm_up()


def _tried(one: tuple[str, str]) -> Outcome:
    return tried(*one)
