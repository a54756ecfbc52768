import tomllib
from pathlib import Path

import pytest

from announcer.core.publications.publication import PublicationStatus, PublicationType
from announcer.rendering.texts.badges import BADGES, badges
from tests.builders import publication

ROOT = Path(__file__).parents[3]


def test_a_publication_has_the_badges_that_it_deserves() -> None:
    assert badges(publication(abstract=None)) == ()
    assert badges(publication(abstract=None, open_access=True)) == ("open_access",)
    assert badges(publication(open_access=True, type=PublicationType.PREPRINT)) == (
        "study",
        "not_peer_reviewed",
        "open_access",
    )


@pytest.mark.parametrize("status", [PublicationStatus.RETRACTED, PublicationStatus.CONCERN])
def test_a_retracted_or_doubted_publication_only_says_what_it_is(status: PublicationStatus) -> None:
    assert badges(publication(open_access=True, status=status)) == ("notice",)


@pytest.mark.parametrize(
    "phrases", sorted((ROOT / "templates" / "phrases").glob("*.toml")), ids=lambda path: path.stem
)
def test_every_badge_has_a_text_in_every_shipped_language(phrases: Path) -> None:
    made_of_others = {"study"}
    assert set(BADGES) - made_of_others <= set(tomllib.loads(phrases.read_text("utf-8")))


def test_every_badge_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "template-variables.md").read_text("utf-8")

    assert [name for name in BADGES if f"`{name}`" not in text] == []
