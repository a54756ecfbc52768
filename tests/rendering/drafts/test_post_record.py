"""The files of a draft."""

import json
from decimal import Decimal
from typing import Any

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posts.announcement import Announcement
from announcer.core.publications.publication import PartialDate, Translation
from announcer.core.text.richtext import Rich, Run, Style
from announcer.rendering.drafts.post_record import Draft, sha256, written_files
from tests.builders import PIXEL, announcement, post_text, publication


def record(found: Announcement) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Draft.of(found).files()["post.json"])
    return content


def test_text_and_card_are_written_byte_for_byte() -> None:
    files = Draft.of(announcement(text=post_text("پژوهش\u200cها\n#نو"), alt_text="کارت")).files()

    assert files["post.txt"] == "پژوهش\u200cها\n#نو".encode()
    assert files["alt.txt"] == "کارت".encode()
    assert files["card.png"] == PIXEL


def test_an_announcement_without_a_card_has_no_card_file() -> None:
    found = announcement(card=None)

    assert "card.png" not in Draft.of(found).files()
    assert record(found)["card"] is None


def test_the_record_tells_all_that_is_known() -> None:
    finding = Finding(id="few-words", level=Level.NOTE, message="the abstract is short", where="abstract")
    sentence = KeySentence(text="It works.", original="In conclusion, it works.", source="last sentence")
    found = announcement(
        text=post_text(dropped=("hashtags",), shortened=("title",)),
        findings=(finding,),
        candidates=(sentence,),
        cost=Decimal("0.205"),
    )

    content = record(found)

    assert content["format"] == "announcer-draft"
    assert content["version"] == 1
    assert content["digest"] == found.digest()
    assert content["held"] is False
    assert (content["length"], content["limit"]) == (45, 280)
    assert (content["dropped"], content["shortened"]) == (["hashtags"], ["title"])
    assert content["findings"] == [
        {"id": "few-words", "level": "note", "message": "the abstract is short", "hint": "", "where": "abstract"}
    ]
    assert content["key_sentences"][0]["original"] == "In conclusion, it works."
    assert content["estimated_cost_usd"] == 0.205
    assert content["share"]["x"].startswith("https://x.com/intent/tweet?text=A%20finding%20https")
    assert content["files"]["card.png"] == sha256(PIXEL)


def test_the_publication_is_told_in_the_words_of_the_record() -> None:
    title = Rich((Run(text="CD8"), Run(text="+", style=Style.SUP), Run(text=" & more")))
    found = announcement(
        publication=publication(
            title=title,
            published=PartialDate(year=2026, month=4),
            translations={"fa": Translation(title=Rich.of("عنوان"))},
            open_access=False,
        )
    )

    told = record(found)["record"]

    assert told["title"] == "CD8<sup>+</sup> &amp; more"
    assert told["published"] == "2026-04"
    assert told["translations"] == {"fa": {"title": "عنوان"}}
    assert told["open_access"] is False
    assert told["links"] == [{"kind": "doi", "url": "https://doi.org/10.5555/announcer.1"}]
    assert "pmid" not in told


def test_the_record_is_readable_utf_8_that_ends_its_last_line() -> None:
    content = Draft.of(announcement(alt_text="کارت")).files()["post.json"]

    assert "کارت".encode() in content
    assert content.endswith(b"}\n")
    assert b"\r" not in content


def test_a_source_whose_name_is_no_utf_8_is_still_json() -> None:
    assert record(announcement(source="inbox/\udcff.toml"))["source"] == "inbox/\udcff.toml"


def test_the_digest_depends_on_the_account() -> None:
    found = announcement()

    assert Draft.of(found, "one").digest != Draft.of(found, "other").digest


def test_the_folder_name_is_safe_whatever_id_and_slug_are() -> None:
    assert Draft.of(announcement(id="ab", slug="../../etc/passwd")).folder == "ab-etc-passwd"
    assert Draft.of(announcement(id="ab", slug="")).folder == "ab"
    assert len(Draft.of(announcement(slug="x" * 300)).folder) == 80


def test_a_record_names_the_files_it_was_written_with() -> None:
    files = Draft.of(announcement()).files()

    written = written_files(files["post.json"])

    assert written == {name: sha256(data) for name, data in files.items() if name != "post.json"}


def test_other_json_is_no_record() -> None:
    assert written_files(b"{}") is None
    assert written_files(b"[1]") is None
    assert written_files(b'{"format": "announcer-') is None
    assert written_files(b"\xff\xfe") is None
    assert written_files(b'{"format": "announcer-draft", "files": 3}') == {}
