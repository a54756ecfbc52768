from hypothesis import given
from hypothesis import strategies as st

from announcer.core.posts.wording import FittedText, Flexible, Kept, Optional, Part, fit_parts, full_text


def kept(text: str) -> Kept:
    return Kept(text=text)


def optional(level: int, text: str, name: str = "") -> Optional:
    return Optional(level=level, name=name or text.strip(), parts=(kept(text),))


def flexible(text: str, least: int = 0, name: str = "title") -> Flexible:
    return Flexible(text=text, least=least, name=name)


def test_everything_stays_where_everything_fits() -> None:
    assert fit_parts([kept("a "), optional(1, "b "), flexible("c d")], 10, len) == FittedText(
        text="a b c d", length=7
    )


def test_the_highest_level_goes_first() -> None:
    fitted = fit_parts([optional(1, "first "), optional(2, "second "), optional(3, "third")], 12, len)

    assert fitted == FittedText(text="first second", length=12, dropped=("third",))


def test_a_long_part_does_not_take_the_room_of_shorter_ones() -> None:
    fitted = fit_parts(
        [kept("x "), optional(1, "much too long to fit "), optional(2, "short "), optional(3, "tag")], 12, len
    )

    assert fitted.text == "x short tag"
    assert fitted.dropped == ("much too long to fit",)


def test_of_one_level_the_first_in_the_text_stays() -> None:
    assert fit_parts([optional(1, "aaa "), optional(1, "bbb")], 4, len).text == "aaa"


def test_flexible_parts_shrink_to_their_least_before_optional_parts_go() -> None:
    fitted = fit_parts([flexible("one two three four five", least=9), kept(" "), optional(1, "#tag")], 15, len)

    assert fitted.text == "one two… #tag"
    assert fitted.shortened == ("title",)
    assert fitted.dropped == ()


def test_optional_parts_go_before_a_flexible_part_falls_below_its_least() -> None:
    fitted = fit_parts([flexible("one two three four five", least=23), kept(" "), optional(1, "#tag")], 25, len)

    assert fitted == FittedText(text="one two three four five", length=23, dropped=("#tag",))


def test_room_that_is_left_is_grown_into() -> None:
    fitted = fit_parts([flexible("one two three four five", least=4), kept(" "), optional(1, "#tag " * 9)], 16, len)

    assert fitted.text == "one two three…"


def test_the_first_flexible_part_grows_first() -> None:
    parts: list[Part] = [flexible("aa bb cc dd", 3, "first"), kept(" | "), flexible("ee ff gg hh", 3, "second")]

    assert fit_parts(parts, 17, len).text == "aa bb cc dd | ee…"


def test_a_text_that_cannot_be_posted_at_its_least_shrinks_further() -> None:
    assert fit_parts([kept("https "), flexible("one two three", least=13)], 14, len).text == "https one two…"


def test_a_word_that_is_too_long_is_lost_rather_than_torn() -> None:
    fitted = fit_parts([kept("see "), flexible("w" * 50)], 10, len)

    assert fitted.text == "see …"
    assert fitted.lost == fitted.shortened == ("title",)


def test_what_must_be_kept_is_kept_beyond_the_limit() -> None:
    fitted = fit_parts([kept("far too long"), optional(1, " more")], 5, len)

    assert fitted.text == "far too long"
    assert fitted.length > 5


def test_a_part_inside_another_goes_with_it_and_is_not_named_itself() -> None:
    inner = optional(2, " in a journal", "journal")
    parts: list[Part] = [kept("title"), Optional(level=1, name="authors", parts=(kept(" by A"), inner))]

    assert fit_parts(parts, 12, len) == FittedText(text="title by A", length=10, dropped=("journal",))
    assert fit_parts(parts, 6, len) == FittedText(text="title", length=5, dropped=("authors",))


def test_a_part_inside_another_is_never_kept_without_it() -> None:
    inner = optional(0, "in")
    outer = Optional(level=5, name="outer", parts=(kept("a very long text "), inner))

    assert fit_parts([kept("x "), outer], 6, len).text == "x"


def instead(level: int, text: str, *otherwise: Part) -> Optional:
    return Optional(level=level, name=text.strip(), parts=(kept(text),), otherwise=otherwise)


def test_what_stands_in_the_place_of_a_part_is_there_only_where_the_part_is_not() -> None:
    parts: list[Part] = [instead(2, "By A and colleagues in", kept("In")), kept(" a journal")]

    assert fit_parts(parts, 40, len) == FittedText(text="By A and colleagues in a journal", length=32)
    assert fit_parts(parts, 20, len) == FittedText(
        text="In a journal", length=12, dropped=("By A and colleagues in",)
    )


def test_a_part_in_the_place_of_another_comes_only_where_the_other_is_gone() -> None:
    parts: list[Part] = [kept("title"), instead(0, " in a long journal", optional(1, " by A", "author"))]

    assert fit_parts(parts, 23, len).text == "title in a long journal"
    assert fit_parts(parts, 12, len) == FittedText(text="title by A", length=10, dropped=("in a long journal",))
    assert fit_parts(parts, 6, len) == FittedText(text="title", length=5, dropped=("in a long journal", "author"))


def test_what_stands_in_the_place_of_an_empty_part_is_shown() -> None:
    assert full_text([instead(1, "", kept("nobody")), kept(" knows")]) == "nobody knows"


def test_a_hidden_stand_in_leaves_the_space_before_a_stop() -> None:
    assert full_text([instead(1, "in", kept("In")), kept(" .com")]) == "in .com"


def test_an_empty_optional_part_is_not_reported() -> None:
    assert fit_parts([kept("long text"), optional(1, "\n\n", "sentence")], 5, len).dropped == ()


def test_no_blank_line_or_space_is_left_where_a_part_was() -> None:
    paragraph = optional(1, "\n" + "gone " * 9 + "\n", "sentence")
    inline = optional(2, "gone " * 9, "inline")

    assert fit_parts([kept("title\n"), paragraph, kept("\nlink\n")], 12, len).text == "title\n\nlink"
    assert fit_parts([kept("one\n"), inline, kept("\ntwo")], 8, len).text == "one\ntwo"
    assert fit_parts([kept("a "), inline, kept(" b")], 4, len).text == "a b"
    assert fit_parts([kept("a "), inline, kept(".")], 4, len).text == "a."


def test_white_space_is_tidy_whatever_the_template_writes() -> None:
    assert full_text([kept("\n  a  \n\n\n\n  b\t c \n")]) == "a\n\nb c"


WORDS = st.text(alphabet="ab ,\n", max_size=40)
PARTS = st.recursive(
    st.builds(Kept, text=WORDS)
    | st.builds(Flexible, text=WORDS, least=st.integers(min_value=0, max_value=30), name=st.just("flexible")),
    lambda inner: st.builds(
        Optional,
        level=st.integers(min_value=0, max_value=4),
        name=st.just("optional"),
        parts=st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


@given(st.lists(PARTS, max_size=6), st.integers(min_value=0, max_value=120))
def test_any_parts_fit_unless_the_kept_ones_do_not(parts: list[Part], limit: int) -> None:
    fitted = fit_parts(parts, limit, len)
    least = full_text(
        [part if isinstance(part, Kept) else kept("…") for part in parts if not isinstance(part, Optional)]
    )

    assert fitted.length == len(fitted.text)
    assert fitted.length <= max(limit, len(least))
    assert fitted == fit_parts(parts, limit, len)
