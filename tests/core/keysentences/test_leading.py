import pytest

from announcer.core.keysentences.leading import is_headline, promises_health, says_its_subject, states_finding


@pytest.mark.parametrize(
    "sentence",
    [
        "Smoke was associated with more visits to emergency departments.",
        "Deformation imaging seems at least equal, and perhaps superior, to the ejection fraction.",
        "About 33% of the variation in life satisfaction is explained by genes.",
        "Night work may raise blood pressure in nurses.",
        "There was no difference in survival between the two operations.",
        "The inventory has acceptable reliability in veterans.",
        "Fire history is a strong driver of the number of species.",
        "Naps reduce errors at night.",
        "Night shifts raise blood pressure in nurses.",
        "Nurses on night shifts had a blood pressure 4 mmHg higher.",
        "Pressure rose by 4.2 mmHg in night workers.",
        "A negative test does not increase the risk of bleeding.",
        "آموزش گروهی اضطراب بیماران را کاهش داد.",
    ],
)
def test_a_comparison_a_direction_a_cause_a_share_or_a_verdict_is_a_finding(sentence: str) -> None:
    assert states_finding(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Eight topics of content were defined for the return to sport.",
        "Diseases of the upper ranking were influenza and swine fever.",
        "The hospitals looked at labour, capacity and activity.",
        "Naps are liked by nurses in the north.",
        "Literature on naps is sparse, and more so than on coffee.",
    ],
)
def test_what_gives_no_direction_is_no_plain_finding(sentence: str) -> None:
    assert not states_finding(sentence)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Smoke of wildfires was associated with higher mortality.", "Mortality risk due to smoke of wildfires"),
        ("Simvastatin improves survival in coronary disease.", "Trial of simvastatin in coronary heart disease"),
        ("Children who read slept longer in Norway.", "Reading and sleep of children in Norway"),
        (
            "Urine sodium after furosemide shows who responds to diuretics less well.",
            "The significance of urine sodium after furosemide in diuretics-unresponsive ascites",
        ),
        ("زنجبیل تهوع ناشی از شیمی‌درمانی را کم کرد.", "اثر زنجبیل در کنترل تهوع ناشی از شیمی‌درمانی"),
    ],
)
def test_a_sentence_with_the_titles_telling_words_says_its_subject(sentence: str, title: str) -> None:
    assert says_its_subject(sentence, title)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("In all 11 patients (100%), suppression was achieved.", "Raltegravir and abacavir in patients with HIV"),
        ("Bone formed again in 100% after jaw surgery.", "Jaw surgery in fibrodysplasia ossificans progressiva"),
        ("Visits for eczema rose with smoke.", "Smoke and hospital visits for eczema by children"),  # whose visits?
        ("Smoke raised visits for asthma.", "Smoke and visits for asthma in Thailand"),  # where?
        ("Both kinds grew more in warm water.", "Growth in warm water of a clonal fish"),  # what?
        ("Vesicles form where lipids gather in the membrane.", "Membrane lipids and vesicles in bacteria"),
        ("The smoke led to 2,403 visits.", "A national assessment of asthma attributed to elevated ozone"),
    ],
)
def test_a_sentence_without_its_disease_people_place_or_species_needs_the_title(sentence: str, title: str) -> None:
    assert not says_its_subject(sentence, title)


@pytest.mark.parametrize(
    "title",
    [
        "Publication bias in reports of animal studies leads to major overstatement of efficacy",
        "Transporter AbcA secretes toxins of Staphylococcus",
        "Antibiotic might stem injury from heart attack",
        "Screen time is associated with shorter sleep in toddlers",
        "Iron does not prevent anaemia in well-fed girls",
        "Increasing latitude is linked to more growth: a review",
    ],
)
def test_a_title_that_says_what_was_found_is_a_headline(title: str) -> None:
    assert is_headline(title)


@pytest.mark.parametrize(
    "title",
    [
        "Effects of naps on errors of nurses",
        "Do naps reduce errors of nurses?",
        "How sleep affects memory",
        "Increases of temperature and decreases of rain in Iran",
        "Genes, Economics, and Happiness",
        "The role of naps in recovery: a review that explains what helps",
    ],
)
def test_a_title_that_only_names_its_topic_is_none(title: str) -> None:
    assert not is_headline(title)


def test_a_headline_on_disease_is_one_that_people_may_take_for_theirs() -> None:
    assert promises_health("Antibiotic might stem injury from heart attack")
    assert promises_health("Metformin reduces tumour growth")
    assert not promises_health("Transporter AbcA secretes toxins of Staphylococcus")
    assert not promises_health("Antibiotics and heart attacks")
