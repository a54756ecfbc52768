import pytest

from announcer.core.keysentences.trifles import (
    NAMES_UNNAMED,
    SAYS_LITTLE,
    is_of_figures,
    is_strong_result,
    speaks_as_authors,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The results assist decision makers to choose a ward.",
        "The new method may be useful in the planning of shifts.",
        "Naps are applicable to any other hospital with night shifts.",
        "The ranking served as a flexible tool for wards.",
        "It is possible to select a shift by its length.",
        "Conclusions are drawn on naps and nurses.",
        "An attempt to pool the trials of naps failed.",
        "The errors of nurses were also examined.",
        "Ideas for shorter shifts are described in this paper as well.",
        "The study will propose a rule for shifts.",
        "The findings paint a picture of how shifts began.",
        "Research on shifts is at its infancy.",
        "Little is known about naps in the night.",
        "The best length depends on the local context.",
        "The hospital is looking for ways to cut errors.",
        "Rest is critical for achieving safe shifts.",
        "This article deals mainly with shifts.",
        "The rankings were compared with those of nurses.",
        "The wards have unmet needs.",
        "Naps have to be considered in every ward.",
        "In the future, naps could have more influence on shifts.",
        "Recent evidence suggests that naps of nurses cut errors.",
        "The conclusions on naps have realistic guiding significance.",
        "The findings help better understand how naps work.",
        "The findings partially support a theory of naps.",
        "The study demonstrates a critical mechanism underlying naps.",
        "The stability of the results was verified with nurses.",
        "The tree was adapted with nurses.",
        "The paper makes a comparative analysis of naps.",
        "Although errors were fewer with naps, the differences were not significant.",
        "The FEV(1) of nurses rose with naps.",
        "Results and remarks on naps are shown.",
        "Experts acknowledged that naps matter.",
        "2) The effect of naps was small.",
        "Principal results were: 1) Naps cut errors.",
        "Presents test results which verify that naps help.",
        "Naps provide a systematic approach to rest.",
        "Various novel aspects of naps at night were identified.",
        "Errors of nurses required continuous monitoring.",
    ],
)
def test_a_sentence_about_the_paper_its_use_or_the_field_says_little(sentence: str) -> None:
    assert SAYS_LITTLE.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Short naps reduced errors of nurses by a third.",
        "Early naps reduce the need for a second doctor.",
        "A short nap is an accurate and useful diagnostic tool for fatigue.",
        "A two-person technique can be safely used in tired nurses.",
        "Evidence on naps of nurses is scarce.",
        "Errors have been described in nurses who never nap.",
        "Naps have great potential in hospitals.",
        "The study demonstrates a new mechanism by which naps protect nurses.",
        "Naps were not significantly linked with errors of nurses.",
        "Naps are shown to cut errors.",
    ],
)
def test_a_finding_does_not(sentence: str) -> None:
    assert not SAYS_LITTLE.search(sentence)
    assert not NAMES_UNNAMED.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nurses who work at the two locations make fewer errors.",
        "When nurses choose, mode C is best for them.",
        "Models show that 7d binds most strongly.",
        "Five domains had low scores in nurses.",
        "Eighteen sites had recovered after a year.",
        "Among the different strategies, naps are the most used.",
        "More important is the use of control variables.",
        "Long naps do not seem to be as promising to cut errors.",
        "The results show that the field has grown up.",
        "Errors fell, and the patient was relieved for good.",
        "The first is related to errors and the second to sleep.",
        "The first tier is best for tired nurses.",
        "In that article, half of the nurses napped.",
        "This case was an extremely rare one of a nurse.",
        "For most subgroups, errors were alike.",
        "After a nap, the patient experienced relief.",
        "Errors fell in the intervention group.",
        "For 7 species, naps changed the effect of warmth.",
        "Whether with naps or without, there was no difference.",
        "Errors were shared across all hazards.",
        "چرت کوتاه در این بیمار به بهبود خواب انجامید.",
        "خطای پرستاران در این مناطق بسیار زیاد است.",
        "Naps help and these data are of use to wards.",
    ],
)
def test_words_that_only_the_abstract_explains_are_seen(sentence: str) -> None:
    assert NAMES_UNNAMED.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Errors fell in the first two weeks of the trial.",
        "Line scans found more errors than the others.",
        "Naps were as good as coffee in the two groups of nurses that slept.",
        "People with type 2 diabetes nap more often.",
        "Nurses reported the disease of the heart more often.",
        "Errors fell in the control group of nurses that slept.",
        "These findings show that naps help.",
        "چرت کوتاه در این مطالعه خطا را کم کرد.",
        "چرت کوتاه خطا را کم کرد و خواب را بهتر کرد و در این اثر سن پرستاران نقشی نداشت.",
    ],
)
def test_words_that_explain_themselves_are_not(sentence: str) -> None:
    assert not NAMES_UNNAMED.search(sentence)


def test_a_result_says_a_direction_an_amount_or_an_association() -> None:
    assert is_strong_result("Pressure fell by 4 mmHg in those who walked.")
    assert is_strong_result("Naps were associated with rest.")
    assert is_strong_result("چرت کوتاه خطا را کم کرد.")
    assert not is_strong_result("Nurses were asked about naps in the ward.")
    assert not is_strong_result("Most naps were rated by their length.")


def test_we_is_the_institution_and_us_a_country() -> None:
    assert speaks_as_authors("In the wards we see fewer errors.")
    assert not speaks_as_authors("Errors fell in US hospitals.")


def test_a_sentence_of_three_measurements_is_of_figures() -> None:
    assert is_of_figures("Errors were 0.017, 0.026 and 0.020 a night.")
    assert not is_of_figures("Errors fell from 2.5 to 1.2 a night.")
