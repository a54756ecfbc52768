"""What two spellings of one title are found by."""

import pytest

from announcer.core.publications.identity.near_titles import near_parts
from announcer.core.text.letters import folded

TITLE = "Effect of salt reduction on the blood pressure of night nurses"


@pytest.mark.parametrize(
    "other",
    [
        "Effects of salt reduction on the blood pressure of night nurses",
        "The effect of salt reduction on blood pressure of night nurses",
        "The Effects of Salt Reduction on Blood Pressures in Night Nurses: A Trial",
    ],
)
def test_articles_plurals_and_little_words_leave_both_keys_of_a_title_as_they_are(other: str) -> None:
    mine, theirs = near_parts(folded(TITLE).split()), near_parts(folded(other).split())

    assert mine == theirs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Effect of salt on sleep among nurses", "Effect of sugar on dreaming among teachers"),
        ("Analysis of the virus in families", "Analyses of a viral family"),
    ],
)
def test_titles_of_other_words_have_no_key_in_common(one: str, other: str) -> None:
    assert not set(near_parts(folded(one).split())) & set(near_parts(folded(other).split()))


def test_a_title_of_little_words_alone_keeps_them() -> None:
    assert near_parts(["to", "the", "with"]) == ("tothewith", "the with")
