"""The figure of a key sentence: sentences of our own, right ones and refused ones, stand in figures.txt."""

from pathlib import Path

import pytest

from announcer.core.keysentences.key_figures import KeyFigure, key_figure

LINES = [
    line.split("|", 2)
    for line in Path(__file__).with_name("figures.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(figure: KeyFigure | None) -> str:
    """Return a figure as figures.txt has it."""
    if figure is None:
        return "-"
    qualifier = f"{figure.qualifier} " if figure.qualifier else ""
    first = f"{figure.first}>" if figure.first else ""
    share = f" s{figure.share:.2f}" if figure.share is not None else ""
    return f"{figure.kind}:{qualifier}{first}{figure.number} {figure.unit}".strip() + share


@pytest.mark.parametrize(("wanted", "language", "sentence"), LINES)
def test_a_sentence_has_the_figure_that_rules_are_certain_of(wanted: str, language: str, sentence: str) -> None:
    assert told(key_figure(sentence, language)) == wanted


def test_there_are_enough_sentences_of_both_kinds() -> None:
    refused = sum(wanted == "-" for wanted, _, _ in LINES)

    assert refused >= 60
    assert len(LINES) - refused >= 60


@pytest.mark.parametrize("wanted", ["part:4 of 5 s0.80", "percent:62 % s0.62", "percent:about 30 % s0.30"])
def test_what_stands_at_the_figures_place_is_in_the_sentence(wanted: str) -> None:
    sentence, language = next((line[2], line[1]) for line in LINES if line[0] == wanted)
    figure = key_figure(sentence, language)

    assert figure
    assert figure.number in sentence[figure.start : figure.end]
    assert sentence[figure.start : figure.end].startswith(figure.qualifier)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("After surgery, 62% of patients walked without pain.", True),
        ("After surgery, 62% of the older women walked without pain.", True),
        ("The test found 81% of tumours.", False),
        ("Alarms rang in 40% of wards with patients at risk.", False),
        ("After the course, 4 of 5 nurses washed their hands.", True),
    ],
)
def test_a_share_is_one_of_people_where_the_sentence_counts_people(sentence: str, people: bool) -> None:  # noqa: FBT001
    figure = key_figure(sentence, "en")

    assert figure
    assert figure.is_of_people is people


def test_a_change_has_the_values_at_both_ends() -> None:
    figure = key_figure("HbA1c fell from 8.2% to 6.9% in six months.", "en")

    assert figure
    assert (figure.from_value, figure.to_value, figure.share) == (8.2, 6.9, None)


def test_so_many_of_many_are_not_drawn_one_by_one() -> None:
    few, many = (key_figure(f"Pain was gone in {part} patients.", "en") for part in ("4 of 5", "45 of 60"))

    assert few
    assert few.whole == 5
    assert many
    assert (many.whole, many.share) == (0, 0.75)


def test_a_sentence_of_any_length_takes_no_time() -> None:
    assert key_figure("from 1 to " * 5_000, "en") is None
