import pytest

from announcer.core.finding_catalogue import CATALOGUE, finding
from announcer.core.findings import Finding, FindingKind, Level, holds

EVERY_KIND = [kind for kinds in CATALOGUE.values() for kind in kinds]


def test_a_finding_has_the_level_and_words_of_its_kind() -> None:
    assert finding("text-cut", where="abstract", length=200_000, limit=100_000) == Finding(
        id="text-cut",
        level=Level.WARNING,
        message="of 200,000 characters in the abstract, the first 100,000 are used",
        hint="Check whether the file holds more than the record.",
        where="abstract",
    )


def test_a_finding_may_weigh_more_than_its_kind() -> None:
    assert finding("card-text-cut", beginning="A…").level is Level.WARNING
    assert finding("card-text-cut", beginning="A…", level=Level.HOLD).level is Level.HOLD


def test_braces_in_a_record_s_words_are_left_as_they_are() -> None:
    assert finding("bilingual-title", other="{x} {0} {{").message.endswith(": {x} {0} {{")


def test_a_kind_says_which_values_its_words_need() -> None:
    kind = FindingKind(
        id="x", level=Level.NOTE, message="{a!r} of {b:,}", hint="not {{{{ c }}}}, {d}", meaning="M."
    )

    assert kind.values == {"a", "b", "d"}


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.id)
def test_every_kind_says_in_a_sentence_when_it_is_raised(kind: FindingKind) -> None:
    assert kind.meaning.endswith(".")
    assert kind.meaning[:1].isupper()


def test_no_two_kinds_have_one_id() -> None:
    assert len({kind.id for kind in EVERY_KIND}) == len(EVERY_KIND)


@pytest.mark.parametrize(
    ("levels", "held"), [((), False), ((Level.NOTE, Level.WARNING), False), ((Level.NOTE, Level.HOLD), True)]
)
def test_only_a_hold_keeps_an_announcement_back(levels: tuple[Level, ...], held: bool) -> None:  # noqa: FBT001
    assert holds(Finding(id="x", level=level, message="x") for level in levels) is held
