"""The shipped designs, on records that strain them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from announcer.core.findings import Level
from announcer.core.keysentences.choosing import best_sentence, candidates
from announcer.core.posts.announcement import Card
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import (
    Author,
    Link,
    LinkKind,
    Publication,
    PublicationStatus,
    PublicationType,
)
from announcer.core.text.richtext import Rich
from announcer.importers.registry import all_importers
from announcer.rendering.cards.card_painter import Cards
from announcer.rendering.cards.template_files import CardTemplates
from announcer.services.intake.accepting import read_sources
from tests.builders import abstract, institution, publication
from tests.rendering.cards.cardmaking import (
    BRAND,
    LONG_TITLE,
    ROOT,
    SHIPPED_CARDS,
    cards,
    finding_ids,
    pixels,
    templated,
)

DESIGNS = ["authors", "figure", "journal", "preview", "quote", "summary", "title", "voice"]
SENTENCE = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."
INSTITUTION = institution(platforms={"en": "Science Communicator Platform", "fa": "سامانهٔ ارتباطات علمی"})
SHIPPED = cards(institution=INSTITUTION)
ONLY_CARD_LINKS = cards(institution=INSTITUTION, style=PostStyle(link="card"))
STRESS = [
    imported.publication
    for imported in read_sources([ROOT / "templates" / "stress"], all_importers(), INSTITUTION).publications
]
LONG_LINK = replace(publication(), doi="10.5555/" + "x" * 60)
LARGEST = 150_000
PERSIAN_SENTENCE = (
    "یافته‌ها نشان داد که پرستاران نوبت شب در مقایسه با پرستاران روزکار فشار خون سیستولیک بالاتری داشتند و این "
    "تفاوت پس از تعدیل سن و نمایهٔ تودهٔ بدنی همچنان پابرجا ماند، و میزان آن در کسانی که بیش از پنج سال سابقهٔ کار در "
    "نوبت‌های گردشی داشتند تا دو برابر دیگران بود و با کیفیت خواب رابطه داشت و بس."
).ljust(300, "ی")
GOLD = (255, 215, 0)


def test_eight_designs_are_shipped() -> None:
    assert CardTemplates(ROOT / "nowhere", SHIPPED_CARDS).names() == DESIGNS


@pytest.mark.parametrize("template", DESIGNS)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("painter", [SHIPPED, ONLY_CARD_LINKS], ids=["", "only the card links"])
def test_nothing_that_strains_a_design_is_cut_or_held(template: str, language: str, painter: Cards) -> None:
    assert len(STRESS) >= 8
    for record in STRESS:
        card = painter.draw(record, language, best_sentence(candidates(record, language)), template=template)

        assert {finding.level for finding in card.findings} <= {Level.NOTE}, card.findings
        assert set(finding_ids(card)) <= {"card-part-dropped"}
        assert len(card.data) < LARGEST


@pytest.mark.parametrize("template", DESIGNS)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("sentence", [LONG_TITLE[:300], PERSIAN_SENTENCE], ids=["en", "fa"])
def test_the_longest_sentences_make_no_large_card(template: str, language: str, sentence: str) -> None:
    assert len(sentence) == 300
    for record in STRESS:
        assert len(SHIPPED.draw(record, language, sentence, template=template).data) < LARGEST


@pytest.mark.parametrize("template", DESIGNS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_paper_with_nothing_but_a_long_page_address_is_not_held_up_by_it(template: str, language: str) -> None:
    page = Link(kind=LinkKind.PAGE, url="https://www.rimpacts.com/en/" + "a-long-title-" * 7)

    card = SHIPPED.draw(publication(doi="", links=(page,)), language, SENTENCE, template=template)

    assert finding_ids(card) == []


def has_code(card: Card) -> bool:
    """Return whether a finder of a QR code, seven modules of four pixels, is somewhere on the card."""
    finder = ["1" * 28, "1111" + "0" * 20 + "1111", "11110000" + "1" * 12 + "00001111"]
    inked = ["".join("1" if pixel == (15, 35, 64) else "0" for pixel in row) for row in pixels(card)]
    return any(
        all(finder[min(step, 6 - step, 2)] in row for step, row in enumerate(inked[top : top + 28 : 4]))
        for top, row in enumerate(inked[:-28])
        if finder[0] in row
    )


@pytest.mark.parametrize("template", DESIGNS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_design_bears_a_code_where_only_the_card_links(template: str, language: str) -> None:
    record = publication()

    assert has_code(ONLY_CARD_LINKS.draw(record, language, SENTENCE, template=template))
    assert has_code(SHIPPED.draw(record, language, SENTENCE, template=template)) == (template in ("title", "voice"))


@pytest.mark.parametrize("template", DESIGNS)
def test_a_code_of_a_long_link_can_still_be_read(template: str) -> None:
    assert "card-qr-unreadable" not in finding_ids(ONLY_CARD_LINKS.draw(LONG_LINK, "en", "", template=template))


BADGES = {
    "en": ("Open access", "Not peer reviewed", "Retracted", "Study of 412 people", "In rats"),
    "fa": ("دسترسی آزاد", "داوری‌نشده", "مقالهٔ سلب‌اعتبارشده", "پژوهش روی ۴۱۲ نفر", "در موش صحرایی"),
}
BADGE_BOX = (
    "[boxes.page]\nkind = 'row'\ngap = 9\nchildren = ['one']\n[boxes.one]\nkind = 'text'\nlanguage = 'card'\n"
)


@pytest.fixture(scope="module")
def drawn_words(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    """The card with nothing but the words of one badge, by language and words."""
    folder = tmp_path_factory.mktemp("words")
    return {
        language: {
            word: templated(folder, f"{BADGE_BOX}content = '{word}'\n").paint(publication(), language, "").data
            for word in (*BADGES["en"], *BADGES["fa"])
        }
        for language in BADGES
    }


def badged(
    folder: Path, record: Publication, language: str, drawn_words: Mapping[str, Mapping[str, bytes]]
) -> tuple[str, ...]:
    """Return the words of the badges that a card of the record bears, told by what else would be drawn."""
    loop = "repeat = { over = 'pub.badges', name = 'badge' }\ncontent = '{{ words[badge] }}'\n"
    shown = templated(folder, BADGE_BOX + loop).paint(record, language, "").data
    return tuple(word for word, drawn in drawn_words[language].items() if drawn == shown)


@pytest.mark.parametrize(
    ("record", "english", "persian"),
    [
        (publication(abstract=None), (), ()),
        (publication(), ("Study of 412 people",), ("پژوهش روی ۴۱۲ نفر",)),
        (
            publication(title=Rich.of("Bread"), abstract=abstract("We fed 24 male Wistar rats.")),
            ("In rats",),
            ("در موش صحرایی",),
        ),
        (publication(abstract=None, open_access=True), ("Open access",), ("دسترسی آزاد",)),
        (publication(abstract=None, type=PublicationType.PREPRINT), ("Not peer reviewed",), ("داوری‌نشده",)),
        (
            publication(open_access=True, status=PublicationStatus.RETRACTED),
            ("Retracted",),
            ("مقالهٔ سلب‌اعتبارشده",),
        ),
    ],
    ids=["none", "people", "rats", "open access", "preprint", "retracted"],
)
def test_badges_tell_access_and_review_but_praise_nothing_retracted(
    tmp_path: Path,
    record: Publication,
    english: tuple[str, ...],
    persian: tuple[str, ...],
    drawn_words: Mapping[str, Mapping[str, bytes]],
) -> None:
    assert badged(tmp_path, record, "en", drawn_words) == english
    assert badged(tmp_path, record, "fa", drawn_words) == persian


@pytest.mark.parametrize("template", DESIGNS)
def test_every_design_bears_the_badges(template: str) -> None:
    plain = SHIPPED.draw(publication(), "en", SENTENCE, template=template)
    free = SHIPPED.draw(publication(open_access=True), "en", SENTENCE, template=template)

    assert free.data != plain.data


FACE, COAT = (200, 30, 30), (30, 30, 200)


def people_brand(folder: Path, people: str) -> Path:
    """Return a brand with a portrait, red above and blue below, of the people that are named."""
    picture = Image.new("RGB", (200, 400), COAT)
    picture.paste(FACE, (0, 0, 200, 200))
    picture.save(folder / "face.png")
    colours, _, _ = BRAND.read_text("utf-8").partition("[logos]")
    pictures = "[pictures]\n" + "".join(
        f"{role} = '{BRAND.parent / name}'\n"
        for role, name in (("girih", "girih.png"), ("girih_fade", "girih-fade.png"))
    )
    (folder / "brand.toml").write_text(f"{colours}{pictures}[people]\n{people}\n", "utf-8")
    return folder / "brand.toml"


def shares(folder: Path, people: str, author: Author, language: str = "en") -> set[tuple[int, ...]]:
    """Return which of the portrait's colours are on the card of one author."""
    painter = cards(brand=people_brand(folder, people))
    card = painter.draw(publication(authors=(author,)), language, "", template="authors")
    return {pixel for row in pixels(card) for pixel in row} & {FACE, COAT}


RAHIMI = Author(name="Rahimi S", is_home=True)
WITH_ORCID = replace(RAHIMI, orcid="https://orcid.org/0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("people", "author"),
    [
        ("'S. Rahimi' = 'face.png'", RAHIMI),
        ("'0000-0002-1825-0097' = 'face.png'", WITH_ORCID),
        ("'https://orcid.org/0000-0002-1825-0097' = { picture = 'face.png', focus = [0.5, 0.5] }", WITH_ORCID),
    ],
)
def test_a_person_in_the_brand_has_a_portrait(tmp_path: Path, people: str, author: Author) -> None:
    assert shares(tmp_path, people, author) == {FACE, COAT}
    assert shares(tmp_path, people, author, "fa") == {FACE, COAT}


@pytest.mark.parametrize(
    ("people", "author"),
    [
        ("'Rahimi' = 'face.png'", RAHIMI),
        ("'s. rahimi' = 'face.png'", RAHIMI),
        ("'S. Rahimi' = 'face.png'", WITH_ORCID),
        ("'0000-0002-1825-0098' = 'face.png'", WITH_ORCID),
    ],
)
def test_a_portrait_is_never_guessed(tmp_path: Path, people: str, author: Author) -> None:
    assert shares(tmp_path, people, author) == set()


def test_the_face_stays_in_sight(tmp_path: Path) -> None:
    assert shares(tmp_path, "'S. Rahimi' = { picture = 'face.png', focus = [0.5, 0] }", RAHIMI) == {FACE}
    assert shares(tmp_path, "'S. Rahimi' = { picture = 'face.png', focus = [0.5, 1] }", RAHIMI) == {COAT}


def test_a_portrait_that_is_missing_holds_the_card(tmp_path: Path) -> None:
    painter = cards(brand=people_brand(tmp_path, "'S. Rahimi' = 'gone.png'"))

    card = painter.draw(publication(authors=(RAHIMI,)), "en", "", template="authors")

    assert [(finding.id, finding.level) for finding in card.findings] == [("card-picture-unreadable", Level.HOLD)]


def test_a_card_of_nobody_known_as_ours_shows_the_first_authors() -> None:
    authors = tuple(Author(name=f"Hansen {letter}") for letter in "ABCDEFG")

    assert finding_ids(SHIPPED.draw(publication(authors=authors), "en", "", template="authors")) == []


@pytest.mark.parametrize("template", DESIGNS)
def test_a_site_changes_one_value_of_a_design_without_copying_it(tmp_path: Path, template: str) -> None:
    (tmp_path / f"{template}.toml").write_text(
        f'extends = "shipped:{template}"\n[boxes.institution]\ncolour = "#FFD700"\n', "utf-8"
    )
    site = cards(institution=INSTITUTION, templates=CardTemplates(tmp_path, SHIPPED_CARDS))

    changed = pixels(site.draw(publication(), "en", SENTENCE, template=template))
    shipped = pixels(SHIPPED.draw(publication(), "en", SENTENCE, template=template))

    other = [(x, y) for y, row in enumerate(shipped) for x, pixel in enumerate(row) if pixel != changed[y][x]]
    assert {changed[y][x] for x, y in other} >= {GOLD}
    assert max(y for _, y in other) - min(y for _, y in other) < 200


@pytest.mark.parametrize("template", DESIGNS)
def test_the_smallest_text_of_a_design_can_be_read_on_a_phone(template: str) -> None:
    loaded = CardTemplates(ROOT / "nowhere", SHIPPED_CARDS).load(template, "en")

    assert (
        min(box.size.min for box in loaded.boxes.values() if box.kind == "text")
        >= loaded.small_text
        >= 11 * loaded.width / 360
    )
