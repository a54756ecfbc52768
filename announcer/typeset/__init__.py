"""A text engine for pictures in any script: mark-up in, placed glyphs and masks out. Knows no publication."""
