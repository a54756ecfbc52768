"""Small fonts for tests."""

from io import BytesIO
from string import ascii_lowercase

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def font_with(*letters: str) -> bytes:
    """Return a font of all small letters, of which those given have an outline and the others show nothing."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "space", *ascii_lowercase]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", **{ord(letter): letter for letter in ascii_lowercase}})
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        if name in letters:
            pen.moveTo((0, 0))
            pen.lineTo((0, 700))
            pen.lineTo((500, 0))
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()
