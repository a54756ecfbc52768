"""The page over all drafts: one file that shows every post as it will look, and works from a disk or a mail."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.errors import AnnouncerError
from announcer.rendering.drafts.post_record import Draft
from announcer.rendering.texts.web_pages import WebPages
from announcer.typeset.direction import html_direction

TEMPLATE = "contact-sheet.html.j2"
STYLE = "contact-sheet.css"
SCRIPT = "contact-sheet.js"
GENERATOR = "announcer contact sheet"

MOST_EMBEDDED = 24 * 1024 * 1024
"""Bytes of cards that the page carries in itself; with more of them, it shows the files in the folders."""

_LEVELS = tuple(Level)


class DraftState(StrEnum):
    """What an editor has to do about a draft."""

    READY = "ready"
    CHECK = "check"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Where a page stands among others: its first draft's number, and the files before and after it, if any."""

    first: int = 1
    before: str = ""
    after: str = ""


SINGLE = SheetRow()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A draft as the page shows it.

    `pieces` are the post's text in order, each with whether X will show it as a link; `picture` is the card's
    address; `link` is the publication's, empty unless it is one of the web.
    """

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

    @property
    def announcement(self) -> Announcement:
        """The draft's announcement."""
        return self.draft.announcement


class ContactSheet:
    """Renders the page over all drafts; `prices` are those the drafts' costs were estimated from."""

    def __init__(self, pages: WebPages, institution: Institution, prices: PostPrices) -> None:
        self._pages = pages
        self._institution = institution
        self._prices = prices

    def render(
        self, drafts: Sequence[Draft], problems: Sequence[AnnouncerError] = (), row: SheetRow = SINGLE
    ) -> str:
        """Return the page; the same drafts and problems give the same text.

        Cards are embedded if there are few enough and none is without its bytes; else their files are shown.

        Raises:
            TemplateError: the site's own template of the page is wrong.
        """
        sizes = [len(draft.announcement.card.data) for draft in drafts if draft.announcement.card]
        embedded = all(sizes) and sum(sizes) <= MOST_EMBEDDED
        entries = [_entry(draft, embedded=embedded) for draft in drafts]
        style, script = self._pages.source(STYLE), self._pages.source(SCRIPT)
        variables = {
            "generator": GENERATOR,
            "institution": self._institution,
            "language": next(iter(self._institution.names)),
            "prices": self._prices,
            "entries": entries,
            "row": row,
            "states": DraftState,
            "counts": Counter(entry.state for entry in entries),
            "problems": problems,
            "style": Markup(style),  # noqa: S704 - a file of the program's or the designer's
            "script": Markup(script),  # noqa: S704 - likewise
            "style_hash": _hash(style),
            "script_hash": _hash(script),
        }
        return self._pages.render(TEMPLATE, variables)


def is_contact_sheet(page: bytes) -> bool:
    """Return whether the file's content is a page that `ContactSheet` made."""
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in page[:2048]


def _entry(draft: Draft, *, embedded: bool) -> Entry:
    found = draft.announcement
    title, title_language = _title(found.publication, found.language)
    return Entry(
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
        findings=tuple(sorted(found.findings, key=lambda finding: _LEVELS.index(finding.level))),
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


def _hash(text: str) -> str:
    """Return the text's digest as Content Security Policy (level 3) writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"
