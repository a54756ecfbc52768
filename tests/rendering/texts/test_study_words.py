"""The study mark in words, in both languages."""

from pathlib import Path

import pytest

from announcer.core.publications.study import StudyMark
from announcer.core.publications.study_designs import NAMES as DESIGNS
from announcer.core.publications.study_subjects import NAMES as SUBJECTS
from announcer.rendering.texts.phrases import phrases
from announcer.rendering.texts.study_words import marked, study_post_findings, study_text

SHIPPED = Path(__file__).parents[3] / "templates"
ENGLISH, PERSIAN = (phrases([SHIPPED], code) for code in ("en", "fa"))
RATS = StudyMark(subjects=("rats",))


@pytest.mark.parametrize("name", [*SUBJECTS, *DESIGNS])
def test_every_mark_has_words_in_both_languages(name: str) -> None:
    assert ENGLISH[f"study_{name}"]
    assert PERSIAN[f"study_{name}"]


@pytest.mark.parametrize(
    ("mark", "english", "persian"),
    [
        (RATS, "In rats", "در موش صحرایی"),
        (StudyMark(subjects=("mice", "cells")), "In mice and in cells", "در موش و در سلول"),
        (
            StudyMark(design="randomised_trial", people=1204),
            "Randomised trial, 1,204 people",
            "کارآزمایی تصادفی، ۱٬۲۰۴ نفر",
        ),
        (StudyMark(people=60), "Study of 60 people", "پژوهش روی ۶۰ نفر"),
        (StudyMark(subjects=("rats",), is_certain=False), "", ""),
        (StudyMark(), "", ""),
    ],
)
def test_a_badge_says_the_mark_in_the_language_of_the_card(mark: StudyMark, english: str, persian: str) -> None:
    assert study_text(mark, ENGLISH, "en") == english
    assert study_text(mark, PERSIAN, "fa") == persian


def test_a_finding_that_does_not_say_its_animal_begins_with_it() -> None:
    assert marked("The extract heals.", RATS, ENGLISH) == "In rats: The extract heals."
    assert marked("این عصاره اثر دارد.", RATS, PERSIAN) == "در موش صحرایی: این عصاره اثر دارد."


@pytest.mark.parametrize("sentence", ["", "The extract heals rats.", "In rodents, the extract heals."])
def test_a_finding_that_says_its_animal_stays_as_it_is(sentence: str) -> None:
    assert marked(sentence, RATS, ENGLISH) == sentence


def test_a_finding_of_a_study_of_people_is_never_marked() -> None:
    assert marked("Iron helps.", StudyMark(design="cohort", people=40), ENGLISH) == "Iron helps."


def test_a_post_that_leaves_the_animal_to_the_card_is_told_of() -> None:
    (said,) = study_post_findings(RATS, "New publication: “An extract and the liver”", ENGLISH)

    assert (said.id, "in rats" in said.message) == ("study-unsaid", True)


def test_a_post_that_says_the_animal_is_in_order() -> None:
    assert not list(study_post_findings(RATS, "In rats: The extract heals.", ENGLISH))
    assert not list(study_post_findings(StudyMark(subjects=("in_silico",)), "In silico: It binds.", ENGLISH))
