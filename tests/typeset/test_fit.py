"""Titles and running text fitted into boxes."""

import pytest

from announcer.typeset.fit import LARGEST, SMALLEST, fit
from announcer.typeset.layout import Layout, TextBox
from tests.typeset.shipped import paragraph, title, title_box
from tests.typeset.titles import VOCABULARY, made_up

TITLE = "Human umbilical cord mesenchymal stem cells and their exosomes: a review of cancer-fighting mechanisms"
ABSTRACT = (
    "Mesenchymal stem cells are multipotent cells with regenerative properties. We searched PubMed and Scopus to "
    "March 2023. Of 1,204 records, 38 studies were included; exosomes reduced tumour growth in 24, by 18%."
)


def body(markup: str, language: str = "en", **changes: object) -> Layout:
    box = {"width": 1000, "height": 100, "max_size": 28, "min_size": 24, "max_lines": 3, "mode": "body"} | changes
    return fit(paragraph(markup, language), TextBox(**box))  # type: ignore[arg-type]  # the tests name Box's own fields


def test_a_title_is_set_as_large_as_its_box_allows_in_lines_of_like_length() -> None:
    layout = title(TITLE)

    assert " ".join(layout.lines) == TITLE
    assert layout.size > 60
    assert min(layout.widths) > 0.6 * max(layout.widths)
    assert not layout.cut
    assert not layout.overflow
    assert layout.missing == ()


def test_a_short_title_is_not_larger_than_asked() -> None:
    layout = title("Stem cells")

    assert (layout.size, layout.lines) == (84, ("Stem cells",))


def test_a_title_does_not_end_its_lines_in_small_words_where_that_can_be_helped() -> None:
    layout = title("The effects of vitamin D on the outcome of women with diabetes and of men with asthma")

    assert not any(line.split()[-1] in {"of", "the", "and", "with", "on"} for line in layout.lines[:-1])


def test_a_number_stays_with_its_unit_and_the_text_is_told_without_the_glue() -> None:
    layout = title("Daily 25 mg of it against 50 mg of it in a phase 3 trial", width=420)

    assert not any(line.endswith((" 25", " 50", "phase")) for line in layout.lines)
    assert "\u00a0" not in "".join(layout.lines)
    assert " ".join(layout.lines).count("25 mg") == 1


def test_lines_in_persian_start_at_the_right() -> None:
    layout = title("بررسی تأثیر سلول‌های بنیادی مزانشیمی بر سرطان پستان در بیماران دیابتی", "fa")

    assert layout.rtl
    assert [round(offset + width) for offset, width in zip(layout.offsets, layout.widths, strict=True)] == [
        1100
    ] * len(layout.lines)


@pytest.mark.parametrize(
    ("align", "language", "left"),
    [("start", "en", 0), ("end", "en", 1), ("start", "fa", 1), ("end", "fa", 0), ("centre", "fa", 0.5)],
)
def test_lines_are_aligned_as_seen_from_their_start(align: str, language: str, left: float) -> None:
    layout = title("ab", language, align=align)

    assert layout.offsets[0] == pytest.approx(left * (1100 - layout.width))


def test_baselines_are_a_leading_apart_and_the_block_is_as_high_as_its_ink() -> None:
    layout = title(TITLE)
    steps = {round(b - a, 3) for a, b in zip(layout.baselines, layout.baselines[1:], strict=False)}

    assert steps == {round(1.2 * layout.size, 3)}
    assert layout.ink[1] >= 0
    assert layout.ink[3] <= layout.height <= 440


def test_the_ink_box_holds_italics_that_lean_out() -> None:
    layout = title("<i>jf</i>")

    assert layout.ink[2] > layout.ink[0]
    assert layout.ink[0] < 0 or layout.ink[2] > 0


def test_running_text_keeps_the_largest_size_that_fits() -> None:
    assert body("Short.").size == 28
    assert 24 <= body(ABSTRACT, width=900).size < 28
    assert len(body("One line of text.").lines) == 1


def test_running_text_of_several_lines_fills_them() -> None:
    layout = body(ABSTRACT, height=200, max_lines=5)

    assert min(layout.widths[:-1]) > 0.8 * 1000
    assert " ".join(layout.lines) == ABSTRACT


def test_text_that_does_not_fit_is_cut_at_a_word_with_an_ellipsis() -> None:
    layout = body(ABSTRACT, height=40, max_lines=1)

    assert layout.cut
    assert layout.size == 24
    assert layout.lines[0].endswith("…")
    assert ABSTRACT.startswith(layout.lines[0][:-1])
    assert ABSTRACT[len(layout.lines[0]) - 1] in " .,;"
    assert layout.width <= 1000


def test_a_cut_text_ends_neither_in_a_comma_nor_in_a_small_word() -> None:
    for width in range(300, 900, 25):
        layout = body(
            "effects of the drug, and of the dose, on the outcome in the women, of the trial",
            width=width,
            max_lines=1,
        )
        assert layout.lines[0].split()[-1].rstrip("…") not in {"of", "the", "and", "on", "in", "drug,", "dose,", ""}


def test_a_cut_persian_text_has_its_ellipsis_at_the_left() -> None:
    layout = body("بررسی تأثیر سلول‌های بنیادی مزانشیمی بر سرطان پستان در بیماران BRCA1 " * 3, "fa", max_lines=1)
    leftmost = min(
        (x, piece) for line in layout.placed for piece, x in line.pieces if piece.glyphs and piece.ink
    )[1]  # fmt: skip

    assert layout.lines[0].endswith("…")
    assert leftmost.end - leftmost.start == 1 or leftmost.level == 1


def test_a_title_that_is_too_long_is_cut_into_balanced_lines() -> None:
    layout = title(f"{TITLE} " * 6)

    assert layout.cut
    assert len(layout.lines) == 5
    assert layout.lines[-1].endswith("…")
    assert not layout.overflow


def test_a_word_wider_than_its_box_is_parted_rather_than_left_out() -> None:
    layout = title("Pneumonoultramicroscopicsilicovolcanoconiosis", width=400)

    assert "".join(layout.lines) == "Pneumonoultramicroscopicsilicovolcanoconiosis"
    assert len(layout.lines) > 1
    assert not layout.cut
    assert layout.widths[0] > layout.widths[0] - 1


def test_one_long_word_does_not_make_a_whole_title_small() -> None:
    layout = title("On pneumonoultramicroscopicsilicovolcanoconiosis", width=600, max_size=84, min_size=20)

    assert layout.size >= 40


def test_a_box_too_small_for_anything_is_told_as_overflow_and_something_is_drawn() -> None:
    layout = title("Stem cells", width=20, height=10)

    assert layout.overflow
    assert layout.cut
    assert layout.lines == ("…",)


def test_an_empty_text_has_no_lines() -> None:
    layout = title("<i> </i>")

    assert (layout.lines, layout.height, layout.ink, layout.overflow) == ((), 0, (0, 0, 0, 0), False)


def test_absurd_sizes_are_brought_inside_the_limits() -> None:
    assert title("a", max_size=10**9, min_size=10**9, width=10**5, height=10**5).size == LARGEST
    assert title("a", max_size=0, min_size=-5).size == SMALLEST
    assert title("a", max_size=10, min_size=20).size == 20
    assert title("a", max_lines=0).lines == ("a",)


def test_a_line_break_in_the_mark_up_is_kept() -> None:
    assert title("one<br>two").lines == ("one", "two")


def test_missing_characters_are_told_and_the_rest_is_set() -> None:
    layout = title("ქართული cancer")

    assert layout.missing[0] == "ქ"
    assert not layout.overflow
    assert "cancer" in " ".join(layout.lines)


def test_the_same_text_comes_out_the_same_whatever_was_set_before() -> None:
    first = title(TITLE)
    for script in VOCABULARY:
        title(made_up(script, 1)[0], VOCABULARY[script]["language"])

    assert title(TITLE) == first


@pytest.mark.parametrize("script", VOCABULARY)
def test_60_made_up_titles_of_a_script_fit_with_nothing_missing(script: str) -> None:
    layouts = [title(markup, VOCABULARY[script]["language"]) for markup in made_up(script, 60)]

    assert [layout.lines for layout in layouts if layout.overflow] == []
    assert [layout.missing for layout in layouts if layout.missing] == []
    assert all(layout.width <= title_box().width + 0.03 * layout.size for layout in layouts)
    assert all(len(layout.lines) <= 5 for layout in layouts)
