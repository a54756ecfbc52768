import os
from pathlib import Path

import pytest

from announcer.system.paths import is_file, is_folder, is_there


def answers(path: Path) -> tuple[bool, bool, bool]:
    return is_there(path), is_folder(path), is_file(path)


def test_a_folder_a_file_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")

    assert answers(tmp_path) == (True, True, False)
    assert answers(tmp_path / "file") == (True, False, True)
    assert answers(tmp_path / "pipe") == (True, False, False)


def test_what_leads_nowhere_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")

    for name in ("none", "file/below", "dangling", "loop", "zero\0"):
        assert answers(tmp_path / name) == (False, False, False)


@pytest.mark.parametrize("ask", [is_there, is_folder, is_file])
def test_what_cannot_be_looked_at_is_an_error(tmp_path: Path, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(OSError, match="File name too long"):
        ask(tmp_path / ("x" * 300))
