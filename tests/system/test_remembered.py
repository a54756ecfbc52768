import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.system.remembered import LARGEST, MOST_KEPT, MOST_OF_A_KIND, SPARE, remembered

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, for this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "announcer"


class Maker:
    """Makes a text, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        return "whole"


def refuse() -> str:
    raise ValueError("nothing can be made of it")


@pytest.mark.usefixtures("kept")
def test_what_was_made_from_the_same_is_not_made_again() -> None:
    maker = Maker()

    assert [remembered("a", ("x", "y"), maker) for _ in range(3)] == ["whole"] * 3
    assert maker.made == 1


@pytest.mark.usefixtures("kept")
def test_anything_else_is_made_for_itself() -> None:
    maker = Maker()

    for what, made_from in (("a", ("x",)), ("b", ("x",)), ("a", ("y",)), ("a", ("x", "")), ("a", ("\ud800",))):
        remembered(what, made_from, maker)

    assert maker.made == 5


def test_what_cannot_be_made_is_not_kept(kept: Path) -> None:
    with pytest.raises(ValueError, match="nothing can be made"):
        remembered("a", (), refuse)

    assert list(kept.iterdir()) == []
    assert remembered("a", (), Maker()) == "whole"


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05\x8c"])
def test_a_broken_file_is_made_anew(kept: Path, content: bytes) -> None:
    remembered("a", (), Maker())
    (file,) = kept.iterdir()
    file.write_bytes(content)

    assert remembered("a", (), Maker()) == "whole"
    assert remembered("a", (), refuse) == "whole"


def test_only_this_user_can_read_what_is_kept(kept: Path) -> None:
    kept.mkdir(mode=0o755)
    remembered("a", (), Maker())

    (file,) = kept.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_others_could_have_written_is_not_read(kept: Path) -> None:
    remembered("a", (), Maker())
    (file,) = kept.iterdir()
    file.chmod(0o666)
    maker = Maker()

    remembered("a", (), maker)

    assert maker.made == 1


def test_a_link_in_a_file_s_place_is_not_followed(kept: Path, tmp_path: Path) -> None:
    remembered("a", (), Maker())
    (file,) = kept.iterdir()
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    maker = Maker()

    remembered("a", (), maker)

    assert maker.made == 1


def test_a_relative_place_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", ".")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    remembered("a", (), Maker())

    assert not (tmp_path / "announcer").exists()
    assert len(list((tmp_path / "home/.cache/announcer").iterdir())) == 1


def test_what_pickle_cannot_write_is_made_each_time(kept: Path) -> None:
    generator = (number for number in range(3))

    assert remembered("a", (), lambda: generator) is generator
    assert list(kept.iterdir()) == []


def test_nothing_is_read_where_others_could_write(kept: Path) -> None:
    remembered("a", (), Maker())
    kept.chmod(0o777)
    maker = Maker()

    remembered("a", (), maker)

    assert maker.made == 1


@pytest.mark.parametrize("place", ["/dev/null", "/proc/1/nothing"])
def test_where_nothing_can_be_written_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    maker = Maker()

    assert [remembered("a", (), maker) for _ in range(2)] == ["whole"] * 2
    assert maker.made == 2


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/dev/null")

    assert remembered("a", (), Maker()) == "whole"


def test_the_oldest_go_where_there_are_too_many(kept: Path) -> None:
    def name(number: int) -> Callable[[], int]:
        return lambda: number

    kept.mkdir()
    (kept / "not ours").write_text("")
    for number in range(MOST_KEPT + SPARE + 1):
        remembered(f"number {number // 10}", (str(number),), name(number))
        for file in kept.iterdir() if number == MOST_KEPT else ():
            os.utime(file, (1000, 1000))

    assert (kept / "not ours").is_file()
    assert len(list(kept.iterdir())) == MOST_KEPT + 1
    newest = MOST_KEPT + SPARE
    assert remembered(f"number {newest // 10}", (str(newest),), name(-1)) == newest


def test_of_thousands_a_process_keeps_the_first(kept: Path) -> None:
    for number in range(MOST_OF_A_KIND + 10):
        remembered("thousands", (str(number),), Maker())

    assert len(list(kept.iterdir())) == MOST_OF_A_KIND


def test_a_large_result_is_not_kept(kept: Path) -> None:
    assert len(remembered("a", (), lambda: "x" * LARGEST)) == LARGEST

    assert list(kept.iterdir()) == []


def test_a_card_of_what_was_read_before_does_without_pydantic(kept: Path, tmp_path: Path) -> None:
    record = next((ROOT / "queue" / "inbox").glob("01-*"))
    program = f"""
import sys
from announcer.cli.main import run
run(["--site", {str(ROOT)!r}, "card", {str(record)!r}, "--language", "en", "--out", {str(tmp_path / "card.png")!r}])
print("pydantic" in sys.modules)
"""

    def with_pydantic() -> bool:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        return done.stdout.split()[-1] == "True"

    assert with_pydantic()
    first = (tmp_path / "card.png").read_bytes()
    assert not with_pydantic()
    assert (tmp_path / "card.png").read_bytes() == first
    assert kept.is_dir()
