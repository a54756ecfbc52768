import pytest

from announcer.system.toml_syntax import TomlSyntaxError, parse_toml

MISSING_MARK = "a closing quotation mark is missing"
NO_VALUE = "this is not a value; text needs quotation marks"


def test_a_toml_text_becomes_a_table() -> None:
    assert parse_toml("[a]\r\nb = 'c'\r\n") == {"a": {"b": "c"}}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = 1\nb = "x\nc = 1', 2, MISSING_MARK),
        ('a = "x', 1, MISSING_MARK),
        ("a = 'x\n\n", 1, MISSING_MARK),
        ('a = ["x",\n "y\n]', 2, MISSING_MARK),
        ('a = "x”\n', 1, f"{MISSING_MARK}; only straight ones count, \" or '"),
        ("a = “x”", 1, "use straight quotation marks, \" or '"),
        ("a = ‘x’", 1, "use straight quotation marks, \" or '"),
        ("a = «نام»", 1, "use straight quotation marks, \" or '"),
        ("“a” = 1", 1, "use straight quotation marks, \" or '"),
        ("a = Isfahan University", 1, NO_VALUE),
        ("a = yes", 1, NO_VALUE),
        ("a = True", 1, "write true and false in small letters"),
        ("a =\nb = 1", 1, "a value is missing; text needs quotation marks"),
        ("a = #0B2A4A", 1, "a value is missing; text needs quotation marks"),
        ("a = [", 1, "the ] of a list is missing"),
        ("a = [1,\n  2,", 2, "the ] of a list is missing"),
        ("a = [1 2]", 1, "a comma, or the ] of a list, is missing"),
        ("a = { b = 1", 1, "a comma, or the } of a table, is missing"),
        ("a = {\n b = 1 }", 1, "a table in { } stands on one line, without a comma at its end"),
        ("a: 1", 1, "= is missing after the key"),
        ("[a\nb = 1", 1, "] is missing after the name of the table"),
        (" = 1", 1, "a line is a key, = and a value, or the name of a table in [ ]"),
        ('a = "say "no" now"', 1, "something follows the value; text needs quotation marks"),
        ("a = 30 min", 1, "something follows the value; text needs quotation marks"),
        ("a = 1\na = 2\nb = 3", 2, "this key has a value already"),
        ("[a]\n[a]", 2, "this table is there already; give its keys in one place"),
        ('a = "C:\\Users"', 1, "write a backslash twice, or put the text in single quotes"),
        ('a = "\\d"', 1, "write a backslash twice, or put the text in single quotes"),
        ('a = "\u2028" x', 1, "something follows the value; text needs quotation marks"),
        ("a = '\x01'", 1, "a character stands here that TOML does not allow, such as a control character"),
        ('a = "\x01"', 1, "a character stands here that TOML does not allow, such as a control character"),
        ("a = " + "[" * 5000, 0, "it is nested too deeply"),
        ("a = " + "9" * 5000, 0, "it holds a number of too many digits"),
    ],
)
def test_a_mistake_is_reported_in_plain_words_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(TomlSyntaxError) as caught:
        parse_toml(text)

    assert (caught.value.line, caught.value.problem) == (line, words)
    assert str(caught.value) == (f"{words} (line {line})" if line else words)
