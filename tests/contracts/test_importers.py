"""Every importer keeps to the rules of `announcer.ports.importing.Importer`.

A new format needs one thing here: a sample of its own in `SAMPLES`.
"""

import io
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import HEAD_BYTES, Imported, Importer
from tests.importers import json_samples, pages, xml_samples
from tests.importers.title_lines import TitleLines
from tests.importers.yielded import read, titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How files of a format are made.

    `records` are written as `file` wants them, and `broken` are such as may stand in a record's place without
    harm to the others. A format with one record a file has one of the former, and none of the latter. `streams`
    tells that a file of any length is read in the memory of one record.
    """

    records: tuple[str, ...]
    file: Callable[[Sequence[str]], str]
    broken: tuple[str, ...] = ()
    streams: bool = False

    @property
    def text(self) -> str:
        """A whole file."""
        return self.file(self.records)


def one(records: Sequence[str]) -> str:
    (record,) = records
    return record


def json_lines(records: Sequence[str]) -> str:
    return '{"publication": [\n' + ",\n".join(records) + "\n]}\n"


def json_in_one_line(records: Sequence[str]) -> str:
    return "[" + ", ".join(records) + "]"


TOML = tuple(
    f'[[publication]]\ntitle = "{title}"\nkeywords = ["a", "b"]\n[[publication.authors]]\nname = "نام"\n'
    for title in ("Salt and sleep", "نمک و خواب", "Bread and work")
)
JSON = tuple(
    f'{{"title": "{title}", "keywords": ["a", "b"], "authors": [{{"name": "نام"}}]}}'
    for title in ("Salt and sleep", "نمک و خواب", "Bread and work")
)
BROKEN_JSON = ('{"title": "x", "doi": "y"}', "[]", "3", '{"title": }', '{"title": "x" "doi": 1}', '{"titel": "x"}')

WORKS = (("Salt and sleep", "Bell, Ann"), ("نمک و خواب", "نام, ن"), ("Bread and work", "Dal, Cem"))
RIS = tuple(f"TY  - JOUR\nTI  - {title}\nAU  - {name}\nPY  - 2024\nER  - \n" for title, name in WORKS)
WOS = tuple(f"PT J\nAU {name}\nTI {title}\n   in nurses\nPY 2024\nER\n" for title, name in WORKS)
MEDLINE = tuple(
    f"PMID- {number}\nOWN - NLM\nTI  - {title}\n      in nurses\nFAU - {name}\nSO  - J Salt. 2024;1:2.\n"
    for number, (title, name) in enumerate(WORKS, start=1)
)
BIBTEX = tuple(
    f"@article{{key{number},\n  title = {{{title}}},\n  author = {{{name}}},\n  year = 2024\n}}\n"
    for number, (title, name) in enumerate(WORKS)
)
TABLE = tuple(f'"{title}, again","{name}",2024,Salt\n' for title, name in WORKS)
JSON_FORMATS = {
    "crossref": json_samples.CROSSREF,
    "openalex": json_samples.OPENALEX,
    "datacite": json_samples.DATACITE,
    "csl": json_samples.CSL,
    "pure": json_samples.PURE,
}
ENVELOPES = [
    ("crossref", json_samples.CROSSREF, '{"status": "ok", "message": {"total": 3, "items": [', '], "query": {}}}'),
    ("crossref", json_samples.CROSSREF[:1], '{"status": "ok", "message-type": "work", "message": ', "}"),
    ("crossref", json_samples.CROSSREF, '{"items": [', "]}"),
    ("openalex", json_samples.OPENALEX, '{"meta": {"count": 3}, "results": [', '], "group_by": []}'),
    ("openalex", json_samples.OPENALEX[:1], "", ""),
    ("datacite", json_samples.DATACITE, '{"data": [', '], "meta": {"total": 3}}'),
    ("datacite", json_samples.DATACITE[:1], '{"data": ', ', "included": []}'),
    ("csl", json_samples.CSL, '{"items": [', "]}"),
    (
        "pure",
        json_samples.PURE,
        '{"count": 3, "pageInformation": {"size": 3}, "items": [',
        '], "navigationLinks": []}',
    ),
]

SAMPLES = {
    "table": Sample(
        records=TABLE,
        file=lambda records: "SEARCH,salt\n\nTitle,Authors,Year,Journal\n" + "".join(records),
        broken=(',"Bell, Ann",2024,Salt\n', '"Salt,Bell,2024,Salt\n', '"","",2024,\n'),
        streams=True,
    ),
    "bibtex": Sample(
        records=BIBTEX,
        file=lambda records: '% Encoding: UTF-8\n\n@string{j = "Salt"}\n' + "\n".join(records),
        broken=(
            "@article{key, author = {Bell, Ann}}\n",
            "@article{key, title = {Salt}\n",
            "@article{key, title = {Salt\n",
            '@article{key, title = "Salt}\n',
            "@article{key title}\n",
            "@proceedings{key, title = {Salt}}\n",
        ),
        streams=True,
    ),
    "ris": Sample(
        records=RIS,
        file=lambda records: "Provider: A house of data\n\n" + "\n".join(records),
        broken=(
            "TY  - JOUR\nAU  - Bell, Ann\nER  - \n",
            "TY  - JFULL\nTI  - Salt\nER  - \n",
            "TY  - JOUR\nER  -\n",
        ),
        streams=True,
    ),
    "wos": Sample(
        records=WOS,
        file=lambda records: "FN Clarivate Analytics Web of Science\nVR 1.0\n" + "\n".join(records) + "EF\n",
        broken=("PT J\nAU Bell, A\nER\n", "PT J\nER\n"),
        streams=True,
    ),
    "medline": Sample(
        records=MEDLINE,
        file=lambda records: "\n" + "\n".join(records),
        broken=("PMID- 9\nOWN - NLM\nSO  - J Salt. 2024;1:2.\n",),
        streams=True,
    ),
    "page-text": Sample(records=(pages.as_text(pages.PageText()),), file=one),
    "page-html": Sample(records=(pages.as_html(pages.PageText()),), file=one),
    "record-toml": Sample(
        records=TOML,
        file=lambda records: "# records\n\n" + "\n".join(records),
        broken=(
            '[[publication]]\ntitle = "x"\ndoi = "y"\n',
            "[[publication]]\n",
            '[[publication]]\ntitle = "x\n',
            '[[publication]]\ntitle = """x\n',
            "[[publication]]\ntitle = [\n",
            "[[publication]]\n= = =\n",
        ),
    ),
    "record-json": Sample(
        records=JSON,
        file=json_lines,
        broken=(*BROKEN_JSON, '{"title": "x', "{"),
    ),
    **{
        name: Sample(records=records, file=json_samples.lines, broken=json_samples.BROKEN, streams=True)
        for name, records in JSON_FORMATS.items()
    },
    "pubmed": Sample(
        records=tuple(map(xml_samples.pubmed, xml_samples.TITLES)),
        file=xml_samples.pubmed_file,
        broken=(
            xml_samples.pubmed(""),
            "<PubmedArticle/>",
            "<PubmedArticle><MedlineCitation></PubmedArticle>",
            "<PubmedArticle><!-- not ended --",
            "<PubmedArticle>",
        ),
        streams=True,
    ),
    "crossref-xml": Sample(
        records=tuple(map(xml_samples.crossref, xml_samples.TITLES)),
        file=xml_samples.crossref_file,
        broken=(xml_samples.crossref(""), "<doi_record/>", "<doi_record><a></doi_record>", "<doi_record>"),
        streams=True,
    ),
    "jats": Sample(
        records=tuple(map(xml_samples.jats, xml_samples.TITLES)),
        file=xml_samples.jats_file,
        broken=(xml_samples.jats(""), "<article/>", "<article><front></article>", "<article>"),
        streams=True,
    ),
    "oai": Sample(
        records=tuple(map(xml_samples.oai, xml_samples.TITLES)),
        file=xml_samples.oai_file,
        broken=(
            xml_samples.oai(""),
            "<record><header/></record>",
            '<record><header status="deleted"/></record>',
            "<record><header></record>",
            "<record><header>",
        ),
        streams=True,
    ),
    "feeds": Sample(
        records=tuple(map(xml_samples.feed_item, xml_samples.TITLES)),
        file=xml_samples.feed_file,
        broken=(xml_samples.feed_item(""), "<item/>", "<item><title>News</title></item>", "<item>"),
        streams=True,
    ),
}
MORE = {
    **{
        f"{name} in a list": (
            name,
            Sample(records=records, file=json_samples.listed, broken=(*json_samples.BROKEN, "[]"), streams=True),
        )
        for name, records in JSON_FORMATS.items()
    },
    **{
        f"{name} between {before}": (
            name,
            Sample(records=records, file=json_samples.around(before, after), streams=True),
        )
        for name, records, before, after in ENVELOPES
    },
    "record-json in one line": (
        "record-json",
        Sample(records=JSON, file=json_in_one_line, broken=BROKEN_JSON),
    ),
    "record-toml of one record": ("record-toml", Sample(records=("# a record\n\ntitle = 'Salt'\n",), file=one)),
    "record-json of one record": ("record-json", Sample(records=(' {"title": "Salt"}',), file=one)),
}
TITLES = Sample(
    records=("Salt and sleep\n", "نمک و خواب\n", "Bread and work\n"),
    file=lambda records: "TITLES\n" + "".join(records),
    broken=("?\n", "\n", "\0\n"),
    streams=True,
)
OTHERS = [
    "",
    "Salt and sleep in nurses",
    "<html><body>Another page</body></html>",
    "@media print {salt}",
    "TY  - Salt and sleep\nTI  - Salt\n",
    "PT J\nSalt and sleep",
    "PMID- 12345",
    "salt;year\nSalt;2020",
    "title\nSalt",
    "<?xml version='1.0'?><catalogue><book/></catalogue>",
    "<article><h1>Salt</h1></article>",
    "%PDF-1.7",
]
UNREADABLE = [
    b"",
    b"\xef\xbb\xbf",
    b"\0" * 99,
    b"\x89PNG",
    bytes(range(256)),
    b"Salt",
    "می".encode()[:-1],
    b"{" * 99_999,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An importer with files for it."""

    importer: Importer
    sample: Sample
    format: str = ""


CASES = {
    **{name: Case(importer=all_importers()[name], sample=sample, format=name) for name, sample in SAMPLES.items()},
    **{
        name: Case(importer=all_importers()[key], sample=sample, format=key) for name, (key, sample) in MORE.items()
    },
    "the example of the tests": Case(importer=TitleLines(), sample=TITLES),
}
REGISTERED = {name: case for name, case in CASES.items() if case.format}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
junk = st.binary(max_size=8) | st.sampled_from([b'"', b"\n", b"]", b"}", b"{", b"[", b"<", b"'''"])
shares = st.floats(0, 1)


class ForwardsOnly(io.BytesIO):
    """A file that cannot go back, as standard input or what is being unpacked."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise AssertionError(f"an importer went to {offset} from {whence}")

    def close(self) -> None:
        raise AssertionError("an importer closed the file, which is its caller's")


def assert_plain(found: list[Imported | SourceError]) -> None:
    """Fail unless something came, and every problem is one line that names the file."""
    assert found
    for problem in (each for each in found if isinstance(each, SourceError)):
        assert str(problem).startswith("a: ")
        assert len(str(problem).splitlines()) == 1
        str(problem).encode()


def test_a_sample_stands_here_for_every_format() -> None:
    assert SAMPLES.keys() == all_importers().keys()


# Recognising


@pytest.mark.parametrize("case", REGISTERED.values(), ids=REGISTERED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_recognised_by_its_own_importer_only(case: Case, encoding: str) -> None:
    head = case.sample.text.encode(encoding)[:HEAD_BYTES]

    assert [name for name, other in all_importers().items() if other.recognises(head)] == [case.format]


@pytest.mark.parametrize("importer", all_importers().values(), ids=all_importers())
@pytest.mark.parametrize("text", OTHERS)
def test_other_content_is_recognised_by_none(importer: Importer, text: str) -> None:
    assert not importer.recognises(text.encode())


@every_case
def test_a_long_file_is_recognised_by_its_head(case: Case) -> None:
    many = case.sample.text + " " * HEAD_BYTES

    assert case.importer.recognises(many.encode()[:HEAD_BYTES])
    assert case.importer.recognises(many.encode()[: HEAD_BYTES - 1])


@every_case
@given(cut=shares, more=st.binary())
def test_no_head_makes_recognising_fail(case: Case, cut: float, more: bytes) -> None:
    whole = case.sample.text.encode()

    assert case.importer.recognises(whole[: round(cut * len(whole))] + more) in {True, False}


# Reading a good file


@every_case
def test_every_record_comes_with_its_source_and_where_there_are_several_its_position(case: Case) -> None:
    found = read(case.importer, case.sample.text, "inbox/a")
    numbers = [""] if len(found) == 1 else [f"record {number}" for number in range(1, len(found) + 1)]

    assert len(titles(found)) == len(found) == len(case.sample.records)
    assert {one.source for one in found} == {"inbox/a"}
    assert [one.position.partition(" (")[0] for one in found] == numbers


@every_case
def test_each_record_has_its_own_raw_text(case: Case) -> None:
    raw = [one.raw for one in read(case.importer, case.sample.text) if isinstance(one, Imported)]

    assert all(text.strip() == record.strip() for text, record in zip(raw, case.sample.records, strict=True))


@every_case
def test_reading_is_repeatable(case: Case) -> None:
    assert read(case.importer, case.sample.text) == read(case.importer, case.sample.text)


@every_case
def test_a_file_is_read_forwards_and_left_open(case: Case) -> None:
    assert titles(list(case.importer.read(ForwardsOnly(case.sample.text.encode()), "a")))


@every_case
def test_a_file_too_long_for_the_memory_is_streamed_or_refused(case: Case) -> None:
    endless = Endless(case.sample.text.encode(), case.sample.records[-1].encode())
    first = islice(case.importer.read(io.BufferedReader(endless), "a"), MANY)
    if not case.sample.streams:
        (problem,) = first
        assert "larger than 10 MB" in str(problem)
        return
    tracemalloc.start()
    number = sum(isinstance(one, Imported) for one in first)  # none of them is kept
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert number == MANY
    assert endless.given < 1_000_000
    assert peak < 2_000_000


MANY = 200
"""Records; watching the memory makes each take a tenth of a second."""


class Endless(io.RawIOBase):
    """A file that begins as `head` and repeats `record` for ever; `given` counts the bytes read so far."""

    def __init__(self, head: bytes, record: bytes) -> None:
        self.given = 0
        self._waiting = head
        self._more = record * (65_536 // len(record) + 1)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        piece = self._waiting[: len(buffer)]
        self._waiting = self._waiting[len(piece) :] or self._more
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


# Reading bad files


@every_case
@pytest.mark.parametrize("data", UNREADABLE, ids=lambda data: repr(data[:9]))
def test_what_cannot_be_read_at_all_is_an_error_of_the_file_and_never_raised(case: Case, data: bytes) -> None:
    found = read(case.importer, data)

    assert_plain(found)
    assert titles(found) == []


def broken_ones() -> Iterator[object]:
    for name, case in CASES.items():
        for number, broken in enumerate(case.sample.broken):
            for place in range(len(case.sample.records)):
                yield pytest.param(case, broken, place, id=f"{name}: {number} at {place}")


@pytest.mark.parametrize(("case", "broken", "place"), list(broken_ones()))
def test_a_broken_record_is_reported_with_its_position_and_the_others_come(
    case: Case, broken: str, place: int
) -> None:
    records = [*case.sample.records[:place], broken, *case.sample.records[place + 1 :]]
    expected = titles(read(case.importer, case.sample.text))
    del expected[place]
    found = read(case.importer, case.sample.file(records))
    first = next(each for each in found if isinstance(each, SourceError))

    assert_plain(found)
    assert titles(found) == expected
    assert first.position.partition(" (")[0] == f"record {place + 1}"


@every_case
@given(share=shares)
def test_of_a_file_that_is_cut_off_every_whole_record_comes(case: Case, share: float) -> None:
    whole = case.sample.text.encode()
    cut = round(share * len(whole))
    found = read(case.importer, whole[:cut])
    complete = [number for number in range(len(case.sample.records)) if end_of(case.sample, number) <= cut]

    assert_plain(found)
    if len(case.sample.records) > 1:
        expected = titles(read(case.importer, whole))
        assert titles(found) in [expected[:number] for number in range(len(complete), len(expected) + 1)]


def end_of(sample: Sample, number: int) -> int:
    """Return where in the sample's file the record of that number ends."""
    text = sample.text
    return len(text[: text.index(sample.records[number]) + len(sample.records[number])].encode())


@every_case
@given(damage=st.lists(st.tuples(shares, st.integers(0, 3), junk), min_size=1, max_size=4))
def test_no_damage_makes_reading_fail(case: Case, damage: list[tuple[float, int, bytes]]) -> None:
    damaged = bytearray(case.sample.text.encode())
    for share, length, bytes_put_in in damage:
        place = round(share * len(damaged))
        damaged[place : place + length] = bytes_put_in

    assert_plain(read(case.importer, bytes(damaged)))


@every_case
@given(st.binary())
def test_no_bytes_make_reading_fail(case: Case, data: bytes) -> None:
    assert_plain(read(case.importer, data))


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if sample.broken])
def test_a_refused_record_comes_as_a_file_of_its_own_format(name: str) -> None:
    sample, importer = SAMPLES[name], all_importers()[name]
    found = read(importer, sample.file([sample.records[0], *sample.broken, sample.records[1]]).encode())
    alone = [one.raw for one in found if isinstance(one, SourceError) and one.raw]
    # The broken samples in JSON have too few keys to tell one format from another.
    own = {name} if not sample.text.lstrip().startswith(("{", "[")) else {"record-json", "csl", name}

    assert alone
    for text in alone:
        assert all(isinstance(one, SourceError) for one in read(importer, text.encode()))
        assert {key for key, each in all_importers().items() if each.recognises(text.encode())} <= own
