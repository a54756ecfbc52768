"""One file never stops the others, whatever it is and whatever it holds."""

import os
import socket
from pathlib import Path

import pytest

from announcer.cli.main import run
from tests.cli.invoking import announcer, branded
from tests.cli.test_dry_run import site

FIRST = Path(__file__).parents[2] / "templates" / "site" / "example.toml"
NESTED = "<math>" + "<mi>" * 489 + "x" + "</mi>" * 489 + "</math>"
FILES = {
    "comments.html": "<!---->" * 40 + "x",
    "unfinished.html": "<html>" + "<a " * 100_000,
    "nested.json": '{"title": "A title ' + NESTED + '", "doi": "10.5555/nested"}',
    "number.toml": 'title = "A"\naffiliations = [0x' + "F" * 5000 + "]\n",
    "rank.toml": 'title = "B"\n[[related]]\ntitle = "C"\nrank = 0x' + "F" * 5000 + "\n",
    "keys.toml": ".".join("a" * 20_000) + " = 1\n",
    "deep.json": '{"title": ' * 5000,
    "list.json": "[" * 100_000,
    "pmid.json": '{"title": "D", "pmid": "pmid' + " " * 900_000 + '"}',
    "doi.json": '{"title": "E", "doi": "10.1234/' + ")" * 64_000 + '"}',
    "marks.json": '{"title": "F", "doi": "' + "\u0301\u0327" * 32_000 + '"}',
    "tags.json": '{"title": "' + "<i></b>" * 14_000 + '", "doi": "10.5555/tags"}',
    "bracket.json": '{"title": "[/b] in benzo[a]pyrene [link=https://a.example]x[/link]", "doi": "10.5555/rich"}',
    "journal.json": '{"title": "G", "doi": "10.5555/journal", "journal": "' + "J" * 20_001 + '"}',
    "authors.json": '{"title": "H", "authors": [' + ",".join(['"A B"'] * 10_001) + "]}",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a site with two good records, and between them by name all that is hostile."""
    folder = site(tmp_path)
    inbox = folder / "queue" / "inbox"
    (inbox / "b.toml").rename(inbox / "z.toml")
    for name, content in FILES.items():
        (inbox / name).write_text(content, "utf-8")
    os.mkfifo(inbox / "pipe.toml")
    (inbox / "zero.toml").symlink_to("/dev/zero")
    (inbox / "loop.toml").symlink_to("loop.toml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(inbox / "socket.toml"))
    return folder


def test_a_dry_run_drafts_all_that_is_good_and_tells_each_that_is_not(hostile: Path) -> None:
    done = announcer("--site", hostile, "dry-run")

    assert done.code == 1
    for title in ("Salt and sleep", "Bread and water", "[/b] in"):
        assert title in done.out
    for name in FILES.keys() - {"nested.json", "tags.json", "bracket.json"}:
        assert f"/{name}: " in done.err or f"/{name}, " in done.err, name
    for name in ("pipe", "zero", "socket", "loop"):
        assert f"/{name}.toml: " in done.err
    assert "Traceback" not in done.err
    assert "unexpected" not in done.err


def test_the_inbox_is_emptied_of_all_but_what_is_no_file(hostile: Path) -> None:
    inbox = hostile / "queue" / "inbox"
    for path in inbox.iterdir():
        if not path.is_symlink() and path.is_file():
            os.utime(path, (1e9, 1e9))

    done = announcer("--site", hostile, "add", "--take", inbox)

    assert done.code == 1
    assert "unexpected" not in done.err
    imported = {path.name for path in (hostile / "queue" / "imported").iterdir()}
    assert {"a.toml", "z.toml", "nested.json", "bracket.json"} <= imported
    rejected = {path.name for path in (hostile / "queue" / "rejected").iterdir()}
    assert {"comments.html", "number.toml", "keys.toml", "journal.json", "pmid.json"} <= rejected


def test_cards_are_drawn_of_all_that_is_good(hostile: Path, tmp_path: Path) -> None:
    done = announcer("--site", hostile, "card", hostile / "queue" / "inbox", "--out", tmp_path / "cards")

    assert done.code == 1
    assert (tmp_path / "cards" / "salt-and-sleep-en.png").exists()
    assert (tmp_path / "cards" / "bread-and-water-en.png").exists()


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [("announcer.toml", 2), ("assets/brand/brand.toml", 2), ("assets/brand/logo-on-dark.png", 0)],
)
def test_a_pipe_or_a_device_in_the_site_is_told_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, expected: int, kind: str
) -> None:
    run(["init", str(tmp_path / "site")])
    branded(tmp_path / "site")
    path = tmp_path / "site" / name
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    capsys.readouterr()

    code = run(["--site", str(tmp_path / "site"), "card", "--out", str(tmp_path / "a.png"), str(FIRST)])

    assert code == expected  # a card is drawn without its logo, and held
    assert f"{name.rpartition('/')[2]}: it is not a plain file" in "".join(capsys.readouterr())
