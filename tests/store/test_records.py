import json
from typing import Any

import pytest

from announcer.core.findings import Finding, Level
from announcer.core.publications.publication import (
    Abstract,
    Affiliation,
    Author,
    Link,
    LinkKind,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Related,
    Section,
    Translation,
)
from announcer.core.text.richtext import Rich, Run, Style
from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.store.records import VERSION, from_record, to_record
from tests.builders import publication
from tests.oldstores import old_rows

IMPORTED = Imported(
    publication=publication(
        title=Rich((Run(text="H"), Run(text="2", style=Style.SUB), Run(text="O"))),
        type=PublicationType.PREPRINT,
        translations={"fa": Translation(title=Rich.of("آب"), keywords=("آب",))},
    ),
    source="inbox/a.toml",
    findings=(Finding(id="no-abstract", level=Level.NOTE, message="there is no abstract"),),
)


def stored(**changes: Any) -> str:
    """Return a stored record with some of its keys changed."""
    return json.dumps(json.loads(to_record(IMPORTED)) | changes)


def test_what_is_kept_comes_back_whole() -> None:
    assert from_record(to_record(IMPORTED)) == IMPORTED


def test_a_record_tells_its_version_and_leaves_nothing_to_a_default() -> None:
    table = json.loads(to_record(Imported(publication=Publication(title=Rich.of("Salt")), source="a")))

    assert table["version"] == VERSION
    assert set(table["publication"]) == set(Publication.__slots__)
    assert (table["publication"]["language"], table["publication"]["status"]) == ("en", "current")
    assert table["publication"]["title"] == {"runs": [{"text": "Salt", "style": "plain"}]}


@pytest.mark.parametrize("record", ["", "{}", "[]", "3", '{"publication": {"title": 3}}', "not JSON"])
def test_what_is_no_record_is_told(record: str) -> None:
    with pytest.raises(SourceError, match="not a record of this version"):
        from_record(record)


def test_a_record_of_a_newer_program_is_told() -> None:
    with pytest.raises(
        SourceError, match=f"of version {VERSION + 1}, and this program reads versions up to {VERSION}"
    ):
        from_record(stored(version=VERSION + 1))


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ((), "mood"),
        (("publication",), "publication.mood"),
        (("publication", "authors", 0), "publication.authors.mood"),
    ],
)
def test_a_key_that_is_not_known_is_named_and_not_dropped(place: tuple[str | int, ...], named: str) -> None:
    table = json.loads(to_record(IMPORTED))
    spot = table
    for step in place:
        spot = spot[step]
    spot["mood"] = "good"

    with pytest.raises(SourceError, match=rf"keys that this version does not know: {named}"):
        from_record(json.dumps(table))


def test_a_record_that_the_first_program_wrote_is_read_whole() -> None:
    first = from_record(old_rows()["publication"][0]["record"])

    assert first.source == "queue/inbox/a.toml"
    assert first.publication == Publication(
        title=Rich(
            (
                Run(text="Night-shift work, H"),
                Run(text="2", style=Style.SUB),
                Run(text="O and "),
                Run(text="E. coli", style=Style.ITALIC),
                Run(text=" in hospital nurses"),
            )
        ),
        language="en",
        type=PublicationType.REVIEW,
        status=PublicationStatus.CORRECTED,
        doi="10.5555/announcer.1",
        pmid="7",
        pmcid="PMC1",
        authors=(
            Author(
                name="Sara Rahimi",
                family="Rahimi",
                given="Sara",
                orcid="0000-0002-1825-0097",
                affiliations=(1,),
                is_home=True,
            ),
            Author(name="The Night Group", is_group=True, affiliations=(2,), is_home=False),
        ),
        affiliations=(
            Affiliation(number=1, text="Department of Physiology, A University", is_home=True),
            Affiliation(number=2, text="University of Oslo, Norway", is_home=False),
        ),
        journal="Journal of Made-up Medicine",
        volume="3",
        issue="2",
        pages="12-19",
        publisher="Made-up Press",
        published=PartialDate(year=2026, month=4, day=9),
        abstract=Abstract(
            sections=(
                Section(label="Aim", text=Rich.of("To see what nights do.")),
                Section(label="Results", text=Rich.of("Pressure was 4 mmHg higher.")),
            ),
            copyright="© 2026 The Authors",
        ),
        lay_summary="Nurses on night shifts had a blood pressure 4 mmHg higher than nurses who worked by day.",
        keywords=("nurses", "night work"),
        open_access=True,
        links=(Link(kind=LinkKind.PAGE, url="https://scp.test/p?c=1"),),
        related=(Related(rank=1, title="Shifts and sleep", journal="Rest", year=2024),),
        translations={
            "fa": Translation(
                title=Rich.of("شیفت شب و فشار خون پرستاران"),
                authors=("سارا رحیمی", "گروه شب"),
                keywords=("پرستار",),
            )
        },
        institution="A University",
        platform="A Platform",
        note="Made-up example",
    )


def test_what_the_first_program_left_out_is_what_was_the_default_then() -> None:
    left_out = from_record(old_rows()["publication"][1]["record"]).publication

    assert (left_out.language, left_out.type, left_out.status) == (
        "en",
        PublicationType.ARTICLE,
        PublicationStatus.CURRENT,
    )
