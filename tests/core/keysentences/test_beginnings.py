from announcer.core.keysentences.beginnings import marks_of_beginnings

ABSTRACT = [
    "Nurses often make errors at night, and nobody knows whether naps help.",
    "We followed 120 nurses for a year.",
    "Errors fell from 12 to 8 a shift (p < 0.01).",
    "In conclusion, naps may reduce errors of nurses at night.",
    "Hospitals should allow them.",
]


def test_a_turn_from_figures_to_cautious_words_is_marked() -> None:
    marks = marks_of_beginnings(ABSTRACT)[3]

    assert {"concludes", "caution 1", "figures 0", "before statistics", "the last statistics before"} <= marks
    assert {"figures from here 0", "1 left", "somewhere after concludes"} & marks == {
        "figures from here 0",
        "1 left",
    }


def test_what_takes_up_the_question_is_told_from_what_does_not() -> None:
    marks = marks_of_beginnings(ABSTRACT)

    assert "words taken up 5" in marks[0]
    assert "words taken up 0" in marks[4]


def test_an_abstract_of_one_sentence_or_none_is_marked_too() -> None:
    assert marks_of_beginnings([]) == []
    assert "before nothing" in marks_of_beginnings(["Naps help."])[0]
