"""The variables that every template sees, made from one publication."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from announcer.core.posts.hashtags import hashtag
from announcer.core.publications.identifiers import best_link, normal_orcid
from announcer.core.publications.institution import Institution, PostStyle
from announcer.core.publications.names import display_name
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.text.postable import plain
from announcer.core.text.richtext import Rich, Run
from announcer.core.text.superscripts import unicode_text
from announcer.rendering.texts.badges import badges
from announcer.typeset.direction import html_direction

MOST_HASHTAGS = 3
LONGEST_SHOWN = 4_000
"""Characters of one of a record's texts that templates are given: no post and no card has room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """A person or group as a template names them."""

    name: str
    is_home: bool
    is_group: bool
    orcid: str = ""


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
    doi: str
    pmid: str
    authors: tuple[AuthorView, ...]
    home_authors: tuple[AuthorView, ...]
    first_author: AuthorView | None
    author_count: int
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
    characters that may be posted (`announcer.core.text.postable.plain`), whatever the record holds.
    """
    pub = _publication_view(publication, language, sentence)
    return View(
        pub=pub,
        institution=plain(institution.name(language), language),
        platform=plain(institution.platform(language), language),
        language=language,
        direction=html_direction(language),
        link=plain(best_link(publication, institution.page_url)) if style.link == "text" else "",
        hashtags=_hashtags(_keywords_in(publication, language), style.hashtags.get(language, ())),
        kicker=words.get(f"kicker_{pub.type}", words["kicker"]),
        words=words,
    )


def _publication_view(publication: Publication, language: str, sentence: str) -> PublicationView:
    words = publication.words(language)
    spelt = words.authors or tuple(display_name(author) for author in publication.authors)
    authors = tuple(
        AuthorView(
            name=_shown(name, language),
            is_home=bool(author.is_home),
            is_group=author.is_group,
            orcid=normal_orcid(author.orcid),
        )
        for name, author in zip(spelt, publication.authors, strict=False)
    )
    return PublicationView(
        title=_shown(unicode_text(words.title), language),
        title_markup=_safe_rich(words.title, language).markup,
        journal=_shown(words.journal, language),
        year=str(publication.published.year) if publication.published else "",
        date=publication.published.isoformat() if publication.published else "",
        type=publication.type.value,
        is_preprint=publication.type is PublicationType.PREPRINT,
        is_review=publication.type is PublicationType.REVIEW,
        doi=plain(publication.doi),
        pmid=plain(publication.pmid),
        authors=authors,
        home_authors=tuple(author for author in authors if author.is_home),
        first_author=authors[0] if authors else None,
        author_count=len(authors),
        keywords=_plain_lines(words.keywords, language),
        lay_summary=_shown(words.lay_summary, language),
        key_sentence=_shown(sentence, language),
        open_access=bool(publication.open_access),
        badges=badges(publication),
        note=_shown(publication.note),
    )


def _shown(text: str, language: str = "") -> str:
    return plain(text[:LONGEST_SHOWN], language)


def _plain_lines(texts: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := plain(text, language)))


def _safe_rich(title: Rich, language: str) -> Rich:
    """Return the title with each run's characters made safe and the spaces at its ends kept."""
    edge = "|"  # keeps `plain` from stripping
    return Rich.joined(
        Run(text=plain(f"{edge}{run.text}{edge}", language)[1:-1], style=run.style) for run in title.runs
    )


def _keywords_in(publication: Publication, language: str) -> tuple[str, ...]:
    """Return the keywords that are in that language: none where the record has them in others alone."""
    has_own = language == publication.language
    words = publication if has_own else publication.translations.get(language)
    return _plain_lines(words.keywords if words else (), language)


def _hashtags(keywords: tuple[str, ...], fixed: tuple[str, ...]) -> tuple[str, ...]:
    """Return at most three tags: the site's own last, and before them what the keywords give."""
    ours = [tag for text in fixed if (tag := hashtag(plain(text)))][:MOST_HASHTAGS]
    taken, found = {tag.lower() for tag in ours}, dict[str, str]()
    for tag in filter(None, map(hashtag, keywords)):
        if tag.lower() not in taken:
            found.setdefault(tag.lower(), tag)
    return (*list(found.values())[: MOST_HASHTAGS - len(ours)], *ours)
