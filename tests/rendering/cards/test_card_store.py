import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import announcer
from announcer.core.findings import Finding, Level
from announcer.errors import BrandError
from announcer.rendering.cards.card_store import LIBRARIES, StoredCards, made_of
from tests.builders import PIXEL, publication
from tests.fakes import FakePainter

FINDINGS = (
    Finding(
        id="card-text-cut", level=Level.WARNING, message="«متن» is cut", hint="shorten it", where="summary: lead"
    ),
    Finding(id="card-overflow", level=Level.HOLD, message="too long"),
)


def store(folder: Path, painter: FakePainter | None = None, materials: str = "a" * 64) -> StoredCards:
    return StoredCards(painter or FakePainter(findings=FINDINGS), folder / "cards", materials)


def test_a_card_is_drawn_once_and_comes_back_as_it_was(tmp_path: Path) -> None:
    painter = FakePainter(findings=FINDINGS)
    first = store(tmp_path, painter).paint(publication(), "en", "It works.")
    second = store(tmp_path, painter).paint(publication(), "en", "It works.")

    assert first == second
    assert second.findings == FINDINGS
    assert len(painter.asked) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "changes", "materials"),
    [
        ("fa", "It works.", {}, "a" * 64),
        ("en", "It fails.", {}, "a" * 64),
        ("en", "It works.", {"journal": "Another"}, "a" * 64),
        ("en", "It works.", {}, "b" * 64),
    ],
)
def test_whatever_is_on_the_card_makes_another_card_when_it_changes(
    tmp_path: Path, language: str, sentence: str, changes: dict[str, str], materials: str
) -> None:
    painter = FakePainter()
    store(tmp_path, painter).paint(publication(), "en", "It works.")
    store(tmp_path, painter, materials).paint(publication(**changes), language, sentence)

    assert len(painter.asked) == 2


@pytest.mark.parametrize("ending", [".png", ".json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", PIXEL + b"\0"])
def test_a_file_that_is_missing_or_damaged_is_drawn_anew(
    tmp_path: Path, ending: str, content: bytes | None
) -> None:
    store(tmp_path).paint(publication(), "en", "")
    (path,) = (tmp_path / "cards").glob(f"*{ending}")
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    painter = FakePainter()
    assert store(tmp_path, painter).paint(publication(), "en", "").data == PIXEL
    assert len(painter.asked) == 1
    assert store(tmp_path, painter).paint(publication(), "en", "").data == PIXEL
    assert len(painter.asked) == 1


def test_a_store_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cards").touch()

    assert store(tmp_path).paint(publication(), "en", "").data == PIXEL


def test_a_card_that_cannot_be_drawn_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(BrandError):
        store(tmp_path, FakePainter(broken=BrandError("no logo"))).paint(publication(), "en", "")

    assert not (tmp_path / "cards").exists()


def test_pruning_removes_what_was_made_of_other_materials(tmp_path: Path) -> None:
    store(tmp_path).paint(publication(), "en", "")
    store(tmp_path, materials="b" * 64).paint(publication(), "en", "")

    assert store(tmp_path).prune() == 1
    assert {path.name[0] for path in (tmp_path / "cards").iterdir()} == {"a"}
    assert store(tmp_path / "nowhere").prune() == 0


def test_materials_are_told_apart_by_content_and_name_and_facts(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    file = tmp_path / "deep" / "a.toml"
    digests = []
    for content, name, fact in (("x", "a.toml", 1), ("y", "a.toml", 1), ("x", "b.toml", 1), ("x", "a.toml", 2)):
        file = file.with_name(name)
        file.write_text(content, "utf-8")
        digests.append(made_of([tmp_path], fact))
        digests.append(made_of([file], fact))
        file.unlink()

    assert len(set(digests)) == 8


def test_the_same_materials_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", "utf-8")

    assert made_of([tmp_path]) == made_of([tmp_path])


def test_every_library_that_cards_are_made_with_counts_as_a_material() -> None:
    package = Path(announcer.__file__).parent
    sources = [path for room in ("core", "typeset", "rendering") for path in (package / room).rglob("*.py")]
    imported = {
        module.partition(".")[0] for path in sources for module in _imported(ast.parse(path.read_text("utf-8")))
    }
    outside = imported - {"announcer"} - sys.stdlib_module_names

    assert {packages_distributions()[module][0].lower() for module in outside} <= set(LIBRARIES)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module)):
                yield module
