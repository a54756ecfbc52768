import pytest

from announcer.core.keysentences.weaknesses import (
    POOR_CONCLUSION,
    POOR_RESULT,
    content_words,
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
    sentence = "Errors were fewer in this family of night nurses."

    assert weight(sentence) < weight(sentence, is_told=True)
    assert weight(sentence) < POOR_CONCLUSION <= weight(sentence, is_told=True)


def test_abbreviations_weigh_where_there_are_several_that_nobody_explains() -> None:
    assert weight("Errors of nurses fell with MSC therapy.") == 0
    assert weight("Errors of nurses with MSC and RVF fell.") == 1
    assert weight("The MSC, RVF and TNK groups differ.") == POOR_CONCLUSION
    assert weight("Errors of nurses fell with DNA, RNA and MRI.") == 0


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
