"""What the program makes of a sentence never says more than it, and never the opposite."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.core.keysentences.choosing import candidates, in_order_of_trial
from announcer.core.keysentences.openings import without_opening
from announcer.core.keysentences.ranking import finding_of
from announcer.core.keysentences.shortening import shortened, without_figures, without_request
from announcer.core.text.letters import language_of
from tests.builders import abstract, publication

_LINES = (Path(__file__).with_name("adversarial.txt")).read_text("utf-8").splitlines()
CASES = [tuple(part.strip() for part in line.split("||")) for line in _LINES if "||" in line and line[0] != "#"]


def made_of(sentence: str) -> Iterator[str]:
    """Yield all that the steps make of a sentence, alone and one after the other."""
    language = language_of(sentence)
    for text in (sentence, without_opening(sentence), without_request(sentence), finding_of(sentence, language)):
        if text:
            yield text
            yield without_figures(text)
            yield from shortened(text)
    before = "پرسش تازه نیست." if language == "fa" else "The question is an old one here."
    record = publication(language=language, abstract=abstract(f"{before} {sentence}"))
    yield from in_order_of_trial([each for each in candidates(record, language) if each.original == sentence])


def words_of(text: str) -> str:
    return " ".join(re.findall(r"[\w%\u200c]+", text.lower()))


def test_there_are_at_least_two_hundred_of_them_in_seven_kinds() -> None:
    assert len({sentence for sentence, _ in CASES}) >= 200
    assert sum(line.startswith("[") for line in _LINES) == 7


@pytest.mark.parametrize(("sentence", "kept"), CASES, ids=[sentence[:60] for sentence, _ in CASES])
def test_the_words_that_turn_a_sentence_stay_in_all_that_is_made_of_it(sentence: str, kept: str) -> None:
    assert words_of(kept) in words_of(sentence)
    for made in made_of(sentence):
        assert words_of(kept) in words_of(made), made


@pytest.mark.parametrize(("sentence", "kept"), CASES, ids=[sentence[:60] for sentence, _ in CASES])
def test_the_same_holds_where_a_longer_sentence_is_made_of_it(sentence: str, kept: str) -> None:
    opening = "در نتیجه،" if language_of(sentence) == "fa" else "In conclusion,"
    longer = f"{opening} {sentence[:1].lower()}{sentence[1:]}"

    for made in made_of(longer):
        assert words_of(kept) in words_of(made), made
