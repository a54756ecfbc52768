"""Titles in capitals, as sentences where that is safe."""

import pytest

from announcer.core.publications.record_findings import record_findings
from announcer.core.publications.title_case import readable_title
from announcer.core.text.richtext import Rich, Run, Style
from tests.builders import abstract, institution, publication

ABSTRACT = (
    "In Iran, anaemia of girls was measured by PCR and mRNA. Iron and vitamin D helped with COVID-19. "
    "Iron is cheap."
)


def shown(title: str) -> str:
    return readable_title(publication(abstract=abstract(ABSTRACT)), Rich.of(title)).plain


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("EFFECT OF ANAEMIA ON GIRLS", "Effect of anaemia on girls"),
        ("PCR AND MRNA OF GIRLS", "PCR and mRNA of girls"),
        ("HEREDITARY ATAXIA", "Hereditary ataxia"),
        ("CHRONIC INFECTION OF THE KIDNEY", "Chronic infection of the kidney"),
        ("ANAEMIA IN IRAN: A REVIEW", "Anaemia in Iran: A review"),
        ("VITAMIN D AND COVID-19 OF GIRLS", "Vitamin D and COVID-19 of girls"),
        ("EFFECT OF A VITAMIN ON GIRLS", "Effect of a vitamin on girls"),
    ],
)
def test_a_title_in_capitals_becomes_a_sentence_in_the_abstracts_spelling(title: str, sentence: str) -> None:
    assert shown(title) == sentence


@pytest.mark.parametrize(
    "title",
    [
        "EFFECT OF ZINC ON GIRLS",
        "ANAEMIA IN TEHRAN AND IRAN",
        "IL6 AND TNF OF GIRLS",
        "PCR, DNA",
        "LEAD, IRON",
        "ATAXIA OF FRIEDREICH",
        "Anaemia of GIRLS in IRAN",
    ],
)
def test_a_title_with_a_word_that_nothing_tells_of_stays(title: str) -> None:
    assert shown(title) == title


def test_styles_stay_where_they_are() -> None:
    title = Rich((Run(text="EFFECT OF "), Run(text="ANAEMIA", style=Style.ITALIC), Run(text=" ON GIRLS")))

    assert (
        readable_title(publication(abstract=abstract(ABSTRACT)), title).markup
        == "Effect of <i>anaemia</i> on girls"
    )


def test_only_a_title_that_stays_in_capitals_is_told_of() -> None:
    def told(title: str) -> list[str]:
        record = publication(title=Rich.of(title), abstract=abstract(ABSTRACT))
        return [each.id for each in record_findings(record, institution())]

    assert "all-caps-title" in told("EFFECT OF ZINC ON GIRLS")
    assert "all-caps-title" not in told("EFFECT OF ANAEMIA ON GIRLS")
