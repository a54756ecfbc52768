"""The variables that every template sees, made from one publication."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from announcer.core.planning.jalali import jalali
from announcer.core.posts.hashtags import hashtag, hashtags_of
from announcer.core.publications.called_reviews import called_type, says_its_kind
from announcer.core.publications.editorial_notices import bare_rich, is_told_as_notice, kicker_name
from announcer.core.publications.home_authors import handles
from announcer.core.publications.identifiers import best_link, normal_orcid
from announcer.core.publications.institution import Calendar, Institution, PostStyle
from announcer.core.publications.journals import journal_name, where_published
from announcer.core.publications.names import display_name
from announcer.core.publications.publication import PartialDate, Publication, PublicationType
from announcer.core.publications.study import StudyMark, study_mark
from announcer.core.publications.title_case import readable_title
from announcer.core.text.arabic import is_arabic
from announcer.core.text.letters import folded
from announcer.core.text.postable import plain
from announcer.core.text.richtext import Rich, Run
from announcer.core.text.superscripts import unicode_text
from announcer.rendering.texts.badges import badges
from announcer.rendering.texts.persian import typed
from announcer.rendering.texts.study_words import study_text
from announcer.typeset.direction import html_direction, is_right_to_left, runs_right_to_left

MOST_HASHTAGS = 3
_MONTHS = 12
_FIRST_JALALI = 1600
"""Before it, a year is one of the Iranian calendar already."""
LONGEST_SHOWN = 4_000
"""Characters of one of a record's texts that templates are given: no post and no card has room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """A person or group as a template names them."""

    name: str
    is_home: bool
    is_group: bool
    orcid: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """`pub` in templates: every text in the post's language where the record has it, else in the record's own."""

    title: str
    title_markup: str
    journal: str
    year: str
    date: str
    type: str
    is_preprint: bool
    is_review: bool
    is_notice: bool
    says_its_kind: bool
    doi: str
    pmid: str
    authors: tuple[AuthorView, ...]
    home_authors: tuple[AuthorView, ...]
    first_author: AuthorView | None
    author_count: int
    authors_complete: bool
    keywords: tuple[str, ...]
    lay_summary: str
    key_sentence: str
    open_access: bool
    badges: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that a template may name; docs/reference/template-variables.md describes each."""

    pub: PublicationView
    institution: str
    platform: str
    language: str
    direction: str
    link: str
    hashtags: tuple[str, ...]
    kicker: str
    words: Mapping[str, str]
    only_card_links: bool = False
    logo_holds_name: bool = False
    wide_logo_holds_name: bool = False
    square_logo_holds_name: bool = False

    def with_sentence(self, sentence: str) -> "View":
        """Return the view with that key sentence."""
        return replace(self, pub=replace(self.pub, key_sentence=_line(sentence, self.language)))

    def reworded(self, change: Callable[[str], str]) -> "View":
        """Return the view with `change` made to every text of the record and the institution's names.

        Links, hashtags, identifiers, fixed words and the title's mark-up stay as they are.
        """
        pub = self.pub
        home, authors = (
            tuple(replace(author, name=change(author.name)) for author in group)
            for group in (pub.home_authors, pub.authors)
        )
        pub = replace(
            pub,
            title=change(pub.title),
            journal=change(pub.journal),
            authors=authors,
            home_authors=home,
            first_author=authors[0] if authors else None,
            keywords=tuple(change(word) for word in pub.keywords),
            lay_summary=change(pub.lay_summary),
            key_sentence=change(pub.key_sentence),
            note=change(pub.note),
        )
        return replace(self, pub=pub, institution=change(self.institution), platform=change(self.platform))

    def variables(self) -> dict[str, object]:
        """Return the variables by the names that templates use."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def view(
    publication: Publication,
    language: str,
    institution: Institution,
    style: PostStyle,
    *,
    sentence: str,
    words: Mapping[str, str],
) -> View:
    """Return what templates see of the publication in that language.

    `sentence` is the key sentence to show, `words` the fixed words of the language. Every value is one line of
    characters that may be posted (`announcer.core.text.postable.plain`), whatever the record holds. Names in
    letters that a language cannot read, such as Persian ones in an English post, are left out. A retracted or
    doubted paper is called so by the kicker, its title is without the mark that says the same, and what it found is
    not told.
    """
    sentence = "" if is_told_as_notice(publication) else sentence
    kicker = words.get(kicker_name(publication), words["kicker"])
    mark = study_mark(publication)
    words = {**words, "notice": kicker, "study": study_text(mark, words, language)}
    pub = _publication_view(publication, language, institution, style, sentence, mark)
    return View(
        pub=pub,
        institution=plain(institution.name(language), language),
        platform=plain(institution.platform(language), language),
        language=language,
        direction=html_direction(language),
        link=plain(best_link(publication, institution.page_url)) if style.link == "text" else "",
        hashtags=_hashtags(publication, language, style.hashtags.get(language, ())),
        kicker=kicker,
        words=words,
    )


def unreadable_names(publication: Publication, language: str) -> tuple[str, ...]:
    """Return the authors' names, and the journal's, that are left out because the language cannot read them."""
    words = publication.words(language)
    return tuple(name for name in (*_spelt(publication, language), words.journal) if not _readable(name, language))


def _publication_view(
    publication: Publication,
    language: str,
    institution: Institution,
    style: PostStyle,
    sentence: str,
    mark: StudyMark,
) -> PublicationView:
    words = publication.words(language)
    title = readable_title(publication, bare_rich(words.title))
    authors = _authors(publication, language, institution)
    journal = _journal(publication, words.journal, language, style)
    return PublicationView(
        title=_line(unicode_text(title), language),
        title_markup=_safe_rich(title, language).markup,
        journal=journal,
        year=_year(publication.published, journal, style.calendar.get(language, "gregorian")),
        date=publication.published.isoformat() if publication.published else "",
        type=called_type(publication).value,
        is_preprint=publication.type is PublicationType.PREPRINT,
        is_review=called_type(publication) is PublicationType.REVIEW,
        is_notice=is_told_as_notice(publication),
        says_its_kind=says_its_kind(publication, title.plain),
        doi=plain(publication.doi),
        pmid=plain(publication.pmid),
        authors=authors,
        home_authors=tuple(author for author in authors if author.is_home),
        first_author=authors[0] if authors else None,
        author_count=len(publication.authors),
        authors_complete=publication.authors_complete,
        keywords=_plain_lines(words.keywords, language),
        lay_summary=_line(words.lay_summary, language),
        key_sentence=_line(sentence, language),
        open_access=bool(publication.open_access),
        badges=badges(publication, mark),
        note=_shown(publication.note),
    )


def _authors(publication: Publication, language: str, institution: Institution) -> tuple[AuthorView, ...]:
    """Return all authors, or none where a name is in letters that the language cannot read."""
    spelt = _spelt(publication, language)
    if not all(_readable(name, language) for name in spelt):
        return ()
    known = handles(publication, institution)
    return tuple(
        AuthorView(
            name=_shown(name, language),
            is_home=bool(author.is_home),
            is_group=author.is_group,
            orcid=normal_orcid(author.orcid),
            handle=known[place].handle if place in known else "",
        )
        for place, (name, author) in enumerate(zip(spelt, publication.authors, strict=False))
    )


def _spelt(publication: Publication, language: str) -> tuple[str, ...]:
    return publication.words(language).authors or tuple(display_name(author) for author in publication.authors)


def _readable(text: str, language: str) -> bool:
    return is_right_to_left(language) or not runs_right_to_left(text)


def _journal(publication: Publication, name: str, language: str, style: PostStyle) -> str:
    if publication.type is not PublicationType.CHAPTER:
        name = journal_name(_shown(name, language), style.journals)
    name = where_published(publication, name)
    if folded(name) == folded(publication.title.plain):
        return ""  # the chapter that a book is called after: "Ontologies in Ontologies" tells nobody anything
    return _line(name, language) if _readable(name, language) else ""


def _year(published: PartialDate | None, journal: str, calendar: Calendar) -> str:
    """Return the year, the Iranian one for a journal of that calendar where the date is known well enough."""
    if published is None:
        return ""
    if calendar == "jalali" and runs_right_to_left(journal):
        years = {jalali(day).year for day in _bounds(published)}
        if len(years) == 1:
            return str(years.pop())
    return str(published.year)


def _bounds(published: PartialDate) -> tuple[date, ...]:
    """Return the first and the last day that a date may be; no day where it is not one of the calendar."""
    year, month = published.year, published.month
    last = monthrange(year, month)[1] if month and 1 <= month <= _MONTHS and year >= _FIRST_JALALI else 0
    if not (month and last) or (published.day or 1) > last:
        return ()
    return (date(year, month, published.day or 1), date(year, month, published.day or last))


def _line(text: str, language: str) -> str:
    """Return a text of the record as one line, in Persian with the digits and half-spaces of careful typing."""
    line = _shown(text, language)
    return typed(line) if language == "fa" else line


def _shown(text: str, language: str = "") -> str:
    return plain(text[:LONGEST_SHOWN], language)


def _plain_lines(texts: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := plain(text, language)))


def _safe_rich(title: Rich, language: str) -> Rich:
    """Return the title with each run's characters made safe and the spaces at its ends kept."""
    if is_arabic(title.plain):
        language = "ar"
    edge = "|"  # keeps `plain` from stripping
    runs = [Run(text=plain(f"{edge}{run.text}{edge}", language)[1:-1], style=run.style) for run in title.runs]
    if language != "fa":
        return Rich.joined(runs)
    whole, position, typed_runs = typed("".join(run.text for run in runs)), 0, []
    for run in runs:
        typed_runs.append(Run(text=whole[position : position + len(run.text)], style=run.style))
        position += len(run.text)
    return Rich.joined(typed_runs)


def _keywords_in(publication: Publication, language: str) -> tuple[str, ...]:
    """Return the keywords that are in that language: none where the record has them in others alone."""
    has_own = language == publication.language
    words = publication if has_own else publication.translations.get(language)
    return _plain_lines(words.keywords if words else (), language)


def _hashtags(publication: Publication, language: str, fixed: tuple[str, ...]) -> tuple[str, ...]:
    """Return at most three tags: the site's own last, and before them what the keywords give."""
    abstract = publication.abstract if language == publication.language else None
    text = f"{publication.title.plain} {abstract.plain}" if abstract else ""
    ours = [tag for each in fixed if (tag := hashtag(plain(each), of_site=True))][:MOST_HASHTAGS]
    taken = {tag.lower() for tag in ours}
    keywords = _keywords_in(publication, language)
    found = [tag for tag in hashtags_of(keywords, text) if tag.lower() not in taken]
    return (*found[: MOST_HASHTAGS - len(ours)], *ours)
