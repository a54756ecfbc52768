import pytest

from announcer.core.keysentences.abbreviations import definitions, spelt_out_in, written_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We studied mesenchymal stem cells (MSCs) in mice.", {"MSCs": "mesenchymal stem cells"}),
        ("They had type 2 diabetes mellitus (T2DM).", {"T2DM": "type 2 diabetes mellitus"}),
        ("Chronic kidney disease (CKD) is common, and chronic pain too.", {"CKD": "chronic kidney disease"}),
        ("Parkinson disease (PD) is common.", {"PD": "Parkinson disease"}),
        ("It is caused by human papillomavirus (HPV; type 16).", {"HPV": "human papillomavirus"}),
        ("We used magnetic resonance imaging (MRI).", {}),
        ("The rate (CKD) was high.", {}),
        ("A body mass index (BMI) and a bone marrow infiltrate (BMI) were seen.", {}),
        ("The cells (n = 12) and the rest (see below) were kept.", {}),
    ],
)
def test_an_abbreviation_stands_for_the_words_before_it(text: str, expected: dict[str, str]) -> None:
    assert definitions(text) == expected


MEANINGS = {
    "MSC": "mesenchymal stem cell",
    "UTI": "urinary tract infection",
    "BMI": "body mass index",
    "AKI": "acute kidney injury",
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("MSCs helped.", "Mesenchymal stem cells helped."),
        ("An MSC helped.", "A mesenchymal stem cell helped."),
        ("It caused a UTI.", "It caused a urinary tract infection."),
        ("It led to an AKI in some.", "It led to an acute kidney injury in some."),
        ("BMI rose where BMI was low.", "Body mass index (BMI) rose where BMI was low."),
        ("BMIs rose.", "BMIs rose."),
        ("Mesenchymal stem cell (MSC) therapy helped.", "Mesenchymal stem cell (MSC) therapy helped."),
        ("The MSC-derived gel and preMSC helped.", "The MSC-derived gel and preMSC helped."),
    ],
)
def test_a_sentence_gets_the_words_for_its_abbreviations(sentence: str, expected: str) -> None:
    assert written_out(sentence, MEANINGS, 220) == expected


def test_words_that_began_a_sentence_and_may_be_a_name_are_written_only_at_a_start() -> None:
    meanings = {"LDD": "Legg disc disease"}

    assert written_out("LDD is common.", meanings, 220) == "Legg disc disease is common."
    assert written_out("Here LDD is common.", meanings, 220) == "Here LDD is common."


def test_an_abbreviation_stays_where_the_words_do_not_fit() -> None:
    assert written_out("MSCs helped.", MEANINGS, 20) == "MSCs helped."


def test_half_a_name_is_no_meaning() -> None:
    text = "The failure to recover from proactive semantic interference (frPSI) was measured."

    assert definitions(text) == {}


def test_a_long_form_with_a_comma_is_no_meaning() -> None:
    assert definitions("We treated selected patients, subcutaneously (SPS), in spring.") == {}


def test_words_of_the_title_spell_out_an_abbreviation_of_the_abstract() -> None:
    title = "Interim scans in diffuse large B-cell lymphoma: a review"

    assert spelt_out_in(title, "Scans predict relapse in DLBCL.") == {"DLBCL": "diffuse large B-cell lymphoma"}
    assert spelt_out_in(title, "Scans predict relapse in ABCL and ILC.") == {}


def test_the_title_shows_that_words_at_the_start_of_the_abstract_are_no_name() -> None:
    text = "Maleficent oedema (MOE) is rare. In MOE, scans help."

    assert definitions(text) == {"MOE": "Maleficent oedema"}
    assert definitions(text, "Scans in maleficent oedema") == {"MOE": "maleficent oedema"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("One RM helped.", "One receptor modulator helped."),
        ("Another new RM helped.", "Another new receptor modulator helped."),
        ("Each RM helped.", "Each receptor modulator helped."),
        ("The RM biogenesis slowed.", "The receptor modulator biogenesis slowed."),
        ("The RM levels rose.", "The receptor modulator levels rose."),
        ("Several RM helped.", "Several receptor modulators helped."),
        ("CHF patients had pain.", "CHF patients had pain."),
        ("CHF was common.", "Cold hands and feet of nurses was common."),
    ],
)
def test_a_long_form_has_the_number_that_its_place_asks_for(sentence: str, expected: str) -> None:
    meanings = {"RM": "receptor modulators", "CHF": "cold hands and feet of nurses"}

    assert written_out(sentence, meanings, 220) == expected
