"""Merge two records of one publication: nothing that is known is lost, and of two values the richer one stays.

What a later record says takes the place of what was known; what it leaves out stays. These are poorer and replace
nothing: a title or abstract that is cut, an abstract without its sections, a title in capitals or with a mark such
as `RETRACTED:`, fewer authors or only their initials, a date without its day. A status only becomes graver. Another
language gives a translation.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from announcer.core.publications.editorial_notices import bare_title, effective_status, is_notice, is_untitled
from announcer.core.publications.names import family_and_initials
from announcer.core.publications.publication import (
    Abstract,
    Author,
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
_Person = tuple[tuple[str, str], int]

_NUMBERS = ("doi", "pmid", "pmcid", "volume", "issue", "pages")
"""The same in every language; as for all three, the later record wins wherever it says something."""
_WORDS = ("journal", "lay_summary", "key_sentence", "keywords")
"""Words that a translation has, too."""
_REMARKS = ("publisher", "related", "institution", "platform", "note", "study")

_GRAVITY = list(PublicationStatus)
_NAMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "published": "date", "related": "related documents"}
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
        name = _NAMES.get(self.field, self.field.replace("_", " "))
        return f"{name} added" if self.added else name


def changes(before: Publication, after: Publication) -> tuple[Change, ...]:
    """Return the fields in which two states of one publication differ, in the order of the record."""
    names = [field.name for field in fields(Publication)]
    return tuple(
        Change(field=name, added=not getattr(before, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def merged(known: Publication, new: Publication) -> Publication:
    """Return what is known of a publication once a further record of it has come."""
    status = max(effective_status(known), effective_status(new), key=_GRAVITY.index)
    if is_notice(known) != is_notice(new):  # a notice says nothing of the paper but what has become of it
        return replace(known if is_notice(new) else new, status=status)
    both = replace(
        _latest(known, new, _NUMBERS),
        status=status,
        type=known.type if new.type is PublicationType.ARTICLE else new.type,
        published=_date(known.published, new.published),
        open_access=known.open_access if new.open_access is None else new.open_access,
        links=_links(known.links, new.links),
        translations=_translations(known.translations, new.translations),
    )
    return _with_words(both, new) if known.language == new.language else _with_translation(both, new)


def _latest(known: _Record, new: _Record, names: Sequence[str]) -> _Record:
    return replace(known, **{name: getattr(new, name) or getattr(known, name) for name in names})


def _date(known: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    if known is None or new is None:
        return new or known
    return known if known.isoformat().startswith(new.isoformat()) else new


def _links(known: tuple[Link, ...], new: tuple[Link, ...]) -> tuple[Link, ...]:
    kinds = {link.kind for link in new}
    return (*new, *(link for link in known if link.kind not in kinds))


# -- words ---------------------------------------------------------------------------------------------------------


def _with_words(known: Publication, new: Publication) -> Publication:
    """Return the publication with the words of a record in its own language."""
    return replace(
        _latest(known, new, (*_WORDS, *_REMARKS)),
        title=known.title if is_untitled(new) else _title(known.title, new.title),
        abstract=_abstract(known.abstract, new.abstract),
        authors=_authors(known, new),
        affiliations=_placed(known, new).affiliations,
    )


def _with_translation(known: Publication, new: Publication) -> Publication:
    """Return the publication with the words of a record in another language as a translation."""
    people = known if known.authors else new
    names = tuple(author.name for author in new.authors) if len(new.authors) == len(people.authors) else ()
    words = Translation(title=new.title, authors=names, **{name: getattr(new, name) for name in _WORDS})
    own = {code: words for code, words in known.translations.items() if code != known.language}
    return replace(
        known,
        authors=people.authors,
        affiliations=people.affiliations,
        translations=_translations(own, {new.language: words}),
    )


def _translations(known: Mapping[str, Translation], new: Mapping[str, Translation]) -> Mapping[str, Translation]:
    return {**known, **{code: _translation(known.get(code), words) for code, words in new.items()}}


def _translation(known: Translation | None, new: Translation) -> Translation:
    if known is None:
        return new
    return replace(_latest(known, new, (*_WORDS, "authors")), title=_title(known.title, new.title))


def _title(known: Rich, new: Rich) -> Rich:
    if _is_marked(new) != _is_marked(known):
        return known if _is_marked(new) else new
    if folded(known.plain) != folded(new.plain):
        return known if _is_beginning(new.plain, known.plain) else new
    return known if _lost_form(known) < _lost_form(new) else new


def _is_marked(title: Rich) -> bool:
    return bare_title(title.plain) != title.plain


def _is_beginning(short: str, long: str) -> bool:
    return folded(long).startswith(folded(short))


def _lost_form(title: Rich) -> tuple[int, bool]:
    """Return how much of a title's own form is lost: all capitals, a capital for each word; no styles."""
    words = _LONG_WORD.findall(title.plain)
    forms = (all(word.isupper() for word in words), all(word[0].isupper() for word in words))
    return sum(forms) if len(words) >= _FEWEST_WORDS else 0, all(run.style is Style.PLAIN for run in title.runs)


def _abstract(known: Abstract | None, new: Abstract | None) -> Abstract | None:
    if known is None or new is None:
        return new or known
    is_poorer = _richness(new) < _richness(known) or _is_beginning(new.plain, known.plain)
    return replace(known if is_poorer else new, copyright=new.copyright or known.copyright)


def _richness(abstract: Abstract) -> int:
    return sum(bool(section.label) for section in abstract.sections)


# -- people --------------------------------------------------------------------------------------------------------


def _authors(known: Publication, new: Publication) -> tuple[Author, ...]:
    """Return the richer list of names, each with what the other record knows of that author.

    Numbers of affiliations are those of the record whose affiliations are kept.
    """
    named = known if _names(known) > _names(new) else new
    other = dict(_persons((new if named is known else known).authors))
    is_placed = _placed(known, new) is named
    return tuple(
        _author(author, other.get(person), is_placed=is_placed) for person, author in _persons(named.authors)
    )


def _names(record: Publication) -> tuple[int, int]:
    return len(record.authors), sum(bool(author.given) for author in record.authors)


def _placed(known: Publication, new: Publication) -> Publication:
    """Return the record whose affiliations are kept."""
    return known if len(known.affiliations) > len(new.affiliations) else new


def _persons(authors: Sequence[Author]) -> Iterator[tuple[_Person, Author]]:
    """Yield each author with what every source knows one by: family name, first initial, which of that name."""
    met: Counter[tuple[str, str]] = Counter()
    for author in authors:
        family, given = (author.family, author.given) if author.family else family_and_initials(author.name)
        name = folded(family), folded(given)[:1]
        yield (name, met[name]), author
        met[name] += 1


def _author(author: Author, other: Author | None, *, is_placed: bool) -> Author:
    if other is None:
        return author if is_placed else replace(author, affiliations=())
    spelled = other if other.given and not author.given else author
    placed = author if is_placed else other
    return replace(
        author,
        name=spelled.name,
        family=spelled.family,
        given=spelled.given,
        orcid=author.orcid or other.orcid,
        affiliations=placed.affiliations,
        is_home=author.is_home or other.is_home or placed.is_home,
    )
