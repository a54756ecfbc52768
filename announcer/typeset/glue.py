"""What belongs together stays together: no-break spaces before units, isolates around foreign phrases.

Both change the text that is set, never the text that is kept.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from announcer.typeset.inline_styles import SpanStyle
from announcer.typeset.normalise import StyledChars

NO_BREAK_SPACE = "\u00a0"
ISOLATE_LTR = "\u2066"
ISOLATE_RTL = "\u2067"
ISOLATE_END = "\u2069"
ISOLATES = frozenset({ISOLATE_LTR, ISOLATE_RTL, ISOLATE_END})

_UNITS = (
    "mg|kg|g|µg|μg|ng|pg|mL|ml|µL|μL|L|dL|mm|cm|km|µm|μm|nm|m|h|min|s|ms|Hz|kHz|MHz|GHz|kDa|Da|Gy|mGy|cGy|MBq|mmHg|"
    "mmol|µmol|μmol|nmol|mol|M|mM|µM|μM|nM|kcal|kJ|kV|mV|V|W|K|years?|yrs?|days?|weeks?|months?|hours?|patients?|"
    "adults|children|cases|CFU|IU|ppm|ppb|rpm"
)
_RELATIONS = "<>=≤≥≈≪≫~∼"
_NUMBERED = ("[Tt]ype", "[Ss]tage", "[Gg]rade", "[Pp]hase", "[Pp]art", "Vol", "No", "Fig")
_AFTER_NUMBERED = "|".join(rf"(?<=\b{word} )" for word in _NUMBERED)
# Each begins with the space that it makes one without a break: those are found quickly.
_GLUE = (
    re.compile(rf" (?<=\d )(?=(?:{_UNITS})(?!\w)|[%°‰])"),
    re.compile(rf" (?:(?<=\b[pPnNrRd𝑝𝑛] )(?=[{_RELATIONS}])|(?<=[{_RELATIONS}] )(?=[\d−–-]))"),
    re.compile(r" (?:(?<=\d )(?=[±×])|(?<=[±×] )(?=\d))"),
    re.compile(rf" (?:{_AFTER_NUMBERED})(?=[\dIVX]+\b)"),
    re.compile(
        r" (?:(?<=\d )(?=(?:of|in|out of) \d{1,3}(?!\d))|(?<=\d out )(?=of \d{1,3}(?!\d))"
        r"|(?:(?<=\d of )|(?<=\d in )|(?<=\d out of ))(?=\d{1,3}(?!\d)))"
    ),
)
_PERSIAN = "\u0621-\u064a\u066e-\u06d3"
_COUNTING = "یک|دو|سه|چهار|پنج|شش|هفت|هشت|ده|صد|هزار|میلیون|چند|نیم|هر|حدود"
_COUNTED = "درصد|ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال|نفر|بیمار|مورد|بار|برابر|درجه|گرم|لیتر|میلی\u200c|کیلو|میکرو"
_LIGHT_VERBS = (
    "داد|دادند|دهد|دهند|داده|یافت|یافتند|یابد|یابند|یافته|کرد|کردند|کند|کنند|کرده|شد|شدند|شود|شوند|شده|گرفت|گرفتند"
    "|گیرد|گیرند|گرفته|داشت|داشتند|دارد|دارند|داشته|بود|بودند|است|نیست|نبود"
)
_PERSIAN_GLUE = (
    re.compile(rf" (?=را(?![{_PERSIAN}\u200c]))"),
    re.compile(rf" (?=(?:ن?می\u200c|ن)?(?:{_LIGHT_VERBS})(?![{_PERSIAN}\u200c]))"),
    re.compile(rf" (?<=[0-9۰-۹] )(?=(?:{_COUNTED}))"),
    re.compile(r" (?<=علوم )(?=پزشکی)"),
    re.compile(r" (?:(?<=[0-9۰-۹][ \u00a0]نفر )(?=از [0-9۰-۹])|(?<=نفر[ \u00a0]از )(?=[0-9۰-۹]))"),
    re.compile(rf" (?:(?<=فشار )|(?<=فشاری )|(?<=قند ))(?=خون(?![{_PERSIAN}]))"),
)
_AFTER_COUNTING = re.compile(rf"(?<![{_PERSIAN}\u200c])({_COUNTING}) (?=[{_PERSIAN}0-9۰-۹])")
_HAS_PERSIAN = re.compile(f"[{_PERSIAN}]")
_MAY_NEED_GLUE = re.compile(rf"[\d{_RELATIONS}%°±×]")
_MAY_BE_NUMBERED = re.compile(r" (?<=[tT]ype |tage |rade |hase |[Pp]art )")

# Words, names and formulas of scripts that run left to right with what stands between them, numbers with their
# unit, and sums. Quantifiers are possessive or bounded, so that no text takes long.
_SPACE = r"[ \u00a0]?"
_EUROPEAN = r"A-Za-zµμ°\u00c0-\u02af\u0370-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1dbf\u1e00-\u1fff"
_ASIAN = r"\u0900-\u109f\u1100-\u11ff\u3005-\u3007\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"{_EUROPEAN}{_ASIAN}\U0001d400-\U0001d7ff"
_MARK = r"\u0300-\u036f\u2060"
_ASIAN_STOP = r"\u3001-\u3003\u3008-\u3011\uff01-\uff1f"
_ALNUM = rf"{_LETTER}{_MARK}{_ASIAN_STOP}0-9⁰¹²³⁴-⁹₀-₉%٪"
_ARABIC = r"\u0590-\u08ff\u200c\ufb1d-\ufdff\ufe70-\ufefc"
_SIGNS = r"-\u2010\u2011–−/·.,:;'’′+⁺⁻&<>=≤≥≈~±×*^_@#"
_BETWEEN = rf"(?:{_SPACE}[{_SIGNS}]{{1,2}}{_SPACE}[−+-]?|[ \u00a0])"
_NUMBER = r"[0-9]{1,30}+(?:[.,][0-9]{1,30}+){0,4}+"
_UNIT = rf"(?:°[CF]|(?:{_UNITS}|CI)(?:/(?:{_UNITS}|mL))*)(?!\w)"
_GROUP = rf"(?:\([^()\[\]\n{_ARABIC}]{{1,40}}\)|\[[^()\[\]\n{_ARABIC}]{{1,40}}\])"
"""Brackets that belong to a word they touch: `Ca(OH)2`, `[18F]FDG`, `t(9;22)`."""
_PIECE = rf"(?:{_GROUP}(?=[{_ALNUM}]))?+[{_ALNUM}]++(?:{_GROUP}[{_ALNUM}]*+){{0,6}}+"
_PHRASE = (
    rf"(?<!\w)(?:[<>≤≥~≈±−]?{_NUMBER}[%٪]?[ \u00a0](?={_UNIT}))?"
    rf"(?=[^\s{_ARABIC}]{{0,60}}[{_LETTER}])(?:[<>≤≥~≈±−](?=[0-9]))?"
    rf"{_PIECE}(?:{_BETWEEN}(?:{_PIECE}|{_GROUP}))*+[+⁺⁻−*#′]{{0,3}}+(?!\w)"
)
_RAISED = r"[⁰¹²³⁴-⁹]*+"
_SUM = (
    rf"(?<!\w){_NUMBER}(?:{_SPACE}[±×=<>≤≥≈~−⁻⁺]{{1,2}}{_SPACE}{_RAISED}(?:{_NUMBER}[⁻⁺]?{_RAISED})?){{1,8}}+"
    rf"(?:{_SPACE}{_UNIT})?(?!\w)"
)
_ADDRESS = rf"https?://[^\s{_ARABIC}«»]+"
_NEGATIVE = r"(?<![\w.,٫٬)\]])[−-][0-9۰-۹]++(?:[.,٫٬/][0-9۰-۹]++)*+[%٪]?"
_LEFT_TO_RIGHT_PHRASE = rf"{_ADDRESS}|{_PHRASE}|{_SUM}|{_NEGATIVE}"
_ARABIC_PHRASE = re.compile(rf"[{_ARABIC}]++(?:[ \u00a0-][{_ARABIC}]++)*+")


def glued(text: str) -> str:
    """Return `text`, of the same length, with no-break spaces where a line must not end.

    These are: a number and its unit, `p < 0.05`, `5.2 ± 0.3`, `phase 3`; in Persian «دو ساعت», a word and its «را»,
    and a verb such as «کاهش داد».
    """
    if _HAS_PERSIAN.search(text):
        text = _AFTER_COUNTING.sub(rf"\1{NO_BREAK_SPACE}", text)
        for pattern in _PERSIAN_GLUE:
            text = pattern.sub(NO_BREAK_SPACE, text)
    if not (_MAY_NEED_GLUE.search(text) or _MAY_BE_NUMBERED.search(text)):
        return text
    for pattern in _GLUE:
        text = pattern.sub(NO_BREAK_SPACE, text)
    return text


def isolated(text: str, styles: list[SpanStyle], *, rtl: bool) -> StyledChars:
    """Return text with isolates around phrases of the other direction.

    In a right-to-left paragraph UAX #9 alone would show `25 mg/kg` as `mg/kg 25` and `CD8⁺` as `⁺CD8`, and would
    let Latin letters draw the Persian digits and the closing quote after them to their side; in a left-to-right
    one Persian letters would do the same to `: 25 mg`.
    """
    if rtl:
        return _wrapped(text, styles, left_to_right_phrases(_with_raised_minus(text, styles)), ISOLATE_LTR)
    return _wrapped(text, styles, _ARABIC_PHRASE.finditer(text), ISOLATE_RTL)


def left_to_right_phrases(text: str) -> Iterator[re.Match[str]]:
    """Yield what a right-to-left text holds that is read from left to right: `CD8⁺`, `25(OH)D`, `r = −0.73`."""
    return _left_to_right_phrase().finditer(text)


@cache
def _left_to_right_phrase() -> re.Pattern[str]:
    return re.compile(_LEFT_TO_RIGHT_PHRASE)  # takes a while, and cards of one direction do without


def _wrapped(text: str, styles: list[SpanStyle], phrases: Iterable[re.Match[str]], isolate: str) -> StyledChars:
    chars: list[str] = []
    kept: list[SpanStyle] = []
    position = 0
    for phrase in phrases:
        start, end = phrase.span()
        chars += [text[position:start], isolate, text[start:end], ISOLATE_END]
        kept += [*styles[position:start], styles[start], *styles[start:end], styles[end - 1]]
        position = end
    return "".join([*chars, text[position:]]), [*kept, *styles[position:]]


def _with_raised_minus(text: str, styles: list[SpanStyle]) -> str:
    """Return `text` with the minus of 10<sup>-6</sup> kept apart from a hyphen; of the same length."""
    if "-" not in text and "–" not in text:
        return text
    return "".join(
        "⁻" if char in "-–" and style.shift > 0 else char for char, style in zip(text, styles, strict=True)
    )
