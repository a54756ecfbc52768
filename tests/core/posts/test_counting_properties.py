import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.posts.counting import (
    V1,
    V2,
    V3,
    CountingRules,
    extract,
    fitting_characters,
    links,
    measure,
    weighted_length,
)
from tests.core.posts.slow_counting import slow_length, slow_spans

WORDS = """
a b 7 é İ ſ ι ß は 中国 みんな سلام ایران भारत म् ö com .com .org co ir in No xn-- xn--p1ai http:// https:// t.co/
x.com RT: rt . . . . : / - _ @ ＠ # ＃ $ ( ) ? = & ! ~ – , ; | + * % ' " … 。 © ❤ ☝ \U0001f52c \U0001f468
"""
SIGNS = [
    *"\n  \x00\x85\ud800\u200c\u200b\u200d\u200f\u202a\ufe0f\ufe0e\u20e3\u0301\ufeff",
    *"\U0001f3fd\U0001f1ee\U0001f1f7",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "1\ufe0f\u20e3",
    "❤\ufe0f",
]
PIECES = st.sampled_from([*WORDS.split(), *SIGNS])
MIXED = st.lists(PIECES, max_size=30).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@given(MIXED)
def test_links_are_those_of_the_plain_grammar(text: str) -> None:
    assert [(link.start, link.end) for link in links(text)] == slow_spans(text)


@pytest.mark.parametrize("rules", [V1, V2, V3], ids=["V1", "V2", "V3"])
@given(text=MIXED)
def test_the_length_is_what_adding_up_gives(rules: CountingRules, text: str) -> None:
    assert weighted_length(text, rules) == slow_length(text, rules)


@given(ANY_TEXT | MIXED)
def test_every_text_gets_an_answer(text: str) -> None:
    measured = measure(text)

    assert measured.length >= 0
    assert all(text[entity.start : entity.end] == entity.text for entity in (*measured.links, *measured.entities))


@given(ANY_TEXT | MIXED)
def test_entities_are_in_order_and_do_not_overlap(text: str) -> None:
    entities = extract(text)

    assert all(one.end <= other.start for one, other in pairwise(entities))


@given(ANY_TEXT | MIXED)
def test_the_length_does_not_depend_on_the_form_of_the_letters(text: str) -> None:
    assert weighted_length(text) == weighted_length(unicodedata.normalize("NFC", text))


@given(ANY_TEXT | MIXED, st.integers(min_value=1, max_value=40))
def test_all_of_a_text_fits_exactly_if_it_is_within_the_limit(text: str, limit: int) -> None:
    composed = unicodedata.normalize("NFC", text)
    rules = CountingRules(limit=limit, scale=1, default_weight=2, light_weight=1, light_ranges=((0, 0x10FF),))
    measured = measure(composed, rules)

    assert (fitting_characters(composed, rules) == len(composed)) == (measured.valid or not composed)
