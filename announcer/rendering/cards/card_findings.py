"""What is wrong with a drawn card, as findings: text that does not fit, cannot be read, or is not there."""

from collections.abc import Iterator

from announcer.core.findings import Finding, Level
from announcer.rendering.cards.brand import Brand
from announcer.rendering.cards.drawing import DrawingProblems, LowContrast, ink
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
        yield _unreadable(problem)
    for path, problem in problems.codes:
        hint = "give the code a larger box in the template, dark on light, or the record a shorter link"
        where = _where(template, path)
        yield Finding(id="card-qr-unreadable", level=Level.HOLD, message=problem, hint=hint, where=where)
    for each in problems.contrasts:
        yield _low_contrast(template, brand, each)
    for path in layout.dropped:
        message = f"no room for {path}, which the template lets go first"
        yield Finding(id="card-part-dropped", level=Level.NOTE, message=message, where=_where(template, path))
    if size > LARGEST_CARD:
        message = f"the card has {size:,} bytes, more than {LARGEST_CARD:,}"
        hint = "use smaller or calmer pictures in the template"
        yield Finding(id="card-too-large", level=Level.HOLD, message=message, hint=hint, where=template.name)


def _text_findings(template: CardTemplate, placed: Placed, text: Layout, canvas: Rect) -> Iterator[Finding]:
    where, box = _where(template, placed.content.path), placed.content.box
    if text.missing:
        shown = " ".join(_named(cluster) for cluster in text.missing[:5])
        hint = "add a font that has them to assets/fonts, or mend the record"
        message = f"no font has {shown}{' and more' if len(text.missing) > len(text.missing[:5]) else ''}"
        yield Finding(id="card-missing-glyphs", level=Level.HOLD, message=message, hint=hint, where=where)
    for letter, count in overmarked(placed.content.texts[0]):
        message = f"{letter!r} bears {count:,} marks, of which the card shows {MAX_MARKS}"
        hint = "take the marks out of the record: no language has so many"
        yield Finding(id="card-marks-dropped", level=Level.HOLD, message=message, hint=hint, where=where)
    if text.cut:
        level = Level.HOLD if isinstance(box, Text) and box.whole else Level.WARNING
        hint = "shorten it in the record, or choose another template"
        message = f"the text is cut on the card: {_beginning(text)}"
        yield Finding(id="card-text-cut", level=level, message=message, hint=hint, where=where)
    if text.overflow or _outside(ink(placed), canvas):
        hint = "give the box more room in the template, or a smaller least size"
        message = "the text does not fit its place"
        yield Finding(id="card-overflow", level=Level.HOLD, message=message, hint=hint, where=where)
    if text.size < template.small_text:
        message = f"text of {text.size} pixels is hard to read where the card is shown small"
        hint = f"at least {template.small_text} pixels can be read on a phone"
        yield Finding(id="card-small-text", level=Level.WARNING, message=message, hint=hint, where=where)


def _unreadable(problem: str) -> Finding:
    hint = "mend the file, or name another in brand.toml; the card was drawn without it"
    return Finding(id="card-picture-unreadable", level=Level.HOLD, message=problem, hint=hint, where="brand.toml")


def _low_contrast(template: CardTemplate, brand: Brand, found: LowContrast) -> Finding:
    message = f"{found.colour.hex} on {found.behind.hex} has a contrast of {found.ratio:.1f}:1, less than 4.5:1"
    hint = f"{legible(found.colour, found.behind).hex} would do" + _nearest_role(brand, found)
    where = _where(template, found.path)
    return Finding(id="card-low-contrast", level=Level.WARNING, message=message, hint=hint, where=where)


def _nearest_role(brand: Brand, found: LowContrast) -> str:
    """Return the brand's own colour that would do and is nearest to the one that does not, as a part of a hint."""
    roles = {
        role: colour for role, colour in brand.colours.items() if contrast(colour, found.behind) >= AA_CONTRAST
    }
    if not roles:
        return ""
    role = min(roles, key=lambda role: distance(roles[role], found.colour))
    return f", and so would {role} ({roles[role].hex}) of the brand"


def _where(template: CardTemplate, path: str) -> str:
    return f"{template.name}: {path}"


def _beginning(text: Layout) -> str:
    """Return the first words of a cut text, "…" at the end."""
    from textwrap import shorten  # noqa: PLC0415 (most cards have no findings)

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
