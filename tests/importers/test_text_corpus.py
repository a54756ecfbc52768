"""Real exports as tagged text, BibTeX and tables: every record comes, with all that other readers find in it."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from announcer.core.publications.cleaning import clean_title
from announcer.core.publications.publication import Publication
from announcer.core.text.letters import folded
from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import HEAD_BYTES, Imported

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real records is not beside the repository"
)

COUNTS = {
    # file: format, records, refused, with DOI, authors, with abstract, affiliations, with date
    "ris/asreview_baseline_citavi.ris": ("ris", 100, 0, 100, 648, 98, 0, 100),
    "ris/asreview_baseline_cochrane_refman.ris": ("ris", 3, 0, 3, 16, 3, 0, 3),
    "ris/asreview_baseline_covidence_zotero.ris": ("ris", 10, 0, 10, 34, 8, 0, 10),
    "ris/asreview_baseline_endnote.ris": ("ris", 10, 0, 10, 33, 8, 5, 10),
    "ris/asreview_baseline_mdpi.ris": ("ris", 11, 0, 11, 40, 11, 0, 11),
    "ris/asreview_baseline_pubmed.ris": ("medline", 50, 0, 50, 248, 49, 209, 50),
    "ris/asreview_baseline_scopus.ris": ("ris", 10, 0, 10, 54, 10, 42, 10),
    "ris/asreview_baseline_webofscience.ris": ("ris", 10, 0, 10, 49, 7, 34, 10),
    "ris/asreview_baseline_zotero.ris": ("ris", 10, 0, 10, 33, 8, 0, 10),
    "ris/asreview_demo_scopus.ris": ("ris", 2, 0, 2, 12, 2, 8, 2),
    "ris/asreview_many_authors.ris": ("ris", 1, 0, 0, 7456, 1, 0, 0),
    "ris/citesource_dimensions.ris": ("ris", 40, 0, 40, 254, 40, 0, 40),
    "ris/citesource_lens.ris": ("ris", 40, 0, 38, 177, 33, 0, 40),
    "ris/citesource_medline.ris": ("ris", 39, 0, 39, 283, 39, 0, 39),
    "ris/citesource_wos.ris": ("ris", 40, 0, 38, 242, 40, 0, 40),
    "wos/bibliometrix_wos_2026.txt": ("wos", 8, 0, 8, 25, 7, 16, 8),
    "medline/pubmed_metaknowledge.nbib": ("medline", 94, 0, 93, 661, 93, 362, 94),
    "medline/pubmed_pyBibX.nbib": ("medline", 176, 0, 173, 1148, 176, 759, 176),
    "bibtex/bbt_1641.bib": ("bibtex", 20, 0, 0, 30, 19, 0, 20),
    "bibtex/bbt_873.bib": ("bibtex", 986, 2, 10, 1739, 14, 0, 881),  # a volume of proceedings, one without a title
    "bibtex/ielab_lab_list.bib": ("bibtex", 11, 0, 0, 43, 0, 0, 11),
    "bibtex/pybibx_scopus.bib": ("bibtex", 50, 0, 47, 174, 50, 108, 50),
    "bibtex/pybibx_wos.bib": ("bibtex", 50, 0, 47, 162, 50, 0, 48),  # two are in press, without a year
    "bibtex/refmanager_rjc.bib": ("bibtex", 60, 0, 0, 247, 0, 0, 60),
    "csv/asreview_baseline_covidence.csv": ("table", 10, 0, 10, 34, 8, 0, 10),
    "csv/asreview_baseline_embase.csv": ("table", 10, 0, 10, 33, 8, 33, 10),
    "csv/asreview_baseline_pubmed.csv": ("table", 10, 0, 10, 88, 0, 0, 10),
    "csv/asreview_baseline_scopus.csv": ("table", 10, 0, 10, 54, 10, 42, 10),
    "csv/asreview_baseline_zotero.csv": ("table", 10, 0, 10, 33, 8, 0, 10),
    "csv/asysd_dedup_gold.csv": ("table", 916, 0, 671, 6091, 900, 0, 916),
    "csv/bibliometrix_scopus_2026.csv": ("table", 5, 0, 5, 24, 5, 9, 5),
    "csv/metaknowledge_scopus_old.csv": ("table", 40, 0, 29, 259, 37, 149, 40),
}


def read(path: Path) -> tuple[str, list[Imported | SourceError]]:
    data = path.read_bytes()
    names = [name for name, importer in all_importers().items() if importer.recognises(data[:HEAD_BYTES])]
    assert len(names) == 1
    return names[0], list(all_importers()[names[0]].read(io.BytesIO(data), path.name))


def publications(path: Path) -> list[Publication]:
    return [each.publication for each in read(path)[1] if isinstance(each, Imported)]


@needs_corpus
@pytest.mark.parametrize("name", COUNTS)
def test_every_real_record_comes_with_what_it_has(name: str) -> None:
    format_name, found = read(CORPUS / name)
    records = [each.publication for each in found if isinstance(each, Imported)]
    counts = (
        format_name,
        len(records),
        len(found) - len(records),
        sum(bool(each.doi) for each in records),
        sum(len(each.authors) for each in records),
        sum(each.abstract is not None for each in records),
        sum(len(each.affiliations) for each in records),
        sum(each.published is not None for each in records),
    )

    assert all(each.title.plain for each in records)
    assert counts == COUNTS[name]


def same(titles: list[str], records: list[Publication]) -> None:
    cleaned = [clean_title(title).plain for title in titles]
    assert [folded(title) for title in cleaned] == [folded(each.title.plain) for each in records]


ORACLE_RIS = [name for name, counts in COUNTS.items() if counts[0] == "ris"]


@needs_corpus
@pytest.mark.parametrize("name", ORACLE_RIS)
def test_rispy_finds_the_same_titles_and_authors(name: str) -> None:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    text = (CORPUS / name).read_text("utf-8-sig")
    others = rispy.loads(text.replace("TY  -  JOUR", "TY  - JOUR").replace("  -  ", "  - "))
    records = publications(CORPUS / name)

    same([each.get("title") or each.get("primary_title") or "" for each in others], records)
    theirs = [len(each.get("authors") or each.get("first_authors") or []) for each in others]
    assert [len(each.authors) for each in records] == theirs


@needs_corpus
@pytest.mark.parametrize("name", [name for name, counts in COUNTS.items() if counts[0] == "medline"])
def test_nbib_finds_the_same_titles_dois_and_authors(name: str) -> None:
    nbib = pytest.importorskip("nbib", reason="nbib is not installed")
    others: list[dict[str, Any]] = nbib.read((CORPUS / name).read_text("utf-8"))
    records = publications(CORPUS / name)

    same([each["title"] for each in others], records)
    assert [str(each["pubmed_id"]) for each in others] == [each.pmid for each in records]
    # nbib takes a DOI from wherever it stands first
    assert [each.doi for each in records] == [str(each.get("doi", "")).lower() for each in others]
    theirs = [len(each.get("authors", [])) for each in others]
    assert [sum(not author.is_group for author in each.authors) for each in records] == theirs


# JabRef's expected values: the input, what is compared in its own .bib, and why a value differs

FIELDS: dict[str, Callable[[Publication], object]] = {
    "title": lambda each: folded(each.title.plain),
    "authors": lambda each: [folded(author.family or author.name) for author in each.authors],
    "doi": lambda each: each.doi,
    "journal": lambda each: each.journal,
    "volume": lambda each: each.volume,
    "pages": lambda each: each.pages.replace("-", "–"),
    "issn": lambda each: each.issn,
    "pmid": lambda each: each.pmid,
    "year": lambda each: each.published.year if each.published else None,
    "publisher": lambda each: each.publisher,
    "keywords": lambda each: {folded(word) for word in each.keywords},
    "abstract": lambda each: folded(each.abstract.plain) if each.abstract else "",
}
PAIRS = {
    "NbibImporterTest.nbib": {
        "authors": "JabRef keeps the corporate author in a field of its own; here it is the last author",
        "doi": "JabRef's field for it is `article-doi`, which no other program reads",
        "abstract": "the copyright at its end; cleaning cuts only such as have © or (c)",
    },
    "RisImporterTest5a.ris": {},
    "RisImporterTest6.ris": {
        "pmid": "JabRef leaves `23690738[pmid]` in its comment; here it is the identifier",
    },
}


@needs_corpus
@pytest.mark.parametrize("name", PAIRS)
def test_what_jabref_expects_agrees_or_differs_for_a_known_reason(name: str) -> None:
    path = CORPUS / "jabref_pairs" / name
    (ours,) = publications(path)
    (theirs,) = publications(path.with_suffix(".bib"))

    different = {field for field, value in FIELDS.items() if value(ours) != value(theirs)}

    assert different == set(PAIRS[name])
