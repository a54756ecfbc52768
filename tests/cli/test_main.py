import os
import subprocess
import sys
from pathlib import Path

import pytest

from announcer import __version__
from announcer.cli.main import COMMANDS
from tests.cli.invoking import announcer


def test_the_help_names_every_command() -> None:
    done = announcer("--help")

    assert done.code == 0
    assert [name for name in COMMANDS if f"  {name} " not in done.out] == []


def test_the_version_is_told() -> None:
    assert announcer("--version").out == f"announcer, version {__version__}\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    done = announcer("anounce")

    assert done.code == 2
    assert "anounce" in done.err


def test_the_nearest_command_is_suggested() -> None:
    done = announcer("dryrun")

    assert done.code == 2
    assert "There is no command 'dryrun'; did you mean 'dry-run'?" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dry-run", "--site", "x"), "--site stands before the command: announcer --site DIR dry-run"),
        (("check", "--json"), "--json stands before the command: announcer --json check"),
        (("check", "--verbos"), "--verbose"),
    ],
)
def test_an_option_in_the_wrong_place_is_shown_its_place(arguments: tuple[str, ...], words: str) -> None:
    done = announcer(*arguments)

    assert done.code == 2
    assert words in done.err


def test_a_folder_that_is_no_site_is_told_with_what_to_do(tmp_path: Path) -> None:
    done = announcer("--site", tmp_path, "check")

    assert done.code == 2
    assert "there is no such file" in done.err
    assert "hint: run 'announcer init" in done.err


def test_every_problem_of_the_settings_has_a_line(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").write_text('[institution]\nname.en = ""\n[schedule]\nslots = ["x"]\n', "utf-8")

    done = announcer("--site", tmp_path, "dry-run")

    assert done.code == 2
    assert done.err.count("error: announcer.toml: ") == 2


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "announcer", "count", "words"],
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_command_does_all_of_its_work_whoever_reads_of_it(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.toml").write_text(f'title = "Title {name} in full"\ndoi = "10.5555/{name}"\n', "utf-8")
    (tmp_path / "announcer.toml").write_text('[institution]\nname.en = "A University"\n', "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    files = [str(tmp_path / name) for name in ("a.toml", "bad.txt", "b.toml", "c.toml")]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        command = [sys.executable, "-m", "announcer", "--site", str(tmp_path), "add", *files]
        done = subprocess.run(command, stdout=nobody, stderr=nobody, check=False)

    assert done.returncode == 1
    assert len(announcer("--json", "--site", tmp_path, "queue").lines) == 3


def test_output_that_is_closed_is_no_error() -> None:
    command = ["sh", "-c", '"$0" -m announcer --version >&-', sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line(unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "announcer", "count", "words"],
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.startswith("error: the output cannot be written: No space left on device\nhint: ")


def test_a_file_that_fails_where_nobody_expects_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ("x" * 255)).mkdir()
    done = announcer("--site", tmp_path / ("x" * 255), "init", tmp_path / ("y" * 300))

    assert done.code != 0
    assert "Traceback" not in done.err
    assert "error: " in done.err


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "announcer", "--version"], capture_output=True, text=True, check=True
    )

    assert __version__ in done.stdout


def test_the_name_of_a_file_makes_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site")
    forged = tmp_path / "zz\x1b]0;pwn\x07\n2026-11-27 error forged\u202e.toml"
    forged.touch()

    for done in (
        announcer("--site", tmp_path / "site", "add", forged),
        announcer("--site", tmp_path / "site", "add", f"{forged}x"),
        announcer("--site", tmp_path / "site", "dry-run", "--out", forged),
        announcer("--json", "--site", tmp_path / "site", "add", forged),
    ):
        assert r"zz\x1b]0;pwn\x07\n2026-11-27 error forged\u202e.toml" in done.err
        assert all(line.isprintable() for line in (done.out + done.err).splitlines())
