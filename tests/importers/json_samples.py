"""Small records of each format in JSON, written for the tests, and files of them."""

import json
from collections.abc import Callable, Sequence

TITLES = ("Salt and sleep", "نمک و خواب", "Bread and work")

CROSSREF = tuple(
    json.dumps(
        {
            "indexed": {"date-time": "2026-02-01T10:00:00Z"},
            "DOI": f"10.5555/salt.{number}",
            "type": "journal-article",
            "title": [title],
            "author": [{"given": "Sara", "family": "نام", "sequence": "first", "affiliation": []}],
            "container-title": ["Sample Reports"],
            "issued": {"date-parts": [[2026, 2]]},
        },
        ensure_ascii=False,
    )
    for number, title in enumerate(TITLES)
)
OPENALEX = tuple(
    json.dumps(
        {
            "id": f"https://openalex.org/W100{number}",
            "doi": f"https://doi.org/10.5555/salt.{number}",
            "title": title,
            "publication_date": "2026-02-03",
            "authorships": [{"author": {"display_name": "Sara نام"}, "institutions": []}],
        },
        ensure_ascii=False,
    )
    for number, title in enumerate(TITLES)
)
DATACITE = tuple(
    json.dumps(
        {
            "id": f"10.5555/salt.{number}",
            "type": "dois",
            "attributes": {
                "doi": f"10.5555/salt.{number}",
                "titles": [{"title": title}],
                "creators": [{"name": "نام, Sara", "affiliation": []}],
                "publicationYear": 2026,
                "types": {"resourceTypeGeneral": "JournalArticle"},
            },
        },
        ensure_ascii=False,
    )
    for number, title in enumerate(TITLES)
)
CSL = tuple(
    json.dumps(
        {
            "id": f"salt{number}",
            "type": "article-journal",
            "title": title,
            "author": [{"family": "نام", "given": "Sara"}],
            "issued": {"date-parts": [["2026", 2]]},
        },
        ensure_ascii=False,
    )
    for number, title in enumerate(TITLES)
)
PURE = tuple(
    json.dumps(
        {
            "pureId": 100 + number,
            "uuid": f"0000-{number}",
            "title": {"formatted": True, "value": title},
            "personAssociations": [{"name": {"firstName": "Sara", "lastName": "نام"}}],
        },
        ensure_ascii=False,
    )
    for number, title in enumerate(TITLES)
)
BROKEN = ('{"title": }', '{"title": "x" "DOI": 1}', '{"DOI": "x"}', "3", '{"title": "x', "{", '{"title": [[[')
"""What may stand in a record's place."""


def lines(records: Sequence[str]) -> str:
    """Return a file with a record on each line."""
    return "\n".join(records) + "\n"


def listed(records: Sequence[str]) -> str:
    """Return a file that is a list of records, each on a line."""
    return "[\n" + ",\n".join(records) + "\n]\n"


def around(before: str, after: str) -> Callable[[Sequence[str]], str]:
    """Return a maker of files in which that stands around the records."""
    return lambda records: before + ",\n".join(records) + after
