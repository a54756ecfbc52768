from pathlib import Path

import pytest

from announcer.rendering.texts import toml_files
from announcer.rendering.texts.toml_files import Source
from announcer.system import schemas

TEXT = """\
description = "x"
[boxes.title]
size = { max = 80 }
lines = 5

[boxes."odd name".picture]
name = "girih"
[[steps]]
colour = 1
"""


def source(tmp_path: Path, text: str = TEXT, name: str = "card.toml") -> Source:
    (tmp_path / name).write_text(text, "utf-8")
    return toml_files.read_file(tmp_path / name, name)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("description",), 1),
        (("boxes", "title"), 2),
        (("boxes", "title", "size", "max"), 3),
        (("boxes", "title", "lines"), 4),
        (("boxes", "title", "colour"), 2),
        (("boxes", "odd name", "picture", "name"), 7),
        (("steps", "colour"), 9),
        (("width",), None),
    ],
)
def test_a_key_is_found_in_its_line_or_in_that_of_its_table(
    tmp_path: Path, key: toml_files.Key, line: int | None
) -> None:
    assert source(tmp_path).line(key) == line


def test_a_complaint_names_the_first_file_that_says_anything_at_the_key(tmp_path: Path) -> None:
    own = source(tmp_path, "[boxes.title]\ncolour = 'text'\n", "own.toml")
    base = source(tmp_path, TEXT, "base.toml")

    assert toml_files.told([own, base], ("boxes", "title", "lines"), "no") == "base.toml:4: boxes.title.lines: no"
    assert toml_files.told([own, base], ("boxes", "title", "colour"), "no") == "own.toml:2: boxes.title.colour: no"
    assert toml_files.told([own, base], ("width",), "no") == "own.toml: width: no"
    assert toml_files.told([own], (), "no") == "own.toml: no"


def test_keys_are_written_as_people_write_them() -> None:
    assert schemas.dotted(("boxes", "title", "content", 2)) == "boxes.title.content[2]"


def test_tables_are_merged_and_all_else_replaced() -> None:
    base = {"a": {"b": 1, "c": [1, 2]}, "d": 4}

    assert toml_files.overlaid(base, {"a": {"c": [3]}, "d": {"e": 5}}) == {"a": {"b": 1, "c": [3]}, "d": {"e": 5}}


@pytest.mark.parametrize(
    "languages", [{}, {"language": "fa"}, {"language": {"fa": 3}}, {"language": {"en": {"a": 2}}}]
)
def test_a_file_says_the_same_in_a_language_that_it_says_nothing_about(languages: dict[str, object]) -> None:
    assert toml_files.in_language({"a": 1} | languages, "fa") == {"a": 1}


def test_what_a_file_says_about_a_language_goes_over_the_rest() -> None:
    assert toml_files.in_language({"a": 1, "language": {"fa": {"a": 2}}}, "fa") == {"a": 2}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = \xff\xfe", "card.toml: not UTF-8 (byte 4)"),
        (b"a = 1\nb = = 2", "card.toml:2: this is not a value; text needs quotation marks"),
        (b"a = [", "card.toml:1: the ] of a list is missing"),
        (b"[" * 5000, "card.toml"),
        (b"#" * (toml_files.MAX_BYTES + 1), "card.toml: it is larger than 262 kB"),
    ],
)
def test_a_file_that_is_no_toml_is_told_in_a_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "card.toml").write_bytes(content)

    with pytest.raises(toml_files.BadTomlError) as told:
        toml_files.read_file(tmp_path / "card.toml", "card.toml")

    assert str(told.value).startswith(message)
    assert "\n" not in str(told.value)


def test_a_file_that_is_missing_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(toml_files.BadTomlError, match=r"none\.toml: no such file or directory"):
        toml_files.read_file(tmp_path / "none.toml")


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    assert source(tmp_path, "\ufeffa = 1").document == {"a": 1}
