"""Whole cards, drawn from records."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from announcer.core.findings import Level
from announcer.core.posts.announcement import Card
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Publication, PublicationType, Translation
from announcer.core.text.richtext import Rich, Run, Style
from announcer.errors import BrandError, TemplateError
from announcer.rendering.cards.card_painter import Cards
from announcer.rendering.cards.template_files import CardTemplates
from tests.builders import publication
from tests.rendering.cards.cardmaking import (
    BRAND,
    LONG_TITLE,
    ROOT,
    SHIPPED_CARDS,
    cards,
    finding_ids,
    many_authors,
    pixels,
    templated,
)

SENTENCE = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."
PERSIAN = publication(
    title=Rich.of("تأثیر مصرف روزانهٔ ۲۵ mg/kg کورکومین بر بیان ژن BRCA1 در بیماران مبتلا به سرطان پستان"),
    language="fa",
    journal="مجلهٔ دانشکدهٔ پزشکی اصفهان",
)
SCIENCE = publication(
    title=Rich(
        (
            Run(text="H"),
            Run(text="2", style=Style.SUB),
            Run(text="O against "),
            Run(text="E. coli", style=Style.ITALIC),
        )
    )
)
RECORDS = {
    "usual": publication(),
    "short": publication(title=Rich.of("Sleep")),
    "300 characters": publication(title=Rich.of(LONG_TITLE)),
    "40 authors": publication(authors=many_authors(40)),
    "no abstract, journal, authors or link": publication(
        abstract=None, journal="", authors=(), doi="", links=(), published=None
    ),
    "science": SCIENCE,
    "persian": PERSIAN,
}
TEMPLATES = sorted(path.stem for path in SHIPPED_CARDS.glob("*.toml"))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("sentence", ["", SENTENCE])
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_every_template_takes_every_record_without_a_finding(
    template: str, language: str, sentence: str, record: Publication
) -> None:
    card = SHIPPED.draw(record, language, sentence, template=template)

    assert set(finding_ids(card)) <= ({"card-part-dropped"} if record is RECORDS["300 characters"] else set())
    assert len(card.data) < 250_000
    assert card.media_type == "image/png"


SHIPPED = cards()
BOX = '[boxes.page]\nkind = "stack"\nchildren = ["one"]\nfill = "background"\n[boxes.one]\nkind = "text"\n'


def one_text(folder: Path, keys: str, **changes: object) -> Cards:
    """Return a painter of cards of 400 by 200 pixels that hold one text."""
    return templated(folder, f"width = 400\nheight = 200\n{BOX}{keys}\n", **changes)


def drawn(folder: Path, keys: str, record: Publication | None = None, language: str = "en") -> Card:
    return one_text(folder, keys).paint(record or publication(), language, "")


def test_a_card_is_a_png_that_others_can_read() -> None:
    card = SHIPPED.paint(publication(), "en", SENTENCE)
    path = ROOT / "never-written.png"

    assert not path.exists()
    assert (card.width, card.height) == (1200, 675)
    assert card.data.startswith(b"\x89PNG\r\n\x1a\n")


def test_pillow_reads_the_same_pixels(tmp_path: Path) -> None:
    card = drawn(tmp_path, "content = '{{ pub.title }}'\nsize = 24\nlines = 3")
    (tmp_path / "card.png").write_bytes(card.data)

    with Image.open(tmp_path / "card.png") as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((5, 12)) == pixels(card)[12][5]


def test_the_same_record_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    fresh = cards().paint(publication(), "en", SENTENCE)
    SHIPPED.paint(PERSIAN, "en", "")

    again = SHIPPED.paint(publication(), "en", SENTENCE)

    assert again.data == fresh.data


def test_a_template_gives_the_same_bytes_after_many_others() -> None:
    painter = cards()
    first = painter.draw(publication(), "en", "", template="summary")
    for template in ("quote", "title", "authors", "preview"):
        painter.draw(publication(), "en", "", template=template)

    assert painter.draw(publication(), "en", "", template="summary") == first


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.builders import publication;"
        "from tests.rendering.cards.cardmaking import cards;"
        f"print(hashlib.sha256(cards().paint(publication(), 'en', {SENTENCE!r}).data).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert there == hashlib.sha256(SHIPPED.paint(publication(), "en", SENTENCE).data).hexdigest()


def test_a_persian_card_is_the_mirror_of_an_english_one(tmp_path: Path) -> None:
    text = """
width = 100
height = 40
[boxes.page]
kind = "row"
children = ["a", "b"]
align = "stretch"
[boxes.a]
kind = "shape"
width = 30
fill = "band"
[boxes.b]
kind = "shape"
grow = 1
gradient = { start = "text", end = "background", angle = 0 }
"""
    painter = templated(tmp_path, text)

    english, persian = (pixels(painter.paint(publication(), language, "")) for language in ("en", "fa"))

    assert english[20][10] == persian[20][89] == (12, 43, 82)
    assert english[20][98] == pytest.approx(persian[20][1], abs=4)


@pytest.mark.parametrize("language", ["ug", "sd", "yi"])
def test_a_card_in_any_language_that_runs_right_to_left_is_a_mirror_too(tmp_path: Path, language: str) -> None:
    painter = one_text(tmp_path, "content = '{{ direction }} ئۇيغۇرچە'\nlanguage = 'card'\nsize = 30")

    rows = pixels(painter.paint(publication(), language, ""))

    ink = [x for row in rows for x, pixel in enumerate(row) if sum(pixel) < 200]
    assert min(ink) > 200


def test_a_persian_text_stands_at_the_right_and_a_latin_one_with_it(tmp_path: Path) -> None:
    keys = "content = '{{ pub.title }}'\nsize = 30"

    for record in (publication(title=Rich.of("Sleep")), publication(title=Rich.of("خواب"), language="fa")):
        rows = pixels(drawn(tmp_path, keys, record, "fa"))
        inked = {x for row in rows for x, pixel in enumerate(row) if pixel != rows[-1][0]}
        assert min(inked) > 200
        assert max(inked) > 390


@pytest.mark.parametrize(("align", "left", "right"), [("start", 0, 150), ("center", 130, 270), ("end", 250, 400)])
def test_texts_stand_where_their_box_says(tmp_path: Path, align: str, left: int, right: int) -> None:
    rows = pixels(drawn(tmp_path, f"content = 'Sleep'\nsize = 30\nalign = '{align}'"))

    inked = {x for row in rows for x, pixel in enumerate(row) if pixel != rows[-1][0]}

    assert left <= min(inked)
    assert max(inked) <= right


@pytest.mark.parametrize(("valign", "top"), [("start", 5), ("center", 95), ("end", 170)])
def test_texts_stand_at_the_height_their_box_says(tmp_path: Path, valign: str, top: int) -> None:
    rows = pixels(drawn(tmp_path, f"content = 'xxx'\nsize = 30\nvalign = '{valign}'\ngrow = 1"))

    inked = [y for y, row in enumerate(rows) if len(set(row)) > 1]

    assert inked[0] == pytest.approx(top, abs=8)


def inked_rows(card: Card) -> list[int]:
    """Return the numbers of the rows that hold something beside the ground."""
    return [number for number, row in enumerate(pixels(card)) if len(set(row)) > 1]


def test_an_english_title_has_the_lines_of_an_english_card_on_a_persian_one(tmp_path: Path) -> None:
    keys = "content = 'Salt kept<br>people<br>awake'\nfont = 'heading'\nsize = 40\nlines = 3"
    painter = one_text(tmp_path, keys)
    english, persian = (painter.paint(publication(), language, "") for language in ("en", "fa"))

    assert inked_rows(english) == inked_rows(persian)


@pytest.mark.parametrize(("letters", "language"), [("SR", "en"), ("NA", "en"), ("س ح", "fa"), ("ک ک", "fa")])
def test_one_line_centred_both_ways_is_amid_its_box(tmp_path: Path, letters: str, language: str) -> None:
    keys = f"content = '{letters}'\nsize = 60\nalign = 'center'\nvalign = 'center'\ngrow = 1"
    card = one_text(tmp_path, keys).paint(publication(), language, "")
    inked = inked_rows(card)

    assert abs(inked[0] + inked[-1] + 1 - card.height) <= (4 if language == "en" else 34)


def test_letters_in_the_middle_keep_one_baseline_whatever_marks_they_bear(tmp_path: Path) -> None:
    keys = "size = 60\nalign = 'center'\nvalign = 'center'\ngrow = 1\ncontent = '{}'"
    plain, marked = (one_text(tmp_path, keys.format(name)).paint(publication(), "en", "") for name in ("AN", "ÅN"))

    assert inked_rows(plain)[-1] == inked_rows(marked)[-1]


def test_our_authors_are_in_a_colour_of_their_own(tmp_path: Path) -> None:
    keys = "content = '{{ pub.authors | byline }}'\nsize = 30\ncolour = '#777777'\nmark = '#B00000'"

    rows = pixels(drawn(tmp_path, keys))

    assert any(pixel[0] > 150 and pixel[1] < 40 for row in rows for pixel in row)


def test_of_several_texts_the_first_that_fits_is_drawn(tmp_path: Path) -> None:
    lines = ["{{ pub.authors | byline }}", "{{ pub.authors | byline(9) }}", "{{ pub.authors | byline(1) }}"]

    card = drawn(tmp_path, f"content = {lines}\nsize = 24", publication(authors=many_authors(40)))

    assert finding_ids(card) == []


def test_a_cut_text_is_a_warning_and_a_cut_title_holds_the_card(tmp_path: Path) -> None:
    record = publication(title=Rich.of(LONG_TITLE))

    warned = drawn(tmp_path, "content = '{{ pub.title }}'\nsize = 40", record).findings
    held = drawn(tmp_path, "content = '{{ pub.title }}'\nsize = 40\nwhole = true", record).findings

    assert [(finding.id, finding.level) for finding in (*warned, *held)] == [
        ("card-text-cut", Level.WARNING),
        ("card-text-cut", Level.HOLD),
    ]
    assert warned[0].where == "own: one"
    assert warned[0].message == "the text is cut on the card: Association…"


def test_what_has_no_room_at_all_holds_the_card(tmp_path: Path) -> None:
    card = drawn(tmp_path, "content = '{{ pub.title }}'\nsize = 60\nheight = 20")

    assert ("card-overflow", Level.HOLD) in {(finding.id, finding.level) for finding in card.findings}


def test_a_script_that_no_font_has_holds_the_card_and_names_the_characters(tmp_path: Path) -> None:
    (finding,) = drawn(tmp_path, "content = 'ภาษาไทยนะครับ'\nsize = 24").findings

    assert (finding.id, finding.level) == ("card-missing-glyphs", Level.HOLD)
    assert "ภ (U+0E20)" in finding.message
    assert finding.message.endswith(" and more")


def test_a_letter_buried_in_marks_holds_the_card(tmp_path: Path) -> None:
    buried = publication(title=Rich.of(f"Q{chr(0x301) * 2000}ed"))

    (finding,) = drawn(tmp_path, "content = '{{ pub.title }}'\nsize = 24", buried).findings

    assert (finding.id, finding.level) == ("card-marks-dropped", Level.HOLD)
    assert finding.message == "'Q' has 30 combining marks, of which the card shows 6"


def test_small_text_is_a_warning_and_the_template_says_what_small_is(tmp_path: Path) -> None:
    assert finding_ids(drawn(tmp_path, "content = 'x'\nsize = 20")) == ["card-small-text"]
    assert (
        finding_ids(
            templated(tmp_path, f"small_text = 20\n{BOX}content = 'x'\nsize = 20").paint(publication(), "en", "")
        )
        == []
    )


def test_a_faint_text_is_a_warning_with_a_colour_that_would_do(tmp_path: Path) -> None:
    (finding,) = drawn(tmp_path, "content = 'x'\ncolour = '#BBBBBB'").findings

    assert (finding.id, finding.level) == ("card-low-contrast", Level.WARNING)
    assert finding.message.startswith("#BBBBBB on #FBF8F1 has a contrast of 1.8:1")
    assert finding.hint == "use #727272, or the brand's accent (#0B6E7C), instead"


def test_contrast_is_measured_on_the_picture_behind_the_text(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "black").save(tmp_path / "photo.png")
    brand = tmp_path / "brand.toml"
    brand.write_text(BRAND.read_text("utf-8").split("[logos]")[0] + "[pictures]\nphoto = 'photo.png'\n", "utf-8")
    keys = "content = 'x'\ncolour = '#222222'\npicture = { name = 'photo' }\n"

    dark = one_text(tmp_path, keys, brand=brand).paint(publication(), "en", "")
    light = one_text(
        tmp_path,
        keys.replace("'photo' }", "'photo', scrim = { colour = 'background', opacity = 0.95 } }"),
        brand=brand,
    ).paint(publication(), "en", "")

    assert finding_ids(dark) == ["card-low-contrast"]
    assert finding_ids(light) == []


def test_boxes_without_room_are_left_out_and_noted(tmp_path: Path) -> None:
    text = BOX.replace('["one"]', '["one", "two"]') + "content = 'x'\nsize = 190\n"
    text += "[boxes.two]\nkind = 'text'\ncontent = 'y'\nsize = 100\noptional = 1\n"

    (finding,) = templated(tmp_path, "width = 400\nheight = 200\n" + text).paint(publication(), "en", "").findings

    assert (finding.id, finding.level, finding.where) == ("card-part-dropped", Level.NOTE, "own: two")


def test_a_card_that_is_too_large_is_held(tmp_path: Path) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1200, 675), 200) for _ in range(3)])
    noise.save(tmp_path / "noise.png")
    brand = tmp_path / "brand.toml"
    brand.write_text(BRAND.read_text("utf-8").split("[logos]")[0] + "[pictures]\nnoise = 'noise.png'\n", "utf-8")
    painter = templated(tmp_path, "[boxes.page]\nkind = 'shape'\npicture = { name = 'noise' }\n", brand=brand)

    (finding,) = painter.paint(publication(), "en", "").findings

    assert (finding.id, finding.level) == ("card-too-large", Level.HOLD)


def test_an_unreadable_picture_holds_the_card_too(tmp_path: Path) -> None:
    painter = templated(tmp_path, "[boxes.page]\nkind = 'shape'\npicture = { name = 'gone.png' }\n")

    assert finding_ids(painter.paint(publication(), "en", "")) == ["card-picture-unreadable"]


def test_a_picture_over_no_area_is_not_drawn(tmp_path: Path) -> None:
    text = BOX.replace('"text"', '"shape"')

    assert (
        templated(tmp_path, text + 'picture = { name = "girih" }\n').paint(publication(), "en", "").findings == ()
    )


def test_a_box_may_have_fill_picture_and_border_together(tmp_path: Path) -> None:
    text = """
width = 40
height = 40
[boxes.page]
kind = "shape"
fill = "accent"
picture = { name = "girih", tint = "surface", fit = "tile", opacity = 0.9 }
border = { colour = "band", width = 4 }
"""
    rows = pixels(templated(tmp_path, text).paint(publication(), "en", ""))

    assert rows[1][20] == (12, 43, 82)
    assert len({pixel for row in rows for pixel in row}) > 5


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            "colour = 'acent'",
            "own.toml:9: boxes.one.colour: the brand has no colour 'acent'; did you mean 'accent'?",
        ),
        ("mark = 'gold'", "own.toml:9: boxes.one.mark: the brand has no colour 'gold'"),
        ("fill = '#12'", "own.toml:9: boxes.one.fill: '#12' is not a colour such as #0B2A4A"),
        ("font = 'boddy'", "own.toml:9: boxes.one.font: the brand has no font 'boddy'; did you mean 'body'?"),
        (
            "gradient = { start = 'a', end = 'text' }",
            "own.toml:9: boxes.one.gradient.start: the brand has no colour",
        ),
        ("border = { colour = 'nope' }", "own.toml:9: boxes.one.border.colour: the brand has no colour 'nope'"),
        ("picture = { name = 'girih', tint = 'x' }", "own.toml:9: boxes.one.picture.tint: the brand has no colour"),
        (
            "picture = { name = 'girih', scrim = { colour = 'x' } }",
            "own.toml:9: boxes.one.picture.scrim.colour: the brand has no colour 'x'",
        ),
    ],
)
def test_a_role_that_the_brand_lacks_is_told_with_file_line_and_box(
    tmp_path: Path, keys: str, problem: str
) -> None:
    with pytest.raises(TemplateError) as told:
        drawn(tmp_path, keys)

    assert str(told.value).removeprefix(f"{tmp_path}/").startswith(problem)


def test_a_wrong_brand_is_told_when_the_first_card_is_drawn(tmp_path: Path) -> None:
    painter = cards(brand=tmp_path / "brand.toml")

    with pytest.raises(BrandError, match="no such file"):
        painter.paint(publication(), "en", "")


def test_a_template_of_the_sites_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "summary.toml").write_text('extends = "shipped:summary"\nheight = 600\n', "utf-8")

    card = cards(templates=CardTemplates(tmp_path, SHIPPED_CARDS)).paint(publication(), "en", "")

    assert (card.width, card.height) == (1200, 600)


def test_a_persian_title_of_an_english_paper_is_the_one_on_its_persian_card(tmp_path: Path) -> None:
    record = publication(translations={"fa": Translation(title=Rich.of("خواب"))})

    latin = drawn(tmp_path, "content = '{{ pub.title_markup }}'\nsize = 24\nlines = 3", publication(), "fa")
    persian = drawn(tmp_path, "content = '{{ pub.title_markup }}'\nsize = 24\nlines = 3", record, "fa")

    assert latin.data != persian.data


def test_the_link_is_on_the_card_where_there_is_no_doi_wherever_the_site_wants_it() -> None:
    linked = replace(publication(), doi="")
    card_only = cards(style=PostStyle(link="card"))

    assert card_only.paint(linked, "en", "").data != card_only.paint(replace(linked, links=()), "en", "").data
    in_title = (SHIPPED.draw(each, "en", "", template="title") for each in (linked, replace(linked, links=())))
    assert len({card.data for card in in_title}) == 2


def test_debugging_draws_over_the_same_card() -> None:
    plain = SHIPPED.draw(publication(), "en", SENTENCE)
    debug = SHIPPED.draw(publication(), "en", SENTENCE, debug=True)

    assert debug.data != plain.data
    assert debug.findings == plain.findings
    assert SHIPPED.draw(publication(), "en", SENTENCE).data == plain.data


def test_debugging_tells_of_cut_texts_too(tmp_path: Path) -> None:
    record = publication(title=Rich.of(LONG_TITLE))

    assert one_text(tmp_path, "content = '{{ pub.title }}'").draw(record, "fa", "", debug=True).data


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "x" * 300,
        "word " * 600,
        "🎉" * 40,
        "a" + "\u0301" * 3000,
        "\u202eevil\u202c \u2066abc " * 20,
        "\u0378\u0379",
    ],
)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_title_keeps_a_card_from_being_drawn(title: str, language: str) -> None:
    card = SHIPPED.paint(publication(title=Rich.of(title)), language, title[:400])

    assert len(card.data) > 10_000
    assert "card-overflow" not in finding_ids(card)


def test_what_is_kept_between_cards_does_not_grow_without_end(tmp_path: Path) -> None:
    painter = one_text(
        tmp_path, "content = '{{ kicker }} {{ pub.title }}'\nsize = { max = 24, min = 20 }\nlines = 6"
    )
    first = painter.paint(publication(), "en", "")

    for number in range(450):
        painter.paint(publication(title=Rich.of(f"{number}")), "en", "")

    assert painter.paint(publication(), "en", "") == first


def test_a_card_looks_the_same_whichever_cards_were_drawn_before_it(tmp_path: Path) -> None:
    page = '[boxes.page]\nkind = "stack"\nfill = "surface"\nchildren = ["kicker", "title"]\n'
    boxes = "".join(
        f'[boxes.{name}]\nkind = "text"\ncontent = "{{{{ {value} }}}}"\n'
        for name, value in (("kicker", "kicker"), ("title", "pub.title"))
    )
    records = [publication(type=kind, title=Rich.of(title)) for kind in PublicationType for title in ("One", "Two")]
    painter = templated(tmp_path, page + boxes)
    alone = [templated(tmp_path, page + boxes).paint(record, "en", "") for record in records]

    places = list(range(len(records)))
    for order in (places, places[::-1], places):
        drawn = {place: painter.paint(records[place], "en", "") for place in order}
        assert [drawn[place] for place in places] == alone
