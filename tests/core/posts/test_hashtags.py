import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.posts.counting import hashtags
from announcer.core.posts.hashtags import LONGEST, hashtag, hashtags_of


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("blood pressure", "#BloodPressure"),
        ("COVID-19", "#COVID19"),
        ("DENTISTS", "#Dentists"),
        ("FRACTURE FIXATION", "#FractureFixation"),
        ("HIV", "#HIV"),
        ("Diabetes Mellitus, Type 2", "#Type2DiabetesMellitus"),
        ("Heart Failure/drug therapy*", "#HeartFailure"),
        ("Antibiotic", "#Antibiotic"),
        ("mRNA vaccines", "#mRNAVaccines"),
        ("p53", "#p53"),
        ("Alzheimer's disease", "#AlzheimersDisease"),
        ("Anxiety (psychology)", "#Anxiety"),
        ("Neoplasms/therapy", "#Neoplasms"),
        ("#OpenScience", "#OpenScience"),
        ("TNF-α", "#TNFα"),
        ("فشار خون", "#فشار_خون"),
        ("پرستاران شب‌کار", "#پرستاران_شب_کار"),
        ("دیابت نوع 2", "#دیابت_نوع_۲"),
        ("کووید-19", "#کووید_۱۹"),
        ("آزمون HbA1c", "#آزمون_HbA1c"),
        ("2型糖尿病", "#2型糖尿病"),
    ],
)
def test_a_keyword_becomes_a_readable_hashtag(keyword: str, expected: str) -> None:
    assert hashtag(keyword) == expected
    assert [tag.text for tag in hashtags(expected)] == [expected]


@pytest.mark.parametrize(
    "keyword",
    [
        *("", "  ", "2019", "CD8+ T cells", "Human", "Blood Pressure, Systolic", "C", "۱۴۰۲", "x" * 40),
        *(
            "S. hispanica",
            "knowledge",
            "Anaerobic",
            "Infectious",
            "Africa",
            "Jordan",
            "Young Adult",
            "Retrospective Studies",
        ),
        *("Surveys and Questionnaires", "Aged, 80 and over", "how we came to do it", "مطالعه", "عوامل خطر"),
        *(
            "Adoption",
            "dashboards",
            "Baseline Severity",
            "Decision making",
            "consensus",
            "Research Design",
            "weights",
        ),
        *("چالش‌ها", "چالش ها", "راهکارها", "موانع"),
    ],
)
def test_a_keyword_that_makes_a_poor_tag_is_left_out(keyword: str) -> None:
    assert hashtag(keyword) == ""


def test_keywords_that_are_all_in_capitals_are_calmed_but_for_abbreviations() -> None:
    assert hashtags_of(["DENTISTS", "HIV", "IRON DEFICIENCY", "CKD", "dentists"]) == (
        *("#Dentists", "#HIV", "#IronDeficiency"),
    )
    assert hashtags_of(["SLEEP", "IRON", "CKD"]) == ("#Sleep", "#Iron")


@pytest.mark.parametrize("keyword", ["ACSL", "ABC", "IL8", "DMFT", "MCDA", "CKD", "UPMC"])
def test_an_abbreviation_that_few_know_gives_no_tag(keyword: str) -> None:
    assert hashtag(keyword) == ""


def test_index_terms_that_the_paper_does_not_use_give_no_tag() -> None:
    text = "Interferon in aloe leaves. The Aloe vera plant made a human protein, cost and benefit apart."
    terms = [
        "Base Sequence",
        "Aloe",
        "Cost-Benefit Analysis",
        "Plant Leaves",
        "Interferons",
        "Molecular Sequence Data",
    ]

    assert hashtags_of(terms, text) == ("#Aloe", "#PlantLeaves", "#Interferons")
    assert hashtags_of(["مرور نظام‌مند", "متاآنالیز", "روان‌سنجی", "روایی", "تحلیل محتوا", "خواب"]) == ("#خواب",)
    assert hashtags_of(["فشار خون", "سکته مغزی"], "کاهش فشار خون با پیاده‌روی") == ("#فشار_خون",)


def test_a_site_says_itself_what_its_tags_are_worth() -> None:
    assert hashtag("Health", of_site=True) == "#Health"
    assert hashtag("IUMS", of_site=True) == "#IUMS"
    assert hashtag("RESEARCH", of_site=True) == "#RESEARCH"


@given(st.text(max_size=60))
def test_x_takes_all_of_any_tag(keyword: str) -> None:
    tag = hashtag(keyword)

    assert len(tag) <= LONGEST + 1
    assert [found.text for found in hashtags(f"words {tag}")] == ([tag] if tag else [])
