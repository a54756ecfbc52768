from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from announcer.core.keysentences.role_model import SIZE, features, roles_of
from announcer.core.keysentences.roles import Role

STORY = {
    "Sleep problems are common in shift workers, but little is known about naps.": Role.BACKGROUND,
    "The aim of this study was to assess whether short naps reduce errors at night.": Role.AIM,
    "We randomly assigned 120 nurses to a nap of 30 minutes or to no nap.": Role.METHOD,
    "Two observers who did not know the group were used to count errors with a checklist.": Role.METHOD,
    "Errors fell from 12.1 to 8.4 per shift in the nap group (p < 0.001).": Role.RESULT,
    "There was no significant difference in sleepiness (OR 1.1, 95% CI 0.8-1.4).": Role.RESULT,
    "In conclusion, short naps may reduce errors in nurses who work at night.": Role.CONCLUSION,
}


def test_the_parts_of_a_plain_abstract_are_told_by_its_words() -> None:
    assert roles_of(list(STORY)) == list(STORY.values())


def test_the_model_is_small_and_its_licence_stands_beside_it() -> None:
    folder = resources.files("announcer.core.keysentences")

    assert len((folder / "role_model.bin").read_bytes()) < 200_000
    assert "MIT License" in (folder / "role_model.LICENCE.txt").read_text("utf-8")


def test_no_sentences_have_no_roles() -> None:
    assert roles_of([]) == []


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_any_text_is_told_in_order_and_ends_in_the_conclusion(texts: list[str]) -> None:
    told = roles_of(texts)
    first = told.index(Role.CONCLUSION)

    assert len(told) == len(texts)
    assert set(told[first:]) == {Role.CONCLUSION}
    assert all(0 <= place < SIZE for row in features(texts) for place in row.own | row.beginning)
