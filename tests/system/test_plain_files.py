import os
import socket
from pathlib import Path

import pytest

from announcer.system.plain_files import open_plain, read_plain


def refusal(path: Path, most: int = 10) -> str:
    with pytest.raises(OSError) as raised:  # noqa: PT011 (its words are what is asked)
        read_plain(path, most)
    return str(raised.value.strerror)


def test_a_plain_file_is_read_through_links(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to("file")

    assert read_plain(tmp_path / "link", 5) == b"words"


def test_more_than_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 5001)

    assert "larger than 5 kB" in refusal(tmp_path / "file", 5000)


def test_pipes_sockets_devices_folders_and_endless_links_are_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))

        for name in ("pipe", "zero", "socket"):
            assert "not a plain file" in refusal(tmp_path / name)
    assert "directory" in refusal(tmp_path)
    assert "symbolic links" in refusal(tmp_path / "loop")
    assert "No such file" in refusal(tmp_path / "none")


def test_a_file_that_says_it_is_empty_is_not_waited_for() -> None:
    """Files of the kernel's say so, and some of them, such as /proc/kmsg, then wait for ever."""
    with open_plain(Path("/proc/version")) as file:
        assert file.read() == b""
