"""One picture of many cards, each with its name under it: what designers and reviewers look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from announcer.core.samples import SampleCard
from announcer.rendering import png
from announcer.rendering.cardlayout import Rect
from announcer.rendering.colour import Colour
from announcer.rendering.fontfiles import Fonts
from announcer.rendering.painter import Canvas, thumbnail
from announcer.typeset.fit import fit
from announcer.typeset.layout import Box
from announcer.typeset.markup import PLAIN_ROLE
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.raster import Mask, Rasteriser
from announcer.typeset.words import WordSetter

COLUMNS = 4
CARD_WIDTH = 480
GAP = 24
HEADING, CAPTION = 30, 17
_HEADING_ROOM, _CAPTION_ROOM = 64, 34

PAPER = Colour(236, 239, 243)
INK = Colour(24, 32, 44)
ALARM = Colour(176, 0, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of writing: its text, its size, its place, and whether it tells of findings."""

    text: str
    size: int
    left: int
    top: int
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Where everything goes."""

    height: int
    cards: Sequence[tuple[SampleCard, Rect]]
    lines: Sequence[_Line]


def draw_gallery(samples: Iterable[SampleCard], fonts: Fonts) -> bytes:
    """Return a PNG of the cards in rows of four, those of a template together, with their findings in red."""
    sheet = _arranged(samples)
    width = COLUMNS * (CARD_WIDTH + GAP) + GAP
    canvas = Canvas.blank(width, sheet.height, PAPER)
    for sample, rect in sheet.cards:
        canvas.picture(rect, thumbnail(sample.card.data, CARD_WIDTH))
    for masks, colour, area in _written(sheet.lines, WordSetter(fonts.stack())):
        canvas.masks(masks, colour, area)
    return png.encode(canvas.strips(png.compressor()), width, sheet.height)


def _arranged(samples: Iterable[SampleCard]) -> _Sheet:
    cards: list[tuple[SampleCard, Rect]] = []
    lines: list[_Line] = []
    top = GAP
    for template, group in groupby(samples, key=lambda sample: sample.template):
        of_template = list(group)
        size = of_template[0].card
        lines.append(_Line(text=f"{template} · {size.width} × {size.height}", size=HEADING, left=GAP, top=top))
        top += _HEADING_ROOM
        height = round(size.height * CARD_WIDTH / size.width)
        for start in range(0, len(of_template), COLUMNS):
            for column, sample in enumerate(of_template[start : start + COLUMNS]):
                left = GAP + column * (CARD_WIDTH + GAP)
                cards.append((sample, Rect(left, top, CARD_WIDTH, height)))
                lines += _caption(sample, left, top + height + 6)
            top += height + _CAPTION_ROOM + GAP
    return _Sheet(height=top + GAP, cards=cards, lines=lines)


def _caption(sample: SampleCard, left: int, top: int) -> Iterator[_Line]:
    name = f"{sample.record} · {sample.language}"
    findings = ", ".join(dict.fromkeys(finding.id for finding in sample.card.findings))
    yield _Line(
        text=f"{name}: {findings}" if findings else name, size=CAPTION, left=left, top=top, alarm=bool(findings)
    )


def _written(
    lines: Iterable[_Line], setter: WordSetter
) -> Iterator[tuple[Iterable[Mask], Mapping[str, Colour], Rect]]:
    """Yield the glyphs of each line, their colour and the room that they are in."""
    raster = Rasteriser()
    for line in lines:
        paragraph = Paragraph(line.text, setter, TextStyle(weight=600, language="en"))
        room = CARD_WIDTH if line.size == CAPTION else COLUMNS * CARD_WIDTH
        box = Box(width=room, height=100, max_size=line.size, min_size=12, max_lines=1)
        masks = raster.draw(fit(paragraph, box), line.left, line.top)
        yield masks, {PLAIN_ROLE: ALARM if line.alarm else INK}, Rect(line.left, line.top, room, box.height)
