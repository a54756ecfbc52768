import pytest

from announcer.core.keysentences.openings import without_opening


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In conclusion, aspirin helps.", "Aspirin helps."),
        ("Taken together, our results show that aspirin helps.", "Aspirin helps."),
        ("CONCLUSION: aspirin helps.", "Aspirin helps."),
        ("Conclusions Aspirin helps.", "Aspirin helps."),
        ("We found that aspirin helps.", "Aspirin helps."),
        ("The results of this study showed that aspirin helps.", "Aspirin helps."),
        ("It was concluded that aspirin helps.", "Aspirin helps."),
        ("It was found that aspirin helps.", "Aspirin helps."),
        ("It has been shown that aspirin helps.", "Aspirin helps."),
        ("Results show that aspirin helps.", "Aspirin helps."),
        ("The research findings showed that aspirin helps.", "Aspirin helps."),
        ("As a result we concluded that aspirin helps.", "Aspirin helps."),
        ("Thus, this study reveals that aspirin helps.", "Aspirin helps."),
        ("Overall, there is evidence that aspirin helps.", "There is evidence that aspirin helps."),
        ("In summary, mRNA levels rose.", "mRNA levels rose."),
        ("We show that miR-21 rises.", "miR-21 rises."),
        ("In this study, we found that aspirin helps.", "Aspirin helps."),
        ("Based on our findings, aspirin helps.", "Aspirin helps."),
        ("Here, we show that aspirin helps.", "Aspirin helps."),
        ("در نتیجه، ورزش مفید است.", "ورزش مفید است."),
        ("با توجه به نتایج مطالعه حاضر، ورزش مفید است.", "ورزش مفید است."),
        ("بر اساس یافته‌های این پژوهش، ورزش مفید است.", "ورزش مفید است."),
        ("در این مطالعه، ورزش مفید بود.", "ورزش مفید بود."),
        ("یافته‌های این مطالعه نشان داد که ورزش مفید است.", "ورزش مفید است."),
    ],
)
def test_a_self_referring_opening_goes(sentence: str, expected: str) -> None:
    assert without_opening(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "These findings suggest that aspirin helps.",
        "Our results indicate that aspirin may help.",
        "No studies have shown that aspirin helps.",
        "We could not show that aspirin helps.",
        "We found no evidence that aspirin helps.",
        "This study failed to show that aspirin helps.",
        "It is not concluded that aspirin helps.",
        "Conclusions regarding aspirin are offered.",
        "Overall survival rose.",
        "We found that this is not so.",
        "Only we found that aspirin helps.",
        "The results confirm that aspirin helps, suggest that it is safe, and point to more.",
        "We found that aspirin helps and that it is safe.",
        "Our data show that aspirin helps, and support its use.",
        "We believe that aspirin helps.",
        "In this study of mice, aspirin helped.",
        "Here we show what aspirin does.",
        "We found that, but others did not.",
    ],
)
def test_what_is_cautious_denies_or_depends_on_its_opening_stays_as_it_is(sentence: str) -> None:
    assert without_opening(sentence) == sentence


def test_a_denial_inside_the_finding_stays() -> None:
    assert without_opening("We found that no patient improved.") == "No patient improved."


def test_openings_upon_openings_go_up_to_three() -> None:
    assert without_opening("In conclusion, overall, we found that aspirin helps.") == "Aspirin helps."
    assert without_opening("Thus, hence, finally, overall, aspirin helps.") == "Overall, aspirin helps."


def test_an_opening_with_nothing_after_it_stays() -> None:
    assert without_opening("In conclusion, ") == "In conclusion, "
