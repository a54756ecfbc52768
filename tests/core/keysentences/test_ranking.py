import pytest

from announcer.core.keysentences.ranking import finding_of, ranked


@pytest.mark.parametrize(
    "sentence",
    [
        "We analysed data from 45 patients with fever.",
        "A total of 45 patients were randomly assigned to two groups.",
        "The aim of this study was to compare two drugs.",
        "To assess whether iron helps girls at school.",
        "The target audience includes nurses, doctors and policymakers.",
        "Finally, this review will highlight what is new.",
        "Here, we provide an overview of the field.",
        "In this report, we summarise what is known of naps.",
        "Lastly, we provide advice for the practice of nurses.",
        "A numerical example is exploited to demonstrate the method.",
        "An example from practice is provided to guide readers.",
        "Implications for practice are discussed.",
        "Nurses should rest for an hour in each night.",
        "Further studies are needed in other countries.",
        "More research into naps is warranted.",
        "There is a clear need for action, and it is necessary to act.",
        "We recommend that nurses rest in each night.",
        "These cells are found in the gut of many people.",
        "This was true in all of the wards.",
        "If this finding is confirmed, naps could replace pills.",
        "They were happy with the new rota in general.",
        "Our residents performed the operation safely in most cases.",
        "The operation was safe in our institution over ten years.",
        "The main limitation of the study is its size.",
        "Our findings are limited by the small sample.",
        "Does a nap at night help nurses?",
        "Naps are used to reduce errors of nurses.",
        "Extensive tests are conducted to show the worth of naps.",
        "Effects of naps on nurses will be discussed.",
        "Errors of nurses at night will be assessed.",
        "We make recommendations for naps of nurses.",
        "We highlight some of the open questions about naps.",
        "Subsequently, in a test of naps, we examined 12 nurses.",
        "The main methods used are surveys and tests of naps.",
        "Most studies were located in the United States.",
        "This study seeks to show how naps help nurses.",
        "The study recommends that nurses take naps.",
        "Nurses are encouraged to take naps at night.",
        "Managers may wish to allow naps at night.",
        "Naps of nurses remain a challenge for hospitals.",
        "There is a lack of research on naps of nurses.",
        "Third, naps of nurses were shorter in winter.",
        "As a result of errors, they often rest at night.",
        "The treatment did increase the rate of falls.",
        "Our method is better than all the others.",
        "To reach these goals, nurses rest at night.",
        "Exposure to, on all days, was tied to errors.",
        "Dr. Hansen has won the prize for her work on naps.",
        "Our staff will help you within three working days.",
        "Background Errors are common among nurses at night.",
        "So let’s explore what naps can do for nurses.",
        "And increasingly, naps reduce errors of nurses.",
        "Let us see how naps reduce errors of nurses.",
        "We intend to guide nurses who take more naps.",
        "So, naps of nurses reduce errors at night.",
        "This systematic review was not registered.",
        "The protocol of this review of naps has been registered.",
        "The review protocol can be found in the supplement.",
        "Pressure rose in all of the night workers and…",
        "Too short.",
        "I describe how naps reduced errors of nurses.",
        "Here, I argue that naps reduce errors of nurses.",
        "I began with naps, which reduced errors of nurses.",
        "Errors of nurses fell, as I have since shown in others.",
        "My results show that naps reduce errors of nurses.",
        "We include 45 nurses with fewer errors in two groups.",
        "We then describe naps that reduce errors of nurses.",
        "The authors describe naps that reduce errors of nurses.",
        "We show how naps reduce errors of nurses at night.",
        "نگرانی ما این است که خواب پرستاران کم شود.",
        "لازم است پرستاران به این عوامل توجه کنند.",
        "این مطالعه به روش مقطعی بر روی ۱۲۰ بیمار انجام شد.",
    ],
)
def test_a_sentence_that_states_no_finding_or_leans_on_others_is_none(sentence: str) -> None:
    assert finding_of(sentence, "fa" if sentence[-2] > "\u0600" else "en") == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("However, naps reduced errors at night.", "Naps reduced errors at night."),
        ("Moreover, we found that naps reduced errors at night.", "Naps reduced errors at night."),
        ("Our results also suggest that naps help nurses.", "The results suggest that naps help nurses."),
        (
            "Naps are cheap and safe for night nurses, and should be allowed.",
            "Naps are cheap and safe for night nurses.",
        ),
        ("Naps reduced errors at night (p = 0.01).", "Naps reduced errors at night."),
        ("Concluding, naps reduced errors at night.", "Naps reduced errors at night."),
        ("So-called naps reduced errors at night.", "So-called naps reduced errors at night."),
        ("Indeed, naps of registered nurses cut errors.", "Naps of registered nurses cut errors."),
        ("• Naps reduced errors at night.", "Naps reduced errors at night."),
        (
            "This large multicentre trial shows that naps help.",
            "This large multicentre trial shows that naps help.",
        ),
        ("Our new data show a lower risk for nurses.", "The data show a lower risk for nurses."),
        ("These findings suggest that naps help.", "The findings suggest that naps help."),
        ("Our result holds for all the nurses.", "The result holds for all the nurses."),
        ("We show a strong effect of naps on errors.", "The study showed a strong effect of naps on errors."),
        (
            "Using mice, we show that naps reduce errors.",
            "Using mice, the study showed that naps reduce errors.",
        ),
        ("Errors of phase I were fewer after naps.", "Errors of phase I were fewer after naps."),
        ("Type I diabetes was rarer after long naps.", "Type I diabetes was rarer after long naps."),
        ("Although naps are short, they reduce errors.", "Although naps are short, they reduce errors."),
        ("The method of short naps reduces errors.", "The method of short naps reduces errors."),
        ("It is likely that naps reduce errors.", "It is likely that naps reduce errors."),
        (
            "Deaths were fewer in patients who were randomised to naps.",
            "Deaths were fewer in patients who were randomised to naps.",
        ),
    ],
)
def test_a_finding_is_taken_without_what_ties_it_to_others(sentence: str, expected: str) -> None:
    assert finding_of(sentence, "en") == expected


def texts(*sections: tuple[str, str], title: str = "") -> list[str]:
    return [found.text for found in ranked(sections, "en", title=title)]


def test_conclusions_come_in_their_order_before_results_and_praise_of_the_work_is_none() -> None:
    found = texts(
        ("Results", "Errors fell from 12 to 8 a shift."),
        (
            "Conclusions",
            "Our study highlights the worth of rest. Naps reduce errors at night. Naps improve the mood of nurses.",
        ),
    )

    assert found == [
        "Naps reduce errors at night.",
        "Naps improve the mood of nurses.",
        "Errors fell from 12 to 8 a shift.",
    ]


def test_of_the_results_the_one_that_speaks_of_the_title_goes_first() -> None:
    results = "The nurses were 41 years old on average. Errors at night fell by a third after naps."

    assert texts(("Results", results), title="Naps and errors of nurses at night")[0].startswith("Errors at night")


def test_a_lone_label_in_the_text_does_not_rule_the_whole_abstract() -> None:
    told = texts(
        ("", "Naps are common."),
        (
            "Aim",
            (
                "We asked whether naps help. We followed 120 nurses. Errors fell from 12 to 8 (p < 0.01). In"
                " conclusion, naps reduce errors at night."
            ),
        ),
    )

    assert told[0] == "Naps reduce errors at night."


def test_a_conclusion_that_lost_its_last_stop_is_still_one() -> None:
    assert texts(("Conclusions", "Naps reduce the errors of nurses")) == ["Naps reduce the errors of nurses."]
    assert texts(("Conclusions", "Naps reduce the errors of nurses and the")) == []
