from collections.abc import Sequence
from pathlib import Path

import pytest

from announcer.core.posts.announcement import Card
from announcer.core.publications.publication import Publication, Translation
from announcer.core.text.richtext import Rich
from announcer.errors import OutputError
from announcer.ports.importing import Imported
from announcer.services.card_files import CardFile, CardFileOptions, draw_cards
from tests.builders import PIXEL, publication
from tests.fakes import FakePainter


def drawn(out: Path, *languages: str, painter: FakePainter | None = None) -> Sequence[CardFile]:
    record = publication(translations={"fa": Translation(title=Rich.of("عنوان"))})
    source = [Imported(publication=record, source="a")]
    options = CardFileOptions(languages=languages, template="quote", debug=True)
    found = list(draw_cards(source, options, out, drawer=painter or FakePainter()))
    return [one for one in found if isinstance(one, CardFile)]


class PainterThatStumbles(FakePainter):
    """Fails at one record as no painter should."""

    def draw(
        self, publication: Publication, language: str, sentence: str, *, template: str = "", debug: bool = False
    ) -> Card:
        """Return a card, except of one publication."""
        if publication.doi == "10.5555/1":
            raise RecursionError("maximum recursion depth exceeded")
        return super().draw(publication, language, sentence, template=template, debug=debug)


def test_a_record_that_makes_the_painter_stumble_stops_no_other_card(tmp_path: Path) -> None:
    records = [
        Imported(publication=publication(title=Rich.of(f"Title {number}"), doi=f"10.5555/{number}"), source="a")
        for number in range(3)
    ]

    found = list(draw_cards(records, CardFileOptions(languages=["en"]), tmp_path, drawer=PainterThatStumbles()))

    assert [isinstance(one, CardFile) for one in found] == [True, False, True]
    assert "the program failed at test_card_files.py:" in str(found[1])


def test_a_single_card_takes_the_files_name(tmp_path: Path) -> None:
    (one,) = drawn(tmp_path / "new" / "card.png", "en")

    assert one.path == tmp_path / "new" / "card.png"
    assert one.path.read_bytes() == PIXEL


def test_several_cards_go_into_a_folder_named_by_title_and_language(tmp_path: Path) -> None:
    names = [one.path.name for one in drawn(tmp_path, "en", "fa")]

    assert names == [
        "night-shift-work-and-blood-pressure-in-hospital-nurses-en.png",
        "night-shift-work-and-blood-pressure-in-hospital-nurses-fa.png",
    ]


def test_a_language_the_record_lacks_falls_back_to_the_first_wished_for(tmp_path: Path) -> None:
    assert [one.language for one in drawn(tmp_path, "de", "ar")] == ["de"]


def test_template_and_debug_are_passed_on(tmp_path: Path) -> None:
    painter = FakePainter()
    drawn(tmp_path, "en", painter=painter)

    assert painter.asked == [("Night-shift work and blood pressure in hospital nurses", "en", "quote", True)]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        drawn(tmp_path / "file", "en")

    assert caught.value.hint
