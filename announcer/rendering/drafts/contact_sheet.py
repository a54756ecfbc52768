"""The page over all drafts: one file that shows every post as it will look, and works from a disk or a mail."""

import base64
import re
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import count

from markupsafe import Markup

from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.errors import AnnouncerError
from announcer.rendering.drafts.post_record import Draft
from announcer.rendering.texts.page_styles import persian_face, policy_hash
from announcer.rendering.texts.page_words import PageWords
from announcer.rendering.texts.web_pages import WebPages
from announcer.typeset.direction import html_direction

TEMPLATE = "contact-sheet.html.j2"
STYLE = "contact-sheet.css"
SCRIPT = "contact-sheet.js"
GENERATOR = "announcer contact sheet"

MOST_EMBEDDED = 24
"""Drafts whose cards the page carries in itself; with more, all are files, read when they are seen."""
MOST_BYTES = 24 * 1024 * 1024
"""Of cards that the page carries in itself; with more of them, all are files too."""

_LEVELS = tuple(Level)
_IN_PERSIAN_FACE = frozenset({"fa", "ar"})


class DraftState(StrEnum):
    """What an editor has to do about a draft."""

    READY = "ready"
    CHECK = "check"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Where a page stands among others: its first draft's number, and the files before and after it, if any.

    `others` are the same page in other languages, each with its words.
    """

    first: int = 1
    before: str = ""
    after: str = ""
    others: tuple[tuple[PageWords, str], ...] = ()


SINGLE = SheetRow()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A draft as the page shows it.

    `key` is its id on the page, `number` what it is counted as. `pieces` are the post's text in order, each with
    whether X will show it as a link; `picture` is the card's address; `link` is the publication's, empty unless it
    is one of the web. `remedies` are the hints of what holds it. `other_sentence` is the number of a key sentence
    that is not in use, empty where there is none.
    """

    key: str
    number: int
    draft: Draft
    state: DraftState
    title: Markup
    title_language: str
    title_direction: str
    journal: str
    direction: str
    pieces: tuple[tuple[str, bool], ...]
    picture: str
    link: str
    percent: float
    findings: tuple[Finding, ...]
    remedies: tuple[str, ...]
    other_sentence: str

    @property
    def quoted_source(self) -> str:
        """The record's file as a shell takes it."""
        return shlex.quote(self.announcement.source)

    @property
    def announcement(self) -> Announcement:
        """The draft's announcement."""
        return self.draft.announcement


class ContactSheet:
    """Renders the page over all drafts, in each of the languages that there are words in.

    Args:
        pages: The templates.
        institution: Whose drafts they are.
        prices: Those that the drafts' costs were estimated from.
        languages: Those that the page is wanted in, the first one first; English where none of them has words.
        in_queue: Whether the drafts are of the queue, so that commands on them work as they stand.
    """

    def __init__(
        self,
        pages: WebPages,
        institution: Institution,
        prices: PostPrices,
        *,
        languages: Sequence[str] = ("en",),
        in_queue: bool = False,
    ) -> None:
        self._pages = pages
        self._institution = institution
        self._prices = prices
        self._in_queue = in_queue
        self._languages = languages

    @cached_property
    def words(self) -> tuple[PageWords, ...]:
        """The words of each language that the page is made in.

        Raises:
            TemplateError: the site's own words are wrong.
        """
        found = [self._pages.words(language) for language in self._languages]
        return tuple({each.language: each for each in found}.values())

    def render(
        self,
        drafts: Sequence[Draft],
        problems: Sequence[AnnouncerError] = (),
        row: SheetRow = SINGLE,
        say: PageWords | None = None,
    ) -> str:
        """Return the page; the same drafts and problems give the same text.

        Cards are embedded if there are few enough and none is without its bytes; else their files are shown. `say`
        are the words of one of its languages, those of the first where none are given.

        Raises:
            TemplateError: the site's own template of the page is wrong.
        """
        sizes = [len(draft.announcement.card.data) for draft in drafts if draft.announcement.card]
        embedded = len(drafts) <= MOST_EMBEDDED and all(sizes) and sum(sizes) <= MOST_BYTES
        papers = _papers(drafts, row.first, embedded=embedded)
        say = say or self.words[0]
        languages = {say.language, *(other.language for other, _ in row.others)}
        languages |= {draft.announcement.language for draft in drafts}
        script = self._pages.source(SCRIPT)
        style = (persian_face() if languages & _IN_PERSIAN_FACE else "") + self._pages.source(STYLE)
        variables = {
            "generator": GENERATOR,
            "institution": self._institution,
            "say": say,
            "in_queue": self._in_queue,
            "prices": self._prices,
            "papers": papers,
            "total": len(drafts),
            "embedded": embedded,
            "row": row,
            "most_embedded": MOST_EMBEDDED,
            "states": DraftState,
            "counts": Counter(entry.state for paper in papers for entry in paper),
            "problems": problems,
            "style": Markup(style),  # noqa: S704 - a file of the program's or the designer's
            "script": Markup(script),  # noqa: S704 - likewise
            "style_hash": policy_hash(style),
            "script_hash": policy_hash(script),
        }
        return self._pages.render(TEMPLATE, variables)


def is_contact_sheet(page: bytes) -> bool:
    """Return whether the file's content is a page that `ContactSheet` made."""
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in page[:2048]


def _papers(drafts: Sequence[Draft], first: int, *, embedded: bool) -> list[list[Entry]]:
    """Return the drafts with those of one publication together, where the first of them stands."""
    papers: dict[str, list[Draft]] = {}
    for draft in drafts:
        publication = draft.announcement.publication
        papers.setdefault(publication.doi or publication.title.plain, []).append(draft)
    number = count(1)
    return [
        [
            _entry(draft, f"d{key}", first + key - 1, embedded=embedded)
            for draft, key in zip(paper, number, strict=False)
        ]
        for paper in papers.values()
    ]


def _entry(draft: Draft, key: str, number: int, *, embedded: bool) -> Entry:
    found = draft.announcement
    title, title_language = _title(found.publication, found.language)
    findings = tuple(sorted(found.findings, key=lambda finding: _LEVELS.index(finding.level)))
    holding = (finding.hint or finding.message for finding in findings if finding.level is Level.HOLD)
    others = (place for place, one in enumerate(found.candidates, start=1) if one.text != found.sentence)
    return Entry(
        key=key,
        number=number,
        draft=draft,
        state=_state(found),
        title=_html(title),
        title_language=title_language,
        title_direction=html_direction(title_language),
        journal=found.publication.words(found.language).journal,
        direction=html_direction(found.language),
        pieces=_pieces(found),
        picture=_picture(draft, embedded=embedded),
        link=found.text.link if found.text.link.startswith(("https://", "http://")) else "",
        percent=min(100.0, round(100 * found.text.length / found.text.limit, 1)),
        findings=findings,
        remedies=tuple(holding),
        other_sentence=str(next(others, "")),
    )


def _state(announcement: Announcement) -> DraftState:
    if announcement.held:
        return DraftState.HELD
    return DraftState.CHECK if announcement.needs_check else DraftState.READY


def _title(publication: Publication, language: str) -> tuple[Rich, str]:
    translation = publication.translations.get(language)
    return (
        (translation.title, language)
        if translation and translation.title
        else (publication.title, publication.language)
    )


def _html(text: Rich) -> Markup:
    # `Rich.markup` has escaped the text; of its tags HTML lacks the one for small capitals.
    tags = text.markup.replace("<sc>", '<span class="small-caps">').replace("</sc>", "</span>")
    return Markup(tags)  # noqa: S704 (every part is escaped)


def _pieces(announcement: Announcement) -> tuple[tuple[str, bool], ...]:
    link = re.escape(announcement.text.link)
    parts = re.split(rf"({link}|#\w+)" if link else r"(#\w+)", announcement.text.text)
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)


def _picture(draft: Draft, *, embedded: bool) -> str:
    card = draft.announcement.card
    if card is None:
        return ""
    if not embedded:
        return f"{draft.folder}/{draft.card_name}"
    return f"data:{card.media_type};base64,{base64.b64encode(card.data).decode('ascii')}"
