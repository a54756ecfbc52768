import pytest

from announcer.core.findings import Level
from announcer.core.text.encoding import decode
from announcer.errors import SourceError

PERSIAN = "پژوهش گچ چاپ"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    decoded = decode(f"{PERSIAN} café".encode(encoding), "a.txt")

    assert decoded.text == f"{PERSIAN} café"
    assert decoded.findings == ()


def test_a_big_endian_mark_is_respected() -> None:
    assert decode(b"\xfe\xff" + "é".encode("utf-16-be"), "a.txt").text == "é"


@pytest.mark.parametrize(
    ("text", "encoding"), [("Müller and Sørensen in São Paulo", "cp1252"), ("نشريه پزشکي چاپ گچ", "cp1256")]
)
def test_old_windows_encodings_are_guessed_and_reported(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")

    assert decoded.text == text
    assert [(found.id, found.level) for found in decoded.findings] == [("encoding-guessed", Level.WARNING)]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\xe9b", b"\xff\xfea\x00\x00\xdcb\x00"])
def test_a_bad_character_in_a_marked_file_is_shown_as_lost(data: bytes) -> None:
    assert decode(data, "a.txt").text == "a\ufffdb"


def test_a_stray_nul_is_left_for_cleaning() -> None:
    assert decode(b"title = \x00 short", "a.toml").text == "title = \x00 short"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 4096])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: the file is empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 text", "a PDF document"),
        (b"PK\x03\x04 text", "an office document"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"\x00\x01\x02\x03\x04\x05", "a binary file"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind):
        decode(data, "a.bin")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("پژوهش".encode()[:-1], "پژوه"),
        (b"\xef\xbb\xbfcaf\xc3", "caf"),
        (b"\xff\xfea\x00b", "a"),
        (b"\xff\xfea\x00b\xd8", "a"),
    ],
)
def test_half_a_character_at_the_end_is_left_out_and_reported(data: bytes, text: str) -> None:
    found = decode(data, "a.txt")

    assert (found.text, found.is_cut) == (text, True)
