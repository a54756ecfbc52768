import pytest

from announcer.system.suggestions import did_you_mean, did_you_mean_or_list, nearest

KNOWN = ("title", "journal", "Inter")


@pytest.mark.parametrize(
    ("name", "found"), [("titel", "title"), ("Jurnal", "journal"), ("inter", "Inter"), ("x", "")]
)
def test_the_nearest_name_is_found_whatever_its_case(name: str, found: str) -> None:
    assert nearest(name, KNOWN) == found


def test_a_message_may_end_with_the_nearest_name() -> None:
    assert did_you_mean("titel", KNOWN) == "; did you mean 'title'?"
    assert did_you_mean("x", KNOWN) == ""


def test_where_no_name_is_near_all_may_be_listed() -> None:
    assert did_you_mean_or_list("titel", KNOWN) == "; did you mean 'title'?"
    assert did_you_mean_or_list("x", iter(KNOWN)) == "; known here: title, journal, Inter"
    assert did_you_mean_or_list("x", []) == ""
