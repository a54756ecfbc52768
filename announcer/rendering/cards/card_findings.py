"""What is wrong with a drawn card, as findings: text that does not fit, cannot be read, or is not there."""

from collections.abc import Iterator
from textwrap import shorten

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding, Level
from announcer.rendering.cards.box_drawing import DrawingProblems, LowContrast, ink
from announcer.rendering.cards.brand import Brand
from announcer.rendering.cards.painting.colour import AA_CONTRAST, contrast, distance, legible
from announcer.rendering.cards.placing import CardLayout, Placed, Rect
from announcer.rendering.cards.template import CardTemplate, Text
from announcer.typeset.layout import Layout
from announcer.typeset.normalise import MAX_MARKS, overmarked

LARGEST_CARD = 1_000_000
"""Bytes; what larger cards are refused for is the networks' business, but none needs to be larger."""
_EDGE = 2.0
"""Pixels that ink may stand out of the card before it counts as lost."""
_MOST_SHOWN = 60
"""Characters of a cut text by which a person knows it."""


def findings(
    template: CardTemplate, brand: Brand, layout: CardLayout, problems: DrawingProblems, size: int
) -> Iterator[Finding]:
    """Yield what is wrong with a card of `size` bytes."""
    canvas = Rect(0, 0, template.width, template.height)
    for placed in layout.placed:
        if placed.text and placed.text.lines:
            yield from _text_findings(template, placed, placed.text, canvas)
    for problem in dict.fromkeys(str(problem) for problem in problems.pictures):
        yield finding("card-picture-unreadable", where="brand.toml", problem=problem)
    for path, problem in problems.codes:
        yield finding("card-qr-unreadable", where=_where(template, path), problem=problem)
    for each in problems.contrasts:
        yield _low_contrast(template, brand, each)
    for path in layout.dropped:
        yield finding("card-part-dropped", where=_where(template, path), part=path)
    if size > LARGEST_CARD:
        yield finding("card-too-large", where=template.name, size=size, limit=LARGEST_CARD)


def _text_findings(template: CardTemplate, placed: Placed, text: Layout, canvas: Rect) -> Iterator[Finding]:
    where, box = _where(template, placed.content.path), placed.content.box
    if text.missing:
        shown = " ".join(_named(cluster) for cluster in text.missing[:5])
        more = " and more" if len(text.missing) > len(text.missing[:5]) else ""
        yield finding("card-missing-glyphs", where=where, characters=f"{shown}{more}")
    for letter, count in overmarked(placed.content.texts[0]):
        yield finding("card-marks-dropped", where=where, letter=letter, count=count, shown=MAX_MARKS)
    if text.cut:
        level = Level.HOLD if isinstance(box, Text) and box.whole else Level.WARNING
        yield finding("card-text-cut", where=where, level=level, beginning=_beginning(text))
    if text.overflow or _outside(ink(placed), canvas):
        yield finding("card-overflow", where=where)
    if text.size < template.small_text:
        yield finding("card-small-text", where=where, size=text.size, least=template.small_text)


def _low_contrast(template: CardTemplate, brand: Brand, found: LowContrast) -> Finding:
    return finding(
        "card-low-contrast",
        where=_where(template, found.path),
        colour=found.colour.hex,
        behind=found.behind.hex,
        ratio=found.ratio,
        legible=legible(found.colour, found.behind).hex + _nearest_role(brand, found),
    )


def _nearest_role(brand: Brand, found: LowContrast) -> str:
    """Return the brand's own colour that would do and is nearest to the one that does not, as a part of a hint."""
    roles = {
        role: colour for role, colour in brand.colours.items() if contrast(colour, found.behind) >= AA_CONTRAST
    }
    if not roles:
        return ""
    role = min(roles, key=lambda role: distance(roles[role], found.colour))
    return f", or the brand's {role} ({roles[role].hex}),"


def _where(template: CardTemplate, path: str) -> str:
    return f"{template.name}: {path}"


def _beginning(text: Layout) -> str:
    """Return the first words of a cut text, "…" at the end."""
    shown = " ".join(text.lines)
    return shorten(shown.rstrip("…"), _MOST_SHOWN, placeholder="") + "…"


def _named(cluster: str) -> str:
    return f"{cluster} ({' '.join(f'U+{ord(char):04X}' for char in cluster)})"


def _outside(area: Rect, canvas: Rect) -> bool:
    return (
        area.left < canvas.left - _EDGE
        or area.top < canvas.top - _EDGE
        or area.right > canvas.right + _EDGE
        or area.bottom > canvas.bottom + _EDGE
    )
