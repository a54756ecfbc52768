"""The HTML of share kits: well-formed, without a word of a record as mark-up, and without any network's script."""

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from announcer.core.posts.share_kit import ShareKit
from announcer.core.publications.publication import Author, Translation
from announcer.core.text.richtext import Rich
from announcer.rendering.drafts.share_pages import SharePages
from announcer.rendering.texts.web_pages import WebPages
from tests.builders import publication

TEMPLATES = Path(__file__).parents[3] / "templates" / "web"
LINK = "https://doi.org/10.5555/announcer.1"
HOSTILE = "\"></script><!--<script>alert(1)</script>'><img src=x onerror=alert(1)>&\u2028\u202e]]>"
VOID = {"meta", "img"}


class Parsed(HTMLParser):
    """HTML taken apart; every element is closed in the order in which elements were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), tag
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.data[self._open[-1]] = self.data.get(self._open[-1], "") + data

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}


def pages() -> SharePages:
    return SharePages(WebPages(shipped=TEMPLATES), "en")


def kit(**changes: object) -> ShareKit:
    fields = {
        "name": "3f9a01c2",
        "language": "en",
        "publication": publication(translations={"fa": Translation(title=Rich.of("عنوان فارسی"))}),
        "text": f"A finding {LINK}",
        "link": LINK,
        "site_name": "Science Communicator Platform",
        "account": "iums",
        "via": "iums",
    }
    return ShareKit(**(fields | changes))  # type: ignore[arg-type]


def hostile() -> ShareKit:
    authors = (Author(name=HOSTILE, orcid=HOSTILE),)
    record = publication(title=Rich.of(HOSTILE), journal=HOSTILE, authors=authors, publisher=HOSTILE)
    return kit(publication=record, text=HOSTILE, site_name=HOSTILE, sentence=HOSTILE, name=HOSTILE, remark=HOSTILE)


def test_the_block_shares_on_every_network_and_leads_to_following() -> None:
    found = Parsed(pages().block(kit()))

    addresses = [attributes["href"] for tag, attributes in found.elements if tag == "a"]
    assert addresses == [*kit().links.values(), kit().follow]
    assert "Share this content!" in found.data["strong"]
    assert found.data["a"].startswith("On X")
    assert found.data["a"].endswith("Stay connected! Follow us on X")


def test_the_block_needs_no_script_no_style_and_no_network() -> None:
    found = Parsed(pages().block(kit()))

    assert found.tags() == {"div", "p", "strong", "ul", "li", "a"}
    assert not {name for _, attributes in found.elements for name in attributes} & {"style", "src", "onclick", "id"}


def test_the_block_is_xml_too_for_pages_that_are_written_so() -> None:
    assert ET.fromstring(pages().block(kit())).tag == "div"  # noqa: S314 (our own text)
    assert ET.fromstring(pages().block(hostile())).tag == "div"  # noqa: S314 (the same)


def test_a_persian_block_is_in_persian_from_right_to_left() -> None:
    text = pages().block(kit(language="fa"))

    assert '<div class="announcer-share" lang="fa" dir="rtl">' in text
    assert ">در ایکس</a>" in text


def test_a_language_without_words_has_the_english_block() -> None:
    assert 'lang="en" dir="ltr"' in pages().block(kit(language="de"))


def test_nothing_is_shared_that_is_kept_back() -> None:
    text = pages().block(kit(kept_back="a notice", account=""))

    assert "<a " not in text
    assert Parsed(text).tags() == {"div"}
    assert "a notice" in pages().page([kit(kept_back="a notice")])


@pytest.mark.parametrize("part", ["head", "block", "page"])
def test_nothing_of_a_hostile_record_is_mark_up(part: str) -> None:
    text = pages().page([hostile()]) if part == "page" else getattr(pages(), part)(hostile())

    found = Parsed(text.replace("<!doctype html>", ""))

    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert [tag for tag, _ in found.elements].count("script") == (part == "head")
    assert not [attributes for tag, attributes in found.elements if tag == "img" and attributes["src"] == "x"]


def test_the_head_holds_the_record_as_json_ld_word_for_word() -> None:
    for each in (kit(), hostile()):
        found = Parsed(pages().head(each))
        record = json.loads(found.data["script"])
        assert record["name"] == each.publication.title.plain
        assert record["@type"] == "ScholarlyArticle"


def test_the_head_has_the_tags_of_networks_and_of_google_scholar() -> None:
    keys = [
        attributes.get("property") or attributes["name"]
        for tag, attributes in Parsed(pages().head(kit())).elements
        if tag == "meta"
    ]

    assert {"og:title", "twitter:card", "citation_title", "citation_author"} <= set(keys)


def test_the_page_asks_nothing_of_any_network() -> None:
    text = pages().page([kit(), kit(language="fa")])
    found = Parsed(text.replace("<!doctype html>", ""))

    assert "default-src 'none'" in text.replace("&#39;", "'")
    assert "unsafe" not in text
    assert not found.tags() & {"script", "link", "iframe", "object", "form"}
    assert all(attributes["src"].startswith("data:") for tag, attributes in found.elements if tag == "img")


def test_a_kit_is_files_for_each_part() -> None:
    files = pages().files(kit())

    assert list(files) == ["head.html", "block.html", "record.jsonld", "qr.svg"]
    assert ET.fromstring(files["qr.svg"].decode()).tag.endswith("svg")  # noqa: S314 (our own picture)
    assert list(pages().files(kit(link=""))) == ["head.html", "block.html", "record.jsonld"]


def test_a_kit_is_one_object_for_programs() -> None:
    found = pages().as_json(kit())

    assert json.loads(json.dumps(found)) == found
    assert found["block"] == pages().block(kit())
    assert set(found["share"]) == set(kit().links)  # type: ignore[call-overload]
