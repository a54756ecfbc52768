import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.invoking import announcer, branded

ROOT = Path(__file__).parents[2]
NO_SOCKETS = """
import sys
def watch(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"opened a socket: {event}")
sys.addaudithook(watch)
from announcer.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def site(folder: Path, *, settings: str = "") -> Path:
    """Return a site with one English and one Persian-and-English record in its inbox."""
    inbox = folder / "queue" / "inbox"
    inbox.mkdir(parents=True)
    text = '[institution]\nname.en = "Sample University"\nname.fa = "دانشگاه نمونه"\nhome = ["Sample University"]\n'
    (folder / "announcer.toml").write_text(f'{text}[posts]\nlanguages = ["en", "fa"]\n{settings}', "utf-8")
    (inbox / "a.toml").write_text(
        'title = "Salt and sleep"\ndoi = "10.5555/a"\nlay_summary = "Salt kept people awake."\n'
        'authors = ["Ali Karimi"]\n',
        "utf-8",
    )
    (inbox / "b.toml").write_text(
        'title = "Bread and water"\ndoi = "10.5555/b"\nauthors = ["Sara Amini"]\n'
        '[translations.fa]\ntitle = "نان و آب در بیماران"\n',
        "utf-8",
    )
    return folder


def fingerprints(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_each_publication_has_a_draft_in_each_language(tmp_path: Path) -> None:
    done = announcer("--json", "--site", site(tmp_path), "dry-run")

    assert done.code == 0
    assert [(line["draft"], line["language"]) for line in done.lines[:-1]] == [
        ("Salt and sleep", "en"),
        ("Bread and water", "en"),
        ("نان و آب در بیماران", "fa"),
    ]
    assert done.lines[-1]["drafts"] == 3
    for line in done.lines[:-1]:
        assert {path.name for path in Path(line["folder"]).iterdir()} == {
            "post.txt",
            "alt.txt",
            "card.png",
            "post.json",
        }


def test_the_count_in_the_record_is_the_count_of_the_bytes_in_the_folder(tmp_path: Path) -> None:
    for line in announcer("--json", "--site", site(tmp_path), "dry-run").lines[:-1]:
        folder = Path(line["folder"])
        text = (folder / "post.txt").read_bytes().decode()
        (counted,) = announcer("--json", "count", "--", text).lines

        assert counted["length"] == line["length"] <= line["limit"] == 280
        assert counted["links"] == [json.loads((folder / "post.json").read_bytes())["link"]]


def test_two_runs_write_the_same_bytes_and_leave_the_inbox_alone(tmp_path: Path) -> None:
    site(tmp_path)
    inbox = fingerprints(tmp_path / "queue" / "inbox")

    announcer("--site", tmp_path, "dry-run", "--out", tmp_path / "one")
    announcer("--site", tmp_path, "dry-run", "--out", tmp_path / "two")

    assert fingerprints(tmp_path / "one") == fingerprints(tmp_path / "two") != {}
    assert fingerprints(tmp_path / "queue" / "inbox") == inbox
    assert {path.name for path in (tmp_path / "queue").iterdir()} == {"inbox"}


def test_no_socket_is_opened(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_SOCKETS, "--site", str(site(tmp_path)), "dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_watch_for_sockets_would_notice_one() -> None:
    program = NO_SOCKETS.replace("from announcer.cli.main import run", "import socket; socket.socket()")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert "opened a socket" in done.stderr


def test_a_limit_takes_the_first_drafts(tmp_path: Path) -> None:
    done = announcer("--json", "--site", site(tmp_path), "dry-run", "--limit", 1)

    assert [line.get("draft") for line in done.lines] == ["Salt and sleep", None]


def test_the_table_names_what_is_held_and_why(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "queue" / "inbox" / "c.toml").write_text(
        'title = "A title without any link"\nauthors = ["Ali Karimi"]\n', "utf-8"
    )

    done = announcer("--site", tmp_path, "dry-run")

    assert done.code == 0
    assert "held: no-link" in done.out
    assert ": there is no address to send readers to" in done.out
    assert "\n  hint: Add a DOI or a link" in done.out
    assert "Drafts: 4, held for a person: 1" in done.out


def test_what_holds_all_drafts_is_told_once(tmp_path: Path) -> None:
    cards = site(tmp_path) / "templates" / "card"
    cards.mkdir(parents=True)
    (cards / "summary.toml").write_text("boxes = [", "utf-8")
    for name in "cd":
        record = f'title = "Further study {name}"\ndoi = "10.5555/{name}"\n'
        (tmp_path / "queue" / "inbox" / f"{name}.toml").write_text(record, "utf-8")

    done = announcer("--site", tmp_path, "dry-run")

    assert done.out.count("no card could be drawn") == 1
    assert " and 2 more: no card could be drawn" in done.out
    assert "card/summary.toml:1: " in done.out


def test_the_table_tells_what_a_person_should_look_at(tmp_path: Path) -> None:
    done = announcer("--site", site(tmp_path), "dry-run")

    assert [line.split()[3] for line in done.out.splitlines()[1:4]] == ["ready", "check", "check"]


def test_records_that_lack_a_language_are_counted(tmp_path: Path) -> None:
    site(tmp_path)

    assert "1 record has no words in 'fa', and so no draft in it" in announcer("--site", tmp_path, "dry-run").out
    (tmp_path / "queue" / "inbox" / "c.toml").write_text('title = "Salt and bread"\ndoi = "10.5555/c"\n', "utf-8")
    assert "2 records have no words in 'fa'" in announcer("--site", tmp_path, "dry-run").out
    assert announcer("--json", "--site", tmp_path, "dry-run").lines[-1]["lacking"] == {"fa": 2}


def test_the_inbox_is_no_place_for_drafts(tmp_path: Path) -> None:
    inbox = site(tmp_path) / "queue" / "inbox"

    done = announcer("--site", tmp_path, "dry-run", "--out", inbox / "drafts")

    assert done.code == 2
    assert "this is the inbox" in done.err
    assert {path.name for path in inbox.iterdir()} == {"a.toml", "b.toml"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1256"])
def test_a_terminal_that_lacks_letters_gets_them_spelt_out(tmp_path: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "announcer", "--site", str(site(tmp_path))]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}

    for options in ([], ["--json"]):
        done = subprocess.run(
            [*command, *options, "dry-run"], capture_output=True, check=False, cwd=ROOT, env=environment
        )
        assert (done.returncode, done.stderr) == (0, b"")
        if options:
            assert json.loads(done.stdout.splitlines()[2].decode(encoding))["draft"] == "نان و آب در بیماران"


def test_an_empty_inbox_is_no_error(tmp_path: Path) -> None:
    site(tmp_path)
    for path in (tmp_path / "queue" / "inbox").iterdir():
        path.unlink()

    done = announcer("--site", tmp_path, "dry-run")

    assert done.code == 0
    assert "Drafts: 0" in done.out
    assert f"drop publications into {tmp_path / 'queue' / 'inbox'}" in done.out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.toml", b""),
        ("binary.html", bytes(range(256)) * 40),
        ("large.txt", b"x" * 10_500_000),
        ("encoding.toml", 'title = "é"'.encode("utf-16")[:-1]),
        ("half.toml", b'title = "half a rec'),
        ("half.html", b"<html><body><h1>Title</h1><p>Auth"),
        ("unknown.toml", b'titel = "x"\n'),
        ("nul.toml", b'title = "a\x00b"\n'),
    ],
)
def test_a_bad_file_is_one_clear_problem_and_stops_no_other(tmp_path: Path, name: str, content: bytes) -> None:
    site(tmp_path)
    path = tmp_path / "queue" / "inbox" / name
    path.write_bytes(content)

    done = announcer("--json", "--site", tmp_path, "dry-run")

    problems = [line for line in done.lines if "problem" in line]
    assert done.code == 1
    assert len(problems) == 1
    assert name in problems[0]["problem"]
    assert done.lines[-1]["drafts"] == 3
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "title",
    [
        "x",
        "word " * 600,
        "w" * 3000,
        "\u202eevil\u202c title",
        "\u202e" * 50 + "title",
        "tab\\tand\\u0007bell in a title",
        "😀" * 200,
        "e" + "\u0301" * 500 + " marks in a title",
        "عنوان فارسی با English و ۱۲۳",
        "\ufeffBOM in a title",
    ],
)
def test_a_hostile_title_still_gives_a_draft_that_fits(tmp_path: Path, title: str) -> None:
    site(tmp_path)
    record = f'title = "{title}"\ndoi = "10.5555/hostile"\n'
    (tmp_path / "queue" / "inbox" / "c.toml").write_text(record, "utf-8")

    done = announcer("--json", "--site", tmp_path, "dry-run")

    assert done.code == 0, done.err
    assert done.lines[-1]["drafts"] == 4
    assert all(line["length"] <= 280 for line in done.lines[:-1])


def test_a_broken_template_is_told_by_file_and_line_and_the_other_language_comes_out(tmp_path: Path) -> None:
    site(tmp_path)
    templates = tmp_path / "templates" / "post" / "fa"
    templates.mkdir(parents=True)
    (templates / "new-publication.txt.j2").write_text("x\n{{ pub.titel }}\n", "utf-8")

    done = announcer("--json", "--site", tmp_path, "dry-run")

    (problem,) = [line for line in done.lines if "problem" in line]
    assert done.code == 1
    assert "new-publication.txt.j2:2" in problem["problem"]
    assert "titel" in problem["problem"]
    assert done.lines[-1]["drafts"] == 2


@pytest.mark.parametrize("content", [None, b"", b"GIF89a", b"<svg/>", bytes(99)])
def test_a_logo_that_cannot_be_read_holds_the_drafts_and_loses_no_text(
    tmp_path: Path, content: bytes | None
) -> None:
    announcer("init", tmp_path / "site")
    branded(tmp_path / "site")
    logos = list((tmp_path / "site" / "assets" / "brand").glob("logo*.png"))
    for path in logos:
        path.unlink()
        if content is not None:
            path.write_bytes(content)

    done = announcer("--json", "--site", tmp_path / "site", "dry-run")

    assert done.code == 0
    assert done.lines[0]["held"]
    assert (Path(done.lines[0]["folder"]) / "post.txt").read_bytes()


def test_a_missing_font_holds_the_drafts_and_loses_no_text(tmp_path: Path) -> None:
    site(tmp_path)
    fonts = tmp_path / "assets" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "fonts.toml").write_text('[faces.Ours]\nfile = "ours.ttf"\n[order]\n"*" = ["Ours"]\n', "utf-8")

    done = announcer("--json", "--site", tmp_path, "dry-run")

    assert done.code == 0
    assert all("no-card" in line["findings"] for line in done.lines[:-1])


def test_drafts_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (site(tmp_path) / "file").touch()

    done = announcer("--site", tmp_path, "dry-run", "--out", tmp_path / "file" / "drafts")

    assert done.code == 1
    assert "error: " in done.err
    assert "hint: " in done.err
