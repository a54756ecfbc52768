import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from announcer.cli.card_options import CardOptions
from announcer.cli.card_watch import watched
from announcer.ports.drawing import SampleCard
from announcer.services.sample_cards import Samples
from announcer.wiring.site import Site

ROOT = Path(__file__).parents[2]
RECORD = 'title = "Salt and sleep"\ndoi = "10.5555/a"\nlay_summary = "Salt kept people awake."\n'
SETTINGS = '[institution]\nname.en = "Sample University"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "card").mkdir(parents=True)
    (tmp_path / "announcer.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "mine.toml").write_text(RECORD, "utf-8")
    return tmp_path


def seen(site: Path, *saves: Callable[[], object]) -> list[Samples]:
    """Return what the page shows at first and after each save."""
    left = list(saves)

    def wait(_: float) -> bool:
        if left:
            left.pop(0)()
            return False
        return True

    options = CardOptions(sources=(site / "mine.toml",), language="en", template="", out=site / "page", debug=False)
    return [samples for _, samples in watched(site, options, wait)]


def pictures(samples: Samples) -> dict[str, bytes]:
    return {sample.record: sample.card.data for sample in of_summary(samples)}


def of_summary(samples: Samples) -> list[SampleCard]:
    return [sample for sample in samples.cards if sample.template == "summary"]


def template(site: Path, text: str) -> Callable[[], object]:
    return lambda: (site / "templates" / "card" / "summary.toml").write_text(
        f'extends = "shipped:summary"\n{text}', "utf-8"
    )


def test_the_record_comes_first_and_the_stress_records_follow(site: Path) -> None:
    (first,) = seen(site)

    assert [sample.record for sample in first.cards][:3] == ["mine", "short", "long"]
    assert (site / "page" / "index.html").is_file()


def test_a_saved_template_and_a_saved_record_change_the_cards(site: Path) -> None:
    changes = (
        template(site, '[boxes.page]\nfill = "#FFFFFF"\n'),
        lambda: (site / "mine.toml").write_text(RECORD.replace("Salt", "Bread"), "utf-8"),
    )
    first, second, third = map(pictures, seen(site, *changes))

    assert first["short"] != second["short"] == third["short"]
    assert first["mine"] != second["mine"] != third["mine"]


def test_a_mistake_is_told_by_file_line_and_box_and_the_loop_goes_on(site: Path) -> None:
    broken = template(site, "[boxes.lead]\nsiz = 3\n")
    first, second, third = seen(site, broken, template(site, ""))

    (problem,) = second.problems
    assert "summary.toml:3: boxes.lead.siz" in str(problem)
    assert all(sample.is_old for sample in of_summary(second))
    assert not any(sample.is_old for sample in second.cards if sample.template == "preview")
    assert len(second.cards) == len(first.cards)
    assert not third.problems
    assert pictures(third) == pictures(first)


def test_wrong_settings_are_told_and_the_loop_goes_on(site: Path) -> None:
    def save(text: str) -> Callable[[], object]:
        return lambda: (site / "announcer.toml").write_text(text, "utf-8")

    _, second, third = seen(site, save("[institution]\nnam = 1\n"), save(SETTINGS))

    assert "institution" in str(second.problems[0])
    assert not third.problems


def test_a_stress_record_of_the_sites_own_is_shown_too(site: Path) -> None:
    (site / "templates" / "stress").mkdir()
    (site / "templates" / "stress" / "ours.toml").write_text(RECORD.replace("10.5555/a", "10.5555/b"), "utf-8")

    assert [sample.record for sample in seen(site)[0].cards][-1] == "ours"


class BrokenOptions(CardOptions):
    """Options that stand for a mistake in the program: the languages are asked for in every round."""

    def languages(self, site: Site) -> list[str]:
        raise KeyError(site.folder.name)


def test_whatever_goes_wrong_is_told_and_the_loop_goes_on(site: Path) -> None:
    rounds = iter([False, True])
    options = BrokenOptions(
        sources=(site / "mine.toml",), language="en", template="", out=site / "page", debug=False
    )

    def save_once(_: float) -> bool:
        (site / "mine.toml").write_text(f"{RECORD}# saved", "utf-8")
        return next(rounds)

    shown = [samples for _, samples in watched(site, options, save_once)]

    assert len(shown) == 2
    assert "the program failed at test_card_watch.py" in str(shown[1].problems[0])


def test_a_changed_logo_changes_the_cards(site: Path) -> None:
    shutil.copytree(ROOT / "assets" / "brand", site / "assets" / "brand")
    logo = site / "assets" / "brand" / "logo-on-dark.png"

    first, second = map(pictures, seen(site, lambda: Image.new("RGB", (50, 50), "red").save(logo)))

    assert first["short"] != second["short"]


def test_a_face_that_is_not_there_is_told_and_the_loop_goes_on(site: Path) -> None:
    shutil.copytree(ROOT / "assets" / "brand", site / "assets" / "brand")
    brand = site / "assets" / "brand" / "brand.toml"
    text = brand.read_text("utf-8")
    wrong = text.replace("weight = 650", 'faces = ["Merriweather"]')

    _, second, third = seen(site, lambda: brand.write_text(wrong, "utf-8"), lambda: brand.write_text(text, "utf-8"))

    assert "fonts.heading.faces[0]: there is no face 'Merriweather'" in str(second.problems[0])
    assert not third.problems
