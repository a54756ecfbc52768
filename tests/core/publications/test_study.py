"""Study marks: what a record says of animals, cells, designs and people."""

import pytest

from announcer.core.publications.publication import Publication, PublicationType, StatedStudy
from announcer.core.publications.study import StudyMark, study_findings, study_mark
from announcer.core.text.richtext import Rich
from tests.builders import abstract, publication


def record(title: str, text: str, **changes: object) -> Publication:
    return publication(title=Rich.of(title), abstract=abstract(text), **changes)


def mark(title: str, text: str = "Nothing is said of how it was done.", **changes: object) -> StudyMark:
    return study_mark(record(title, text, **changes))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Thirty male Wistar rats were put into three groups.", "rats"),
        ("C57BL/6 mice were fed saffron for a month.", "mice"),
        ("Healing was measured in a porcine model with 12 pigs.", "pigs"),
        ("Six adult New Zealand White rabbits had implants.", "rabbits"),
        ("Forty broilers were fed thyme.", "chickens"),
        ("Active male Japanese quail saw a female bird.", "quail"),
        ("Laboratory animals were treated for a week. The animals were killed after it.", "animals"),
        ("MCF-7 cells were treated with the extract.", "cells"),
        ("Two cell lines were grown; both cell lines died.", "cells"),
        ("The salt was tried in three breast cancer cell lines.", "cells"),
        ("MOB7 cells were treated with salt. MOB7 cells died.", "cells"),
        ("Primary cultured cortical neurons were kept for a week.", "cells"),
        ("Cultured rat astrocytes took up the dye.", "cells"),
        ("The mutant was lost in HeLa-transfected cells. Transfected cells died.", "cells"),
        ("Human lung fibroblasts made more of it; human skin fibroblasts did not.", "cells"),
        ("A short-term culture of spinal ganglion neurons was used.", "cells"),
        ("In vitro, the gel held. The in vitro release was slow.", "in_vitro"),
        ("A murine chronic lung infection model showed it. The mouse liver healed.", "mice"),
        ("Currents were measured in the rat. Rat hippocampal tissue was cut.", "rats"),
        ("In silico screening named five; molecular docking kept two.", "in_silico"),
        ("در این پژوهش ۲۴ سر موش صحرایی به چهار گروه تقسیم شدند. موش‌های صحرایی یک ماه تیمار شدند.", "rats"),
        ("رده سلولی کشت شد. کشت سلول سه روز بود.", "cells"),
    ],
)
def test_what_was_studied_is_read_from_how_the_abstract_tells_of_the_sample(text: str, subject: str) -> None:
    found = mark("A sample extract and the liver", text)

    assert (found.subjects, found.is_certain) == ((subject,), True)


@pytest.mark.parametrize(
    "text",
    [
        "Further studies in animal models are needed.",
        "A mouse monoclonal antibody and bovine serum were used.",
        "Forty women were treated by in vitro fertilisation; in vitro fertilisation failed in two.",
        "A rapid antigen test (RAT) was used twice; a CAT scan followed.",
        "Blood cells of 40 patients were stained; two cell lines served as controls of the cell lines.",
        "Patients who had dog bites were asked about dogs.",
        "CD4 cells were counted. CD4 cells fell.",
        "Rat bites were counted. A mouse click was timed, and a rabbit antiserum was used twice in rabbit serum.",
        "Murine antibodies of a new model were sold.",
        "MOB7 cells are small and drift in the sea. MOB7 cells divide slowly.",
        "Human neutrophils of 40 women were stained; human neutrophils died.",
        "Fish communities of three lakes were compared.",
    ],
)
def test_what_only_sounds_like_animals_or_cells_is_no_mark(text: str) -> None:
    assert mark("Sleep and the liver", text).subjects == ()


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        ("Sodium channels in rat sensory neurons", ("rats", "cells")),
        ("Salt and the mouse retina", ("mice",)),
        ("A peptide and the rabbit knee", ("rabbits",)),
        ("Murine lungs after smoke", ("mice",)),
        ("Patient-derived xenograft models of lymphoma", ("animals",)),
        ("Salt and resistance in melanoma cells", ("cells",)),
        ("Cheaper perovskite solar cells", ()),
        ("A peptide frees histamine from human mast cells and human basophils", ("cells",)),
        ("Rat bite fever in towns", ()),
        ("Households by age and dependency rat", ()),
        ("Sleep and salt in the rat", ("rats",)),
        ("A rat phantom for radiotherapy", ()),
        ("A mouse monoclonal antibody against salt", ()),
        ("Rabbit antithymocyte globulin after a transplant", ()),
        ("Computer mouse clicks and the wrist", ()),
    ],
)
def test_one_animal_in_a_title_says_what_was_studied(title: str, subjects: tuple[str, ...]) -> None:
    assert mark(title).subjects == subjects


def test_animals_and_people_in_one_abstract_leave_the_mark_uncertain_and_warn() -> None:
    paper = record(
        "A peptide and pain", "Mice were treated with it. Then 40 patients were treated. The mice slept."
    )

    assert study_mark(paper).is_certain is False
    assert [each.id for each in study_findings(paper)] == ["study-mark-uncertain"]


def test_an_animal_that_is_named_once_in_passing_leaves_the_mark_uncertain() -> None:
    assert mark("A peptide and pain", "The pathway is known from mice.").is_certain is False


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Maps of a fever of herds",
            "Maps for hosts (cattle, sheep and goats) were drawn. The risk was high in the south.",
        ),
        ("A protein made in aloe", "Transgenic plants were grown. A549 cells treated with extracts answered."),
        ("Mutations in plasma: a panel", "Mutated cell lines were chosen. DNA of the cell lines was mixed."),
    ],
    ids=["a row of livestock", "plants", "plasma"],
)
def test_animals_in_a_row_and_cells_that_only_help_are_not_marked_for_certain(title: str, text: str) -> None:
    assert mark(title, text).is_blank


def test_a_review_is_marked_by_its_title_alone() -> None:
    told = "Mice were treated in ten trials, and 30 rats were killed."

    assert mark("Saffron and pain", told, type=PublicationType.REVIEW).subjects == ()
    assert mark("Saffron and pain in mice: a review", told, type=PublicationType.REVIEW).subjects == ("mice",)


@pytest.mark.parametrize(
    "text",
    [
        "We conducted a systematic review on experimental animal models of heart failure.",
        "This review of preclinical studies covers ten years.",
        "A meta-analysis of studies in rodents was done.",
        "We searched the literature on mouse models of pain.",
        "Animal studies were included where the dose was known.",
    ],
)
def test_a_review_of_animal_studies_bears_no_mark_and_may_not_speak_of_a_finding_as_peoples(text: str) -> None:
    found = mark("Saffron and pain: a systematic review", text)

    assert found.subjects == ("animals",)
    assert not found.is_certain
    assert found.may_be_unsaid("Saffron lowers pain.")


@pytest.mark.parametrize(
    "text",
    [
        "We searched for both animal and patient studies of pain.",
        "A review of animal studies and clinical trials was done.",
        "The review found that patients slept better.",
        "Evidence from animals is rare, and trials of people were read.",
    ],
)
def test_a_review_of_people_too_is_none_of_animals(text: str) -> None:
    assert mark("Saffron and pain: a systematic review", text).subjects == ()


def test_an_animal_and_cells_are_both_said_the_animal_first() -> None:
    text = "HeLa cells were treated. HeLa cells died. Nude mice were injected with them."

    assert mark("A peptide and tumours", text).subjects == ("mice", "cells")


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        ("Iron at school: a randomised controlled trial", "", "randomised_trial"),
        ("Iron at school: a cluster randomized trial", "", "randomised_trial"),
        ("Iron at school: a cluster-randomised trial", "", "randomised_trial"),
        ("Cluster-randomised trial of iron at school", "", "randomised_trial"),
        ("Iron at school: a randomized-controlled trial", "", "randomised_trial"),
        ("Iron at school: an RCT", "", "randomised_trial"),
        ("Iron at school", "This prospective, randomised study was done in Oslo.", "randomised_trial"),
        ("Iron at school", "We performed a randomised double-blind study.", "randomised_trial"),
        ("Clinical guideline: iron at school", "", "guideline"),
        ("The Oslo iron guideline 2024", "", "guideline"),
        ("A guideline for iron at school", "", "guideline"),
        ("Adherence to guidelines for iron", "", ""),
        ("Schools after the new guideline: a view", "", ""),
        ("Do guidelines for iron help?", "", ""),
        ("Care based on guidelines on iron", "", ""),
        ("Iron at school: protocol for a randomised trial", "", "protocol"),
        ("Health after disasters: Protocol for Scoping Reviews", "", "protocol"),
        ("Naps of nurses: a protocol", "", "protocol"),
        ("Naps of nurses – protocol of an updated systematic review", "", "protocol"),
        ("Protocol for the evaluation of naps at night", "", "protocol"),
        ("Protocols for studies of naps", "", "protocol"),
        ("Iron at school: a systematic review and meta-analysis", "", "systematic_review"),
        ("Iron at school: a scoping review", "", "scoping_review"),
        ("Iron at school", "This was a retrospective cohort study of girls.", "cohort"),
        ("Iron at school", "Methods: A double-blind, randomized, placebo-controlled trial.", "randomised_trial"),
        ("Iron at school", "We conducted a cross-sectional survey among girls.", "cross_sectional"),
        ("Iron at school", "In this case-control study, girls were asked.", "case_control"),
        ("Iron at school", "We report a rare case of anaemia.", "case_report"),
        ("اثر آهن: کارآزمایی بالینی تصادفی", "", "randomised_trial"),
        ("آهن در مدرسه", "این مطالعه مقطعی در سه مدرسه انجام شد.", "cross_sectional"),
        ("اثر آهن: مرور نظام‌مند", "", "systematic_review"),
    ],
)
def test_a_design_is_what_title_or_abstract_calls_the_study_itself(title: str, text: str, design: str) -> None:
    assert mark(title, text or "Nothing is said of how it was done.").design == design


@pytest.mark.parametrize(
    "text",
    [
        "A non-randomised controlled trial was done.",
        "We searched for randomised controlled trials.",
        "Blood came from a randomised controlled trial.",
        "Despite a previous meta-analysis, nothing is known.",
        "The present study performed a non-systematic review of papers.",
        "A randomised controlled trial is needed.",
        "Forty case reports were read.",
        "We conducted a systematic review and expert interviews to choose criteria.",
        "We performed a systematic review and a Delphi survey.",
        "We present an application to a real case study.",
        "We describe a method for the case of rare diseases.",
        "We report a large case series of others.",
        "We present the business case for iron.",
        "We describe a case definition of anaemia.",
        "Mendelian randomisation was used.",
    ],
)
def test_a_design_of_other_studies_is_no_mark(text: str) -> None:
    assert mark("Iron at school", text).design == ""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A total of 412 nurses were followed for a year.", 412),
        ("We enrolled 1,204 pregnant women.", 1204),
        ("Methods: 45 079 patients were recorded.", 45079),
        ("این پژوهش روی ۶۰ بیمار انجام شد.", 60),
    ],
)
def test_people_are_counted_where_the_abstract_says_so_in_one_place(text: str, people: int) -> None:
    assert mark("Iron and sleep", text).people == people


@pytest.mark.parametrize(
    "text",
    [
        "We enrolled 60 patients. A total of 58 patients were analysed.",
        "We enrolled 60 patients and 60 healthy controls.",
        "A total of 900 patients were screened.",
        "The study included 30 patients in the iron group.",
        "Thirty-two women were treated; the survey included 40 women.",
        "A total of 108 planned patients were to be enrolled.",
        "We followed 12 years of patients.",
        "We invited a total of 138 adolescents and their caregivers.",
        "The study included 91 children with asthma and their parents.",
        "A total of 60 women and their newborns were enrolled.",
        "We enrolled 40 patients with their spouses.",
        "We surveyed 70 students and both parents.",
        "We studied 40% of patients.",
    ],
)
def test_people_are_not_counted_where_two_numbers_or_a_part_are_told(text: str) -> None:
    assert mark("Iron and sleep", text).people is None


def test_people_of_many_studies_are_not_counted() -> None:
    assert mark("Iron: a systematic review", "Twelve trials with a total of 3,450 women were read.").people is None


def test_the_evidence_is_in_the_records_own_words() -> None:
    paper = record("A form of an extract and the liver", "Methods: 24 male Wistar rats were divided into groups.")

    (said,) = study_findings(paper)

    assert said.id == "study-mark"
    assert "24 male Wistar rats were" in said.message


@pytest.mark.parametrize(
    "kind", [PublicationType.EDITORIAL, PublicationType.BOOK, PublicationType.RETRACTION_NOTICE]
)
def test_what_reports_no_study_has_no_mark(kind: PublicationType) -> None:
    assert mark("Mice were treated", "Mice were treated.", type=kind) == StudyMark()


@pytest.mark.parametrize("sentence", ["The extract protects the liver.", "The rate of healing rose."])
def test_a_sentence_that_names_no_animal_leaves_it_unsaid(sentence: str) -> None:
    assert StudyMark(subjects=("rats",)).is_unsaid(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The extract protects the liver of rats.",
        "The extract protects the liver of rodents.",
        "In animals, the extract protects the liver.",
        "این عصاره از کبد موش‌ها محافظت می‌کند.",
    ],
)
def test_a_sentence_that_names_the_animal_says_it(sentence: str) -> None:
    assert not StudyMark(subjects=("rats",)).is_unsaid(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The microbe was sought in liver samples of patients with it; blotting stained HEp-2 cells.",
        "Sera from healthy volunteers bound it in blots. As a control, HEp-2 cells were infected.",
    ],
)
def test_cells_beside_what_was_taken_from_patients_are_no_mark(text: str) -> None:
    assert mark("A microbe and a disease of the liver", text).is_blank
    assert mark("A microbe in HEp-2 cells and a disease", text).subjects == ("cells",)


def test_a_study_that_may_be_of_animals_is_known_from_one_whose_text_says_so() -> None:
    found = mark("Sweet appetite", "A bypass changed appetite. Dopamine fell in sated mice.")

    assert found.may_be_unsaid("Dopamine drives appetite.")
    assert not found.may_be_unsaid("Dopamine drives appetite of rodents.")
    assert not StudyMark(subjects=("mice",)).may_be_unsaid("Dopamine drives appetite.")
    assert not StudyMark(subjects=("cells",), is_certain=False).may_be_unsaid("Dopamine drives appetite.")


def test_a_comment_on_a_study_is_not_that_study() -> None:
    assert mark("Comment on “Salt in mice: a systematic review”", "Mice were treated.") == StudyMark()


@pytest.mark.parametrize(
    ("study", "stated", "printed"),
    [
        (StatedStudy(subjects=("mice",)), "mice", "mice"),
        (StatedStudy(design="cohort", people=1412), "cohort, 1,412 people", "cohort"),
        (StatedStudy(), "none", ""),
    ],
)
def test_what_a_person_says_takes_the_place_of_what_is_read(study: StatedStudy, stated: str, printed: str) -> None:
    paper = record("Salt in rats", "Thirty male Wistar rats were fed.", study=study)

    said = study_mark(paper)
    (found,) = study_findings(paper)

    assert (said.subjects, said.design, said.people) == (study.subjects, study.design, study.people)
    assert (said.evidence, said.is_certain) == ((), True)
    assert (found.id, found.message.rpartition(": ")[2]) == ("study-mark-stated", stated)
    assert said.is_blank is (printed == "")


def test_a_person_may_mark_what_is_never_marked_of_itself_but_no_notice() -> None:
    stated = StatedStudy(subjects=("dogs",))

    assert mark("A book on dogs", type=PublicationType.BOOK, study=stated).subjects == ("dogs",)
    assert mark("Retraction: Salt and sleep", study=stated) == StudyMark()
