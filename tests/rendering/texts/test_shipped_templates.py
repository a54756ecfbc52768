"""Whatever a record holds, what the shipped templates make of it can be posted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announcer.channels.x.rules import X_RULES
from announcer.core.findings import Level
from announcer.core.posts.counting import EntityKind, extract, measure
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author, PartialDate, PublicationType, Translation
from announcer.core.text.postable import forbidden
from announcer.core.text.richtext import Rich, Run, Style
from announcer.rendering.texts.post_texts import PostTextWriter
from announcer.rendering.texts.templates import Templates
from tests.builders import institution, publication

TEMPLATES = Templates(shipped=Path(__file__).parents[3] / "templates")
NAMES = ["new-publication", "key-sentence", "our-authors"]
LANGUAGES = ["en", "fa"]

PIECES = st.sampled_from(
    [
        "nurses", "4.2", "mmHg", "p", "<", "0.05", "patients.In", "Nat.Med", "@home", "$AB", "#tag", "a.co", "“q”",
        "(", ")", "«", "»", "https://a.org/b", "می‌شود", "۱۲", "درصد",
        "血圧", "👩🏽‍⚕️", "é", "e\u0301", "…", "{{ link }}",
        "{% x %}", "\x00", "\u202e", "\ud800", "\ufdd0", "\ufdd3", "\ufeff", "\ufefb", "w" * 300, "CD8⁺",
        "\u200b.com",
    ]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=12), max_size=60).map(" ".join) | st.text(max_size=400)
RICH = st.lists(st.builds(Run, text=TEXT, style=st.sampled_from(Style)), max_size=4).map(Rich.joined)
AUTHORS = st.lists(
    st.builds(Author, name=TEXT, is_home=st.sampled_from([True, False, None]), is_group=st.booleans()), max_size=6
).map(tuple)
RECORDS = st.fixed_dictionaries(
    {
        "title": RICH,
        "language": st.sampled_from(LANGUAGES),
        "type": st.sampled_from(PublicationType),
        "authors": AUTHORS,
        "journal": TEXT,
        "published": st.none() | st.builds(PartialDate, year=st.integers(min_value=1, max_value=9999)),
        "keywords": st.lists(TEXT, max_size=4).map(tuple),
        "doi": st.sampled_from(["", "10.5555/announcer.1", "10.1002/(SICI)1<2::AID>3.0.CO;2-#", "10.5555/مقاله"]),
        "lay_summary": TEXT,
        "translations": st.just({}) | st.builds(lambda title: {"fa": Translation(title=title)}, RICH),
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", NAMES)
@settings(max_examples=60)
@given(RECORDS, TEXT, st.sampled_from(["text", "card"]))
def test_any_record_makes_a_post_that_x_takes(
    template: str, language: str, fields: dict[str, Any], sentence: str, link: Any
) -> None:
    style = PostStyle(template=template, link=link, hashtags={"en": ("MadeUp",), "fa": ("علوم پزشکی",)})
    post = PostTextWriter(TEMPLATES, institution(), style, X_RULES).post(publication(**fields), language, sentence)

    entities = extract(post.text)
    links = [entity.text for entity in entities if entity.kind is EntityKind.URL]
    assert post.length <= 280
    assert measure(post.text).valid
    assert links == ([post.link] if link == "text" and post.link else [])
    assert not [entity for entity in entities if entity.kind in {EntityKind.MENTION, EntityKind.CASHTAG}]
    assert not forbidden(post.text)
    assert "\n\n\n" not in post.text
    assert post.text.split("\n") == [line.strip() for line in post.text.split("\n")]
    held = {finding.id for finding in post.findings if finding.level is Level.HOLD}
    assert held <= {"text-too-long"}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60)
@given(RECORDS, TEXT)
def test_any_record_makes_an_alt_text_that_x_takes(language: str, fields: dict[str, Any], sentence: str) -> None:
    writer = PostTextWriter(TEMPLATES, institution(), PostStyle(), X_RULES)
    text = writer.alt_text(publication(**fields), language, sentence)

    assert 0 < len(text) <= X_RULES.alt_text_limit
    assert not forbidden(text)


@pytest.mark.parametrize("template", NAMES)
@settings(max_examples=40)
@given(st.lists(st.sampled_from(["words", "of", "4.2", "mmHg", "nurses", "۱۲", "درصد"]), min_size=1, max_size=120))
def test_no_word_is_ever_cut_and_no_number_loses_its_unit(template: str, words: list[str]) -> None:
    title = " ".join(words)
    writer = PostTextWriter(TEMPLATES, institution(), PostStyle(template=template), X_RULES)
    text = writer.post(publication(title=Rich.of(title)), "en", "").text

    shown = text.split("“")[1].split("”")[0]
    whole = title.split()
    cut = shown.removesuffix("…").split()
    assert cut == whole[: len(cut)]
    if shown.endswith("…") and cut:
        assert cut[-1] not in {"4.2", "۱۲"}


def test_every_language_has_every_template() -> None:
    for language in LANGUAGES:
        names = [Path(name).name.removesuffix(".txt.j2") for name in TEMPLATES.names(f"post/{language}")]
        assert names == sorted(NAMES)
        assert TEMPLATES.names(f"alt/{language}") == (f"alt/{language}/card.txt.j2",)
