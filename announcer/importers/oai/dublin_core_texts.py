"""Read people, dates, abstracts, keywords and types of Dublin Core."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.importers.building import partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import date_in_field, earliest
from announcer.importers.fields.publication_kinds import kind_of
from announcer.importers.record.model import AffiliationRecord, AuthorRecord
from announcer.importers.xml_content import marked_up, own_language, text_of

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<time>T[\d:.]+Z?)?")
_NO_ABSTRACT = re.compile(
    r"comments?:|this is the (?:final|author|accepted|published|version|peer)"
    r"|this work (?:was|is) (?:supported|funded)"
    r"|this (?:article|paper|record|document) (?:is|was) (?:available|published|uploaded)|uploaded by|the attached"
    r"|(?:peer|non-?peer)[- ]?reviewed|includes bibliograph|published version|supported by|funding\b|https?://",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"cc[-_ ](?:by|0|zero)[\w.-]*", re.IGNORECASE)
_LIST = re.compile(r";\s*|,(?=\S)")


def authors_in(payload: Element, language: str) -> tuple[tuple[AuthorRecord, ...], tuple[AffiliationRecord, ...]]:
    """Return the authors and their affiliations: Open Journal Systems writes `Rahimi, Sara; University of X`.

    Names that are given in several languages are those in the record's.
    """
    creators = [(own_language(one), text_of(one)) for one in payload.iterfind("creator")]
    named = [text for code, text in creators if code == language] or [text for _, text in creators]
    affiliations = Affiliations()
    authors = []
    for text in named:
        name, *places = (part.strip() for part in text.split(";"))
        family, comma, given = name.partition(",")
        numbers = affiliations.numbers(places)
        if comma and family.strip():
            authors.append(AuthorRecord(family=family.strip(), given=given.strip(), affiliations=numbers))
        elif name:
            authors.append(AuthorRecord(name=name, affiliations=numbers))
    return tuple(authors), affiliations.records


def published_in(texts: Sequence[str], findings: list[Finding]) -> PartialDate | None:
    """Return when it came out: the earliest date that has no time, for those with one are of the repository's work.

    Where all have one, the first of January stands for a year of which no more is known.
    """
    found = [match for text in texts if (match := _DATE.fullmatch(text))]
    plain = [match for match in found if not match["time"]]
    first = earliest(_as_date(match) for match in plain or found)
    return first or date_in_field([text for text in texts if not text.startswith("info:")], findings)


def _as_date(match: re.Match[str]) -> PartialDate | None:
    if match["time"] and match["month"] == match["day"] == "01":
        return partial_date(match["year"])
    return partial_date(match["year"], match["month"], match["day"])


def abstract_texts(payload: Element) -> dict[str, str]:
    """Return the descriptions that may be abstracts by the language that they name, the first of each."""
    found: dict[str, str] = {}
    for one in payload.iterfind("description"):
        text = marked_up(one)
        if text and not _NO_ABSTRACT.match(text):
            found.setdefault(own_language(one), text)
    return found


def keywords_in(payload: Element, language: str, *, only_named: bool = False) -> tuple[str, ...]:
    """Return the subjects in a language; those that name none are in the record's own."""
    words: dict[str, None] = {}
    for one in payload.iterfind("subject"):
        if own_language(one, "" if only_named else language) == language:
            for word in _LIST.split(text_of(one)):
                if (word := word.strip(" *.")) and not _LICENCE.fullmatch(word):
                    words.setdefault(word)
    return tuple(words)


def type_in(types: Sequence[str]) -> PublicationType:
    """Return the kind that the first type with a known name tells."""
    return next((kind for text in types if (kind := kind_of([text]))), PublicationType.ARTICLE)
