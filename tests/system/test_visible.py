"""Other people's words act on no terminal and make no line of their own."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from announcer.system.visible import visible, visible_lines


def test_what_acts_on_a_terminal_is_spelled_out() -> None:
    assert visible("zz\x1b]0;pwn\x07\n2026 error forged.toml") == r"zz\x1b]0;pwn\x07\n2026 error forged.toml"
    assert visible("a\x7fb\x85c\x9bd\u2028e") == r"a\u007fb\u0085c\u009bd\u2028e"


def test_what_turns_text_round_is_spelled_out() -> None:
    assert visible("cod\u202egpj.exe\u2066\u200f") == r"cod\u202egpj.exe\u2066\u200f"


def test_words_stay_as_they_are() -> None:
    words = "نتایج می\u200cگوید: β-blockers, naïve 한국어 👩\u200d🔬 C:\\temp"

    assert visible(words) == words


def test_bytes_of_a_name_that_is_not_utf_8_are_spelled_out() -> None:
    assert visible(b"caf\xe9.toml".decode("utf-8", "surrogateescape")) == r"caf\udce9.toml"


def test_line_feeds_and_tabs_stay_where_they_are_meant() -> None:
    assert visible_lines("one\n\ttwo\r\x1b[2J") == "one\n\ttwo\\r\\x1b[2J"


@given(st.text())
def test_nothing_is_left_that_acts(text: str) -> None:
    shown = visible(text)

    assert not [letter for letter in shown if unicodedata.category(letter) in {"Cc", "Zl", "Zp"}]


@given(st.dictionaries(st.text(), st.text()))
def test_json_means_the_same_afterwards(item: dict[str, str]) -> None:
    assert json.loads(visible(json.dumps(item, ensure_ascii=False))) == item
