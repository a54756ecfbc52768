"""`announcer share`."""

from pathlib import Path

import pytest

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.sites import RECORD, SLOTS, Commands, make_site, queue_up

PAGES = (
    'page_url = "https://science.example.org/p/{slug}"\npreview_url = "https://example.org/p/{language}/{id}.png"\n'
)
DOI = "10.5555/announcer.1"


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(make_site(tmp_path / "site", PAGES + SLOTS), capsys)


def added(announcer: Commands, *options: str) -> list[str]:
    """Bring the sample record in; return the ids of its announcements."""
    record = announcer.site / "queue" / "inbox" / "a.toml"
    record.write_text(RECORD, "utf-8")
    announcer("add", *options, str(record))
    return [str(line["id"]) for line in announcer.lines("queue")]


def test_an_announcement_is_shared_with_its_own_text(announcer: Commands) -> None:
    one = queue_up(announcer.site, text="Mine, and mine alone")

    assert announcer("share", one) == EXIT_FINE

    assert "https://x.com/intent/tweet?text=Mine%2C%20and%20mine%20alone" in announcer.out
    assert "nobody has approved this text yet" in announcer.err


def test_a_publication_is_shared_by_its_doi_with_the_text_of_its_announcement(announcer: Commands) -> None:
    (one,) = added(announcer)
    announcer("edit", one, "--text", "Mine, and mine alone", "--anyway")

    (kit,) = announcer.lines("share", DOI)

    assert kit["text"] == "Mine, and mine alone"
    assert kit["meta"][0] == {"key": "og:type", "content": "article", "attribute": "property"}
    assert {"head", "block", "json_ld", "qr", "share", "follow"} <= set(kit)


def test_page_and_picture_are_those_of_the_settings(announcer: Commands) -> None:
    one = queue_up(announcer.site)

    (kit,) = announcer.lines("share", one)
    tags = {tag["key"]: tag["content"] for tag in kit["meta"]}

    assert tags["og:url"].startswith("https://science.example.org/p/night-shift-work")
    assert tags["og:image"].startswith("https://example.org/p/en/")


def test_a_publication_that_is_not_announced_is_shared_with_the_text_it_would_have(announcer: Commands) -> None:
    added(announcer, "--known")

    (kit,) = announcer.lines("share", DOI, "--via", "@iums")

    assert "Nurses on night shifts" in str(kit["text"])
    assert str(kit["follow"]).endswith("screen_name=iums")
    assert "not in the queue" in str(kit["remark"])


def test_an_account_is_named_only_where_the_post_still_fits(announcer: Commands) -> None:
    short, long = queue_up(announcer.site, 1, text="Short"), queue_up(announcer.site, 2, text="x" * 250)

    assert "via=iums" in announcer.lines("share", short, "--via", "iums")[0]["share"]["x"]
    assert "via=" not in announcer.lines("share", long, "--via", "iums")[0]["share"]["x"]


def test_what_is_held_has_no_links_and_says_why(announcer: Commands) -> None:
    one = queue_up(announcer.site)
    announcer("hold", one, "--reason", "wait for the press office")

    assert announcer("share", one) == EXIT_ITEM_FAILED

    assert "x.com" not in announcer.out
    assert "nothing is to be shared yet: wait for the press office" in announcer.err


def test_what_is_under_embargo_has_no_links_until_then(announcer: Commands) -> None:
    added(announcer, "--embargo", "2999-01-01 00:01 UTC")

    assert announcer("share", DOI) == EXIT_ITEM_FAILED

    assert "x.com" not in announcer.out
    assert "embargo until 2999-01-01" in announcer.err


def test_the_html_is_printed_and_nothing_else(announcer: Commands) -> None:
    one = queue_up(announcer.site)

    assert announcer("share", one, "--html") == EXIT_FINE

    assert announcer.out.startswith("<!-- head, en -->\n<meta ")
    assert announcer.out.rstrip().endswith("</div>")


def test_a_kit_is_written_into_a_folder_with_a_page_over_it(announcer: Commands, tmp_path: Path) -> None:
    one = queue_up(announcer.site)

    assert announcer("share", one, "--out", str(tmp_path / "kit")) == EXIT_FINE

    files = sorted(
        str(path.relative_to(tmp_path / "kit")) for path in (tmp_path / "kit").rglob("*") if path.is_file()
    )
    assert files == ["en/block.html", "en/head.html", "en/qr.svg", "en/record.jsonld", "share.html"]
    assert "share.html" in announcer.out


def test_a_folder_that_cannot_be_written_is_told(announcer: Commands, tmp_path: Path) -> None:
    one = queue_up(announcer.site)
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "en").write_text("mine")

    assert announcer("share", one, "--out", str(tmp_path / "kit")) != EXIT_FINE

    assert "the share kit cannot be written" in announcer.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nope",), "nothing is known by the name 'nope'"),
        (("{}", "--via", "two words"), "is not an account on X"),
        (("{}", "--language", "fa"), "it is not posted in 'fa'"),
        (("{}", "--html", "--out", "x"), "--html does not go together"),
    ],
)
def test_what_is_asked_wrongly_is_refused(announcer: Commands, arguments: tuple[str, ...], words: str) -> None:
    one = queue_up(announcer.site)

    assert announcer("share", *(word.format(one) for word in arguments)) == EXIT_USAGE

    assert words in announcer.err
