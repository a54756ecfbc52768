"""The findings that a drawn card can have: a part of `finding_catalogue`, which says how one is added."""

from announcer.core.findings import FindingKind, Level

CARD_FINDINGS = (
    FindingKind(
        id="card-overflow",
        level=Level.HOLD,
        message="the text does not fit its place",
        hint="give the box more room in the template, or a smaller minimum size",
        meaning="A text does not fit its place even when it is cut.",
    ),
    FindingKind(
        id="card-missing-glyphs",
        level=Level.HOLD,
        message="no font has {characters}",
        hint="add a font that has them to assets/fonts, or correct the record",
        meaning="No font has a character of the text; the card shows empty boxes.",
    ),
    FindingKind(
        id="card-marks-dropped",
        level=Level.HOLD,
        message="{letter!r} has {count:,} combining marks, of which the card shows {shown}",
        hint="remove the marks from the record: no language uses so many",
        meaning="A letter has more than 6 combining marks; the card shows 6.",
    ),
    FindingKind(
        id="card-picture-unreadable",
        level=Level.HOLD,
        message="{problem}",
        hint="fix the file, or name another in brand.toml; the card was drawn without it",
        meaning="A logo or a picture is missing or unreadable; the card is drawn without it.",
    ),
    FindingKind(
        id="card-qr-unreadable",
        level=Level.HOLD,
        message="{problem}",
        hint="give the code a larger box in the template, dark on light, or the record a shorter link",
        meaning="A QR code's modules are smaller than 3 pixels, it is light on dark, or no code can hold so much.",
    ),
    FindingKind(
        id="card-too-large",
        level=Level.HOLD,
        message="the card has {size:,} bytes, more than {limit:,}",
        hint="use smaller or simpler pictures in the template",
        meaning="The file has more than 1,000,000 bytes.",
    ),
    FindingKind(
        id="card-text-cut",
        level=Level.WARNING,
        message="the text is cut on the card: {beginning}",
        hint="shorten it in the record, or choose another template",
        meaning="A text was cut; where its box is `whole`, the level is hold.",
    ),
    FindingKind(
        id="card-small-text",
        level=Level.WARNING,
        message="text of {size} pixels is hard to read where the card is shown small",
        hint="use at least {least} pixels, which can be read on a phone",
        meaning="A text is smaller than the template's `small_text`.",
    ),
    FindingKind(
        id="card-low-contrast",
        level=Level.WARNING,
        message="{colour} on {behind} has a contrast of {ratio:.1f}:1, less than 4.5:1",
        hint="use {legible} instead",
        meaning="A text has a contrast of less than 4.5:1 to what was measured behind it.",
    ),
    FindingKind(
        id="card-part-dropped",
        level=Level.NOTE,
        message="no room for {part}, which the template marks as optional",
        meaning="An optional box was left out, since there was no room for it.",
    ),
)
