"""Every importer keeps to the rules of `announcer.ports.importing.Importer`."""

from contextlib import suppress

import pytest

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Importer
from tests.importers import pages

SAMPLES = {
    "page-text": pages.as_text(pages.PageText()),
    "page-html": pages.as_html(pages.PageText()),
    "record-toml": "# a record\n\ntitle = 'Salt'\n",
    "record-json": ' {"title": "Salt"}',
}
IMPORTERS = {importer.format: importer for importer in all_importers()}
OTHERS = [
    "",
    "Salt and sleep in nurses",
    "<html><body>Another page</body></html>",
    "@article{key, title={Salt}}",
    "TY  - JOUR\nTI  - Salt\nER  - \n",
    "title;year\nSalt;2020",
    "<?xml version='1.0'?><PubmedArticleSet/>",
    "%PDF-1.7",
]


@pytest.fixture(params=all_importers(), ids=lambda importer: importer.format)
def importer(request: pytest.FixtureRequest) -> Importer:
    chosen: Importer = request.param
    return chosen


def test_a_sample_stands_here_for_every_format() -> None:
    assert SAMPLES.keys() == IMPORTERS.keys()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_format_is_recognised_by_its_own_importer_only(importer: Importer, encoding: str) -> None:
    recognised = [name for name, text in SAMPLES.items() if importer.recognises(text.encode(encoding))]

    assert recognised == [importer.format]


@pytest.mark.parametrize("text", OTHERS)
def test_other_content_is_recognised_by_none(importer: Importer, text: str) -> None:
    assert not importer.recognises(text.encode())


def test_reading_gives_publications_with_a_title_and_their_source(importer: Importer) -> None:
    records = importer.read(SAMPLES[importer.format].encode(), "inbox/a")

    assert records
    assert all(record.publication.title and record.source == "inbox/a" for record in records)


def test_reading_is_repeatable(importer: Importer) -> None:
    data = SAMPLES[importer.format].encode()

    assert importer.read(data, "a") == importer.read(data, "a")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\0" * 99,
        b"\x89PNG",
        bytes(range(256)),
        b"a" * 10_000_001,
        b"Salt",
        "می".encode()[:-1],
    ],
)
def test_what_cannot_be_read_is_one_error_that_names_the_source(importer: Importer, data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^inbox/a: ") as caught:
        importer.read(data, "inbox/a")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_file_is_read_or_refused_and_never_crashes(importer: Importer, share: float) -> None:
    data = SAMPLES[importer.format].encode()

    with suppress(SourceError):
        assert importer.read(data[: int(len(data) * share)], "inbox/a")
