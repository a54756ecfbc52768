"""Inline mark-up into styled stretches."""

import pytest

from announcer.typeset.inline_styles import MARKED_ROLE, PLAIN, SpanStyle, parse


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a &amp; b &lt; c &#x3b1;", "a & b < c α"),
        ("p < 0.05 and x<y", "p < 0.05 and x<y"),
        ("a <b and c> d", "a <b and c> d"),
        ("<span class='x' title=\"a > b\">kept</span>", "kept"),
        ("<jats:italic>in vivo</jats:italic>", "in vivo"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a<!-- hidden -->b", "ab"),
        ("tab\tand\r\nline", "tab and line"),
        ("</i>stray", "stray"),
        ("<i/>empty", "empty"),
    ],
)
def test_the_text_is_kept_and_tags_are_not(markup: str, text: str) -> None:
    assert "".join(part for part, _ in parse(markup)) == text


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<i>x</i>", SpanStyle(italic=True)),
        ("<em>x</em>", SpanStyle(italic=True)),
        ("<b>x</b>", SpanStyle(bold=True)),
        ("<STRONG>x</STRONG>", SpanStyle(bold=True)),
        ("<sub>x</sub>", SpanStyle(shift=-1)),
        ("<inf>x</inf>", SpanStyle(shift=-1)),
        ("<sup>x</sup>", SpanStyle(shift=1)),
        ("<sc>x</sc>", SpanStyle(small=True)),
        ("<mark>x</mark>", SpanStyle(role=MARKED_ROLE)),
        ("<b><i>x</i></b>", SpanStyle(bold=True, italic=True)),
        ("<i>x", SpanStyle(italic=True)),
        ("<u>x</u>", PLAIN),
    ],
)
def test_known_tags_give_their_style(markup: str, style: SpanStyle) -> None:
    assert parse(markup) == [("x", style)]


def test_italics_within_italics_turn_upright() -> None:
    assert parse("of <i>E. coli</i>", SpanStyle(italic=True)) == [
        ("of ", SpanStyle(italic=True)),
        ("E. coli", PLAIN),
    ]


def test_an_end_tag_closes_all_that_was_opened_inside() -> None:
    assert parse("<i>a<b>b</i>c")[-1] == ("c", PLAIN)


def test_a_flood_of_angle_brackets_is_read_quickly() -> None:
    for flood in ("<" * 20_000, "<a " * 5_000, "<a x=" * 5_000, '<a x="' * 5_000, "<!--" * 5_000):
        assert parse(flood)
