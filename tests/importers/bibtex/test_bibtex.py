"""Records as BibTeX: entries of every source, and what is broken in a file."""

import pytest

from announcer.core.publications.publication import Publication, PublicationType
from announcer.importers.bibtex.importer import BibTeX
from tests.importers.yielded import imported, problems, read, titles


def one(text: str) -> Publication:
    (found,) = imported(BibTeX(), text)
    return found.publication


def entry(*fields: str, kind: str = "article") -> Publication:
    return one(f"@{kind}{{key,\n  title = {{Salt}},\n  " + ",\n  ".join(fields) + "\n}\n")


def test_an_entry_is_read_with_its_tex() -> None:
    found = one(
        r"""@Article{bell2024,
  author = {Ann Bell and van Dal, Jr, Cem and {Oslo Study Group} and M{\"u}ller, J.~P.},
  title = "{{Salt} \& {H$_2$O} in {\em E. coli}}: 76.60% of #3",
  journal = {Journal of Salt}, year = 2024, month = mar, pages = {1--9}, number = 2, volume = {7},
  doi = {10.5555/SALT\_1}, issn = {1234-5678}, abstract = {An accuracy of 76.60% was found in Caf\'e A & B.},
  keywords = {salt; sleep}
}"""
    )

    assert found.title.plain == "Salt & H2O in E. coli: 76.60% of #3"
    assert [(each.name, each.family, each.suffix, each.is_group) for each in found.authors] == [
        ("Ann Bell", "Bell", "", False),
        ("Cem van Dal", "van Dal", "Jr", False),
        ("Oslo Study Group", "", "", True),
        ("J. P. Müller", "Müller", "", False),
    ]
    assert found.published
    assert found.published.isoformat() == "2024-03"
    assert (found.doi, found.pages, found.volume, found.issue) == ("10.5555/salt_1", "1–9", "7", "2")
    assert found.abstract
    assert found.abstract.plain == "An accuracy of 76.60% was found in Café A & B."
    assert found.keywords == ("salt", "sleep")


def test_authors_who_are_not_all_named_are_told() -> None:
    found = entry("author = {Ann Bell and others}")

    assert [each.name for each in found.authors] == ["Ann Bell"]
    assert not found.authors_complete


def test_abbreviations_hold_for_what_follows_and_parts_are_joined() -> None:
    found = one(
        '@string(js = "Journal of")\n@article{k, title = {Salt}, journal = js # " Salt", date = {2024-03-09}}'
    )

    assert found.journal == "Journal of Salt"
    assert found.published
    assert found.published.isoformat() == "2024-03-09"


def test_a_paper_has_from_its_volume_what_it_leaves_to_it_whichever_comes_first() -> None:
    paper = "@inproceedings{a, title = {Salt}, crossref = {Vol}}\n"
    volume = "@book{vol, title = {Proceedings of Salt}, year = 2024, publisher = {Salt Press}}\n"
    for text in (paper + volume, volume + paper):
        found = next(
            each.publication for each in imported(BibTeX(), text) if each.publication.title.plain == "Salt"
        )
        assert (found.journal, found.publisher) == ("Proceedings of Salt", "Salt Press")
        assert found.published


def test_a_volume_that_is_not_there_is_told() -> None:
    (found,) = imported(BibTeX(), "@inproceedings{a, title = {Salt}, crossref = {Vol}}")

    assert [each.message for each in found.findings] == [
        "what stands as crossref cannot be used and was left out: Vol"
    ]


def test_a_field_or_a_key_that_comes_twice_loses_nothing() -> None:
    twice = "@article{key, title = {Salt}, funding_details = {A}, funding_details = {B}}\n"

    assert titles(read(BibTeX(), twice + twice.replace("Salt", "Bread"))) == ["Salt", "Bread"]


@pytest.mark.parametrize(
    "broken",
    [
        "@article{key, title = {Salt",
        "@article{key, title = {Salt}, author = ",
        '@article{key, title = "Salt}',
        "@article{key, title {Salt}}",
        "@article{key",
    ],
)
def test_a_broken_entry_does_not_stop_the_others(broken: str) -> None:
    good = "@article{a, title = {Bread}}\n"
    found = read(BibTeX(), f"{good}\n{broken}\n\n{good.replace('Bread', 'Milk')}")

    assert titles(found) == ["Bread", "Milk"]
    assert [each.partition(":")[0] for each in problems(found)] == ["record 2 (line 3)"]


def test_volumes_and_entries_without_title_are_refused() -> None:
    found = read(BibTeX(), "@proceedings{p, title = {Salt}}\n@misc{m, year = 2024}\n")

    assert problems(found) == [
        "record 1 (line 1): it is a whole volume of proceedings, not a publication (@proceedings)",
        "record 2 (line 2): it has no title",
    ]


def test_comments_and_preambles_are_no_entries() -> None:
    text = "% a remark\n@comment{jabref-meta: x}\n@preamble{{\\foo}}\nwords between\n@article(k, title = {Salt})\n"

    assert titles(read(BibTeX(), text)) == ["Salt"]


def test_scopus_gives_affiliations_and_the_web_of_science_orcids_and_its_number() -> None:
    scopus = entry("affiliation = {Unit of Salt, Oslo; Unit of Bread, Rome}", "document_type = {Review}")
    wos = entry(
        "Unique-ID = {{WOS:000000000000001}}",
        "author = {Dal, Cem}",
        "ORCID-Numbers = {{Dal, Cem/0000-0002-1825-0097}}",
    )

    assert [each.text for each in scopus.affiliations] == ["Unit of Salt, Oslo", "Unit of Bread, Rome"]
    assert scopus.type is PublicationType.REVIEW
    assert [each.orcid for each in wos.authors] == ["0000-0002-1825-0097"]
    assert [each.value for each in wos.identifiers] == ["WOS:000000000000001"]


def test_a_preprint_is_one_unless_the_entry_names_the_journal_it_came_out_in() -> None:
    preprint = entry("eprint = {2401.01234}", "archivePrefix = {arXiv}", kind="misc")
    article = entry("eprint = {2401.01234}", "archivePrefix = {arXiv}", "journal = {Salt}")

    assert (preprint.type, article.type) == (PublicationType.PREPRINT, PublicationType.ARTICLE)
    assert [each.value for each in preprint.identifiers] == ["2401.01234"]
