import os
import shutil
import subprocess
import sys
from pathlib import Path

from announcer.settings.site_settings import load
from tests.cli.invoking import announcer

ROOT = Path(__file__).parents[2]


def test_a_new_site_is_valid_and_named(tmp_path: Path) -> None:
    done = announcer("init", tmp_path / "site", "--name", 'Université "É" d’Exemple')

    assert done.code == 0
    settings = load(tmp_path / "site")
    assert settings.institution.name == {"en": 'Université "É" d’Exemple'}
    assert settings.institution.home == ('Université "É" d’Exemple',)
    assert "announcer --site" in done.out


def test_a_new_site_passes_its_own_check_and_has_a_draft_to_show(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site")

    assert announcer("--site", tmp_path / "site", "check").code == 0
    done = announcer("--json", "--site", tmp_path / "site", "dry-run")
    assert done.code == 0
    assert [line.get("held") for line in done.lines] == [False, 0]


def test_a_site_is_never_made_over_another(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site")
    (tmp_path / "site" / "announcer.toml").write_text("mine", "utf-8")

    done = announcer("init", tmp_path / "site")

    assert done.code == 2
    assert "there already" in done.err
    assert (tmp_path / "site" / "announcer.toml").read_text("utf-8") == "mine"


def test_json_names_what_was_written(tmp_path: Path) -> None:
    (line,) = announcer("--json", "init", tmp_path / "site").lines

    assert "announcer.toml" in line["files"]


def test_the_example_is_ours_whatever_the_institution_is_called(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site", "--name", "University of Example")

    draft, _ = announcer("--json", "--site", tmp_path / "site", "dry-run").lines

    assert "no-home-author" not in draft["findings"]
    assert draft["findings"] == ["study-mark"]


def test_the_next_command_is_one_that_can_be_typed(tmp_path: Path) -> None:
    """The program may be started by its path, as a module, or by its name where that is found."""
    site = str(tmp_path / "my site")
    program = tmp_path / "bin" / "announcer"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom announcer.__main__ import main\nmain()\n", "utf-8")
    program.chmod(0o755)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    found = environment | {"PATH": f"{program.parent}:{os.environ['PATH']}"}

    def last_line(command: list[str], env: dict[str, str]) -> str:
        done = subprocess.run([*command, "init", site], env=env, capture_output=True, text=True, check=True)
        shutil.rmtree(site)
        return done.stdout.splitlines()[-1].strip()

    assert last_line([str(program)], environment) == f"{program} --site '{site}' dry-run"
    assert last_line(["announcer"], found) == f"announcer --site '{site}' dry-run"
    module = [sys.executable, "-m", "announcer"]
    assert last_line(module, environment) == f"{sys.executable} -m announcer --site '{site}' dry-run"
