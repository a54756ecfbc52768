import pytest

from announcer.core.keysentences.weaknesses import (
    POOR_CONCLUSION,
    POOR_RESULT,
    content_words,
    names_subject,
    points_elsewhere,
    weakness,
)

TITLE = "Short naps and errors of nurses at night"


def weight(text: str, *, original: str = "", is_told: bool = False) -> int:
    return weakness(text, original or text, content_words(TITLE), is_told=is_told)


@pytest.mark.parametrize(
    "sentence",
    [
        "Short naps reduced errors of nurses at night by a third.",
        "Naps reduce errors, and this effect is larger in older nurses.",
        "This trial shows that naps reduce errors of nurses.",
        "The method of short naps reduces errors of nurses.",
        "Nurses with HIV who nap make fewer errors.",
        "Errors of nurses fell after naps, and these errors of nurses stayed rare.",
    ],
)
def test_a_sentence_that_says_much_by_itself_weighs_nothing(sentence: str) -> None:
    assert weight(sentence, is_told=True) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "The study highlights errors of nurses at night.",
        "These results are the first report on naps of nurses.",
        "The review provides new insights into naps of nurses.",
        "Naps of nurses have implications for policy.",
        "This work sets the stage for naps of nurses.",
    ],
)
def test_praise_of_the_work_is_never_worth_carrying(sentence: str) -> None:
    assert weight(sentence) >= POOR_CONCLUSION


@pytest.mark.parametrize(
    "sentence",
    [
        "The proposed naps reduced errors of nurses.",
        "Errors of nurses fell in both groups.",
        "Naps of nurses were shorter in the AC group.",
        "Eight studies found fewer errors of nurses after naps.",
        "The remaining nurses made more errors at night.",
        "The results are in line with those on naps of nurses.",
        "However, naps of nurses reduce errors.",
        "Blood pressure rose by a third in all workers.",
    ],
)
def test_a_sentence_that_leans_on_the_abstract_is_no_result_to_carry(sentence: str) -> None:
    assert weight(sentence, is_told=True) >= POOR_RESULT


def test_less_is_asked_under_a_label_than_where_words_alone_tell_the_role() -> None:
    sentence = "Errors of nurses were 0.017, 0.026 and 0.020 a night."

    assert weight(sentence) < weight(sentence, is_told=True)
    assert weight(sentence) < POOR_CONCLUSION <= weight(sentence, is_told=True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Night work raised the pressure of hospital nurses.", True),
        ("Blood pressure of nurses rose.", True),
        ("Pressure rose.", False),
        ("The naps helped everybody a lot.", False),
    ],
)
def test_a_sentence_names_its_subject_by_three_words_of_the_title(sentence: str, *, expected: bool) -> None:
    assert (
        names_subject(sentence, "Night work and blood pressure in the nurses of a hospital: a cohort study")
        is expected
    )


def test_half_of_a_short_title_is_enough_and_a_title_without_words_asks_for_nothing() -> None:
    assert names_subject("Sleep helps.", "Sleep and memory")
    assert names_subject("Sleep helps.", "On it")


@pytest.mark.parametrize(
    "sentence",
    [
        "The new specimen includes a skull.",
        "The process exhibits a steady tone.",
        "The unit was closed in the end.",
        "The whole tier is reached later.",
        "It is more reasonable to infer that these fossils reflect a change of the diet of nurses.",
        "The results suggest that this method finds errors of nurses.",
        "The data obtained suggest that the findings were due to the errors of nurses.",
        "Provided these preliminary data are confirmed, nurses make fewer errors.",
        "Nurses of the older cohort made fewer errors.",
        "Errors of nurses were lower in all of our models.",
        "We now strive to lower the errors of nurses.",
    ],
)
def test_a_sentence_about_a_thing_taken_for_known_is_poor(sentence: str) -> None:
    assert weight(sentence) >= POOR_CONCLUSION


@pytest.mark.parametrize(
    "sentence",
    [
        "The errors of nurses fell by a third.",
        "The nurses were more tired after nights.",
        "The results suggest that errors of nurses fall, and this fall lasts.",
    ],
)
def test_a_sentence_about_what_the_title_names_is_not(sentence: str) -> None:
    assert weight(sentence) < POOR_CONCLUSION


@pytest.mark.parametrize(
    "sentence",
    [
        "Errors of nurses fell with MSC therapy.",
        "Errors of nurses fell with RVF-2 and TNK.",
        "Errors of nurses rose with cCMV.",
        "Errors of nurses fell with compound E161111.",
        "Errors of nurses fell with (MSC) and TNK.",
    ],
)
def test_an_abbreviation_that_neither_title_nor_abstract_explains_makes_a_sentence_poor(sentence: str) -> None:
    assert weight(sentence) >= POOR_CONCLUSION


@pytest.mark.parametrize(
    "sentence",
    [
        "Errors of nurses fell with DNA, RNA and MRI.",
        "Errors of nurses fell with CO₂ and HbA1c.",
        "Errors of nurses fell with stem cells (MSC).",
        "Errors of nurses fell in 2024 and by 1200 in all.",
        "Errors of nurses fell in type II shifts.",
    ],
)
def test_what_most_know_or_the_sentence_explains_is_no_abbreviation(sentence: str) -> None:
    assert weight(sentence) == 0


def test_a_sentence_that_leaves_no_room_for_the_journal_weighs_more() -> None:
    assert weight("Naps help nurses.", original="Naps help nurses" + " at night" * 30 + ".") == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("To reach these goals, nurses rest.", True),
        ("Remote tools enable these uses at night.", True),
        ("With such care, errors fell.", True),
        ("Naps, such as these naps, help nurses.", False),
        ("In this nationally representative survey, naps helped nurses.", False),
        ("Naps help nurses in many wards of many towns of these countries.", False),
    ],
)
def test_a_start_that_points_to_what_it_does_not_name_is_seen(sentence: str, expected: bool) -> None:  # noqa: FBT001
    assert points_elsewhere(sentence) is expected
