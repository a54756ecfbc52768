"""What the program makes of a sentence never says more than it, and never the opposite."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.core.keysentences.choosing import candidates, in_order_of_trial
from announcer.core.keysentences.openings import without_opening
from announcer.core.keysentences.ranking import finding_of
from announcer.core.keysentences.shortening import shortened, without_figures, without_request
from tests.builders import abstract, publication

_LINES = (Path(__file__).with_name("adversarial.txt")).read_text("utf-8").splitlines()
CASES = [tuple(part.strip() for part in line.split("||")) for line in _LINES if "||" in line and line[0] != "#"]


def made_of(sentence: str) -> Iterator[str]:
    """Yield all that the steps make of a sentence, alone and one after the other."""
    for text in (sentence, without_opening(sentence), without_request(sentence), finding_of(sentence, "en")):
        if text:
            yield text
            yield without_figures(text)
            yield from shortened(text)
    record = publication(key_sentence="", abstract=abstract(f"The question is an old one here. {sentence}"))
    yield from in_order_of_trial([each for each in candidates(record, "en") if each.original == sentence])


def words_of(text: str) -> str:
    return " ".join(re.findall(r"[\w%]+", text.lower()))


def test_there_are_at_least_two_hundred_of_them_in_six_kinds() -> None:
    assert len({sentence for sentence, _ in CASES}) >= 200
    assert sum(line.startswith("[") for line in _LINES) == 6


@pytest.mark.parametrize(("sentence", "kept"), CASES, ids=[sentence[:60] for sentence, _ in CASES])
def test_the_words_that_turn_a_sentence_stay_in_all_that_is_made_of_it(sentence: str, kept: str) -> None:
    assert words_of(kept) in words_of(sentence)
    for made in made_of(sentence):
        assert words_of(kept) in words_of(made), made


@pytest.mark.parametrize(("sentence", "kept"), CASES, ids=[sentence[:60] for sentence, _ in CASES])
def test_the_same_holds_where_a_longer_sentence_is_made_of_it(sentence: str, kept: str) -> None:
    longer = f"In conclusion, {sentence[:1].lower()}{sentence[1:]}"

    for made in made_of(longer):
        assert words_of(kept) in words_of(made), made
