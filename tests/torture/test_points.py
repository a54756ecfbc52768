"""No move of the pump, and no call to a channel, escapes the torture."""

import ast
import re
from pathlib import Path

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import PUMP_MOVES, Move, State
from announcer.core.posts.post import Receipt
from announcer.ports.store import Changes, ClaimTerms
from announcer.store.opening import open_sqlite
from tests.fakes import START, FakeClock
from tests.queueing import approved
from tests.torture.points import CALLS, COMMITS, POINTS, SETTINGS

RECEIPT = Receipt(remote_id="1", url="https://x.com/1")
SERVICES = Path(__file__).parents[2] / "announcer" / "services"


def test_the_pump_makes_no_move_without_its_points() -> None:
    source = "".join((SERVICES / name).read_text("utf-8") for name in ("posting/pump.py", "posting/reconciling.py"))
    used = {
        getattr(lifecycle, node.attr)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(getattr(lifecycle, node.attr, None), Move)
    }

    # What a list of retractions takes back goes nowhere: one transaction, and nothing is sent before or after it.
    assert used | {lifecycle.CLAIM} == {*PUMP_MOVES, lifecycle.RETRACT}


def test_every_state_a_pump_can_leave_behind_is_somebodys_to_move_on() -> None:
    moved = {source for move in (*PUMP_MOVES, *lifecycle.REVIEW_MOVES) for source in move.sources}

    assert set(State) - moved == {State.CANCELLED}


def test_every_point_in_the_pump_is_in_the_matrix() -> None:
    source = "".join(path.read_text("utf-8") for path in SERVICES.rglob("*.py"))

    assert set(re.findall(r'\bpoint\("([^"]+)"\)', source)) == set(CALLS)
    assert {f"{move.name}.{side}_commit" for move in PUMP_MOVES for side in ("before", "after")} == set(COMMITS)
    assert set(SETTINGS) <= {point.partition(".")[0] for point in POINTS}


@pytest.mark.parametrize("move", PUMP_MOVES, ids=lambda move: move.name)
def test_the_store_passes_a_point_on_either_side_of_the_commit(move: Move, tmp_path: Path) -> None:
    passed: list[str] = []
    store = open_sqlite(tmp_path / "announcer.db", clock=FakeClock(), checkpoint=passed.append)
    approved(store)
    queued = store.get("00000001")
    terms = ClaimTerms(channel="x", account="iums", worker="w", lease=START - START)
    if move is lifecycle.CLAIM:
        assert store.claim(terms)
    else:
        if State.SCHEDULED not in move.sources:
            claimed = store.claim(terms)
            assert claimed
            queued = claimed
        open_move = Move(name=move.name, sources=(queued.state,), target=move.target)
        marks = Changes(send_started_at=START, first_send_at=START)
        if move.target is State.POSTED:
            marks |= Changes(receipt=RECEIPT, posted_at=START)
        assert store.move(queued, open_move, actor="w", changes=marks)

    assert passed[-2:] == [f"{move.name}.before_commit", f"{move.name}.after_commit"]
    store.close()
