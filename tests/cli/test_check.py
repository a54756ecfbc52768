import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.invoking import announcer

ROOT = Path(__file__).parents[2]


def test_the_sample_site_is_fine() -> None:
    done = announcer("--site", ROOT, "check")

    assert done.code == 0
    assert "all fine" in done.out


def test_json_has_a_line_for_each_check() -> None:
    lines = announcer("--json", "--site", ROOT, "check").lines

    assert {line["fine"] for line in lines} == {True}
    assert any("card template summary (fa)" in line["check"] for line in lines)


def test_a_wrong_template_is_told_with_what_to_do(tmp_path: Path) -> None:
    announcer("init", tmp_path / "site")
    folder = tmp_path / "site" / "templates" / "post" / "en"
    folder.mkdir(parents=True)
    (folder / "ours.txt.j2").write_text("{% if %}", "utf-8")

    done = announcer("--site", tmp_path / "site", "check")

    assert done.code == 2
    assert "ours.txt.j2" in done.out
    assert "1 failed" in done.out


def test_what_is_fine_is_one_line_unless_more_is_wanted() -> None:
    brief, verbose = announcer("--site", ROOT, "check"), announcer("--site", ROOT, "check", "--verbose")

    (line,) = brief.out.splitlines()
    assert line.endswith(" checks, all fine")
    assert [one[:4] for one in verbose.out.splitlines()[:-1]] == ["fine"] * int(line.split()[0])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[card]\ntemplate = "sumary"\n', "card.template: there is no template 'sumary'; did you mean 'summary'?"),
        (
            '[posts]\ntemplate = "new-publicaton"\n',
            "posts.template: there is no template 'new-publicaton'; did you",
        ),
        ('[posts]\nlanguages = ["en", "de"]\n', "there is nothing in 'de' in post, alt, phrases: English is used"),
        ('[schedule]\nholidays = "holidays.txt"\n', "schedule.holidays: holidays.txt: No such file"),
        ('[card]\nbrand = "brands/ours.toml"\n', "brands/ours.toml"),
        (
            '[channels.x]\nenabled = true\naccount = "a"\nca_file = "ours.pem"\n',
            "channels.x.ca_file: there is no file",
        ),
    ],
)
def test_a_name_in_the_settings_that_leads_nowhere_fails_the_check(
    tmp_path: Path, settings: str, words: str
) -> None:
    (tmp_path / "announcer.toml").write_text(f'[institution]\nname.en = "A University"\n{settings}', "utf-8")

    done = announcer("--site", tmp_path, "check")

    assert done.code == 2
    assert words in done.out


def test_what_is_wrong_with_many_templates_is_printed_once(tmp_path: Path) -> None:
    settings = '[institution]\nname.en = "A University"\n[card]\nbrand = "brands/ours.toml"\n'
    (tmp_path / "announcer.toml").write_text(settings, "utf-8")

    done = announcer("--site", tmp_path, "check")

    assert done.out.count("brands/ours.toml") == 1
    assert "1 failed" in done.out


def test_a_check_that_fails_fails_whoever_reads_it(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").write_text('[institution]\nname.en = "A"\n[card]\ntemplate = "x"\n', "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        command = [sys.executable, "-m", "announcer", "--site", str(tmp_path), "check"]
        done = subprocess.run(command, stdout=nobody, stderr=subprocess.PIPE, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr) == (2, b"")
