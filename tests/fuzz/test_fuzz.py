from tests.fuzz.processes import fuzz
from tests.fuzz.trials import TRIALS, plan

COUNT = 300


def test_no_hostile_input_makes_the_program_fail_or_costs_a_neighbour() -> None:
    """Time and memory are not judged here, on machines that do other work: `python -m tests.fuzz` counts them."""
    outcomes = list(fuzz(COUNT, seed=7))

    assert [one for one in outcomes if one.trouble and not one.trouble.startswith(("slow", "large"))] == []
    assert len(outcomes) == COUNT
    assert sum(bool(one.read) for one in outcomes) > COUNT / 10


def test_every_kind_of_input_is_tried() -> None:
    assert {kind for kind, _ in plan(100, seed=1)} == set(TRIALS)
