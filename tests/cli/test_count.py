import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from announcer.cli.app import App
from announcer.cli.count import command


def count(text: str, stdin: str | bytes = "", *, as_json: bool = False) -> Result:
    result = CliRunner().invoke(command, ["--", text], input=stdin, obj=App(site=Path(), json=as_json))
    assert result.exception is None
    assert result.exit_code == 0
    return result


def test_it_tells_length_limit_and_what_remains() -> None:
    assert count("پژوهش تازه").output == "10 of 280, 270 remaining: valid\n"


def test_it_lists_each_link_with_its_place_and_what_else_is_clickable() -> None:
    lines = count("See https://mui.ac.ir/a in patients.In #ایمنی\u200cشناسی").output.splitlines()

    assert [line.split() for line in lines[1:]] == [
        ["url", "4-23", "https://mui.ac.ir/a"],
        ["url", "27-38", "patients.In"],
        ["hashtag", "39-51", "#ایمنی\u200cشناسی"],
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "empty"), ("a" * 281, "too long"), ("\ufeffa", "X refuses U+FEFF"), ("\udcff", "U+DCFF")],
)
def test_it_tells_why_x_would_not_take_a_text(text: str, verdict: str) -> None:
    assert verdict in count(text).output


def test_it_prints_one_json_object_on_request() -> None:
    (line,) = count("See mui.ac.ir", as_json=True).output.splitlines()

    assert json.loads(line) == {
        "length": 27,
        "limit": 280,
        "remaining": 253,
        "valid": True,
        "verdict": "valid",
        "links": ["mui.ac.ir"],
        "entities": [{"kind": "url", "text": "mui.ac.ir", "start": 4, "end": 13}],
    }


@pytest.mark.parametrize("stdin", [b"a b", b"a b\n", b"a b\r\n", b"\xef\xbb\xbfa b\n"])
def test_it_reads_standard_input_without_its_last_line_break(stdin: bytes) -> None:
    assert count("-", stdin).output.startswith("3 of 280")


@pytest.mark.parametrize(
    "stdin", [b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\x00" * 200_000, b"http://a\x1b[31mb.com/ \xef\xbf\xbf"]
)
def test_no_standard_input_makes_it_fail(stdin: bytes) -> None:
    assert " of 280" in count("-", stdin).output


def test_it_hands_no_control_characters_to_the_terminal() -> None:
    assert "http://a\\x1bb.com" in count("http://a\x1bb.com").output
    assert "http://a\\udcff.com" in count("http://a\udcff.com", as_json=True).output.replace("\\\\", "\\")


def test_it_starts_without_the_heavy_libraries() -> None:
    heavy = {"PIL", "tweepy", "jinja2", "pydantic", "rich"}
    program = f"import sys, announcer.cli.count; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
