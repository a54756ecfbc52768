from pathlib import Path

import pytest

from announcer.errors import UsageError
from announcer.services.new_site import make_site


def test_a_site_is_written_with_its_folders(tmp_path: Path) -> None:
    written = make_site(tmp_path / "site", {"a.toml": b"1", "queue/inbox/b.toml": b"2"})

    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_a_site_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_bytes(b"mine")

    with pytest.raises(UsageError, match="there already"):
        make_site(tmp_path, {"a.toml": b"1", "b.toml": b"2"})

    assert [path.name for path in tmp_path.iterdir()] == ["b.toml"]
    assert (tmp_path / "b.toml").read_bytes() == b"mine"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UsageError) as caught:
        make_site(tmp_path / "file" / "site", {"a.toml": b"1"})

    assert caught.value.hint
