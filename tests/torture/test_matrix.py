"""The torture itself, in small; `python -m tests.torture full` runs all of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from announcer.core.posting.policies import UnknownPolicy
from tests.databases import Databases
from tests.fakex import FakeX
from tests.torture.points import POINTS
from tests.torture.runs import BASELINES, Case, Run, policy_of

PAIRS = pytest.mark.parametrize(
    ("databases", "policy"),
    [
        ("sqlite", UnknownPolicy.STRICT),
        ("postgres", UnknownPolicy.RESEND),
        pytest.param("sqlite", UnknownPolicy.RESEND, marks=pytest.mark.slow),
        pytest.param("postgres", UnknownPolicy.STRICT, marks=pytest.mark.slow),
    ],
    indirect=["databases"],
)
"""Each database and each policy; the other two pairs are left to `make slow`, as a run waits for real seconds."""
SAMPLE = ["none", "claim.after_commit", "sending.after_commit", "send.after_call", "server.create.kill-after"]


@PAIRS
@pytest.mark.parametrize("point", SAMPLE)
def test_nothing_is_doubled_or_lost(
    databases: Databases, tmp_path: Path, point: str, policy: UnknownPolicy
) -> None:
    case = policy_of(Case(point=point, fault="none", daemons=1), policy)
    with FakeX() as x:
        tally = Run(case, databases, x, tmp_path).go()

    assert tally.is_clean, tally
    assert point == "none" or point in tally.reached


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_every_point_is_reached(databases: Databases, tmp_path: Path, point: str) -> None:
    with FakeX() as x:
        tally = Run(Case(point=point, fault="none", daemons=1), databases, x, tmp_path).go()

    assert tally.is_clean, tally
    assert point == "none" or point in tally.reached


@PAIRS
@pytest.mark.parametrize("point", ["none", "send.after_call"])
def test_what_the_timeline_hides_is_not_sent_twice(
    databases: Databases, tmp_path: Path, point: str, policy: UnknownPolicy
) -> None:
    case = policy_of(Case(point=point, fault="timeout-after", daemons=1), policy, lag=True)
    with FakeX() as x:
        tally = Run(case, databases, x, tmp_path).go()

    assert tally.is_clean, tally
    assert tally.waiting_public


@pytest.mark.parametrize("baseline", list(BASELINES))
def test_designs_that_trust_too_much_double_so_that_doubles_would_be_seen(
    databases: Databases, tmp_path: Path, baseline: str
) -> None:
    with FakeX() as x:
        tally = Run(replace(BASELINES[baseline], fault="500-after"), databases, x, tmp_path).go()

    assert tally.doubled
