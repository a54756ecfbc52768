"""What of a record is compared with other records, in the spelling in which it is compared.

Sources differ in accents, case, hyphens, spaces, abbreviations and in what they add: `58 (Supplement 1)` for a
volume, `Circulation. Conference: …` for a journal, `[Italian]` after a title. A record's profile is made once,
however many others it is compared with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from announcer.core.publications.editorial_notices import bare_title, is_notice, is_untitled
from announcer.core.publications.names import family_and_initials
from announcer.core.publications.publication import (
    Author,
    IdentifierScheme,
    LinkKind,
    OtherIdentifier,
    Publication,
    PublicationType,
)
from announcer.core.text.letters import folded

SHORTEST_NAME = 3
"""Letters; shorter words of a name are initials or may be."""

_ADDRESS = re.compile(r"https?://([^/?#]+)([^#]*)", re.IGNORECASE)
_LEFT_OUT = frozenset({"of", "the", "and", "for", "in", "on"})
"""Words that abbreviations of journals leave out."""
_CONFERENCE = re.compile(r"\s?[.:;,]\s?conference\b.*", re.IGNORECASE | re.DOTALL)
"""What databases put after a journal's name where a supplement of it has a conference's abstracts."""
_LANGUAGE = re.compile(r"[\s.]*\[[^\W\d_]{4,20}\][\s.]*$")
"""What databases put after a translated title: `[Italian]`."""
_LONGEST_LANGUAGE = 40
"""Characters at the end of a title that may name a language."""
_FIRST_NUMBER = re.compile(r"\d{1,9}")
_SHARED_BY_WORKS = frozenset({IdentifierScheme.ISBN})
"""A book's number stands in the records of all its chapters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A record for comparing; what is not known is empty.

    `numbers` are what databases call it, `page` the address of its page on the platform. `titles` are its titles by
    language, without marks such as `RETRACTED:`; `title_keys` those that it is found by. `names` are the words of
    the authors' names without initials, `first_author` the family name of the first. `facts` are the values as they
    stand, to see whether two records say the very same.
    """

    doi: str
    pmid: str
    pmcid: str
    numbers: frozenset[OtherIdentifier]
    page: str
    language: str
    titles: Mapping[str, str]
    title_keys: frozenset[str]
    words: tuple[str, ...]
    first_author: str
    names: frozenset[str]
    journal: tuple[str, ...]
    volume: str
    first_page: str
    year: int | None
    is_notice: bool
    is_untitled: bool
    is_preprint: bool
    facts: tuple[object, ...]

    @property
    def title(self) -> str:
        """Its own title, as one word in small letters."""
        return self.titles[self.language]


def profile_of(publication: Publication) -> Profile:
    """Return what of the publication is compared; that of one of the last publications is not worked out again."""
    met = _LAST.get(id(publication))
    if met is None:
        if len(_LAST) >= _MOST_KEPT:
            _LAST.clear()  # one step, whatever other threads do meanwhile
        met = _LAST[id(publication)] = publication, _profile(publication)
    return met[1]


_MOST_KEPT = 64
_LAST: dict[int, tuple[Publication, Profile]] = {}
"""The profiles made last: one record that comes in is compared, keyed and proposed from a dozen places."""


def _profile(publication: Publication) -> Profile:
    titles = _titles(publication)
    words = folded(titles[publication.language])
    keys = {code: folded(title).replace(" ", "") for code, title in titles.items()}
    notice = is_notice(publication)
    # A notice is found by its title with the mark, so that it is not its paper's.
    found_by = [folded(publication.title.plain).replace(" ", "")] if notice else keys.values()
    return Profile(
        doi=publication.doi,
        pmid=publication.pmid,
        pmcid=publication.pmcid,
        numbers=frozenset(each for each in publication.identifiers if each.scheme not in _SHARED_BY_WORKS),
        page=_page(publication),
        language=publication.language,
        titles=keys,
        title_keys=frozenset(filter(None, found_by)),
        words=tuple(words.split()),
        first_author=_family(publication.authors[0]) if publication.authors else "",
        names=_name_words(publication),
        journal=_journal(publication.journal),
        volume=_volume(publication.volume),
        first_page=_first_page(publication.pages),
        year=publication.published.year if publication.published else None,
        is_notice=notice,
        is_untitled=is_untitled(publication),
        is_preprint=publication.type is PublicationType.PREPRINT,
        facts=_facts(publication),
    )


def journals_differ(one: Profile, other: Profile) -> bool:
    """Return whether the names are of two journals; an abbreviation, such as `J Sleep Res`, is not another name."""
    if not (one.journal and other.journal) or one.language != other.language:
        return False
    pairs = list(zip(one.journal, other.journal, strict=False))
    same_length = len(one.journal) == len(other.journal)
    return not same_length or not all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def authors_differ(one: Profile, other: Profile) -> bool:
    """Return whether both name authors, in one language, and not a word of their names is the same."""
    named = one.language == other.language and bool(one.names and other.names)
    return named and not one.names & other.names


def years_apart(one: Profile, other: Profile) -> int:
    """Return how many years lie between them; none where either year is not known."""
    return abs(one.year - other.year) if one.year is not None and other.year is not None else 0


def stand_in_one_place(one: Profile, other: Profile) -> bool:
    """Return whether both name the same volume and first page."""
    mine, theirs = (one.volume, one.first_page), (other.volume, other.first_page)
    return all(mine) and mine == theirs


def _titles(publication: Publication) -> dict[str, str]:
    titles = {code: words.title.plain for code, words in publication.translations.items() if words.title}
    titles[publication.language] = publication.title.plain
    return {code: _without_language(bare_title(title)) for code, title in titles.items()}


def _without_language(title: str) -> str:
    found = _LANGUAGE.search(title, max(0, len(title) - _LONGEST_LANGUAGE))
    return title[: found.start()] if found and found.start() else title


def _page(publication: Publication) -> str:
    """Return the address of the platform's page in one spelling; empty where none, or only its host, is known."""
    found = _ADDRESS.match(publication.link(LinkKind.PAGE))
    path = found[2].rstrip("/") if found else ""
    return f"{found[1].lower()}{path}" if found and path else ""


def _facts(publication: Publication) -> tuple[object, ...]:
    authors = tuple(author.name for author in publication.authors)
    return authors, publication.journal, publication.published, publication.volume, publication.pages


def _family(author: Author) -> str:
    return folded(author.family or family_and_initials(author.name)[0]).replace(" ", "")


def _name_words(publication: Publication) -> frozenset[str]:
    """Return the words of the authors' names without initials: sources order and shorten names in many ways."""
    words = folded("\n".join(author.name for author in publication.authors)).split()
    return frozenset(word for word in words if len(word) >= SHORTEST_NAME)


def _journal(name: str) -> tuple[str, ...]:
    bare = _CONFERENCE.sub("", name) or name
    return tuple(word for word in folded(bare).split() if word not in _LEFT_OUT)


def _volume(text: str) -> str:
    """Return the number of a volume without its issue or supplement; empty for a rest such as `1)`."""
    if text.count("(") != text.count(")"):
        return ""
    found = _FIRST_NUMBER.match(text.strip())
    return str(int(found[0])) if found else folded(text)


def _first_page(pages: str) -> str:
    first = next(iter(folded(pages).split()), "")
    return first.lstrip("0") or first
