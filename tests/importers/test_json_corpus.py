"""What importers of JSON make of real records, which lie beside the repository and never in it."""

from collections import Counter
from pathlib import Path

import pytest

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import HEAD_BYTES, Imported

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus"
COUNTS = {
    "crossref": {"records": 329, "dois": 329, "authors": 2159, "abstracts": 163, "dates": 310, "refused": 1},
    "openalex": {"records": 15, "dois": 13, "authors": 54, "abstracts": 8, "dates": 15, "refused": 1},
    "datacite": {"records": 77, "dois": 77, "authors": 230, "abstracts": 37, "dates": 77, "refused": 8},
    "csl": {"records": 91, "dois": 91, "authors": 421, "abstracts": 21, "dates": 87, "refused": 0},
    "pure": {"records": 1, "dois": 1, "authors": 51, "abstracts": 1, "dates": 1, "refused": 0},
}
"""As looked through by eye; refused are a journal, a work without a title, and specimens."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
@pytest.mark.parametrize("name", COUNTS)
def test_the_records_of_the_corpus_are_read(name: str) -> None:
    counts: Counter[str] = Counter(dict.fromkeys(COUNTS[name], 0))
    for path in sorted((CORPUS / name).iterdir()):
        head = path.read_bytes()[:HEAD_BYTES]
        assert [key for key, importer in all_importers().items() if importer.recognises(head)] == [name]
        with path.open("rb") as stream:
            for item in all_importers()[name].read(stream, path.name):
                counts.update(_counted(item))

    assert dict(counts) == COUNTS[name]


def _counted(item: Imported | SourceError) -> dict[str, int]:
    if isinstance(item, SourceError):
        assert "unexpectedly" not in item.problem
        return {"refused": 1}
    found = item.publication
    assert found.title.plain
    assert item.raw
    return {
        "records": 1,
        "dois": bool(found.doi),
        "authors": len(found.authors),
        "abstracts": found.abstract is not None,
        "dates": found.published is not None,
    }
