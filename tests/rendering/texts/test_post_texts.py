from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.findings import Level
from announcer.core.posts.entities import links
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author, Publication, PublicationType, Translation
from announcer.core.text.richtext import Rich
from announcer.ports.channels import ChannelRules
from announcer.rendering.texts.post_texts import PostTextWriter
from announcer.rendering.texts.templates import Templates
from tests.builders import abstract, institution, publication

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


def site_with(tmp_path: Path, source: str, name: str = "post/en/key-sentence.txt.j2") -> Path:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


def test_a_post_reads_as_a_press_officer_writes_it() -> None:
    post = writer().post(publication(keywords=("night shift",)), "en", FINDING)

    assert post.text == (
        f"{FINDING}\n\n"
        "“Night-shift work and blood pressure in hospital nurses”\n\n"
        "By S. Rahimi and K. Hansen in Journal of Made-up Medicine (2026)\n\n"
        f"{LINK}\n\n"
        "#NightShift #MadeUp"
    )
    assert (post.length, post.limit, post.link, post.dropped, post.shortened) == (259, 280, LINK, (), ())
    assert (post.sentence, post.findings) == (FINDING, ())


def test_a_persian_post_is_persian_throughout() -> None:
    record = publication(translations={"fa": PERSIAN})

    assert writer().post(record, "fa", "شب کاری فشار خون را 4.2 میلی‌متر بالا می برد.").text == (
        "شب کاری فشار خون را ۴٫۲ میلی‌متر بالا می‌برد.\n\n"
        "مقالهٔ «شیفت شب و فشار خون در پرستاران بیمارستان»\n\n"
        "پژوهش S. Rahimi و K. Hansen در مجلهٔ پزشکی ساختگی (۲۰۲۶)\n\n"
        f"{LINK}\n\n"
        "#فشار_خون"
    )


def test_the_title_can_lead() -> None:
    text = writer(template="new-publication").post(publication(), "en", FINDING).text

    assert text.startswith(
        f"New publication: “Night-shift work and blood pressure in hospital nurses”\n\n{FINDING}\n"
    )


@pytest.mark.parametrize("template", ["key-sentence", "new-publication", "our-authors"])
def test_without_a_key_sentence_the_title_leads_and_no_hashtag_is_kept(template: str) -> None:
    text = writer(template=template).post(publication(keywords=("night shift",)), "en").text

    assert text.startswith("New publication")
    assert "#" not in text


@pytest.mark.parametrize("template", ["key-sentence", "new-publication", "our-authors"])
@pytest.mark.parametrize(
    ("title", "beginning"),
    [
        ("Retraction: A trial of iron at school", "Retraction: “A trial of iron at school”"),
        ("RETRACTED: A trial of iron at school", "Retracted: “A trial of iron at school”"),
        ("A trial of iron at school (Withdrawn)", "Withdrawn: “A trial of iron at school”"),
        ("A trial of iron (Expression of Concern)", "Expression of concern: “A trial of iron”"),
        ("Correction: A trial of iron at school", "Correction: “A trial of iron at school”"),
    ],
)
def test_what_has_become_of_a_paper_is_said_first_and_once_and_nothing_of_what_it_found(
    template: str, title: str, beginning: str
) -> None:
    record = publication(title=Rich.of(title), key_sentence=FINDING)

    post = writer(template=template).post(record, "en", FINDING)

    assert post.text.startswith(beginning)
    assert FINDING not in post.text
    assert writer().key_sentences(record, "en").candidates == ()


def in_rats(**changes: object) -> Publication:
    text = "We treated 24 male Wistar rats. The extract protects the liver."
    return publication(title=Rich.of("A sample extract and the liver"), abstract=abstract(text), **changes)


@pytest.mark.parametrize("template", ["key-sentence", "new-publication", "our-authors"])
def test_a_finding_in_animals_that_does_not_say_so_begins_with_them(template: str) -> None:
    record = in_rats()

    post = writer(template=template).post(record, "en", "The extract protects the liver.")

    assert "In rats: The extract protects the liver." in post.text
    assert post.sentence == "The extract protects the liver."
    assert "In rats." in writer().alt_text(record, "en", post.sentence)


def test_a_finding_that_names_its_animals_stays_as_it_is() -> None:
    record = in_rats()

    assert "In rats" not in writer().post(record, "en", "The extract protects the liver of rats.").text


def test_a_post_without_a_finding_leaves_the_animals_to_the_card_and_says_so() -> None:
    found = writer().post(in_rats(), "en").findings

    assert "study-unsaid" in [each.id for each in found]


def test_a_finding_that_may_be_of_animals_and_does_not_say_so_is_held() -> None:
    text = abstract("A bypass changed appetite. Dopamine fell in sated mice.")
    record = publication(title=Rich.of("Dopamine and appetite"), abstract=text)
    said, unsaid = "Dopamine drives appetite in mice.", "Dopamine drives appetite."

    found = {each.id: each.level for each in writer().post(record, "en", unsaid).findings}

    assert found["study-undecided"] is Level.HOLD
    assert "study-undecided" not in [each.id for each in writer().post(record, "en", said).findings]
    assert "study-undecided" not in [each.id for each in writer().post(record, "en").findings]


@pytest.mark.parametrize("template", ["key-sentence", "new-publication", "our-authors"])
def test_a_title_that_fits_beside_the_link_is_never_cut(template: str) -> None:
    title = "The layers of a river bed in the plains and " + "what they tell of iron and " * 6 + "salt in wells"

    post = writer(template=template).post(publication(title=Rich.of(title), keywords=("iron",)), "en")

    assert len(title) > 200
    assert (f"“{title}”" in post.text, post.shortened) == (True, ())


def test_persian_posts_name_the_animals_in_persian() -> None:
    record = in_rats(translations={"fa": replace(PERSIAN, title=Rich.of("عصاره و کبد"))})

    assert "در موش صحرایی: این عصاره" in writer().post(record, "fa", "این عصاره از کبد محافظت می‌کند.").text


def test_our_authors_can_lead() -> None:
    people = (Author(name="Hansen K"), Author(name="Rahimi S", is_home=True), Author(name="Karimi M", is_home=True))
    text = writer(template="our-authors").post(publication(authors=people), "en", "").text

    names = "S. Rahimi and M. Karimi of Isfahan University of Medical Sciences"
    assert text.startswith(f"New publication from {names}, with colleagues: “Night-shift")


HANSEN, OLSEN = Author(name="Hansen K"), Author(name="Olsen P")
OURS = Author(name="Rahimi S", is_home=True)
OUR_GROUP = Author(name="Isfahan Iron Workshop", is_group=True, is_home=True)


@pytest.mark.parametrize(
    ("authors", "credit"),
    [
        ((HANSEN, OLSEN, OURS), "By K. Hansen and colleagues in Sample (2026), with S. Rahimi of our university"),
        ((HANSEN, OURS), "By K. Hansen in Sample (2026), with S. Rahimi of our university"),
        ((OURS, HANSEN, OLSEN), "By S. Rahimi and colleagues in Sample (2026)"),
        ((HANSEN, OLSEN), "By K. Hansen and P. Olsen in Sample (2026)"),
        ((HANSEN, OLSEN, OUR_GROUP), "By K. Hansen and colleagues in Sample (2026)"),
        ((OUR_GROUP, HANSEN, OLSEN), "By Isfahan Iron Workshop in Sample (2026)"),
        ((), "In Sample (2026)"),
    ],
    ids=["ours is last", "ours of two", "ours leads", "none ours", "our group", "our group leads", "nobody"],
)  # fmt: skip
def test_a_credit_says_who_led_and_who_of_us_took_part(authors: tuple[Author, ...], credit: str) -> None:
    assert f"\n{credit}\n" in writer().post(publication(authors=authors, journal="Sample"), "en", FINDING).text


def test_the_first_author_goes_before_the_year_then_ours_and_the_journal_last() -> None:
    record = publication(title=Rich.of("A title of many words " * 12), authors=(HANSEN, OLSEN, OURS))
    sentences = ("A finding" + "s" * more for more in range(100, 250))
    found = [writer(hashtags={}).post(record, "en", each).text.split("\n\n")[1] for each in sentences]

    assert (
        list(dict.fromkeys(found))
        == [
            "By K. Hansen and colleagues in Journal of Made-up Medicine (2026), with S. Rahimi of our university",
            "In Journal of Made-up Medicine (2026), with S. Rahimi of our university",
            "In Journal of Made-up Medicine, with S. Rahimi of our university",
            "In Journal of Made-up Medicine (2026)",
            "In Journal of Made-up Medicine",
            "By K. Hansen and colleagues in Journal of Made-up Medicine (2026), with S. Rahimi of our university",
        ][:-1]
    )


def test_ours_are_never_named_as_if_they_were_alone_where_no_journal_is_known() -> None:
    record = publication(authors=(HANSEN, OLSEN, OURS), journal="")
    short, long = "A finding of some words.", "A finding of many words and more. " * 6

    assert (
        "\nBy K. Hansen and colleagues, with S. Rahimi of our university\n"
        in writer().post(record, "en", short).text
    )
    assert "\nCo-authored by S. Rahimi of our university\n" in writer().post(record, "en", long.strip()).text


def test_of_several_key_sentences_the_first_that_fits_beside_the_journal_is_carried() -> None:
    long, longer = "A finding " + "of words " * 25 + "here.", "A finding " + "of words " * 40 + "here."

    assert writer().post(publication(), "en", longer, long, FINDING).sentence == FINDING
    assert writer().post(publication(), "en", longer, "A finding " + "of words " * 22 + "here.").sentence


def test_a_sentence_that_leaves_room_for_neither_journal_nor_authors_gives_way_to_the_title() -> None:
    long = "A finding " + "of words " * 25 + "here."
    post = writer().post(publication(), "en", long)

    assert post.sentence == ""
    assert publication().title.plain in post.text
    assert "Rahimi" in post.text
    assert [each.id for each in post.findings if each.where == "key_sentence"] == ["key-sentence-left-out"]


def test_a_sentence_that_needs_the_title_gives_way_to_it_where_both_have_no_room() -> None:
    short, long = "A finding of some words.", "A finding " + "of words " * 14 + "here."
    both, title_alone, without = (
        writer().post(publication(), "en", sentence, beside_title=needing)
        for sentence, needing in ((short, {short}), (long, {long}), (long, ()))
    )

    assert both.text.startswith(short)
    assert publication().title.plain in both.text
    assert title_alone.text.startswith("New publication: “Night-shift work")
    assert [each.id for each in title_alone.findings if each.where == "key_sentence"] == [
        "key-sentence-needs-title"
    ]
    assert without.text.startswith(long)


def test_a_post_without_room_for_its_journal_has_no_hashtags() -> None:
    long = "A finding " + "of words " * 25 + "here."

    assert "#" in writer().post(publication(), "en", FINDING).text
    assert "#" not in writer().post(publication(), "en", long).text


def test_a_record_of_another_kind_has_no_kicker_before_its_finding() -> None:
    record = publication(type=PublicationType.OTHER)

    assert writer().post(record, "en", FINDING).text.startswith(FINDING)


def test_a_key_sentence_that_never_fits_is_left_out_with_a_warning() -> None:
    post = writer().post(publication(), "en", "A finding " + "of words " * 40 + "here.")

    assert post.text.startswith("New publication: “Night-shift work")
    assert (post.sentence, post.shortened) == ("", ())
    assert [(found.id, found.level) for found in post.findings] == [("key-sentence-left-out", Level.WARNING)]


def test_names_that_an_english_post_cannot_show_are_left_out_and_told() -> None:
    record = publication(
        language="fa",
        title=Rich.of("شیفت شب"),
        authors=(Author(name="نرگس نمونه‌ای", is_home=True), Author(name="رعنا مثالی")),
        journal="مجلهٔ نمونه",
        translations={"en": Translation(title=Rich.of("Night shifts in nurses"))},
    )
    post = writer().post(record, "en", FINDING)

    assert post.text == f"{FINDING}\n\n“Night shifts in nurses”\n\n{LINK}\n\n#MadeUp"
    assert [found.id for found in post.findings] == ["names-left-out"]


def test_names_of_the_translation_are_taken() -> None:
    there = Translation(title=Rich.of("Night shifts in nurses"), authors=("N. Nemooneh",), journal="Sample Journal")
    record = publication(
        language="fa", authors=(Author(name="نرگس نمونه‌ای"),), journal="مجلهٔ نمونه", translations={"en": there}
    )

    assert "\nBy N. Nemooneh in Sample Journal (2026)\n" in writer().post(record, "en", FINDING).text


def test_a_space_that_may_be_a_half_space_is_told() -> None:
    record = publication(title=Rich.of("خواب عجیب تر در سالمندان"), language="fa")

    assert "half-space-doubtful" in [found.id for found in writer().post(record, "fa").findings]


def test_a_line_of_persian_that_begins_with_a_latin_word_still_runs_from_the_right() -> None:
    record = publication(title=Rich.of("اثر 25(OH)D بر خواب"), language="fa")
    post = writer().post(record, "fa", "HLA-B*27 با خواب همراه بود.")

    assert post.text.startswith("\u200fHLA-B*27 با")
    assert "اثر \u200e25(OH)D بر" in post.text
    assert post.length == X_RULES.length(post.text)


@pytest.mark.parametrize(
    ("kind", "credit"),
    [
        (PublicationType.ARTICLE, "پژوهش S. Rahimi و همکاران در مجلهٔ Sample Journal (2026)"),
        (PublicationType.REVIEW, "به قلم S. Rahimi و همکاران در مجلهٔ Sample Journal (2026)"),
        (PublicationType.LETTER, "به قلم S. Rahimi و همکاران در مجلهٔ Sample Journal (2026)"),
    ],
)
def test_a_persian_credit_calls_research_what_is_research(kind: PublicationType, credit: str) -> None:
    record = publication(language="fa", type=kind, authors=(OURS, HANSEN, OLSEN), journal="Sample Journal")

    assert f"\n{credit}\n" in writer().post(record, "fa").text


def test_a_persian_credit_names_ours_after_the_first_author() -> None:
    record = publication(language="fa", authors=(HANSEN, OLSEN, OURS), journal="مجله نمونه")

    credit = "پژوهش K. Hansen و همکاران در مجلهٔ نمونه (۲۰۲۶)؛ از پژوهشگران دانشگاه ما: S. Rahimi"
    assert f"\n{credit}\n" in writer().post(record, "fa").text


@pytest.mark.parametrize(
    ("journal", "credit"),
    [
        ("پزشکی نمونه", "در مجلهٔ پزشکی نمونه"),
        ("مجلهٔ پزشکی", "در مجلهٔ پزشکی"),
        ("فصلنامهٔ سلامت", "در فصلنامهٔ سلامت"),
        ("نشریهٔ سلامت", "در نشریهٔ سلامت"),
        ("مجله علوم پزشکی", "در مجلهٔ علوم پزشکی"),
        ("دانشگاه نمونه", "در مجلهٔ دانشگاه نمونه"),
    ],
)
def test_a_persian_journal_is_called_one_unless_its_name_says_so(journal: str, credit: str) -> None:
    title = Rich.of("آهن در مدرسه و سلامت دختران")

    assert (
        f" {credit} (۲۰۲۶)"
        in writer().post(publication(title=title, language="fa", journal=journal), "fa", "").text
    )


def test_a_title_that_must_be_cut_leaves_room_for_the_finding() -> None:
    record = publication(title=Rich.of("A title of many words " * 13))
    post = writer(template="new-publication").post(record, "en", FINDING)

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
    record = publication(title=Rich.of("A title of many words " * 9), keywords=("night shift",))
    post = writer().post(record, "en", FINDING)

    assert post.dropped == ("title",)
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
    post = writer().post(publication(title=Rich.of("w" * 3000)), "en")

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


def test_a_site_changes_a_block_of_the_template_that_leads_with_the_finding(tmp_path: Path) -> None:
    block = "{% block hashtags %}\n\n#OpenScience\n{% endblock %}"
    site = site_with(tmp_path, f'{{% extends "shipped:post/en/key-sentence.txt.j2" %}}{block}')
    text = writer(site).post(publication(), "en", FINDING).text

    assert text.startswith(FINDING)
    assert text.endswith(f"{LINK}\n\n#OpenScience")


def test_a_site_s_own_credit_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    site = site_with(tmp_path, "Read by {{ pub.authors | names(most=1) }}", "post/en/_byline.txt.j2")
    title = Rich.of("A title of many words " * 9)

    assert "\n\nRead by S. Rahimi and colleagues\n\n" in writer(site).post(publication(), "en", FINDING).text
    long = writer(site).post(publication(title=title), "en", "A finding of many words here. " * 8)
    assert "Read by" not in long.text
    assert "credit" in long.dropped


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
    assert [found.text for found in writer().key_sentences(publication(), "en").candidates] == [FINDING]


def test_alt_text_says_the_finding_first_and_then_what_the_card_adds() -> None:
    record = publication(authors=(HANSEN, OURS, OLSEN), open_access=True, abstract=None)

    assert writer().alt_text(record, "en", FINDING) == (
        f"Text card: {FINDING}\n"
        "“Night-shift work and blood pressure in hospital nurses”.\n"
        "S. Rahimi and 2 others.\n"
        "Journal of Made-up Medicine, 2026.\n"
        "Open access."
    )


def test_alt_text_says_that_nobody_has_reviewed_the_paper() -> None:
    text = writer().alt_text(publication(type=PublicationType.PREPRINT), "en", FINDING)

    assert text.startswith(f"Text card: {FINDING} Study of 412 people. Not peer reviewed.\n")


def test_alt_text_names_only_ours_and_how_many_others_there_are() -> None:
    of_two, of_many = (HANSEN, OURS), tuple(replace(HANSEN, name=f"Writer {letter}") for letter in "ABCDEFG")
    ours = [OURS, replace(OURS, name="Karimi M"), replace(OURS, name="Noor A")]

    assert "\nS. Rahimi and 1 other.\n" in writer().alt_text(publication(authors=of_two), "en", "")
    assert "\nS. Rahimi, M. Karimi and 8 others.\n" in writer().alt_text(
        publication(authors=(*of_many, *ours)), "en", ""
    )
    assert "Writer" not in writer().alt_text(publication(authors=of_many), "en", "")


def test_alt_text_stays_short_unless_the_finding_is_long() -> None:
    record = publication(title=Rich.of("A title of many words " * 9))

    assert len(writer().alt_text(record, "en", FINDING)) <= 250
    assert writer().alt_text(record, "en", "A finding of words. " * 20).count("A finding") == 20


def test_persian_alt_text_is_persian() -> None:
    text = writer().alt_text(publication(translations={"fa": PERSIAN}), "fa", "شب‌کاری فشار خون را بالا می‌برد.")

    assert text == (
        "کارت متنی: شب‌کاری فشار خون را بالا می‌برد. پژوهش روی ۴۱۲ نفر.\n"
        "«شیفت شب و فشار خون در پرستاران بیمارستان».\n"
        "S. Rahimi و یک نفر دیگر.\n"
        "مجلهٔ پزشکی ساختگی، ۲۰۲۶.\n"
        "دانشگاه علوم پزشکی اصفهان."
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


def test_marks_of_direction_make_no_link() -> None:
    record = publication(translations={"fa": replace(PERSIAN, title=Rich.of("nurses ( .compatients.In می‌شود"))})

    assert [link.text for link in links(writer().post(record, "fa", "").text)] == [LINK]


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("Antibiotic prevents injury of the heart", True),
        ("Drug X improves survival after stroke", True),
        ("Saffron might reduce pain", True),
        ("Antibiotic prevents injury of the heart in rats", False),
        ("Effects of an antibiotic on the heart", False),
        ("Transporter AbcA secretes toxins", False),
    ],
)
def test_a_title_that_promises_health_is_held_where_animals_may_have_been_studied(
    title: str,
    is_held: bool,  # noqa: FBT001
) -> None:
    record = publication(
        title=Rich.of(title),
        abstract=abstract("Doctors know the drug well. It works."),
        keywords=("Humans", "Rats"),
    )

    found = [each.id for each in writer().post(record, "en").findings]
    assert ("study-undecided" in found) is is_held


def test_a_kind_that_the_title_says_is_not_said_again() -> None:
    record = publication(title=Rich.of("A rare nap: a case report"), type=PublicationType.CASE_REPORT)
    plain = replace(record, title=Rich.of("A rare nap"))

    assert writer().post(record, "en").text.startswith("New publication: “A rare nap: a case report”")
    assert writer().post(plain, "en").text.startswith("New case report: “A rare nap”")
    assert "New publication: “A rare nap: a case report”" in writer().alt_text(record, "en", "")


def test_a_chapter_is_not_told_to_be_in_a_book_of_its_own_name() -> None:
    record = publication(
        title=Rich.of("Andean Ontologies"), journal="Andean ontologies", type=PublicationType.CHAPTER, abstract=None
    )

    assert "In Andean" not in writer().post(record, "en").text
    assert " in Andean" not in writer().post(record, "en").text
