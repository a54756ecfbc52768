import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.invoking import announcer

ROOT = Path(__file__).parents[2]
RECORD = 'title = "Salt and sleep"\ndoi = "10.5555/a"\nlay_summary = "Salt kept people awake."\n'


def test_a_record_becomes_a_card(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")

    done = announcer(
        "--site", ROOT, "card", tmp_path / "a.toml", "--language", "en", "--out", tmp_path / "card.png"
    )

    assert done.code == 0
    assert (tmp_path / "card.png").read_bytes().startswith(b"\x89PNG")
    assert "1200x675" in done.out


def test_debug_draws_another_picture(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")
    pictures = []
    for options in ([], ["--debug"]):
        announcer(
            "--site", ROOT, "card", tmp_path / "a.toml", "--language", "en", "--out", tmp_path / "c.png", *options
        )
        pictures.append((tmp_path / "c.png").read_bytes())

    assert pictures[0] != pictures[1]


def test_json_tells_the_findings(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'title = "漢字 and 👨‍👩‍👧 and ᚠᚢᚦ runes in a title"\ndoi = "10.5555/a"\n', "utf-8"
    )

    done = announcer("--json", "--site", ROOT, "card", tmp_path / "a.toml", "--out", tmp_path)

    assert [finding["id"] for finding in done.lines[0]["findings"]] == ["card-missing-glyphs"]


def test_a_file_that_is_no_record_is_a_problem_and_the_others_are_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")
    (tmp_path / "b.toml").write_text("nonsense", "utf-8")

    done = announcer("--site", ROOT, "card", tmp_path / "b.toml", tmp_path / "a.toml", "--out", tmp_path / "cards")

    assert done.code == 1
    assert "b.toml" in done.err
    assert len(list((tmp_path / "cards").iterdir())) == 1


def test_an_unknown_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")

    done = announcer("--site", ROOT, "card", tmp_path / "a.toml", "--template", "sumary", "--out", tmp_path)

    assert done.code == 2
    assert "sumary" in done.err


def test_a_gallery_of_given_records_is_one_picture(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")

    options = ("--gallery", "--template", "summary", "--out", tmp_path / "all.png")
    done = announcer("--json", "--site", ROOT, "card", tmp_path / "a.toml", *options)

    assert done.code == 0
    assert (tmp_path / "all.png").read_bytes().startswith(b"\x89PNG")
    assert [(card["template"], card["record"]) for card in done.lines[0]["cards"]] == [("summary", "a")]


def test_the_gallery_shows_the_stress_records_where_none_is_given(tmp_path: Path) -> None:
    done = announcer("--site", ROOT, "card", "--gallery", "--template", "summary", "--out", tmp_path / "all.png")

    assert done.code == 0
    assert "14 cards" in done.out


STATUS = Path("/proc/self/status")
MEASURED = f"""
import pathlib
from announcer.cli.main import run
run()
print(pathlib.Path("{STATUS}").read_text())
"""


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells a program's own peak")
def test_the_whole_gallery_takes_less_than_a_quarter_of_a_gigabyte(tmp_path: Path) -> None:
    options = ("--site", ROOT, "card", "--gallery", "--out", tmp_path / "all.png")
    command = [sys.executable, "-c", MEASURED, *map(str, options)]
    out = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout

    (peak,) = (int(line.split()[1]) for line in out.splitlines() if line.startswith("VmHWM:"))
    assert "112 cards" in out
    assert peak < 250_000


def test_a_gallery_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RECORD, "utf-8")

    (tmp_path / "file").touch()
    options = ("--gallery", "--template", "summary", "--out", tmp_path / "file" / "all.png")
    done = announcer("--site", ROOT, "card", tmp_path / "a.toml", *options)

    assert done.code == 1
    assert "all.png" in done.err


def test_what_does_not_go_together_is_told() -> None:
    assert announcer("--site", ROOT, "card").code == 2
    assert announcer("--site", ROOT, "card", "--watch", "--gallery").code == 2


def test_ctrl_c_ends_the_watch_cleanly(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "announcer", "--site", str(ROOT), "card", "--watch", "--no-open"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert "cards drawn" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=20)

    assert (process.returncode, complaints) == (0, "\nstopped\n")
