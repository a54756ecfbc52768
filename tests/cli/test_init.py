from pathlib import Path

from announcer.settings.site_settings import load
from tests.cli.invoking import announcer


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
