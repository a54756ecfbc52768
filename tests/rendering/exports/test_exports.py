"""What is written in other formats is read back by other people's readers, odd letters and all."""

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from announcer.core.publications.publication import Author, PartialDate, Publication, PublicationType
from announcer.core.text.richtext import Rich, Run, Style
from announcer.rendering.exports.registry import EXPORTS
from tests.builders import abstract, publication

ODD = publication(
    title=Rich((Run(text="H"), Run(text="2", style=Style.SUB), Run(text="O, {10 %} & “salt”: 5 < 7 $ #1 a_b"))),
    authors=(
        Author(name="Sara Rahimi", family="Rahimi", given="Sara", orcid="0000-0002-1825-0097", affiliations=(1,)),
        Author(name="Berg K", affiliations=(2,)),
        Author(name="The Night Group", is_group=True),
        Author(name="Ola Hansen", family="Hansen", given="Ola", suffix="Jr"),
    ),
    pmid="7",
    pmcid="PMC1",
    volume="3",
    issue="2",
    pages="12-19",
    issn=("1234-5679",),
    published=PartialDate(year=2026, month=4, day=9),
    keywords=("nurses", "night work"),
    abstract=abstract("We looked.\nIt rose by 4 %."),
    open_access=True,
    licence="https://creativecommons.org/licenses/by/4.0/",
)
PERSIAN = Publication(title=Rich.of("شیفت شب و فشار خون"), language="fa")


def written(name: str, *publications: Publication) -> str:
    kind = EXPORTS[name]
    records = (kind.record(each, f"doi:10.5555/{number}") for number, each in enumerate(publications, start=1))
    return kind.start + kind.between.join(records) + kind.end


def test_csl_json_has_names_in_parts_and_dates_as_precise_as_known() -> None:
    first, second = json.loads(written("csl-json", ODD, PERSIAN))

    assert first["title"] == "H<sub>2</sub>O, {10 %} & “salt”: 5 < 7 $ #1 a_b"
    assert first["author"] == [
        {"family": "Rahimi", "given": "Sara", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
        {"family": "Berg", "given": "K"},
        {"literal": "The Night Group"},
        {"family": "Hansen", "given": "Ola", "suffix": "Jr"},
    ]
    assert (first["issued"], first["page"], first["PMID"]) == ({"date-parts": [[2026, 4, 9]]}, "12-19", "7")
    assert second == {
        "id": "doi:10.5555/2",
        "type": "article-journal",
        "title": PERSIAN.title.plain,
        "language": "fa",
    }


def test_json_ld_names_people_places_and_the_licence() -> None:
    first, _ = json.loads(written("json-ld", ODD, PERSIAN))

    assert (first["@type"], first["@id"]) == ("ScholarlyArticle", f"https://doi.org/{ODD.doi}")
    assert first["author"][0]["affiliation"] == [{"@type": "Organization", "name": ODD.affiliations[0].text}]
    assert first["author"][2] == {"@type": "Organization", "name": "The Night Group"}
    assert (first["license"], first["isAccessibleForFree"]) == (ODD.licence, True)
    assert first["datePublished"] == "2026-04-09"


def test_ris_is_read_by_another_reader() -> None:
    first, second = rispy.loads(written("ris", ODD, PERSIAN))

    assert first["title"] == ODD.title.plain
    assert first["authors"] == ["Rahimi, Sara", "Berg, K", "The Night Group", "Hansen, Ola, Jr"]
    assert (first["doi"], first["volume"], first["start_page"], first["end_page"]) == (ODD.doi, "3", "12", "19")
    assert (first["year"], first["date"], first["keywords"]) == ("2026", "2026/04/09/", ["nurses", "night work"])
    assert first["abstract"] == "We looked. It rose by 4 %."
    assert second["title"] == PERSIAN.title.plain


def test_bibtex_is_read_by_another_reader() -> None:
    library = parse_string(written("bibtex", ODD, PERSIAN))
    first: dict[str, Any] = {field.key: field.value for field in library.entries[0].fields}

    assert (len(library.entries), library.failed_blocks) == (2, [])
    assert first["title"] == r"{H\textsubscript{2}O, \{10 \%\} \& “salt”: 5 < 7 \$ \#1 a\_b}"
    assert first["author"] == "Rahimi, Sara and Berg, K and {The Night Group} and Hansen, Jr, Ola"
    assert (first["pages"], first["year"], first["month"]) == ("12--19", "2026", "apr")
    assert library.entries[0].key == "doi:10.5555/1"


@pytest.mark.parametrize("kind", PublicationType)
@pytest.mark.parametrize("name", EXPORTS)
def test_every_type_has_a_record_in_every_format(name: str, kind: PublicationType) -> None:
    assert "Night" in written(name, publication(type=kind))
