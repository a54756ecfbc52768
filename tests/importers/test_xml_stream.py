"""XML is read record by record, whatever stands between and within them."""

import io
import tracemalloc
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announcer.errors import SourceError
from announcer.importers.building import Broken, Document
from announcer.importers.registry import all_importers
from announcer.importers.text_streams import TextPieces
from announcer.importers.xml_beginning import named_encoding
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import parsed, xml_pieces
from tests.importers import xml_samples
from tests.importers.yielded import problems, read, titles

FORM = XmlForm(names=("r",), unread=("body",))
PUBMED = all_importers()["pubmed"]


def texts(content: str | bytes, form: XmlForm = FORM) -> list[str]:
    """Return the text of each record, and of a broken one what is wrong with it."""
    data = content.encode() if isinstance(content, str) else content
    return [
        one.problem if isinstance(one, Broken) else "".join(one.content.itertext()) for one in found(data, form)
    ]


def found(data: bytes, form: XmlForm = FORM) -> list[Document[Element] | Broken]:
    """Return the records of a file."""
    return list(parsed(xml_pieces(TextPieces(io.BytesIO(data), "a", named_encoding), form, "a")))


def test_records_are_read_with_their_text_and_line() -> None:
    records = found(b"<all>\n<r>one</r>\n\n<r a='1'>two</r></all>")

    assert [(one.raw, one.position) for one in records if isinstance(one, Document)] == [
        ("<r>one</r>", "record 1 (line 2)"),
        ("<r a='1'>two</r>", "record 2 (line 4)"),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<r/>", [""]),
        ("<all><r>1</r><other><r>2</r></other></all>", ["1", "2"]),
        ("<all><r>1</r></all><?xml version='1.0'?>\n<all><r>2</r></all>", ["1", "2"]),
        ("<all><!-- <r>no</r> --><r>1</r></all>", ["1"]),
        ("<all><r>1<!-- </r> -->2</r></all>", ["12"]),
        ("<all><r>1<![CDATA[</r>]]></r></all>", ["1</r>"]),
        ("<all><r>1<body>not <b>read</b></body>2<body/>3</r></all>", ["123"]),
        ("<all><x:r xmlns:x='u'>1</x:r></all>", ["1"]),
        ("<all xmlns:x='u'><x:r>1<x:a/></x:r></all>", ["1"]),
        ("<all><r>1<x:a y:b='c'/></r></all>", ["1"]),
        ("<all><r>caf&eacute; &lt; R&D &#1; \x08&none;.</r></all>", ["café < R&D  ."]),
        ("<all><r>1</r  ></all>", ["1"]),
        ("<all><rr>no</rr><r>1</r></all>", ["1"]),
    ],
)
def test_what_stands_around_and_within_a_record_is_understood(content: str, found: list[str]) -> None:
    assert texts(content) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<all><r>1</r><r>2", ["1", "the file ends within it; it was not saved whole"]),
        ("<all><r>1</r>", ["1", "the file ends before </all>; it was not saved whole"]),
        ("<all><r>1<r>2</r></all>", ["it does not end before the next one begins", "2"]),
        ("<all><r>1<body>x<r>2</r></all>", ["it does not end before the next one begins", "2"]),
    ],
)
def test_what_is_missing_is_told(content: str, found: list[str]) -> None:
    assert texts(content) == found


def test_a_record_that_is_not_well_formed_costs_no_other() -> None:
    first, second, third = texts("<all><r>1</r><r><a></r><r>3</r></all>")

    assert (first, third) == ("1", "3")
    assert second.startswith("it is not well-formed XML: mismatched tag")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE all [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE all [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE all [\n<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
def test_a_file_that_declares_entities_is_refused_in_one_clear_error(doctype: str) -> None:
    content = f"{doctype}\n{xml_samples.pubmed('&b; &x;')}"

    (problem,) = read(PUBMED, content)
    assert isinstance(problem, SourceError)
    assert "declares entities" in problem.problem
    assert "<!ENTITY" in problem.hint


def test_an_entity_cannot_be_declared_within_a_record() -> None:
    assert texts("<r><!DOCTYPE r [<!ELEMENT r ANY>]>1</r>")[0].startswith("it is not well-formed XML")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("windows-1256", "windows-1256"),
        ("utf-8", "UTF-8"),
        ("utf-8", "no-such-encoding"),
        ("utf-8", "utf-16"),
    ],
)
def test_every_encoding_is_read(encoding: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""

    assert texts(f"{declaration}<all><r>نمک و خواب</r></all>".encode(encoding)) == ["نمک و خواب"]


def test_an_encoding_that_is_not_declared_is_guessed_and_told() -> None:
    found = read(PUBMED, xml_samples.pubmed_file([xml_samples.pubmed("Café à Noël")]).encode("latin-1"))

    assert titles(found) == ["Café à Noël"]
    assert [one.id for one in getattr(found[0], "findings", ())] == ["encoding-guessed"]


def test_records_are_found_wherever_the_file_is_cut_into_pieces() -> None:
    row = "<r>" + "x" * 70_001 + "</r>\n" + "<r>ä</r>" * 9_000

    assert len(texts(f"<all>{row}{row}</all>")) == 18_002


def test_a_record_of_more_than_ten_megabytes_is_refused_and_the_next_one_read() -> None:
    found = texts("<all><r>" + "x" * 10_100_000 + "</r><r>2</r></all>")

    assert found == ["it is larger than 10 MB, the most that a record may have", "2"]


def test_what_is_not_read_may_be_of_any_length() -> None:
    assert texts("<all><r>1<body>" + "x" * 10_100_000 + "</body></r></all>") == ["1"]


def test_deep_nesting_is_a_problem_of_the_record() -> None:
    deep = "<i>" * 5_000 + "x" + "</i>" * 5_000
    found = read(PUBMED, xml_samples.pubmed_file([xml_samples.pubmed(deep), xml_samples.pubmed("Salt")]))

    assert titles(found) == ["Salt"]
    assert problems(found) == ["record 1 (line 4): its mark-up is nested more than 60 deep"]


class LongFile(io.RawIOBase):
    """A file of PubMed's of so many records, made while it is read."""

    def __init__(self, count: int) -> None:
        self._parts = self._all(count)
        self._waiting = b""

    @staticmethod
    def _all(count: int) -> Iterator[bytes]:
        yield b"<PubmedArticleSet>"
        record = xml_samples.pubmed("Salt").replace("</Article>", "</Article><X>" + "x" * 5_000 + "</X>").encode()
        for _ in range(count):
            yield record
        yield b"</PubmedArticleSet>"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._waiting = self._waiting or next(self._parts, b"")
        piece, self._waiting = self._waiting[: len(view)], self._waiting[len(view) :]
        view[: len(piece)] = piece
        return len(piece)


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        number = sum(1 for _ in PUBMED.read(io.BufferedReader(LongFile(count)), "a"))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert number == count
        return highest

    few, many = peak(50), peak(800)

    assert many < few + 300_000
    assert many < 3_000_000


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["<r>", "</r>", "<body>", "</body>", "<!--", "-->", "<![CDATA[", "]]>", "<r/>", "&", "x"])
    )
)
def test_no_order_of_tags_makes_parting_fail(parts: list[str]) -> None:
    content = "<all>" + "".join(parts) + "</all><r>whole</r>"

    assert all(isinstance(text, str) for text in texts(content))
