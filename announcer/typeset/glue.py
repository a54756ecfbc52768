"""What belongs together stays together: no-break spaces before units, isolates around formulas among Persian.

Both change the text that is set, never the text that is kept.
"""

import re

from announcer.typeset.markup import Style
from announcer.typeset.normalise import StyledChars

NO_BREAK_SPACE = "\u00a0"
ISOLATE_LTR = "\u2066"
ISOLATE_END = "\u2069"

_UNITS = (
    "mg|kg|g|µg|μg|ng|pg|mL|ml|µL|μL|L|dL|mm|cm|km|µm|μm|nm|m|h|min|s|ms|Hz|kHz|MHz|GHz|kDa|Da|Gy|mGy|cGy|MBq|mmHg|"
    "mmol|µmol|μmol|nmol|mol|M|mM|µM|μM|nM|kcal|kJ|kV|mV|V|W|K|years?|yrs?|days?|weeks?|months?|hours?|patients?|"
    "adults|children|cases"
)
_RELATIONS = "<>=≤≥≈≪≫~∼"
_NUMBERED = ["[Tt]ype", "[Ss]tage", "[Gg]rade", "[Pp]hase", "[Pp]art", "Vol", "No", "Fig"]
_GLUE = (
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w)|[%°‰])"),
    re.compile(rf"(?<=\b[pPnNrRd𝑝𝑛]) (?=[{_RELATIONS}])|(?<=[{_RELATIONS}]) (?=[\d−–-])"),
    re.compile(r"(?<=\d) (?=[±×])|(?<=[±×]) (?=\d)"),
    re.compile("|".join(rf"(?<=\b{word}) (?=[\dIVX]+\b)" for word in _NUMBERED)),
)
_MAY_NEED_GLUE = re.compile(rf"[\d{_RELATIONS}%°±×]|[tT]ype |tage |rade |hase |[Pp]art ")

# A number with its Latin unit, or a Latin name that ends in a sign (CD8⁺): UAX #9 alone would part them.
_LETTER = "A-Za-zµμ°"
_GREEK_OR_LATIN = r"A-Za-z\u0370-\u03ff"
_FORMULA = re.compile(
    rf"(?<![\w.])[<>≤≥~≈±]?[0-9]+(?:[.,][0-9]+)*[ \u00a0]?[{_LETTER}][{_LETTER}0-9/·⁻¹²³%]{{0,40}}"
    rf"(?:[ \u00a0]?/[ \u00a0]?[{_LETTER}]{{1,40}}){{0,4}}"
    rf"|(?<!\w)[{_GREEK_OR_LATIN}][{_GREEK_OR_LATIN}0-9/·–+⁺⁻−-]{{0,40}}[+⁺⁻−](?!\w)"
)


def glued(text: str) -> str:
    """Return `text`, of the same length, with no-break spaces where a line must not end.

    These are: a number and its unit, `p < 0.05`, `5.2 ± 0.3`, `phase 3`.
    """
    if not _MAY_NEED_GLUE.search(text):
        return text
    for pattern in _GLUE:
        text = pattern.sub(NO_BREAK_SPACE, text)
    return text


def isolated(text: str, styles: list[Style]) -> StyledChars:
    """Return right-to-left text with isolates around formulas: UAX #9 would part `25 mg/kg` and `CD8⁺`."""
    chars: list[str] = []
    kept: list[Style] = []
    position = 0
    for formula in _FORMULA.finditer(text):
        start, end = formula.span()
        chars += [text[position:start], ISOLATE_LTR, text[start:end], ISOLATE_END]
        kept += [*styles[position:start], styles[start], *styles[start:end], styles[end - 1]]
        position = end
    return "".join([*chars, text[position:]]), [*kept, *styles[position:]]
