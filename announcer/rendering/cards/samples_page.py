"""The page that shows every sample card at post and phone size, and reloads when it has changed.

It is plain files, so it needs no server: beside the page lies `version.js`, which the page's script reads twice a
second; a script is what browsers let a page load from a folder.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from announcer.core.findings import Finding
from announcer.errors import AnnouncerError, OutputError
from announcer.ports.drawing import SampleCard
from announcer.rendering.texts.web_pages import WebPages

TEMPLATE = "cards.html.j2"
PAGE_NAME = "index.html"
VERSION_NAME = "version.js"
PICTURES = "pictures"
PHONE_WIDTH = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card as the page shows it; `picture` is its address, which changes with its content."""

    sample: SampleCard
    picture: str
    kilobytes: int
    findings: tuple[Finding, ...]


class CardsPage:
    """Writes the page and its pictures into a folder."""

    def __init__(self, pages: WebPages, out: Path) -> None:
        self._pages = pages
        self._out = out

    def write(self, samples: Sequence[SampleCard], problems: Sequence[AnnouncerError] = ()) -> Path:
        """Write the pictures, the page, and the version that makes an open page reload; return the page's path.

        Raises:
            OutputError: the folder cannot be written.
            TemplateError: the site's own template of the page is wrong.
        """
        shown = [_shown(sample) for sample in samples]
        version = _version(shown, problems)
        variables = {
            "records": [(name, list(group)) for name, group in groupby(_by_record(shown), key=_record)],
            "problems": problems,
            "version": version,
            "phone_width": PHONE_WIDTH,
        }
        page = self._pages.render(TEMPLATE, variables)
        try:
            (self._out / PICTURES).mkdir(parents=True, exist_ok=True)
            for sample in samples:
                (self._out / PICTURES / f"{sample.name}.png").write_bytes(sample.card.data)
            (self._out / PAGE_NAME).write_text(page, "utf-8")
            (self._out / VERSION_NAME).write_text(f'announcerVersion("{version}");\n', "utf-8")
        except OSError as error:
            hint = "name a folder that you may write to with --out"
            raise OutputError(f"{error.filename or self._out}: {error.strerror}", hint=hint) from None
        return self._out / PAGE_NAME


def _shown(sample: SampleCard) -> ShownCard:
    digest = hashlib.sha256(sample.card.data).hexdigest()[:12]
    return ShownCard(
        sample=sample,
        picture=f"{PICTURES}/{sample.name}.png?{digest}",
        kilobytes=round(len(sample.card.data) / 1000),
        findings=sample.card.findings,
    )


def _record(shown: ShownCard) -> str:
    return shown.sample.record


def _by_record(shown: Sequence[ShownCard]) -> Iterator[ShownCard]:
    """Yield the cards of the first record, then those of the next, in the order in which records first come."""
    for name in dict.fromkeys(map(_record, shown)):
        yield from (each for each in shown if _record(each) == name)


def _version(shown: Sequence[ShownCard], problems: Sequence[AnnouncerError]) -> str:
    """Return a digest of everything on the page."""
    facts = [(each.picture, each.findings, each.sample.is_old) for each in shown], [str(each) for each in problems]
    return hashlib.sha256(repr(facts).encode(errors="backslashreplace")).hexdigest()[:16]
