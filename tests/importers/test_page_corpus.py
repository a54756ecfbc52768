"""Real records in the platform's layout: each page must come out equal to the fields beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from announcer.core.publications.publication import Publication
from announcer.errors import SourceError
from announcer.importers.page.grammar import Page, read_page
from announcer.importers.page.importer import PageHtml, PageText, text_lines
from announcer.importers.page.page_lines import page_lines
from tests.importers import pages
from tests.importers.yielded import imported, read

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "data" / "corpus"
SEED = CORPUS / "page" / "seed-page.txt"
RENDERED = sorted((CORPUS / "page_rendered").glob("*.json")) if CORPUS.is_dir() else []

needs_corpus = pytest.mark.skipif(not RENDERED, reason="the corpus of real pages is not beside the repository")


def one_line(value: Any) -> Any:
    """Return the value with its white space as a browser shows it."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [one_line(item) for item in value]
    return {key: one_line(item) for key, item in value.items()} if isinstance(value, dict) else value


def fields(page: Page) -> dict[str, Any]:
    return {
        "title": page.title,
        "authors": [{"name": author.name, "aff": list(author.numbers)} for author in page.authors],
        "affiliations": {str(number): text for number, text in page.affiliations},
        "journal": page.journal,
        "published": str(page.year),
        "abstract": page.abstract,
        "related": [
            {"rank": row.rank, "title": row.title, "journal": row.journal, "year": row.year} for row in page.related
        ],
    }


def rendered(expected: dict[str, Any]) -> pages.PageText:
    """Return the fields as a page that can be written out as HTML."""
    return pages.PageText(
        title=expected["title"],
        authors=[f"{author['name']}{', '.join(map(str, author['aff']))}" for author in expected["authors"]],
        affiliations=list(expected["affiliations"].values()),
        journal=expected["journal"],
        year=expected["published"],
        abstract=expected["abstract"],
        related=[f"{row['rank']}. {row['title']}, {row['journal']} ({row['year']})" for row in expected["related"]],
    )


def seed() -> Publication:
    (record,) = imported(PageText(), SEED.read_bytes())
    return record.publication


@needs_corpus
@pytest.mark.parametrize("path", RENDERED, ids=lambda path: path.stem)
def test_a_real_page_comes_out_whole_however_it_was_saved(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    from_html = page_lines(pages.as_html(rendered(expected), links=" <a href='#'>Publisher</a>"))

    assert one_line(fields(read_page(text_lines(text)))) == one_line(expected)
    from_a_browser = text.replace(" ", "\u00a0").replace("\n", "\r\n\r\n")
    assert one_line(fields(read_page(text_lines(from_a_browser)))) == one_line(expected)
    assert one_line(fields(read_page(from_html.lines, labels_in_title=False))) == one_line(expected)


@needs_corpus
@pytest.mark.parametrize("path", RENDERED, ids=lambda path: path.stem)
def test_a_real_page_is_recognised_as_text_and_nothing_else(path: Path) -> None:
    data = path.with_suffix(".txt").read_bytes()

    assert PageText().recognises(data)
    assert not PageHtml().recognises(data)


@needs_corpus
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_half_written_page_is_read_or_refused_in_one_line(share: float) -> None:
    data = SEED.read_bytes()

    (found,) = read(PageText(), data[: int(len(data) * share)])

    assert isinstance(found, SourceError) or found.publication.title == seed().title


@needs_corpus
def test_the_seed_page_comes_out_whole() -> None:
    record = seed()

    assert record.title.plain == (
        "Mesenchymal Stem Cell-Released Oncolytic Virus: An Innovative Strategy for Cancer Treatment"
    )
    assert (len(record.authors), len(record.affiliations), len(record.related)) == (14, 14, 4)
    assert (record.authors[-1].name, record.authors[-1].affiliations) == ("Akhavansigari R", (13, 14))
    assert [row.rank for row in record.related] == [9, 25, 28, 35]
    assert (record.institution, record.platform) == (
        "Isfahan University of Medical Sciences",
        "Science Communicator Platform",
    )
    assert (record.journal, record.published and record.published.year) == (
        "Cell Communication and Signaling",
        2023,
    )


@needs_corpus
def test_the_seed_pages_abstract_is_cleaned() -> None:
    abstract = seed().abstract

    assert abstract is not None
    assert "cancers. MSCs exhibit" in abstract.plain
    assert "[MediaObject" not in abstract.plain
    assert abstract.plain.endswith("as a novel method for the treatment of cancer.")
    assert abstract.copyright == "© 2023, The Author(s)."
