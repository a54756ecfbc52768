import pytest

from announcer.core.keysentences.shortening import shortened, without_request, without_statistics


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "Bone density rose in the treated vertebrae of most patients, which suggests that waiting is often"
                " safe."
            ),
            ["Bone density rose in the treated vertebrae of most patients."],
        ),
        (
            "Night work raises blood pressure in nurses, suggesting that rosters matter for health.",
            ["Night work raises blood pressure in nurses."],
        ),
        (
            "The index is justified for groups of patients, and it may be a proxy for several measures.",
            ["The index is justified for groups of patients."],
        ),
        (
            "The test was positive in nine of ten cases; it took two minutes to do.",
            ["The test was positive in nine of ten cases."],
        ),
        (
            "Night work raised the pressure of nurses (95% CI 1.2 to 3.4; p = 0.03), indicating a need for rest.",
            [
                "Night work raised the pressure of nurses, indicating a need for rest.",
                "Night work raised the pressure of nurses.",
            ],
        ),
    ],
)
def test_a_sentence_ends_at_a_clause_that_takes_nothing_back(sentence: str, expected: list[str]) -> None:
    assert list(shortened(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Pressure rose in nurses.",
        "Fever, pain, and the rash were common in the treated children of the region.",
        "The drug reduced fever, pain, and the rash was gone within a week.",
        "Both the drug, and the diet that was given with it, lowered the weight.",
        "Blood pressure rose (as it did in the trial; see there) in nurses of the hospital.",
        "Children who were ill, suggesting a need for care, were sent home by the nurse.",
    ],
)
def test_a_sentence_that_would_break_has_no_shorter_form(sentence: str) -> None:
    assert shortened(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Iron tablets are safe and cheap in girls and should be offered.",
            "Iron tablets are safe and cheap in girls.",
        ),
        ("Nurses of all wards can and should rest.", "Nurses of all wards can and should rest."),
        ("Iron tablets should be offered.", "Iron tablets should be offered."),
    ],
)
def test_a_request_goes_where_a_finding_stands_before_it(sentence: str, expected: str) -> None:
    assert without_request(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It rose (p < 0.05).", "It rose."),
        ("It rose by a third (OR 1.4, 95% CI 1.2–1.7) in men.", "It rose by a third in men."),
        ("It rose (ClinicalTrials.gov number, NCT00000000).", "It rose."),
        ("It rose, as was known (Rahimi et al., 2019).", "It rose, as was known."),
        ("It rose (F = 21.3, p < 0.001, η2 = 0.36).", "It rose."),
        ("اضطراب (F=21/36، P<0/001، η2=0/36) و درد (P<۰٫۰۵) کم شد.", "اضطراب و درد کم شد."),
        ("خطر بیشتر بود (نسبت شانس ۲٫۳، فاصله اطمینان ۹۵٪: ۱٫۲ تا ۳٫۴).", "خطر بیشتر بود."),
        ("سن (بیش از ۶۰ سال) اثر داشت.", "سن (بیش از ۶۰ سال) اثر داشت."),
        ("It rose (by 4.2 mmHg).", "It rose (by 4.2 mmHg)."),
        ("It rose (in men only; p < 0.05).", "It rose (in men only; p < 0.05)."),
        ("It rose (71% vs 61%).", "It rose (71% vs 61%)."),
    ],
)
def test_brackets_that_hold_statistics_alone_go(sentence: str, expected: str) -> None:
    assert without_statistics(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Policies must know what men and women have in common; the diversity within each gender; and the"
            " roles of"
            " poverty."
        ),
        "The drug lowered pain in the treated women; fever in the children; and swelling in the men.",
        "Naps were most common in three large wards; the emergency room, the nursery and the kitchen.",
        "Nurses named four reasons for their long naps; noise, light, heat and a lack of time.",
        "Naps reduced errors of nurses in the ward; and in the kitchen.",
    ],
)
def test_a_list_is_never_cut_at_a_semicolon(sentence: str) -> None:
    assert shortened(sentence) == ()
