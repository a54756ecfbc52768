"""A worker that is stopped for a while comes back as a zombie: it must neither post nor lose anything."""

import signal
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import UnknownPolicy
from tests.databases import Databases
from tests.fakex import FakeX
from tests.torture.runs import Case, Run
from tests.torture.worker import RealClock


@pytest.mark.parametrize(
    "where", ["claim.after_commit", "upload.after_call", "send.before_call", "send.after_call"]
)
def test_a_stopped_worker_comes_back_to_nothing(databases: Databases, tmp_path: Path, where: str) -> None:
    case = Case(point="none", fault="none", daemons=1, policy=UnknownPolicy.RESEND, duplicate_rule=False)
    with FakeX() as x:
        run = Run(case, databases, x, tmp_path)
        store = databases.open(RealClock())
        run.prepare(store)
        zombie = run.start("zombie", f"STOP:{where}")
        run.wait_until_stopped(zombie)
        assert run.await_end(run.start("heir", "")) == 0
        assert store.overview([]).counts == {State.POSTED: 2}

        zombie.send_signal(signal.SIGCONT)
        assert run.await_end(zombie) == 0

        tally = run.count(store)
        assert tally.is_clean, tally
        assert len(x.world.posts) == 2
