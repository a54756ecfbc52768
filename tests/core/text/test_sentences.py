import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.text.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "We found 4.2 mmHg. | The rest stayed.",
        "Cultures of E. coli and S. Typhimurium grew. | Others did not.",
        "It was done as in Smith et al. (2019) before. | Then it was repeated.",
        "As shown by Smith et al. | The dose was raised.",
        "Doses, e.g. 5 mg, i.e. low ones, vs. Placebo were given. | None failed.",
        "See Fig. 2 and No. 5 of approx. 40 patients. | All agreed.",
        "Dr. Rahimi and J. P. Hansen led it. | They agreed.",
        "Levels of vitamin D. | Vitamin C rose.",
        "Patients with hepatitis B. | Treatment began late.",
        "Fifty were in group A. | We followed them.",
        "Did it work? | Yes! | It did.",
        "It rose (p < 0.05). | “It fell later.” | Nobody knew.",
        "Expression rose. | mRNA fell. | p53 stayed. | α-tocopherol too.",
        "The rate was 12%. | 40 patients left.",
        "1. Introduction to it. | 2. Methods follow.",
        "In the U.S. | The rate fell. | In the U.S. Army it rose.",
        "It grew by spp. of Candida. | Others too.",
        "Genes of E. lacustris str. N7 help. | S. enterica subsp. enterica str. LT2 grew. | Others did not.",
        "It was Brassica rapa var. Chinensis, Malus cv. Gala and Pseudomonas syringae pv. Tomato. | They grew.",
        "Bacillus sp. Strain K1 and Vibrio spp. 3 and 4 grew. | Others did not.",
        "What remains... | Nobody knows.",
        "Was it seen?! | It was.",
        "It acts on MiHC and MHC. | Use of the drug may help.",
        "It was seen in AF. | Rather, the cause was ASH. | Instead, we treated it.",
        "It was measured by MRI. | Chloroquine and HLA-B. | Treatment was stopped.",
        "R. A. Fisher and J.-P. Hansen agreed. | Nobody else did.",
        "آیا مؤثر بود؟ | بله. | میانگین ۴٫۲ بود.",
        "این مطالعه در سال ۱۴۰۲ ه.ش انجام شد. | نتایج خوب بود.",
    ],
)
def test_sentences_are_split(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a range of cancers.MSCs exhibit it.", ["a range of cancers.", "MSCs exhibit it."]),
        ("It rose (p < 0.05).The rest fell.", ["It rose (p < 0.05).", "The rest fell."]),
        ("It was 0.05.We stopped.", ["It was 0.05.", "We stopped."]),
        ("روش خوب است.این کار شد.", ["روش خوب است.", "این کار شد."]),
        ("Published in Nat.Med last year.", ["Published in Nat.Med last year."]),
        ("See www.example.com or B.V. for it.", ["See www.example.com or B.V. for it."]),
        ("the CD4.2 clone and U.S.A. data", ["the CD4.2 clone and U.S.A. data"]),
    ],
)
def test_sentences_without_a_space_between_them_are_split_and_names_are_not(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n ") == []


@given(st.text(alphabet="aA. ?!)“1é؟\n", max_size=80))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
