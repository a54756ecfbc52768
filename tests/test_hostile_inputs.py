"""Whatever a file holds, the time to read it grows no faster than the file."""

import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.core.publications.cleaning import LONGEST_TITLE, clean_line, clean_passage, clean_title
from announcer.core.text.markup import LONGEST_TEXT, LONGEST_WORDS
from tests.hostile_inputs import READERS, UNITS, hostile

ROOT = Path(__file__).parents[1]
STEEPEST = 1.3
SMALL, LARGE = 12_000, 48_000
QUICK = 20_000
NOTICEABLE = 0.03
"""Seconds; what is faster at the larger size is not looked at: its time says nothing."""
TRIES = 4
QUICK_SECONDS = 150
"""Processor time that all readers together may take for all inputs of `QUICK` characters; they need a tenth."""

ALL = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from tests.hostile_inputs import READERS, UNITS, hostile
for name, read in READERS.items():
    print(name, flush=True)
    for unit in UNITS[{part}::4]:
        read(hostile(name, unit, {size}))
print("done")
"""


def seconds(reader: str, unit: str, size: int) -> float:
    text = hostile(reader, unit, size)
    start = time.process_time()
    READERS[reader](text)
    return time.process_time() - start


def steepness(reader: str, unit: str) -> float:
    """Return by which power of the input's size the time grows, 0 where it is too short to tell."""
    large = min(seconds(reader, unit, LARGE) for _ in range(2))
    small = min(seconds(reader, unit, SMALL) for _ in range(3))
    return math.log(large / small, LARGE / SMALL) if large > NOTICEABLE and small > 0 else 0.0


def too_steep(reader: str) -> Iterator[str]:
    for unit in UNITS:
        measured = 9.0
        for _ in range(TRIES):  # another process may have had the caches
            measured = min(measured, steepness(reader, unit))
            if measured <= STEEPEST:
                break
        else:
            yield f"{unit!r}: {measured:.2f}"


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_is_longer_when_it_has_been_read_than_a_text_may_be(unit: str) -> None:
    """What makes posts and cards goes over a text many times; so it is kept short, whatever letters become."""
    raw = (unit * LONGEST_TEXT)[:LONGEST_TEXT]

    assert len(clean_title(raw).plain) <= LONGEST_TITLE
    assert len(clean_passage(raw).plain) <= LONGEST_WORDS
    assert len(clean_line(raw)) <= LONGEST_WORDS


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_no_reader_takes_more_time_than_grows_with_its_input(reader: str) -> None:
    assert list(too_steep(reader)) == []


def test_no_reader_is_kept_busy_by_a_short_input() -> None:
    """A bound so wide that a busy machine keeps to it, and that one input of power two or more does not."""
    program = ALL.format(seconds=QUICK_SECONDS, size=QUICK, part=0)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )

    assert done.stdout.splitlines()[-1:] == ["done"], f"{done.stdout[-200:]}{done.stderr[-2000:]}"
