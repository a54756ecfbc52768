"""What people read of an error: the program's own words or the system's, and no name of Python's."""

import http.client
import re
import ssl
from pathlib import Path
from zipfile import BadZipFile

import pytest

from announcer.errors import StoreError, described, unexpected

BROKEN_TLS = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)"
ERRORS = [
    (StoreError("the queue is busy"), "the queue is busy"),
    (MemoryError(), "there is not enough memory for it"),
    (PermissionError(13, "Permission denied", "a.toml"), "a.toml: Permission denied"),
    (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
    (TimeoutError("the name was not resolved in time"), "the name was not resolved in time"),
    (TimeoutError(), "it took too long, or was broken off"),
    (ssl.SSLCertVerificationError(1, BROKEN_TLS), "certificate verify failed: self-signed certificate"),
    (KeyError("title"), "the program failed at an unknown place: 'title'"),
    (RecursionError(), "the program failed at an unknown place"),
    (BadZipFile("a\nb"), "the program failed at an unknown place: a b"),
    (http.client.BadStatusLine("x"), "the program failed at an unknown place: x"),
]


@pytest.mark.parametrize(("error", "words"), ERRORS, ids=repr)
def test_an_error_is_described_without_a_name_of_python_s(error: Exception, words: str) -> None:
    assert described(error) == words
    assert type(error).__name__ not in described(error)


def test_a_fault_of_the_program_is_told_with_its_place_and_what_to_do() -> None:
    try:
        [].pop()
    except IndexError as error:
        told = unexpected(error, "the card of “Salt”")

    assert str(told).startswith("the card of “Salt”: the program failed at test_errors.py:")
    assert "report it" in told.hint


def test_no_module_names_an_exception_to_people_by_its_class() -> None:
    """`described` says what went wrong; the log has the traceback."""
    root = Path(__file__).parents[1]
    named = re.compile(
        r"type\((?:error|exception|problem)\)\.__name__|repr\((?:error|exception|problem)\)|\{error!r\}"
    )
    found = [path for path in (root / "announcer").rglob("*.py") if named.search(path.read_text("utf-8"))]

    assert found == []
