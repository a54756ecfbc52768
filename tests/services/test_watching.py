from collections.abc import Callable
from pathlib import Path

from announcer.services.watching import rounds, stamps


def waiting(*saves: Callable[[], object]) -> Callable[[float], bool]:
    """Return a wait in which one thing happens after the other, and which then stops the loop."""
    left = list(saves)

    def wait(seconds: float) -> bool:
        assert seconds > 0
        if not left:
            return True
        left.pop(0)()
        return False

    return wait


def counted(places: list[Path], *saves: Callable[[], object]) -> int:
    return sum(1 for _ in rounds(lambda: places, waiting(*saves)))


def test_the_first_round_comes_at_once(tmp_path: Path) -> None:
    assert counted([tmp_path]) == 1


def test_a_saved_a_new_and_a_removed_file_each_begin_a_round(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("a", "utf-8")

    saves = (lambda: file.write_text("longer", "utf-8"), (tmp_path / "b.toml").touch, file.unlink)
    assert counted([tmp_path], *saves) == 4


def test_a_file_in_a_folder_of_a_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)

    assert counted([tmp_path], (tmp_path / "deep" / "deeper" / "a.toml").touch) == 2


def test_nothing_new_begins_no_round(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()

    assert counted([tmp_path], lambda: None, lambda: None) == 1


def test_hidden_and_backup_files_begin_no_round(tmp_path: Path) -> None:
    assert counted([tmp_path], (tmp_path / ".a.toml.swp").touch, (tmp_path / "a.toml~").touch) == 1


def test_a_place_that_is_not_there_begins_a_round_when_it_comes(tmp_path: Path) -> None:
    assert counted([tmp_path / "later.toml"], (tmp_path / "later.toml").touch) == 2


def test_what_is_saved_during_a_round_begins_the_next(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.touch()
    seen = 0
    for _ in rounds(lambda: [file], waiting(lambda: None, lambda: None)):
        seen += 1
        if seen == 1:
            file.write_text("saved meanwhile", "utf-8")

    assert seen == 2


def test_a_broken_link_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")

    assert stamps([tmp_path]) == {}
