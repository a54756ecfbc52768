from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.findings import Level
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author, Publication, PublicationType, Translation
from announcer.core.text.richtext import Rich
from announcer.ports.channels import ChannelRules
from announcer.rendering.texts.post_texts import PostTextWriter
from announcer.rendering.texts.templates import Templates
from tests.builders import institution, publication

SHIPPED = Path(__file__).parents[3] / "templates"
FINDING = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."
LINK = "https://doi.org/10.5555/announcer.1"
PERSIAN = Translation(
    title=Rich.of("شیفت شب و فشار خون در پرستاران بیمارستان"), journal="مجلهٔ پزشکی ساختگی", keywords=("فشار خون",)
)


def writer(site: Path | None = None, rules: ChannelRules = X_RULES, **style: Any) -> PostTextWriter:
    fields: dict[str, Any] = {"hashtags": {"en": ("MadeUp",)}} | style
    return PostTextWriter(Templates(shipped=SHIPPED, site=site), institution(), PostStyle(**fields), rules)


def ids(record: Publication, sentence: str = FINDING, **style: Any) -> list[str]:
    return [finding.id for finding in writer(**style).post(record, "en", sentence).findings]


def site_with(tmp_path: Path, source: str, name: str = "post/en/new-publication.txt.j2") -> Path:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


def test_a_post_reads_as_a_press_officer_writes_it() -> None:
    post = writer().post(publication(keywords=("night shift",)), "en", FINDING)

    assert post.text == (
        "New publication: “Night-shift work and blood pressure in hospital nurses”\n\n"
        f"{FINDING}\n\n"
        "By S. Rahimi and K. Hansen in Journal of Made-up Medicine (2026)\n\n"
        f"{LINK}\n\n"
        "#NightShift #MadeUp"
    )
    assert (post.length, post.limit, post.link, post.dropped, post.shortened) == (276, 280, LINK, (), ())
    assert post.findings == ()


def test_a_persian_post_is_persian_throughout() -> None:
    record = publication(translations={"fa": PERSIAN})

    assert writer().post(record, "fa", "شب‌کاری فشار خون را بالا می‌برد.").text == (
        "مقالهٔ تازه: «شیفت شب و فشار خون در پرستاران بیمارستان»\n\n"
        "شب‌کاری فشار خون را بالا می‌برد.\n\n"
        "نوشتهٔ S. Rahimi و K. Hansen در مجلهٔ پزشکی ساختگی (۲۰۲۶)\n\n"
        f"{LINK}\n\n"
        "#فشار_خون"
    )


def test_the_key_sentence_can_lead() -> None:
    text = writer(template="key-sentence").post(publication(), "en", FINDING).text

    assert text.startswith(f"{FINDING}\n\n“Night-shift work and blood pressure in hospital nurses”\n\nBy S. Rahimi")


def test_without_a_key_sentence_the_title_leads() -> None:
    text = writer(template="key-sentence").post(publication(), "en", "").text

    assert text.startswith("New publication: “Night-shift work")


def test_our_authors_can_lead() -> None:
    people = (Author(name="Hansen K"), Author(name="Rahimi S", is_home=True), Author(name="Karimi M", is_home=True))
    text = writer(template="our-authors").post(publication(authors=people), "en", "").text

    names = "S. Rahimi and M. Karimi of Isfahan University of Medical Sciences"
    assert text.startswith(f"New publication from {names}, with colleagues: “Night-shift")


def test_our_own_are_named_where_another_leads_the_list() -> None:
    people = (Author(name="Hansen K"), Author(name="Olsen P"), Author(name="Rahimi S", is_home=True))
    record = publication(authors=people)

    whole = "By K. Hansen and colleagues in Journal of Made-up Medicine (2026). Our author: S. Rahimi\n"
    assert whole in writer().post(record, "en", "").text
    assert "\nOur author: S. Rahimi\n" in writer().post(record, "en", "A finding of some length. " * 6).text


def test_our_own_are_named_rather_than_that_the_publication_is_new() -> None:
    post = writer().post(publication(), "en", "A finding of some length. " * 6)

    assert post.text.startswith("“Night-shift work")
    assert "\nBy S. Rahimi and K. Hansen\n" in post.text
    assert "New publication" in post.dropped


@pytest.mark.parametrize(
    ("journal", "credit"),
    [
        ("پزشکی نمونه", "در مجلهٔ پزشکی نمونه"),
        ("مجلهٔ پزشکی", "در مجلهٔ پزشکی"),
        ("فصلنامهٔ سلامت", "در فصلنامهٔ سلامت"),
        ("نشریهٔ سلامت", "در نشریهٔ سلامت"),
    ],
)
def test_a_persian_journal_is_called_one_unless_its_name_says_so(journal: str, credit: str) -> None:
    title = Rich.of("آهن در مدرسه و سلامت دختران")

    assert (
        f" {credit} (۲۰۲۶)"
        in writer().post(publication(title=title, language="fa", journal=journal), "fa", "").text
    )


def test_a_title_that_must_be_cut_leaves_room_for_the_finding() -> None:
    post = writer().post(publication(title=Rich.of("A title of many words " * 13)), "en", FINDING)

    assert FINDING in post.text
    assert post.shortened == ("title",)


@pytest.mark.parametrize("template", ["new-publication", "key-sentence", "our-authors"])
@pytest.mark.parametrize(
    ("language", "label"), [("en", "New preprint, not yet peer reviewed"), ("fa", "پیش‌چاپ تازه")]
)
def test_a_preprint_is_called_one_in_every_template(template: str, language: str, label: str) -> None:
    record = publication(type=PublicationType.PREPRINT)

    assert writer(template=template).post(record, language, "A finding of ours.").text.startswith(label)


def test_what_does_not_fit_is_dropped_by_name_and_the_link_stays() -> None:
    record = publication(title=Rich.of("A title of many words " * 9))
    post = writer().post(record, "en", FINDING)

    assert post.dropped == ("key sentence", "journal")
    assert post.length <= 280
    assert f"\n{LINK}\n" in post.text


def test_a_title_that_is_shortened_is_a_finding() -> None:
    post = writer().post(publication(title=Rich.of("A title of many words " * 20)), "en", "")

    assert post.shortened == ("title",)
    assert "…”\n" in post.text
    assert [(finding.id, finding.level) for finding in post.findings if finding.id == "text-shortened"] == [
        ("text-shortened", Level.WARNING)
    ]


def test_a_title_of_one_endless_word_holds_the_post() -> None:
    post = writer().post(publication(title=Rich.of("w" * 3000)), "en", FINDING)

    assert post.length <= 280
    assert [finding.id for finding in post.findings if finding.level is Level.HOLD] == ["text-too-long"]


def test_a_template_that_keeps_too_much_holds_the_post(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{{ pub.title }} {{ pub.title }} {{ link }}")
    post = writer(site, replace(X_RULES, limit=60)).post(publication(), "en", FINDING)

    assert post.length > 60
    assert [finding.id for finding in post.findings] == ["text-too-long"]


def test_the_words_of_a_record_link_to_nothing() -> None:
    record = publication(title=Rich.of("Seen in patients.In vitro by @home"))
    post = writer().post(record, "en", FINDING)

    assert "patients. In vitro by @\u200bhome" in post.text
    assert [finding.id for finding in post.findings] == ["entity-defused", "entity-defused"]


def test_a_record_without_a_sentence_is_noted() -> None:
    assert ids(publication(), sentence="") == ["no-key-sentence"]


def test_a_link_on_the_card_is_not_in_the_text() -> None:
    post = writer(link="card").post(publication(), "en", FINDING)

    assert "http" not in post.text
    assert post.link == LINK
    assert post.findings == ()


def test_a_template_without_the_link_holds_the_post(tmp_path: Path) -> None:
    post = writer(site_with(tmp_path, "{{ pub.title }}")).post(publication(), "en", FINDING)

    assert [finding.id for finding in post.findings] == ["template-missing-link"]


def test_a_template_that_names_an_account_holds_the_post(tmp_path: Path) -> None:
    post = writer(site_with(tmp_path, "@MUI {{ pub.title }} {{ link }}")).post(publication(), "en", FINDING)

    assert [finding.id for finding in post.findings] == ["unintended-mention"]


def test_a_language_without_templates_of_its_own_is_posted_in_english_wording() -> None:
    post = writer().post(publication(), "de", "")

    assert post.text.startswith("New publication: “")


def test_key_sentences_are_those_of_the_record() -> None:
    assert [found.text for found in writer().key_sentences(publication(), "en")] == [FINDING]


def test_alt_text_says_what_the_card_says_in_its_order() -> None:
    assert writer().alt_text(publication(open_access=True), "en", FINDING) == (
        "Isfahan University of Medical Sciences, Science Communicator Platform. New publication.\n"
        f"{FINDING}\n"
        "Night-shift work and blood pressure in hospital nurses.\n"
        "S. Rahimi and K. Hansen.\n"
        "Journal of Made-up Medicine, 2026.\n"
        "DOI 10.5555/announcer.1\n"
        "Open access."
    )


def test_alt_text_names_the_first_author_and_ours_of_many() -> None:
    people = [Author(name=f"Writer {letter}", is_home=letter == "F") for letter in "ABCDEFGH"]
    text = writer().alt_text(publication(authors=tuple(people)), "en", "")

    assert "\nA. Writer and F. Writer + 6 more.\n" in text


def test_persian_alt_text_is_persian() -> None:
    assert (
        writer()
        .alt_text(publication(translations={"fa": PERSIAN}), "fa", "")
        .startswith(
            "دانشگاه علوم پزشکی اصفهان، Science Communicator Platform. مقالهٔ تازه.\n"
            "شیفت شب و فشار خون در پرستاران بیمارستان.\n"
        )
    )


def test_a_channel_that_takes_more_alt_text_gets_more(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{{ pub.title }}", "alt/en/card.txt.j2")
    record = publication(title=Rich.of("words " * 500))

    assert 1400 < len(writer(site, replace(X_RULES, alt_text_limit=1500)).alt_text(record, "en", "")) <= 1500


def test_a_site_s_alt_text_is_cut_at_a_word_where_it_is_too_long(tmp_path: Path) -> None:
    site = site_with(tmp_path, "{{ pub.title }}", "alt/en/card.txt.j2")
    text = writer(site).alt_text(publication(title=Rich.of("words " * 500)), "en", "")

    assert len(text) <= 1000
    assert text.endswith("words…")
