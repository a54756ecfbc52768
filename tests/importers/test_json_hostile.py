"""No JSON, however odd, makes an importer fail, and no odd value in it costs the neighbours of its record."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from tests.importers import json_samples
from tests.importers.yielded import read, titles

SAMPLES = {
    "crossref": json_samples.CROSSREF,
    "openalex": json_samples.OPENALEX,
    "datacite": json_samples.DATACITE,
    "csl": json_samples.CSL,
    "pure": json_samples.PURE,
}
FULL: dict[str, dict[str, Any]] = {
    "crossref": {
        "author": [{"family": "A", "affiliation": [{"name": "U", "id": [{"id": "x", "id-type": "ROR"}]}]}],
        "license": [{"URL": "u", "start": {"date-time": "2026"}, "content-version": "vor"}],
        "funder": [{"name": "F", "award": ["1"]}],
        "update-to": [{"DOI": "10.5555/x", "type": "correction"}],
        "relation": {"has-preprint": [{"id": "10.5555/x", "id-type": "doi"}]},
        "assertion": [{"name": "accepted", "value": "1 May 2026"}],
        "clinical-trial-number": [{"clinical-trial-number": "n"}],
        "resource": {"primary": {"URL": "https://example.org"}},
        "issued": {"date-parts": [[2026, 1]]},
        "institution": [{"name": "I"}],
        "abstract": "<jats:p>a</jats:p>",
    },
    "openalex": {
        "ids": {"pmid": "1"},
        "authorships": [{"author": {"display_name": "A"}, "affiliations": [{"institution_ids": ["I"]}]}],
        "abstract_inverted_index": {"a": [0]},
        "primary_location": {"source": {"display_name": "J", "issn": ["1"]}, "license": "cc-by"},
        "mesh": [{"descriptor_name": "M"}],
        "awards": [{"funder_display_name": "F"}],
        "biblio": {"first_page": "1"},
    },
    "datacite": {
        "attributes": {
            "titles": [{"title": "T", "lang": "en"}, {"title": "U", "titleType": "TranslatedTitle"}],
            "creators": [
                {"name": "A", "affiliation": [{"name": "U"}], "nameIdentifiers": [{"nameIdentifier": "x"}]}
            ],
            "dates": [{"date": "2026", "dateType": "Issued"}],
            "descriptions": [{"descriptionType": "Abstract", "description": "d"}],
            "container": {"type": "Journal", "title": "J", "identifier": "1", "identifierType": "ISSN"},
            "relatedItems": [{"relationType": "IsPublishedIn", "titles": [{"title": "J"}]}],
            "relatedIdentifiers": [{"relatedIdentifierType": "DOI", "relatedIdentifier": "10.5555/x"}],
            "fundingReferences": [{"funderName": "F"}],
            "alternateIdentifiers": [{"alternateIdentifierType": "arXiv", "alternateIdentifier": "1"}],
            "types": {"resourceTypeGeneral": "Text"},
        }
    },
    "csl": {"author": [{"family": "A"}], "keyword": "a, b", "note": "PMID: 1", "issued": {"raw": "2026"}},
    "pure": {
        "personAssociations": [{"name": {"lastName": "A"}, "organisationalUnits": [{"name": {"text": []}}]}],
        "electronicVersions": [{"doi": "10.5555/x", "licenseType": {"uri": "x/cc_by"}}],
        "publicationStatuses": [{"publicationDate": {"year": 2026}, "publicationStatus": {"uri": "x/published"}}],
        "info": {"additionalExternalIds": [{"idSource": "PubMed", "value": "1"}]},
        "keywordGroups": [{"keywordContainers": [{"freeKeywords": [{"freeKeywords": ["a"]}]}]}],
        "abstract": {"text": [{"locale": "en", "value": "a"}]},
    },
}
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
odd = st.recursive(
    scalars | st.sampled_from(["", [], {}, [[]], [[None]], 10**30, "\ud800", "10.5555/x", "x" * 5_000, 2026]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, item in inner for each in places(item, (*path, key)))]


def with_odd(value: Any, path: tuple[Any, ...], put: object) -> Any:
    """Return a value in which that stands at the end of a way."""
    if not path:
        return put
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_odd(value[path[0]], path[1:], put)
    return copy


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_value_of_a_wrong_type_costs_no_neighbour(name: str, data: st.DataObject) -> None:
    whole = json.loads(SAMPLES[name][0]) | FULL[name]
    path = data.draw(st.sampled_from(places(whole)))
    record = json.dumps(with_odd(whole, path, data.draw(odd)))
    found = read(all_importers()[name], json_samples.listed([SAMPLES[name][1], record, SAMPLES[name][2]]))
    failed = [str(one) for one in found if isinstance(one, SourceError) and "unexpectedly" in one.problem]

    assert failed == []
    assert {"نمک و خواب", "Bread and work"} <= set(titles(found))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_of_all_there_is_and_of_five_thousand_authors_is_read(name: str) -> None:
    full = json.loads(SAMPLES[name][0]) | FULL[name]
    inner = full["attributes"] if name == "datacite" else full
    key = next(key for key in ("author", "authorships", "creators", "personAssociations") if key in inner)
    inner[key] = inner[key] * 5_000
    (only,) = read(all_importers()[name], json.dumps(full))

    assert isinstance(only, Imported)
    assert len(only.publication.authors) == 5_000


@pytest.mark.parametrize("name", SAMPLES)
def test_a_key_that_comes_twice_counts_once(name: str) -> None:
    record = SAMPLES[name][0]
    (only,) = read(all_importers()[name], '{"title": "Another", ' + record[1:])

    assert isinstance(only, Imported)
    assert only.publication.title.plain == "Salt and sleep"
