"""The search of line ends, on lengths alone."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.typeset.balance import (
    SHORT_LAST_UNEVENNESS,
    TOLERANCE,
    UNEVENNESS,
    WIDOW,
    WIDOW_BELOW,
    Breaks,
    balanced,
    first_fit,
    least_slack,
    widest,
)
from announcer.typeset.penalties import Opportunity


def breaks_of(*lengths: float, penalties: tuple[float, ...] = (), forced: tuple[int, ...] = ()) -> Breaks:
    """Return the breaks of words of these lengths with a space of 1 between them."""
    begins, ends = [0.0], []
    for length in lengths:
        ends.append(begins[-1] + length)
        begins.append(ends[-1] + 1)
    last = len(lengths) - 1
    prices = list(penalties) or [0.0] * len(lengths)
    hard = sorted({*forced, last})
    places = [Opportunity(index + 1, index, price, index in hard) for index, price in enumerate(prices)]
    return Breaks(places, begins, ends, prices, hard)


def test_lines_are_filled_one_after_the_other() -> None:
    breaks = breaks_of(3, 3, 3, 3)

    assert first_fit(breaks, 7, 9) == (1, 3)
    assert first_fit(breaks, 11, 9) == (2, 3)
    assert first_fit(breaks, 7, 1) is None
    assert first_fit(breaks, 2, 9) is None


def test_a_hard_break_ends_its_line() -> None:
    breaks = breaks_of(3, 3, 3, forced=(0,))

    assert first_fit(breaks, 20, 9) == (0, 2)
    found = balanced(breaks, 20, 2)
    assert found
    assert found.places == (0, 2)
    body = least_slack(breaks, 20)
    assert body
    assert body.places == (0, 2)


def test_title_lines_are_alike() -> None:
    found = balanced(breaks_of(4, 4, 4, 4), 20, 2)

    assert found
    assert found.places == (1, 3)


def test_a_penalty_moves_the_line_end() -> None:
    found = balanced(breaks_of(4, 4, 4, 4, 4, penalties=(0, 0.5, 0, 0, 0)), 20, 2)

    assert found
    assert found.places == (2, 4)


def test_there_may_be_no_way_for_so_few_or_so_many_lines() -> None:
    assert balanced(breaks_of(4, 4, 4), 4, 2) is None
    assert balanced(breaks_of(4, 4), 20, 5) is None


def test_a_line_much_shorter_than_the_mean_is_taken_where_there_is_no_other_way() -> None:
    found = balanced(breaks_of(1, 20, 20), 20, 3)

    assert found
    assert found.places == (0, 1, 2)


def test_running_text_is_filled_and_the_last_line_is_free() -> None:
    found = least_slack(breaks_of(4, 4, 4, 4, 4), 9)

    assert found
    assert found.places == (1, 3, 4)


def test_running_text_does_not_end_in_a_widow_where_that_can_be_helped() -> None:
    found = least_slack(breaks_of(6, 6, 6, 6, 1), 27)

    assert found
    assert found.places[0] == 2


def test_running_text_with_a_word_that_is_too_wide_has_no_lines() -> None:
    assert least_slack(breaks_of(4, 40, 4), 9) is None


def test_the_widest_line_and_the_widest_word_are_told() -> None:
    breaks = breaks_of(3, 5, 2)

    assert widest(breaks, (0, 2)) == 8
    assert breaks.widest_unit == 5


def lengths_of(breaks: Breaks, places: tuple[int, ...]) -> list[float]:
    starts = (0, *(place + 1 for place in places))
    return [breaks.ends[end] - breaks.begins[start] for start, end in zip(starts, places, strict=False)]


def cost_of(lines: list[float], mean: float) -> float:
    """Return the cost of lines as the module's constants tell it."""
    *others, final = ((line / mean - 1) ** 2 for line in lines)
    weight = SHORT_LAST_UNEVENNESS if lines[-1] < mean else UNEVENNESS
    widow = WIDOW if lines[-1] < WIDOW_BELOW * mean else 0.0
    return (UNEVENNESS * sum(others) + weight * final) / len(lines) + widow


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(9, 30), st.integers(1, 4))
def test_no_other_way_is_better_balanced(lengths: list[int], width: int, count: int) -> None:
    breaks = breaks_of(*lengths)
    last, mean = len(lengths) - 1, breaks.ends[-1] / count
    ways = [lengths_of(breaks, (*places, last)) for places in combinations(range(last), count - 1)]
    possible = [lines for lines in ways if max(lines) <= width]
    without_stubs = [lines for lines in possible if min(lines[:-1], default=mean) >= 0.4 * mean]
    best = min((cost_of(lines, mean) for lines in without_stubs or possible), default=float("inf"))

    found = balanced(breaks, width, count)

    assert (found.cost if found else float("inf")) == pytest.approx(best)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.integers(9, 40))
def test_both_ways_to_fill_lines_agree_on_what_fits(lengths: list[int], width: int) -> None:
    breaks = breaks_of(*lengths)
    filled, slack = first_fit(breaks, width, 99), least_slack(breaks, width)

    assert filled
    assert slack
    assert widest(breaks, filled) <= width
    assert widest(breaks, slack.places) <= width
    assert filled[-1] == slack.places[-1] == len(lengths) - 1


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([0.0, 4.0])), min_size=2, max_size=14),
    st.integers(4, 30),
    st.integers(2, 5),
)
def test_no_line_is_wider_than_was_asked_for_where_a_hyphen_ends_later_than_the_next_place(
    parts: list[tuple[int, float]], width: int, count: int
) -> None:
    breaks = breaks_of(*(float(length) for length, _ in parts))
    breaks.ends[:-1] = [end + hyphen for end, (_, hyphen) in zip(breaks.ends[:-1], parts, strict=False)]

    lines = balanced(breaks, width, count)

    assert lines is None or widest(breaks, lines.places) <= width + TOLERANCE
