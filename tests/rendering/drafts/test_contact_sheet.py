"""The page over all drafts."""

import base64
import hashlib
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posts.announcement import Announcement, Card
from announcer.core.posts.cost import PostPrices
from announcer.core.posts.share_links import Network
from announcer.core.publications.publication import PublicationStatus, PublicationType, Translation
from announcer.core.text.richtext import Rich, Run, Style
from announcer.errors import AnnouncerError, SourceError, TemplateError
from announcer.rendering.drafts.contact_sheet import MOST_EMBEDDED, ContactSheet, is_contact_sheet
from announcer.rendering.drafts.post_record import Draft
from announcer.rendering.texts.web_pages import WebPages
from tests.builders import PIXEL, announcement, institution, post_text, publication

TEMPLATES = Path(__file__).parents[3] / "templates" / "web"
HOLD = Finding(id="retraction-notice", level=Level.HOLD, message="this is a notice", hint="leave it out")
WARNING = Finding(id="accidental-link", level=Level.WARNING, message="X makes a link of it", where="journal")
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(1)">\u202e'
VOID = {"meta", "img", "input", "rect"}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and the text inside those with an id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            self._open.append((tag, found.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, identity in self._open:
            if identity:
                self.texts[identity] = self.texts.get(identity, "") + data

    def values(self, attribute: str) -> list[str]:
        return [found[attribute] for _, found in self.elements if attribute in found]

    def with_attribute(self, attribute: str) -> list[dict[str, str]]:
        return [found for _, found in self.elements if attribute in found]


def sheet() -> ContactSheet:
    return ContactSheet(WebPages(shipped=TEMPLATES), institution(), PostPrices())


def html(*announcements: Announcement, problems: tuple[AnnouncerError, ...] = ()) -> str:
    return sheet().render([Draft.of(found) for found in announcements], problems)


def everything() -> Announcement:
    return announcement(
        text=post_text(dropped=("hashtags",), shortened=("title",)),
        findings=(Finding(id="note", level=Level.NOTE, message="so it is"), WARNING),
        candidates=(
            KeySentence(text="One.", original="One.", source="results"),
            KeySentence(text="Two.", original="Two.", source="results"),
        ),
        sentence="One.",
        cost=Decimal("0.205"),
        publication=publication(note="A made-up example."),
    )


def test_the_page_asks_nothing_of_any_network_and_runs_nothing_of_the_records() -> None:
    page = Page(html(everything(), announcement(findings=(HOLD,))))

    assert all(source.startswith("data:image/png;base64,") for source in page.values("src"))
    assert not [tag for tag, _ in page.elements if tag in {"link", "iframe", "object", "base", "form"}]
    assert not [name for _, found in page.elements for name in found if name.startswith("on") or name == "style"]


def test_the_policy_lets_in_only_the_pages_own_style_and_script() -> None:
    text = html(announcement())

    for tag in ("style", "script"):
        content = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in text or f"{tag}-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text
    assert "unsafe" not in text


def test_ids_are_unique_and_everything_that_is_pointed_to_is_there() -> None:
    page = Page(html(everything(), announcement(), problems=(SourceError("a.pdf", "is a PDF"),)))
    ids = page.values("id")

    assert [name for name, times in Counter(ids).items() if times > 1] == []
    pointed = [
        name for key in ("aria-labelledby", "data-copy", "data-copy-card", "data-save") for name in page.values(key)
    ]
    anchors = [url.removeprefix("#") for url in page.values("href") if url.startswith("#")]
    assert set(pointed + anchors) <= set(ids)


def test_the_text_on_the_page_is_the_post_to_the_character() -> None:
    text = "\n پژوهش\u200cها: a < b & c #tag_one\n\nhttps://doi.org/10.5555/announcer.1 "

    assert Page(html(announcement(text=post_text(text)))).texts["d1-text"] == text


def test_link_and_hashtags_look_like_links_and_nothing_else_does() -> None:
    text = html(announcement(text=post_text("A (b) #فشار_خون https://doi.org/10.5555/announcer.1")))

    assert text.count('<span class="linked">') == 2
    assert '<span class="linked">#فشار_خون</span> <span class="linked">https://doi' in text


def test_a_post_without_a_link_shows_no_address() -> None:
    page = Page(html(announcement(text=post_text("No link, #one tag", link=""))))

    assert page.texts["d1-text"] == "No link, #one tag"
    assert "d1-link" not in page.texts


def test_the_count_is_shown_against_the_limit() -> None:
    text = html(announcement(text=post_text("x", length=231)))

    assert "<b>231</b> / 280" in text
    assert "49 left" in text
    assert 'class="bar-used" width="82.5"' in text


def test_a_post_that_is_too_long_says_by_how_much() -> None:
    text = html(announcement(text=post_text("x", length=290)))

    assert "10 too long" in text
    assert 'width="100.0"' in text


@pytest.mark.parametrize("place", ["title", "text", "alt", "finding", "candidate", "problem", "journal"])
def test_hostile_text_stays_text(place: str) -> None:
    found = announcement()
    problems: tuple[AnnouncerError, ...] = ()
    match place:
        case "title":
            found = replace(found, publication=publication(title=Rich.of(HOSTILE)))
        case "text":
            found = replace(found, text=post_text(HOSTILE))
        case "alt":
            found = replace(found, alt_text=HOSTILE)
        case "finding":
            hostile = Finding(id=HOSTILE, level=Level.NOTE, message=HOSTILE, hint=HOSTILE, where=HOSTILE)
            found = replace(found, findings=(hostile,))
        case "candidate":
            found = replace(found, candidates=(KeySentence(text=HOSTILE, original="", source=HOSTILE),))
        case "problem":
            problems = (SourceError(HOSTILE, HOSTILE, hint=HOSTILE),)
        case _:
            found = replace(found, publication=publication(journal=HOSTILE, note=HOSTILE), source=HOSTILE)

    text = html(found, problems=problems)

    page = Page(text)
    assert "<script>alert" not in text
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_a_link_that_is_not_of_the_web_is_shown_but_leads_nowhere() -> None:
    page = Page(html(announcement(text=post_text(link="javascript:alert(1)"))))

    assert page.texts["d1-link"] == "javascript:alert(1)"
    assert not [url for url in page.values("href") if url.startswith("javascript")]


def test_a_held_draft_cannot_be_posted_from_the_page() -> None:
    page = Page(html(announcement(findings=(WARNING, HOLD))))

    assert page.with_attribute("data-post") == []
    assert page.with_attribute("data-state")[0]["data-state"] == "held"
    assert "1 draft needs your attention" in html(announcement(findings=(HOLD,)))


def test_a_ready_draft_opens_xs_composer_with_its_text() -> None:
    draft = Draft.of(announcement())
    (post,) = Page(sheet().render([draft])).with_attribute("data-post")

    assert post["href"] == draft.links[Network.X]
    assert post["rel"] == "noopener noreferrer"


def test_findings_come_with_the_gravest_first_and_with_their_hints() -> None:
    text = html(announcement(findings=(WARNING, HOLD)))

    assert text.index("this is a notice") < text.index("X makes a link of it")
    assert "leave it out" in text
    assert "<code>accidental-link</code> in <code><bdi>journal</bdi></code>" in text


def test_drafts_are_counted_by_what_is_to_be_done() -> None:
    text = html(announcement(), announcement(findings=(WARNING,)), announcement(findings=(HOLD,)))

    for label in ("All <b>3</b>", "Ready <b>1</b>", "Check <b>1</b>", "Held <b>1</b>"):
        assert label in text
    assert "<h1>3 drafts to look at</h1>" in text


def test_a_filter_that_would_show_nothing_is_disabled() -> None:
    page = Page(html(announcement()))

    disabled = [found["id"] for _, found in page.elements if "disabled" in found]
    assert disabled == ["show-check", "show-held"]


def test_what_kept_drafts_from_being_made_comes_first_with_what_to_do() -> None:
    problem = SourceError("queue/inbox/scan.pdf", "this is a PDF", hint="save the page as HTML")

    text = html(announcement(), problems=(problem,))

    assert text.index("queue/inbox/scan.pdf") < text.index("<article")
    assert "this is a PDF" in text
    assert "save the page as HTML" in text
    assert ">1 problem</a> kept others from being made." in text


def test_a_problem_that_is_of_no_source_is_told_in_its_own_words() -> None:
    assert "<bdi>card/x.toml:3: no such colour</bdi>" in html(
        problems=(TemplateError("card/x.toml:3: no such colour"),)
    )


def test_the_journal_is_named_as_the_posts_language_has_it() -> None:
    there = Translation(title=Rich.of("عنوان فارسی"), journal="مجلهٔ نمونه")
    found = publication(translations={"fa": there})

    assert "<bdi>مجلهٔ نمونه</bdi>" in html(announcement(publication=found, language="fa"))
    assert "مجلهٔ نمونه" not in html(announcement(publication=found)).partition("<details")[0]


def test_a_problem_without_a_hint_shows_none() -> None:
    assert '<p class="hint">' not in html(problems=(SourceError("a", "is empty"),))


def test_persian_runs_from_right_to_left_under_the_persian_name() -> None:
    found = announcement(
        language="fa",
        publication=publication(translations={"fa": Translation(title=Rich.of("عنوان فارسی"))}),
        alt_text="کارت",
    )

    text = html(found)

    assert '<h2 id="d1-title" lang="fa" dir="rtl">عنوان فارسی</h2>' in text
    assert '<div class="post" lang="fa" dir="rtl">' in text
    assert 'id="d1-alt" lang="fa" dir="rtl">کارت</p>' in text
    assert "<bdi>دانشگاه علوم پزشکی اصفهان</bdi>" in text


def test_a_titles_styles_are_set_in_html() -> None:
    runs = (
        Run(text="in vivo", style=Style.SMALLCAPS),
        Run(text="E. coli", style=Style.ITALIC),
        Run(text="<2", style=Style.SUB),
    )

    text = html(announcement(publication=publication(title=Rich(runs))))

    assert '<span class="small-caps">in vivo</span><i>E. coli</i><sub>&lt;2</sub>' in text


def test_a_notice_and_a_retracted_paper_are_marked() -> None:
    marked = publication(
        type=PublicationType.RETRACTION_NOTICE, status=PublicationStatus.RETRACTED, published=None, journal=""
    )

    text = html(announcement(publication=marked))

    assert ">Retracted</span>" in text
    assert ">Retraction notice</span>" in text


def test_a_draft_with_everything_shows_everything() -> None:
    text = html(everything())

    for words in (
        "left out</b> <bdi>hashtags",
        "shortened</b> <bdi>title",
        "In use",
        "$0.205",
        "A made-up example.",
    ):
        assert words in text
    assert "2 (1 ours)" in text
    assert "prices of 2026-08-22" in text


def test_a_draft_with_nothing_says_so() -> None:
    bare = publication(doi="", authors=(), published=None, journal="", links=())

    text = html(announcement(card=None, alt_text="", publication=bare, text=post_text("x", link="")))

    assert "There is no card." in text
    assert "There is none." in text
    assert "Copy card" not in text
    assert Page(text).values("src") == []


def test_the_card_is_carried_in_the_page() -> None:
    page = Page(html(announcement()))
    (image,) = [found for tag, found in page.elements if tag == "img" and found.get("src")]

    assert image["src"] == f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    assert image["alt"] == "Card: night-shift work and blood pressure."
    assert (image["width"], image["height"]) == ("1200", "675")


def test_with_too_many_bytes_of_cards_the_page_shows_the_files() -> None:
    large = Card(data=bytes(MOST_EMBEDDED), width=1200, height=675)

    page = Page(html(announcement(card=large), announcement()))

    assert page.values("src") == ["3f9a01c2-night-shift-work/card.png"] * 2


def test_no_drafts_are_no_error() -> None:
    text = html()

    assert "There is nothing to announce." in text
    assert "<h1>0 drafts to look at</h1>" in text


def test_a_page_is_known_again_by_its_maker() -> None:
    assert is_contact_sheet(html().encode())
    assert not is_contact_sheet(b"<!doctype html><title>Home</title>")


def test_an_institution_without_a_platform_shows_its_name_alone() -> None:
    plain = ContactSheet(WebPages(shipped=TEMPLATES), institution(platforms={}), PostPrices())

    assert 'class="platform"' not in plain.render([])
