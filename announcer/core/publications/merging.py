"""Merge two records of one publication: nothing that is known is lost, and of two values the richer one stays.

What a later record says takes the place of what was known, unless that is from a better source for the field
(identity/priorities.py); what it leaves out stays. These are poorer and replace nothing, whatever the source: a
title or abstract that is cut, an abstract without its sections, a title in capitals or with a mark such as
`RETRACTED:`, fewer authors or only their initials, affiliations of fewer authors, a date without its day.
Identifiers, relations, funders, trials and ISSNs are all kept. A status only becomes graver. Another language gives
a translation. A record of another work that names this one, such as its notice or its preprint, says only how they
stand to one another.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import TypeVar

from announcer.core.publications.editorial_notices import bare_title, effective_status, is_notice, is_untitled
from announcer.core.publications.identity.people import Stays, all_authors, are_complete, best_named, best_placed
from announcer.core.publications.identity.relations import all_relations, informed, names
from announcer.core.publications.publication import (
    Abstract,
    Dates,
    Funding,
    Link,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Translation,
)
from announcer.core.text.letters import folded
from announcer.core.text.richtext import Rich, Style

_Record = TypeVar("_Record", Publication, Translation)

_NUMBERS = ("doi", "pmid", "pmcid", "volume", "issue", "pages", "journal_short", "mesh", "licence")
"""The same in every language; as for all three, the later record wins wherever it says something."""
_WORDS = ("journal", "lay_summary", "key_sentence", "keywords")
"""Words that a translation has, too."""
_REMARKS = ("publisher", "related", "institution", "platform", "note", "study")

_GRAVITY = list(PublicationStatus)
_NAMES = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "issn": "ISSN",
    "mesh": "subject headings",
    "journal_short": "abbreviation of the journal",
    "authors_complete": "whether all authors are named",
    "published": "date",
    "dates": "dates of publication",
    "related": "related documents",
}
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}\b")
_FEWEST_WORDS = 3
"""With fewer, nobody can say whether all words of a title are written with a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of a publication that a record has changed; `added` where nothing was known before."""

    field: str
    added: bool

    def __str__(self) -> str:
        """Return it in plain words: `abstract`, `DOI added`."""
        name = field_name(self.field)
        return f"{name} added" if self.added else name


def field_name(field: str) -> str:
    """Return a field's name in plain words: `DOI`, `lay summary`."""
    return _NAMES.get(field, field.replace("_", " "))


def changes(before: Publication, after: Publication) -> tuple[Change, ...]:
    """Return the fields in which two states of one publication differ, in the order of the record."""
    return tuple(
        Change(field=name, added=name in _EMPTY and getattr(before, name) == _LACKING[name])
        for name in _FIELDS
        if getattr(before, name) != getattr(after, name)
    )


def known_fields(publication: Publication) -> tuple[str, ...]:
    """Return the fields that the record says something in."""
    return tuple(name for name in _FIELDS if name not in _LACKING or getattr(publication, name) != _LACKING[name])


_FIELDS = tuple(field.name for field in fields(Publication))
_LACKING = {
    field.name: field.default_factory() if field.default_factory is not MISSING else field.default
    for field in fields(Publication)
    if field.name != "title"
}
"""What is in a field that a record leaves out."""
_EMPTY = frozenset(
    name for name, value in _LACKING.items() if value == Dates() or (not value and value is not False)
)
"""Fields that may hold nothing; the others say something in any case, such as a type."""


def _is_later_better(_field: str) -> bool:
    return False


def merged(known: Publication, new: Publication, stays: Stays = _is_later_better) -> Publication:
    """Return what is known of a publication once a further record of it has come.

    `stays` tells which fields are known from a better source; without it the later record is believed.
    """
    if names(new, known):
        return informed(known, new)
    if names(known, new):
        return informed(new, known)
    status = max(effective_status(known), effective_status(new), key=_GRAVITY.index)
    if is_notice(known) != is_notice(new):  # a notice says nothing of the paper but what has become of it
        return replace(known if is_notice(new) else new, status=status)
    both = replace(
        _latest(known, new, _NUMBERS, stays),
        status=status,
        type=known.type if new.type is PublicationType.ARTICLE or _stays(known, "type", stays) else new.type,
        published=_date(known.published, new.published, stays=stays("published")),
        dates=_dates(known.dates, new.dates, stays=stays("dates")),
        open_access=_open_access(known, new, stays),
        links=_links(known.links, new.links, stays=stays("links")),
        identifiers=tuple(sorted({*known.identifiers, *new.identifiers})),
        issn=tuple(sorted({*known.issn, *new.issn})),
        trials=tuple(sorted({*known.trials, *new.trials})),
        relations=all_relations(known.relations, new.relations),
        funding=_funding(known.funding, new.funding),
        translations=_translations(known.translations, new.translations, stays),
    )
    return _with_words(both, new, stays) if known.language == new.language else _with_translation(both, new, stays)


def _stays(known: Publication, name: str, stays: Stays) -> bool:
    return stays(name) and getattr(known, name) != _LACKING[name]


def _latest(known: _Record, new: _Record, names_of_fields: Sequence[str], stays: Stays) -> _Record:
    values = {
        name: (getattr(known, name), getattr(new, name))
        if stays(name)
        else (getattr(new, name), getattr(known, name))
        for name in names_of_fields
    }
    return replace(known, **{name: first or second for name, (first, second) in values.items()})


def _date(known: PartialDate | None, new: PartialDate | None, *, stays: bool) -> PartialDate | None:
    """Return the date of the better source, or the other where that is the same and more precise."""
    if known is None or new is None:
        return new or known
    first, second = (known, new) if stays else (new, known)
    return second if second.isoformat().startswith(first.isoformat()) else first


def _dates(known: Dates, new: Dates, *, stays: bool) -> Dates:
    return Dates(
        online=_date(known.online, new.online, stays=stays),
        printed=_date(known.printed, new.printed, stays=stays),
        accepted=_date(known.accepted, new.accepted, stays=stays),
    )


def _open_access(known: Publication, new: Publication, stays: Stays) -> bool | None:
    first, second = (known, new) if stays("open_access") else (new, known)
    return second.open_access if first.open_access is None else first.open_access


def _links(known: tuple[Link, ...], new: tuple[Link, ...], *, stays: bool) -> tuple[Link, ...]:
    first, second = (known, new) if stays else (new, known)
    kinds = {link.kind for link in first}
    return (*first, *(link for link in second if link.kind not in kinds))


def _funding(known: Sequence[Funding], new: Sequence[Funding]) -> tuple[Funding, ...]:
    """Return every funder once, however it is written, with all numbers of grants."""
    awards: dict[str, dict[str, None]] = {}
    spelled: dict[str, str] = {}
    for row in (*known, *new):
        name = folded(row.funder)
        spelled.setdefault(name, row.funder)
        awards.setdefault(name, {}).update(dict.fromkeys(row.awards))
    return tuple(Funding(funder=spelled[name], awards=tuple(sorted(awards[name]))) for name in sorted(spelled))


# -- words ---------------------------------------------------------------------------------------------------------


def _with_words(known: Publication, new: Publication, stays: Stays) -> Publication:
    """Return the publication with the words of a record in its own language."""
    title = known.title if is_untitled(new) else _title(known.title, new.title, stays=stays("title"))
    people = best_named(known, new, stays)
    return replace(
        _latest(known, new, (*_WORDS, *_REMARKS), stays),
        title=title,
        title_is_translation=(known if title == known.title else new).title_is_translation,
        abstract=_abstract(known.abstract, new.abstract, stays=stays("abstract")),
        authors=all_authors(known, new, stays),
        authors_complete=people.authors_complete or are_complete(known, new, len(people.authors)),
        affiliations=best_placed(known, new, stays).affiliations,
    )


def _with_translation(known: Publication, new: Publication, stays: Stays) -> Publication:
    """Return the publication with the words of a record in another language as a translation."""
    people = known if known.authors else new
    is_whole = len(new.authors) == len(people.authors)
    spelled = tuple(author.name for author in new.authors) if is_whole else ()
    words = Translation(
        title=new.title, authors=spelled, abstract=new.abstract, **{name: getattr(new, name) for name in _WORDS}
    )
    own = {code: words for code, words in known.translations.items() if code != known.language}
    return replace(
        known,
        authors=people.authors,
        authors_complete=people.authors_complete,
        affiliations=people.affiliations,
        translations=_translations(own, {new.language: words}, stays),
    )


def _translations(
    known: Mapping[str, Translation], new: Mapping[str, Translation], stays: Stays
) -> Mapping[str, Translation]:
    return {**known, **{code: _translation(known.get(code), words, stays) for code, words in new.items()}}


def _translation(known: Translation | None, new: Translation, stays: Stays) -> Translation:
    if known is None:
        return new
    is_better = stays("translations")
    return replace(
        _latest(known, new, (*_WORDS, "authors"), lambda _field: is_better),
        title=_title(known.title, new.title, stays=is_better),
        abstract=_abstract(known.abstract, new.abstract, stays=is_better),
    )


def _title(known: Rich, new: Rich, *, stays: bool) -> Rich:
    if not (known and new):
        return known or new
    if _is_marked(new) != _is_marked(known):
        return known if _is_marked(new) else new
    first, second = (known, new) if stays else (new, known)
    if folded(first.plain) != folded(second.plain):
        is_poorer = _is_beginning(first.plain, second.plain) or _lost_form(first)[0] > _lost_form(second)[0]
        return second if is_poorer and not _is_beginning(second.plain, first.plain) else first
    return second if _lost_form(second) < _lost_form(first) else first


def _is_marked(title: Rich) -> bool:
    return bare_title(title.plain) != title.plain


def _is_beginning(short: str, long: str) -> bool:
    return folded(long).startswith(folded(short))


def _lost_form(title: Rich) -> tuple[int, bool]:
    """Return how much of a title's own form is lost: all capitals, a capital for each word; no styles."""
    words = _LONG_WORD.findall(title.plain)
    forms = (all(word.isupper() for word in words), all(word[0].isupper() for word in words))
    return sum(forms) if len(words) >= _FEWEST_WORDS else 0, all(run.style is Style.PLAIN for run in title.runs)


def _abstract(known: Abstract | None, new: Abstract | None, *, stays: bool) -> Abstract | None:
    if known is None or new is None:
        return new or known
    first, second = (known, new) if stays else (new, known)
    is_poorer = _richness(first) < _richness(second) or _is_beginning(first.plain, second.plain)
    return replace(second if is_poorer else first, copyright=first.copyright or second.copyright)


def _richness(abstract: Abstract) -> int:
    return sum(bool(section.label) for section in abstract.sections)
