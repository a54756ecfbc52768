from collections.abc import Sequence
from pathlib import Path

import pytest

from announcer.core.publications.publication import Translation
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
    return list(draw_cards(source, options, out, drawer=painter or FakePainter()))


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
