"""The page that shows every sample card at post and phone size, and reloads when it has changed.

It is plain files, so it needs no server: beside the page lies `version.js`, which the page's script reads twice a
second; a script is what browsers let a page load from a folder.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from announcer.core.findings import Finding
from announcer.errors import AnnouncerError, OutputError
from announcer.ports.drawing import SampleCard
from announcer.rendering.cards.template_files import IN_FORMAT
from announcer.rendering.texts.web_pages import WebPages

TEMPLATE = "cards.html.j2"
PAGE_NAME = "index.html"
VERSION_NAME = "version.js"
PICTURES = "pictures"
PHONE_WIDTH = 360
BEFORE = ".before.png"
OWN_FORMAT = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card as the page shows it; `picture` is its address, which changes with its content."""

    sample: SampleCard
    picture: str
    kilobytes: int
    findings: tuple[Finding, ...]
    before: str = ""
    """The picture's address before it last changed; empty where that is not known."""

    @property
    def template(self) -> str:
        """The template, without its format."""
        return self.sample.template.partition(IN_FORMAT)[0]

    @property
    def format(self) -> str:
        """The format that it is drawn in: the template's own, or another."""
        return self.sample.template.partition(IN_FORMAT)[2] or OWN_FORMAT


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
        changed = self._keep_changed(samples)
        shown = [_shown(sample, changed.get(sample.name, "")) for sample in samples]
        version = _version(shown, problems)
        variables = {
            "records": [(name, list(group)) for name, group in groupby(_by_record(shown), key=_record)],
            "choices": list(_choices(shown)),
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

    def _keep_changed(self, samples: Sequence[SampleCard]) -> dict[str, str]:
        """Keep the pictures that are about to change; return the address of each card's earlier one by its name.

        A picture that cannot be kept is not shown beside the new one, and nothing else.
        """
        addresses: dict[str, str] = {}
        for sample in samples:
            now, before = (self._out / PICTURES / f"{sample.name}{end}" for end in (".png", BEFORE))
            with suppress(OSError):
                if now.is_file() and (old := now.read_bytes()) != sample.card.data:
                    before.write_bytes(old)
                if before.is_file():
                    digest = hashlib.sha256(before.read_bytes()).hexdigest()[:12]
                    addresses[sample.name] = f"{PICTURES}/{before.name}?{digest}"
        return addresses


def _choices(shown: Sequence[ShownCard]) -> Iterator[tuple[str, list[str]]]:
    """Yield what the page can be narrowed down to, where there is more than one of a kind."""
    for name, values in (
        ("template", [each.template for each in shown]),
        ("format", [each.format for each in shown]),
        ("language", [each.sample.language for each in shown]),
    ):
        if len(several := list(dict.fromkeys(values))) > 1:
            yield name, several


def _shown(sample: SampleCard, before: str) -> ShownCard:
    digest = hashlib.sha256(sample.card.data).hexdigest()[:12]
    return ShownCard(
        sample=sample,
        picture=f"{PICTURES}/{sample.name}.png?{digest}",
        kilobytes=round(len(sample.card.data) / 1000),
        findings=sample.card.findings,
        before=before,
    )


def _record(shown: ShownCard) -> str:
    return shown.sample.record


def _by_record(shown: Sequence[ShownCard]) -> Iterator[ShownCard]:
    """Yield the cards of the first record, then those of the next, in the order in which records first come."""
    for name in dict.fromkeys(map(_record, shown)):
        yield from (each for each in shown if _record(each) == name)


def _version(shown: Sequence[ShownCard], problems: Sequence[AnnouncerError]) -> str:
    """Return a digest of everything on the page."""
    facts = (
        [(each.picture, each.findings, each.sample.is_old) for each in shown],
        [each.before for each in shown],
        [str(each) for each in problems],
    )
    return hashlib.sha256(repr(facts).encode(errors="backslashreplace")).hexdigest()[:16]
