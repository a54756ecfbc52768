from datetime import time

import pytest

from announcer.core.planning.weekly import parse_slot


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sat-Wed 09:30", {5, 6, 0, 1, 2}),
        ("Mon-Fri 09:30", {0, 1, 2, 3, 4}),
        ("sat,mon 9:30", {5, 0}),
        ("Thursday 09:30", {3}),
        ("Fri-Fri 09:30", {4}),
        (" daily   09:30 ", set(range(7))),
    ],
)
def test_a_slot_names_days_and_a_time(text: str, days: set[int]) -> None:
    slot = parse_slot(text)

    assert slot.days == days
    assert slot.time == time(9, 30)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "is no slot"),
        ("09:30", "is no slot"),
        ("Sat 9.30", "is no slot"),
        ("Sat 24:00", "no time of day"),
        ("Sat 10:61", "no time of day"),
        ("Sut 10:00", "'Sut' is no day"),
        ("Sat- 10:00x", "is no slot"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse_slot(text)
