"""Real records in XML: every one is read, and as many titles, DOIs, authors and abstracts as there are come out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import HEAD_BYTES, Imported

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus"

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real records is not beside the repository"
)

COUNTS = {
    "pubmed": {"records": 186, "doi": 136, "pmid": 186, "with authors": 181, "authors": 1226, "abstract": 146},
    "unixref": {"records": 20, "doi": 20, "pmid": 0, "with authors": 20, "authors": 128, "abstract": 1},
    "oai": {"records": 140, "doi": 73, "pmid": 24, "with authors": 140, "authors": 588, "abstract": 74},
    "feeds": {"records": 115, "doi": 75, "pmid": 0, "with authors": 71, "authors": 830, "abstract": 42},
}
FORMATS = {"pubmed": "pubmed", "unixref": "crossref-xml", "oai": "oai", "feeds": "feeds"}


def found_in(folder: str) -> Iterator[Imported | SourceError]:
    for path in sorted((CORPUS / folder).glob("*.xml")):
        with path.open("rb") as stream:
            yield from all_importers()[FORMATS[folder]].read(stream, path.name)


@pytest.mark.parametrize("folder", COUNTS)
def test_every_record_is_read_with_what_it_has(folder: str) -> None:
    found = list(found_in(folder))
    counts: Counter[str] = Counter(dict.fromkeys(COUNTS[folder], 0))
    for one in found:
        assert isinstance(one, Imported), one
        paper = one.publication
        counts.update(records=1, doi=bool(paper.doi), pmid=bool(paper.pmid), abstract=bool(paper.abstract))
        counts.update({"with authors": bool(paper.authors), "authors": len(paper.authors)})
        assert paper.title.plain

    assert dict(counts) == COUNTS[folder]


@pytest.mark.parametrize("folder", COUNTS)
def test_every_file_is_recognised_as_what_it_is(folder: str) -> None:
    for path in sorted((CORPUS / folder).glob("*.xml")):
        head = path.read_bytes()[:HEAD_BYTES]

        assert [name for name, one in all_importers().items() if one.recognises(head)] == [FORMATS[folder]]


@pytest.mark.parametrize("name", ["MedlineImporterTestArticleID", "MedlineImporterTestArticleItalics"])
def test_what_another_program_reads_of_a_file_is_read_here_too(name: str) -> None:
    expected = (CORPUS / "jabref_pairs" / f"{name}.bib").read_text("utf-8")
    with (CORPUS / "jabref_pairs" / f"{name}.xml").open("rb") as stream:
        (found,) = all_importers()["pubmed"].read(stream, name)

    assert isinstance(found, Imported)
    paper = found.publication
    assert paper.doi in expected.lower()
    assert paper.pmid in expected
    assert paper.journal.lower() in expected.lower()
    assert all(author.family in expected for author in paper.authors)
