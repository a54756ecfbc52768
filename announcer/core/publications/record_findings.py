"""What an editor should know of a record before it is announced."""

import re
from collections.abc import Iterator

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.editorial_notices import (
    is_correction_notice,
    is_retracted,
    is_retraction_notice,
    is_under_concern,
)
from announcer.core.publications.identifiers import best_link, normal_orcid
from announcer.core.publications.institution import Institution
from announcer.core.publications.not_research import not_research_findings
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study import study_findings
from announcer.core.publications.title_case import is_in_capitals, readable_title

SHORTEST_TITLE = 8
"""Characters; the shortest titles of real papers that say anything have more."""
EARLIEST_YEAR, LATEST_YEAR = 1600, 2100
"""No journal is older; a year such as 1402 is one of the Iranian calendar, and 2912 a slip of the keys."""
LONGEST_TITLE = 250
"""Characters; a longer title is shortened in posts and printed small on cards."""

_LOST_LETTER = re.compile(r"\w\?\w")
_CITATION = re.compile(r"[^\W\d_][^()]{2,80}\((?:19|20)\d\d[a-z]?\) .+\d+ ?[-–:] ?\d+\.?$")
"""`Smith, J (2011) A title, A journal, 5 (3): 287-302`."""
_BEGINS_SMALL = re.compile(r"[a-z]{4,} (?=\S)")


def record_findings(publication: Publication, institution: Institution) -> tuple[Finding, ...]:
    """Return the findings of a record whose home authors are known already; the most serious come first."""
    return (
        *_retraction(publication),
        *not_research_findings(publication),
        *_link(publication, institution),
        *_title(publication),
        *_authors(publication),
        *_orcids(publication),
        *_affiliations(publication),
        *_kind_and_abstract(publication),
        *_date(publication),
        *study_findings(publication),
    )


def _retraction(publication: Publication) -> Iterator[Finding]:
    if is_retraction_notice(publication):
        yield finding("retraction-notice", where="type")
    elif is_correction_notice(publication):
        yield finding("correction-notice", where="type")
    elif is_retracted(publication):
        yield finding("retracted", where="status")
    if is_under_concern(publication):
        yield finding("expression-of-concern", where="status")


def _link(publication: Publication, institution: Institution) -> Iterator[Finding]:
    if not best_link(publication, institution.page_url):
        yield finding("no-link", where="links")


def _title(publication: Publication) -> Iterator[Finding]:
    title = publication.title.plain
    if len(title) < SHORTEST_TITLE:
        yield finding("title-too-short", where="title", length=len(title))
    elif len(title) > LONGEST_TITLE:
        yield finding("very-long-title", where="title", length=len(title))
    if _CITATION.match(title):
        yield finding("title-is-citation", where="title", title=title)
    elif _BEGINS_SMALL.match(title):
        yield finding("title-begins-small", where="title", title=title)
    titles = {"title": publication.title}
    titles |= {f"translations.{code}": words.title for code, words in publication.translations.items()}
    for where, each in titles.items():
        if is_in_capitals(readable_title(publication, each).plain):
            yield finding("all-caps-title", where=where, title=each.plain)


def _authors(publication: Publication) -> Iterator[Finding]:
    garbled = [author.name for author in publication.authors if _LOST_LETTER.search(author.name)]
    if garbled:
        yield finding("name-garbled", where="authors", names=", ".join(garbled[:3]))
    if not publication.authors:
        yield finding("no-authors", where="authors")
    elif not publication.home_authors:
        doubtful = next((one for one in publication.affiliations if one.matched_by and one.is_home is None), None)
        if doubtful:
            yield finding("doubtful-home-author", where="affiliations", text=doubtful.text)
        elif any(author.is_home is not None for author in publication.authors):
            yield finding("no-home-author", where="affiliations")


def _orcids(publication: Publication) -> Iterator[Finding]:
    wrong = [author for author in publication.authors if author.orcid and not normal_orcid(author.orcid)]
    if wrong:
        listed = ", ".join(f"{author.orcid} of {author.name}" for author in wrong)
        yield finding("orcid-wrong", where="authors", orcids=listed)


def _affiliations(publication: Publication) -> Iterator[Finding]:
    listed = {affiliation.number for affiliation in publication.affiliations}
    missing = sorted({number for author in publication.authors for number in author.affiliations} - listed)
    if missing:
        yield finding("affiliation-missing", where="affiliations", numbers=", ".join(map(str, missing)))


def _kind_and_abstract(publication: Publication) -> Iterator[Finding]:
    if publication.type is PublicationType.PREPRINT:
        yield finding("preprint", where="type")
    if publication.abstract is None and not (publication.lay_summary or publication.key_sentence):
        yield finding("no-abstract", where="abstract")


def _date(publication: Publication) -> Iterator[Finding]:
    if publication.published and not EARLIEST_YEAR <= publication.published.year <= LATEST_YEAR:
        yield finding("unlikely-year", where="published", year=publication.published.year)
