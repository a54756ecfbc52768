from dataclasses import fields, replace
from pathlib import Path

import pytest

from announcer.core.publications.institution import Calendar, PostStyle
from announcer.core.publications.publication import (
    Author,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Translation,
)
from announcer.core.text.richtext import Rich, Run, Style
from announcer.rendering.texts.variables import AuthorView, PublicationView, View, unreadable_names, view
from tests.builders import institution, publication

WORDS = {"kicker": "New publication", "kicker_review": "New review"}


def seen(record: Publication, language: str = "en", style: PostStyle | None = None, sentence: str = "") -> View:
    return view(record, language, institution(), style or PostStyle(), sentence=sentence, words=WORDS)


def test_a_whole_record_is_seen_whole() -> None:
    pub = seen(publication(), sentence="Pressure rose.").pub

    assert pub.title == "Night-shift work and blood pressure in hospital nurses"
    assert (pub.journal, pub.year, pub.date, pub.type) == ("Journal of Made-up Medicine", "2026", "2026", "article")
    assert (pub.doi, pub.pmid, pub.key_sentence, pub.open_access) == (
        "10.5555/announcer.1",
        "",
        "Pressure rose.",
        False,
    )
    assert [author.name for author in pub.authors] == ["S. Rahimi", "K. Hansen"]
    assert [author.name for author in pub.home_authors] == ["S. Rahimi"]
    assert pub.first_author == pub.authors[0]
    assert pub.author_count == 2


def test_a_bare_record_is_seen_with_empty_fields() -> None:
    pub = seen(Publication(title=Rich.of("Title"))).pub

    assert (pub.year, pub.date, pub.journal, pub.authors, pub.first_author) == ("", "", "", (), None)


def test_a_journal_is_seen_as_posts_write_it() -> None:
    style = PostStyle(journals=("IJPR",))

    assert seen(publication(journal="BMJ (Clinical research ed.)")).pub.journal == "BMJ"
    assert seen(publication(journal="Sample journal of ijpr"), style=style).pub.journal == "Sample Journal of IJPR"
    assert seen(publication(type=PublicationType.CHAPTER, journal="Of nurses and nights")).pub.journal == (
        "Of nurses and nights"
    )


@pytest.mark.parametrize(
    ("published", "journal", "calendar", "year"),
    [
        (PartialDate(year=2023, month=5, day=12), "مجلهٔ نمونه", "jalali", "1402"),
        (PartialDate(year=2023, month=2), "مجلهٔ نمونه", "jalali", "1401"),
        (PartialDate(year=2023, month=3), "مجلهٔ نمونه", "jalali", "2023"),
        (PartialDate(year=2023, month=3, day=20), "مجلهٔ نمونه", "jalali", "1401"),
        (PartialDate(year=2023, month=3, day=21), "مجلهٔ نمونه", "jalali", "1402"),
        (PartialDate(year=2023), "مجلهٔ نمونه", "jalali", "2023"),
        (PartialDate(year=1402, month=2), "مجلهٔ نمونه", "jalali", "1402"),
        (PartialDate(year=2023, month=5, day=40), "مجلهٔ نمونه", "jalali", "2023"),
        (PartialDate(year=2023, month=14), "مجلهٔ نمونه", "jalali", "2023"),
        (PartialDate(year=2023, month=5), "Sample Journal", "jalali", "2023"),
        (PartialDate(year=2023, month=5), "مجلهٔ نمونه", "gregorian", "2023"),
    ],
)
def test_a_persian_journal_has_the_iranian_year_where_the_date_tells_it(
    published: PartialDate, journal: str, calendar: Calendar, year: str
) -> None:
    record = publication(language="fa", journal=journal, published=published)

    assert seen(record, "fa", style=PostStyle(calendar={"fa": calendar})).pub.year == year
    assert seen(record, "en").pub.year == str(published.year)


def test_persian_is_seen_as_it_is_typed_with_care_and_indices_stay() -> None:
    runs = (Run(text="اثر H"), Run(text="2", style=Style.SUB), Run(text="O در 12 بیمار و بیماری ها"))
    pub = seen(publication(language="fa", title=Rich(runs)), "fa").pub

    assert pub.title == "اثر H₂O در ۱۲ بیمار و بیماری‌ها"
    assert pub.title_markup == "اثر H<sub>2</sub>O در ۱۲ بیمار و بیماری‌ها"


def test_names_that_the_language_cannot_read_are_not_seen_but_counted() -> None:
    record = publication(authors=(Author(name="نرگس نمونه‌ای"), Author(name="Hansen K")), journal="مجلهٔ نمونه")
    pub = seen(record).pub

    assert (pub.authors, pub.first_author, pub.author_count, pub.journal) == ((), None, 2, "")
    assert unreadable_names(record, "en") == ("نرگس نمونه‌ای", "مجلهٔ نمونه")
    assert len(seen(record, "fa").pub.authors) == 2
    assert unreadable_names(record, "fa") == ()


def test_words_come_from_the_translation_where_it_has_them() -> None:
    there = Translation(title=Rich.of("شیفت شب"), journal="مجلهٔ ما")
    pub = seen(publication(translations={"fa": there}, keywords=("Night shift",)), "fa").pub

    assert (pub.title, pub.journal, pub.keywords) == ("شیفت شب", "مجلهٔ ما", ("Night shift",))


def test_a_title_s_styles_are_unicode_in_text_and_mark_up_on_cards() -> None:
    runs = (
        Run(text="CO"),
        Run(text="2", style=Style.SUB),
        Run(text=" & "),
        Run(text="E. coli", style=Style.ITALIC),
    )
    pub = seen(publication(title=Rich(runs))).pub

    assert pub.title == "CO₂ & E. coli"
    assert pub.title_markup == "CO<sub>2</sub> &amp; <i>E. coli</i>"


def test_the_kicker_tells_the_kind_of_publication() -> None:
    assert seen(publication(type=PublicationType.REVIEW)).kicker == "New review"
    assert seen(publication(type=PublicationType.LETTER)).kicker == "New publication"


def test_the_link_is_empty_where_the_card_carries_it() -> None:
    assert seen(publication()).link == "https://doi.org/10.5555/announcer.1"
    assert seen(publication(), style=PostStyle(link="card")).link == ""


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ar", "rtl"), ("ug", "rtl"), ("de", "ltr")]
)
def test_the_direction_follows_the_language(language: str, direction: str) -> None:
    assert seen(publication(), language).direction == direction


def test_the_institution_is_named_in_the_language() -> None:
    assert seen(publication(), "fa").institution == "دانشگاه علوم پزشکی اصفهان"
    assert seen(publication(), "fa").platform == "Science Communicator Platform"


def test_hashtags_are_at_most_three_with_the_site_s_last() -> None:
    record = publication(keywords=("night shift", "Night Shift", "CD8+", "blood pressure", "nursing"))
    style = PostStyle(hashtags={"en": ("IsfahanMed",)})

    assert seen(record, style=style).hashtags == ("#NightShift", "#BloodPressure", "#IsfahanMed")
    assert seen(record).hashtags == ("#NightShift", "#BloodPressure", "#Nursing")


def test_a_keyword_that_is_the_site_s_tag_is_not_said_twice() -> None:
    style = PostStyle(hashtags={"en": ("Nursing",)})

    assert seen(publication(keywords=("nursing",)), style=style).hashtags == ("#Nursing",)


def test_hashtags_are_made_of_the_keywords_in_the_post_s_language_alone() -> None:
    style = PostStyle(hashtags={"fa": ("پژوهش_پزشکی",)})
    there = Translation(title=Rich.of("شیفت شب"))
    record = publication(keywords=("sepsis",), abstract=None, translations={"fa": there})
    translated = publication(keywords=("sepsis",), translations={"fa": replace(there, keywords=("فشار خون",))})

    assert seen(record, "fa", style=style).hashtags == ("#پژوهش_پزشکی",)
    assert seen(translated, "fa", style=style).hashtags == ("#فشار_خون", "#پژوهش_پزشکی")
    assert seen(record, "de").hashtags == ()
    assert seen(record, "en", style=style).hashtags == ("#Sepsis",)


def test_nothing_that_breaks_text_gets_past_the_view() -> None:
    bad = "a\x00\u202e\ud800\ufdd0b\nc"
    record = publication(
        title=Rich.of(bad),
        journal=bad,
        keywords=(bad,),
        authors=(Author(name=bad),),
        doi=bad,
        note=bad,
        lay_summary=bad,
    )
    pub = seen(record, sentence=bad).pub

    texts = (pub.title, pub.title_markup, pub.journal, *pub.keywords, pub.authors[0].name, pub.doi, pub.note)
    assert set(texts) == {"ab c"}
    assert (pub.lay_summary, pub.key_sentence) == ("ab c", "ab c")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": PublicationStatus.RETRACTED},
        {"status": PublicationStatus.CONCERN},
        {"type": PublicationType.RETRACTION_NOTICE},
        {"type": PublicationType.CORRECTION_NOTICE},
        {"title": Rich.of("WITHDRAWN: Salt and sleep in nurses")},
        {"title": Rich.of("Salt and sleep in nurses (Expression of concern)")},
    ],
)
def test_what_a_doubted_paper_found_is_not_told_whoever_draws_it(changes: dict[str, object]) -> None:
    assert seen(publication(**changes), sentence="Salt lengthens sleep.").pub.key_sentence == ""
    assert seen(publication(status=PublicationStatus.CORRECTED), sentence="Salt helps.").pub.key_sentence


def test_rewording_changes_every_text_of_the_record_and_nothing_else() -> None:
    before = seen(publication(keywords=("k",)), sentence="S.")
    after = before.reworded(str.upper)

    assert after.pub.title == before.pub.title.upper()
    assert after.pub.first_author == after.pub.authors[0]
    assert after.pub.authors[0].name == "S. RAHIMI"
    assert (after.link, after.hashtags, after.kicker) == (before.link, before.hashtags, before.kicker)
    assert seen(publication(authors=())).reworded(str.upper).pub.first_author is None


def test_every_variable_is_in_the_reference() -> None:
    text = (Path(__file__).parents[3] / "docs" / "reference" / "template-variables.md").read_text("utf-8")
    names = [f"pub.{field.name}" for field in fields(PublicationView)] + [field.name for field in fields(View)]

    assert [name for name in names if f"`{name}`" not in text] == []
    assert [field.name for field in fields(AuthorView) if f"`{field.name}`" not in text] == []
