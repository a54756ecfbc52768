"""The torture itself, in small; `python -m tests.torture full` runs all of it."""

from pathlib import Path

import pytest

from announcer.services.posting import UnknownPolicy
from tests.databases import Databases
from tests.fakex import FakeX
from tests.torture.points import POINTS
from tests.torture.runs import Case, Run, policy_of

SAMPLE = ["none", "claim.after_commit", "sending.after_commit", "send.after_call", "server.create.kill-after"]


@pytest.mark.parametrize("policy", list(UnknownPolicy))
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


@pytest.mark.parametrize("baseline", ["retry", "requeue"])
def test_ordinary_designs_double_so_that_doubles_would_be_seen(
    databases: Databases, tmp_path: Path, baseline: str
) -> None:
    case = Case(point="none", fault="500-after", daemons=1, baseline=baseline)
    with FakeX() as x:
        tally = Run(case, databases, x, tmp_path).go()

    assert tally.doubled
