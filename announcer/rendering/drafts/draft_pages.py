"""The pages over the drafts of one run: one, or with many drafts one for each two hundred, linked in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from announcer.errors import AnnouncerError, OutputError
from announcer.rendering.drafts.contact_sheet import (
    MOST_BYTES,
    MOST_EMBEDDED,
    ContactSheet,
    SheetRow,
    is_contact_sheet,
)
from announcer.rendering.drafts.post_record import Draft
from announcer.system.durable import replace_file

PAGE_NAME = "index.html"
MOST_ON_A_PAGE = 200
"""Drafts; a browser shows so many at once without delay."""


@dataclass(frozen=True, slots=True)
class DraftPages:
    """The names of the pages in a folder, and which of them are there from an earlier run.

    `others` are the languages of the pages beside the first one's.
    """

    out: Path
    others: tuple[str, ...] = ()

    def path(self, number: int, language: str = "") -> Path:
        """Return the path of a page, counted from 1, in one of the other languages or the first."""
        return self.out / page_name(number, language)

    def refuse_foreign(self, number: int) -> None:
        """See that no file of the user's is where a page goes.

        Raises:
            OutputError: there is one.
        """
        for page in self._of(number):
            if page.exists() and not _is_ours(page):
                hint = "move it away, or name another folder with --out"
                raise OutputError(f"{page}: this is not a page of drafts and is left as it is", hint=hint)

    def remove_after(self, last: int) -> None:
        """Remove the pages of an earlier run that follow the last one of this, or are in languages of that run."""
        for number in count(1):
            there = [page for page in self.out.glob(page_name(number, "*")) if _is_ours(page)]
            first = self.path(number)
            if number > last and not (there or _is_ours(first)):
                return
            kept = set(self._of(number)) if number <= last else set()
            for page in {*there, first} - kept:
                if _is_ours(page):
                    page.unlink()

    def _of(self, number: int) -> list[Path]:
        return [self.path(number, language) for language in ("", *self.others)]


class PageWriter:
    """Writes the pages while the drafts come, so that only some of them are in memory; the first page last of all.

    The first page lists the problems, which are all known only then; and until it is there, that of an earlier run
    stays. A single page carries its pictures in itself where they are not too many.
    """

    def __init__(self, pages: DraftPages, sheet: ContactSheet) -> None:
        self._pages = pages
        self._sheet = sheet
        self._first: list[Draft] = []
        self._current: list[Draft] = []
        self._number = 1
        self._room = MOST_BYTES

    def add(self, draft: Draft) -> None:
        """Take in a draft; write a page if it begins the next one.

        Raises:
            OutputError: a file of the user's is where the page goes.
        """
        if len(self._current) == MOST_ON_A_PAGE:
            self._turn()
        self._room -= len(draft.announcement.card.data) if draft.announcement.card else 0
        single = self._number == 1 and self._room >= 0 and len(self._current) < MOST_EMBEDDED
        self._current.append(draft if single else draft.without_picture())

    def finish(self, problems: Sequence[AnnouncerError]) -> int:
        """Write what is left, the first page at the end; return how many pages there are."""
        if self._number > 1:
            self._write(self._number, self._current, is_last=True)
        self._write(1, self._first or self._current, problems, is_last=self._number == 1)
        return self._number

    def _turn(self) -> None:
        if self._number == 1:
            self._first = [draft.without_picture() for draft in self._current]
        else:
            self._write(self._number, self._current, is_last=False)
        self._number += 1
        self._pages.refuse_foreign(self._number)
        self._current = []

    def _write(
        self, number: int, drafts: Sequence[Draft], problems: Sequence[AnnouncerError] = (), *, is_last: bool
    ) -> None:
        row = SheetRow(
            first=(number - 1) * MOST_ON_A_PAGE + 1,
            before="" if number == 1 else page_name(number - 1),
            after="" if is_last else page_name(number + 1),
        )
        first, *others = self._sheet.words
        for say in (*others, first):
            code = "" if say is first else say.language
            here = SheetRow(
                first=row.first,
                before=_in_language(row.before, code),
                after=_in_language(row.after, code),
                others=tuple(
                    (each, page_name(number, "" if each is first else each.language))
                    for each in self._sheet.words
                    if each is not say
                ),
            )
            page = self._sheet.render(drafts, problems, here, say)
            replace_file(self._pages.path(number, code), page.encode(errors="xmlcharrefreplace"))


def page_name(number: int, language: str = "") -> str:
    """Return a page's file name: `index.html`, then `page-2.html` and so on; in Persian `index.fa.html`."""
    name = PAGE_NAME if number == 1 else f"page-{number}.html"
    return _in_language(name, language)


def _in_language(name: str, language: str) -> str:
    return name.replace(".html", f".{language}.html") if language else name


def _is_ours(page: Path) -> bool:
    return page.is_file() and is_contact_sheet(page.read_bytes())
