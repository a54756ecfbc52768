"""Secrets are found in their places and refused where others can read them."""

import json
import os
from pathlib import Path

import pytest

from announcer.channels.credentials import find_secrets, read_secret_file, write_secret_file
from announcer.errors import ConfigurationError

NAMES = ("consumer_key", "access_token")
ENVIRON = {"ANNOUNCER_X_CONSUMER_KEY": "environment-1", "ANNOUNCER_X_ACCESS_TOKEN": "environment-2"}


def secret_file(path: Path, mode: int = 0o600, content: str = '{"consumer_key": "canary-1"}') -> Path:
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_environment_comes_first(tmp_path: Path) -> None:
    file = secret_file(tmp_path / "x.json")

    found = find_secrets("x", NAMES, environ=ENVIRON, file=file)

    assert found.values == {"consumer_key": "environment-1", "access_token": "environment-2"}
    assert found.path is None


def test_half_an_environment_is_told_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ANNOUNCER_X_ACCESS_TOKEN"):
        find_secrets("x", NAMES, environ={"ANNOUNCER_X_CONSUMER_KEY": "canary"}, file=tmp_path / "x.json")


def test_a_credential_of_systemd_comes_before_the_file_and_may_show_group_bits(tmp_path: Path) -> None:
    secret_file(tmp_path / "announcer-x", 0o440, '{"consumer_key": "from systemd"}')

    found = find_secrets("x", NAMES, environ={"CREDENTIALS_DIRECTORY": str(tmp_path)}, file=tmp_path / "x.json")

    assert found.values == {"consumer_key": "from systemd"}
    assert found.path is None


def test_a_credential_of_systemd_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    secret_file(tmp_path / "announcer-x", 0o444)

    with pytest.raises(ConfigurationError, match="others can read it"):
        find_secrets("x", NAMES, environ={"CREDENTIALS_DIRECTORY": str(tmp_path)}, file=tmp_path / "x.json")


def test_without_either_the_file_is_read_and_may_be_written_again(tmp_path: Path) -> None:
    file = secret_file(tmp_path / "x.json")

    found = find_secrets("x", NAMES, environ={"CREDENTIALS_DIRECTORY": str(tmp_path / "none")}, file=file)

    assert found.values == {"consumer_key": "canary-1"}
    assert found.path == file
    assert "canary" not in repr(found)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o644, 0o601])
def test_a_file_that_others_can_open_is_refused_with_the_cure(tmp_path: Path, mode: int) -> None:
    with pytest.raises(ConfigurationError, match="others can read it") as caught:
        read_secret_file(secret_file(tmp_path / "x.json", mode))

    assert caught.value.hint == f"chmod 600 {tmp_path / 'x.json'}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    file = secret_file(tmp_path / "x.json")
    os.chown(file, 12345, 12345)

    with pytest.raises(ConfigurationError, match="another user"):
        read_secret_file(file)


@pytest.mark.parametrize("content", ["canary", '["canary"]', '{"canary": 5}', '{"canary', "\ufffd\ufffd"])
def test_a_file_of_something_else_is_refused_without_quoting_it(tmp_path: Path, content: str) -> None:
    with pytest.raises(ConfigurationError, match="not a JSON object of texts") as caught:
        read_secret_file(secret_file(tmp_path / "x.json", content=content))

    assert "canary" not in f"{caught.value}{caught.value!r}{caught.value.__cause__}"


def test_a_file_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"x\.json: No such file") as caught:
        read_secret_file(tmp_path / "x.json")

    assert "announcer login x" in caught.value.hint


def test_a_written_file_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "x.json"
    before = os.umask(0)
    try:
        write_secret_file(path, {"a": "b"})
    finally:
        os.umask(before)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert read_secret_file(path) == {"a": "b"}


def test_writing_again_replaces_the_file_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = secret_file(tmp_path / "x.json")

    write_secret_file(path, {"consumer_key": "new"})

    assert [each.name for each in tmp_path.iterdir()] == ["x.json"]
    assert json.loads(path.read_text()) == {"consumer_key": "new"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_secret_file(tmp_path / "file" / "x.json", {})
