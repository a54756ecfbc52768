import subprocess
import sys
from pathlib import Path

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


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    program = f"{sys.executable} -m announcer --json count '{'word ' * 40}' | head -c 1 > {tmp_path / 'out'}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )

    assert "Traceback" not in done.stderr
    assert "error" not in done.stderr


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "announcer", "--version"], capture_output=True, text=True, check=True
    )

    assert __version__ in done.stdout
