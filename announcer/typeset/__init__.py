"""A text engine for pictures in any script: mark-up in, placed glyphs and masks out. Knows no publication.

Layers, each of which knows only those before it: `markup` (styled stretches) → `normalise` → `glue` → `bidi`
(UAX #9) → `itemise` (script and face) → `shape` and `words` (HarfBuzz, in em, cached) → `breaks` and `penalties`
(UAX #14) → `paragraph` → `balance`, `cut`, `fit` (lines and size) → `place` (visual order) and `layout` → `raster`
(bitmaps).

    words = WordSetter(FontStack(faces, order))
    layout = fit(Paragraph("CD8<sup>+</sup> cells", words, TextStyle(weight=700)), TextBox(width=…, height=…, …))
    for bitmap, x, y, role in Rasteriser().draw(layout, left, top): …

Limits: 5,000 characters of text and 20,000 of mark-up are set, the rest is cut; 6 combining marks on one letter are
kept; sizes are 4 to 1,000 pixels; a text of 3,000 characters takes well under a second whatever it holds. Bidi
embeddings and overrides are removed, isolates obeyed. What no face has is drawn as an empty box and listed in
`Layout.missing`. Not supported: vertical text, hyphenation or line breaks that need a dictionary (Thai).
"""
