"""CSL-JSON (citationstyles.org, schema 1.0.2) and schema.org's ScholarlyArticle as JSON-LD."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from announcer.core.publications.publication import Author, PartialDate, Publication, PublicationType
from announcer.core.text.richtext import Rich, Style
from announcer.rendering.exports.parts_of_names import address, name_parts

_CSL_TYPES: Mapping[PublicationType, str] = MappingProxyType(
    {
        PublicationType.BOOK: "book",
        PublicationType.CHAPTER: "chapter",
        PublicationType.DATASET: "dataset",
        PublicationType.PREPRINT: "article",
    }
)
_SCHEMA_TYPES: Mapping[PublicationType, str] = MappingProxyType(
    {
        PublicationType.BOOK: "Book",
        PublicationType.CHAPTER: "Chapter",
        PublicationType.DATASET: "Dataset",
    }
)
_CSL_TAGS: Mapping[Style, tuple[str, str]] = MappingProxyType(
    {
        Style.PLAIN: ("", ""),
        Style.SMALLCAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    }
)


def csl_record(publication: Publication, name: str) -> str:
    """Return the record in CSL-JSON; titles have the tags that CSL processors read."""
    item = {
        "id": name,
        "type": _CSL_TYPES.get(publication.type, "article-journal"),
        "genre": publication.type.value if publication.type is not PublicationType.ARTICLE else "",
        "title": _csl_title(publication.title),
        "author": [_csl_author(author) for author in publication.authors],
        "container-title": publication.journal,
        "container-title-short": publication.journal_short,
        "volume": publication.volume,
        "issue": publication.issue,
        "page": publication.pages,
        "publisher": publication.publisher,
        "issued": _csl_date(publication.published),
        "DOI": publication.doi,
        "PMID": publication.pmid,
        "PMCID": publication.pmcid,
        "ISSN": ", ".join(publication.issn),
        "URL": address(publication),
        "language": publication.language,
        "abstract": publication.abstract.plain if publication.abstract else "",
        "keyword": ", ".join(publication.keywords),
        "note": publication.note,
    }
    return _json(item)


def json_ld_record(publication: Publication, name: str) -> str:
    """Return the record as schema.org describes it, ready for a page's `application/ld+json`."""
    del name
    periodical = {"@type": "Periodical", "name": publication.journal, "issn": list(publication.issn)}
    item = {
        "@context": "https://schema.org",
        "@type": _SCHEMA_TYPES.get(publication.type, "ScholarlyArticle"),
        "@id": f"https://doi.org/{publication.doi}" if publication.doi else "",
        "name": publication.title.plain,
        "headline": publication.title.plain,
        "author": [_schema_author(author, publication) for author in publication.authors],
        "isPartOf": _without_empty(periodical) if publication.journal else {},
        "volumeNumber": publication.volume,
        "issueNumber": publication.issue,
        "pagination": publication.pages,
        "publisher": {"@type": "Organization", "name": publication.publisher} if publication.publisher else {},
        "datePublished": publication.published.isoformat() if publication.published else "",
        "inLanguage": publication.language,
        "abstract": publication.abstract.plain if publication.abstract else "",
        "keywords": list(publication.keywords),
        "license": publication.licence,
        "isAccessibleForFree": publication.open_access,
        "url": address(publication),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": kind, "value": value}
            for kind, value in (("doi", publication.doi), ("pmid", publication.pmid), ("pmcid", publication.pmcid))
            if value
        ],
        "funder": [{"@type": "Organization", "name": row.funder} for row in publication.funding],
    }
    return _json(item)


def _csl_title(title: Rich) -> str:
    return "".join(before + run.text + after for run in title.runs for before, after in (_csl_tags(run.style),))


def _csl_tags(style: Style) -> tuple[str, str]:
    return _CSL_TAGS.get(style, (f"<{style}>", f"</{style}>"))


def _csl_author(author: Author) -> dict[str, object]:
    family, given = name_parts(author)
    if author.is_group or not given:
        return _without_empty({"literal": family, "ORCID": _orcid(author)})
    return _without_empty({"family": family, "given": given, "suffix": author.suffix, "ORCID": _orcid(author)})


def _schema_author(author: Author, publication: Publication) -> dict[str, object]:
    if author.is_group:
        return {"@type": "Organization", "name": author.name}
    family, given = name_parts(author)
    places = {each.number: each.text for each in publication.affiliations}
    return _without_empty(
        {
            "@type": "Person",
            "name": author.name,
            "familyName": family if given else "",
            "givenName": given,
            "honorificSuffix": author.suffix,
            "@id": _orcid(author),
            "affiliation": [
                {"@type": "Organization", "name": places[number]}
                for number in author.affiliations
                if number in places
            ],
        }
    )


def _orcid(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _csl_date(date: PartialDate | None) -> dict[str, object]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}


def _without_empty(item: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in item.items() if value is False or value}


def _json(item: Mapping[str, object]) -> str:
    return json.dumps(_without_empty(item), ensure_ascii=False)
