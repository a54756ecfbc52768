"""The page over all drafts."""

import base64
import hashlib
import re
import tomllib
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
from announcer.rendering.drafts.contact_sheet import (
    MOST_BYTES,
    MOST_EMBEDDED,
    ContactSheet,
    SheetRow,
    is_contact_sheet,
)
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
    assert '<code>accidental-link</code> <span lang="en">in</span> <code><bdi>journal</bdi></code>' in text


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
    assert "card/x.toml:3: no such colour</bdi>" in html(problems=(TemplateError("card/x.toml:3: no such colour"),))


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
    large = Card(data=bytes(MOST_BYTES), width=1200, height=675)

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


def in_languages(*languages: str, in_queue: bool = False) -> ContactSheet:
    pages = WebPages(shipped=TEMPLATES)
    return ContactSheet(pages, institution(), PostPrices(), languages=languages, in_queue=in_queue)


def test_a_persian_page_is_in_persian_words_and_digits_with_its_own_face() -> None:
    text = in_languages("fa").render([Draft.of(announcement(findings=(HOLD,)))])

    assert '<html lang="fa" dir="rtl">' in text
    assert "۱ پیش‌نویس برای بررسی" in text
    assert "نگه‌داشته <b>۱</b>" in text
    assert "url(data:font/woff2;base64," in text
    assert "font-src data:" in text


def test_the_persian_face_is_left_out_where_nothing_is_persian() -> None:
    assert "@font-face" not in html(announcement())
    assert "@font-face" in html(announcement(language="fa"))


def test_a_language_without_words_has_an_english_page_once() -> None:
    assert [words.language for words in in_languages("de", "en", "fa").words] == ["en", "fa"]


def test_the_same_page_in_another_language_is_one_link_away() -> None:
    sheet = in_languages("en", "fa")
    row = SheetRow(others=((sheet.words[1], "index.fa.html"),))

    assert 'href="index.fa.html" hreflang="fa" lang="fa" dir="rtl">فارسی</a>' in sheet.render([], (), row)


def test_the_drafts_of_one_paper_stand_together_and_lead_to_each_other() -> None:
    other = publication(doi="10.5555/announcer.2")
    persian = announcement(id="b", language="fa")

    page = Page(html(announcement(id="a"), announcement(id="c", publication=other), persian))

    ids = [found["aria-labelledby"] for tag, found in page.elements if tag == "article"]
    assert ids == ["d1-title", "d2-title", "d3-title"]
    twins = [found["href"] for _, found in page.elements if found.get("class") == "twin"]
    assert twins == ["#d2", "#d1"]


def test_the_subject_of_a_mail_is_the_title_in_the_drafts_language() -> None:
    there = publication(translations={"fa": Translation(title=Rich.of("عنوان فارسی"))})

    links = Draft.of(announcement(publication=there, language="fa")).links

    assert links[Network.EMAIL].startswith("mailto:?subject=%D8%B9%D9%86%D9%88%D8%A7%D9%86%20")


def test_with_more_than_a_few_drafts_pictures_are_read_when_they_are_seen() -> None:
    few = [Draft.of(announcement(id=f"n{number}")) for number in range(MOST_EMBEDDED)]

    assert set(Page(sheet().render(few)).values("src")) == {
        f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    }
    many = Page(sheet().render([*few, Draft.of(announcement())]))
    assert not [source for source in many.values("src") if source.startswith("data:")]
    assert many.values("loading") == ["lazy"] * (MOST_EMBEDDED + 1)


def test_landmarks_are_few_however_many_drafts_there_are() -> None:
    page = Page(html(everything(), announcement(id="b"), problems=(SourceError("a.pdf", "is a PDF"),)))

    assert not [tag for tag, _ in page.elements if tag in {"section", "nav", "aside", "form"}]
    assert [tag for tag, _ in page.elements if tag in {"header", "main", "footer"}] == ["header", "main", "footer"]


def test_a_draft_says_which_command_chooses_another_sentence_and_which_records_the_post() -> None:
    text = html(everything())

    assert "announcer edit 3f9a01c2 --sentence 2" in text
    assert "announcer posted 3f9a01c2 --url https://x.com/…" in text
    assert "announcer add queue/inbox/night-shift.toml" in text


def test_a_draft_of_the_queue_is_approved_by_the_digest_that_is_shown() -> None:
    draft = Draft.of(announcement())

    text = in_languages("en", in_queue=True).render([draft])

    assert f"announcer approve 3f9a01c2 --seen {draft.digest[:16]}" in text
    assert "announcer add" not in text


def test_a_held_draft_says_what_to_do_and_cannot_be_approved() -> None:
    text = html(announcement(findings=(HOLD,)))

    assert ">leave it out</li>" in text
    assert "announcer resume 3f9a01c2" in text
    assert "queue/inbox/night-shift.toml</code>" in text
    assert "announcer approve" not in text


def test_every_word_of_the_page_is_there_in_persian() -> None:
    english, persian = (
        tomllib.loads((TEMPLATES / "phrases" / f"{code}.toml").read_text("utf-8")) for code in ("en", "fa")
    )

    assert set(english) == set(persian)
    assert {key: set(re.findall(r"{\w+}", text)) for key, text in english.items()} == {
        key: set(re.findall(r"{\w+}", text)) for key, text in persian.items()
    }
