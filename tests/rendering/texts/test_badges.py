import tomllib
from pathlib import Path

import pytest

from announcer.core.publications.publication import PublicationStatus, PublicationType
from announcer.rendering.texts.badges import BADGES, badges
from tests.builders import publication

ROOT = Path(__file__).parents[3]


def test_a_publication_has_the_badges_that_it_deserves() -> None:
    assert badges(publication()) == ()
    assert badges(publication(open_access=True)) == ("open_access",)
    assert badges(publication(open_access=True, type=PublicationType.PREPRINT)) == (
        "not_peer_reviewed",
        "open_access",
    )


def test_a_retracted_publication_has_none() -> None:
    assert badges(publication(open_access=True, status=PublicationStatus.RETRACTED)) == ()


@pytest.mark.parametrize(
    "phrases", sorted((ROOT / "templates" / "phrases").glob("*.toml")), ids=lambda path: path.stem
)
def test_every_badge_has_a_text_in_every_shipped_language(phrases: Path) -> None:
    assert set(BADGES) <= set(tomllib.loads(phrases.read_text("utf-8")))


def test_every_badge_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "template-variables.md").read_text("utf-8")

    assert [name for name in BADGES if f"`{name}`" not in text] == []
