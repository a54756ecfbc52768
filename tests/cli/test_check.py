from pathlib import Path

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
    assert "in need of mending" in done.out
