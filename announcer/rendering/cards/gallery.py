"""One picture of many cards, each with its name under it: what designers and reviewers look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from announcer.ports.drawing import SampleCard
from announcer.rendering.cards.font_files import Fonts
from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.colour import Colour
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.painting.pictures import thumbnail
from announcer.rendering.cards.placing import Rect
from announcer.typeset.fit import fit
from announcer.typeset.inline_styles import PLAIN_ROLE
from announcer.typeset.layout import TextBox
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.raster import Mask, Rasteriser
from announcer.typeset.words import WordSetter

COLUMNS = 4
CARD_WIDTH = 480
GAP = 24
WIDTH = COLUMNS * (CARD_WIDTH + GAP) + GAP
HEADING, CAPTION = 30, 17
_HEADING_ROOM, _CAPTION_ROOM = 64, 34
_BETWEEN_ROWS = b"\0"
"""What a canvas leaves out after its last row (see `png.encode`), for the first row of the next one."""

PAPER = Colour(236, 239, 243)
INK = Colour(24, 32, 44)
ALARM = Colour(176, 0, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of writing: its text, its size, its place in a band, and whether it names findings."""

    text: str
    size: int
    left: int
    top: int
    alarm: bool = False

    @property
    def area(self) -> Rect:
        """The room that it has."""
        width = CARD_WIDTH if self.size == CAPTION else COLUMNS * CARD_WIDTH
        return Rect(self.left, self.top, width, _CAPTION_ROOM if self.size == CAPTION else _HEADING_ROOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """A part of the sheet over its whole width, drawn by itself: the whole sheet as one would take much memory."""

    height: int
    cards: Sequence[tuple[SampleCard, Rect]] = ()
    lines: Sequence[_Line] = ()


def draw_gallery(samples: Iterable[SampleCard], fonts: Fonts) -> bytes:
    """Return a PNG of the cards in rows of four, those of a template together, with their findings in red."""
    bands = list(_bands(samples))
    return png.encode(_strips(bands, WordSetter(fonts.stack())), WIDTH, sum(band.height for band in bands))


def _bands(samples: Iterable[SampleCard]) -> Iterator[_Band]:
    for template, group in groupby(samples, key=lambda sample: sample.template):
        of_template = list(group)
        size = of_template[0].card
        heading = f"{template} · {size.width} × {size.height}"
        yield _Band(height=_HEADING_ROOM, lines=[_Line(text=heading, size=HEADING, left=GAP, top=GAP)])
        height = round(size.height * CARD_WIDTH / size.width)
        for start in range(0, len(of_template), COLUMNS):
            yield _row(of_template[start : start + COLUMNS], height)
    yield _Band(height=2 * GAP)


def _row(samples: Sequence[SampleCard], height: int) -> _Band:
    lefts = range(GAP, WIDTH, CARD_WIDTH + GAP)
    return _Band(
        height=GAP + height + _CAPTION_ROOM,
        cards=[(sample, Rect(left, GAP, CARD_WIDTH, height)) for left, sample in zip(lefts, samples, strict=False)],
        lines=[_caption(sample, left, GAP + height + 6) for left, sample in zip(lefts, samples, strict=False)],
    )


def _caption(sample: SampleCard, left: int, top: int) -> _Line:
    name = f"{sample.record} · {sample.language}"
    findings = ", ".join(dict.fromkeys(finding.id for finding in sample.card.findings))
    return _Line(
        text=f"{name}: {findings}" if findings else name, size=CAPTION, left=left, top=top, alarm=bool(findings)
    )


def _strips(bands: Iterable[_Band], setter: WordSetter) -> Iterator[png.Strip]:
    raster = Rasteriser()
    for number, band in enumerate(bands):
        if number:
            yield png.compress(_BETWEEN_ROWS)
        canvas = Canvas.blank(WIDTH, band.height, PAPER)
        for sample, rect in band.cards:
            canvas.picture(rect, thumbnail(sample.card.data, CARD_WIDTH))
        for line in band.lines:
            canvas.masks(_written(line, setter, raster), {PLAIN_ROLE: ALARM if line.alarm else INK}, line.area)
        yield from canvas.strips()


def _written(line: _Line, setter: WordSetter, raster: Rasteriser) -> Iterable[Mask]:
    paragraph = Paragraph(line.text, setter, TextStyle(weight=600, language="en"))
    box = TextBox(width=line.area.width, height=100, max_size=line.size, min_size=12, max_lines=1)
    return raster.draw(fit(paragraph, box), line.left, line.top)
