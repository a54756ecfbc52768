"""Persian as it is typed with care: Persian digits, half-spaces, and Latin phrases that keep their order anywhere.

The digits of Latin words and formulas stay as they are: `COVID-19`, `HbA1c`, `r = −0.73`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from unicodedata import bidirectional

from announcer.typeset.bidi import resolve_levels, visual_order
from announcer.typeset.glue import ISOLATE_END, ISOLATE_LTR, left_to_right_phrases

HALF_SPACE = "\u200c"
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e\u200f"
MARKS = frozenset({LEFT_TO_RIGHT, RIGHT_TO_LEFT})

_LETTER = "\u0621-\u064a\u066e-\u06d3"
_HALF_SPACES = (
    re.compile(rf"(?<=[{_LETTER}\u0654]) (?=(?:ها|های|هایی|هایش|هایشان|ترین)(?![{_LETTER}{HALF_SPACE}]))"),
    re.compile(rf"(?<=[{_LETTER}]{{2}}ه) (?=(?:ای|اند)(?![{_LETTER}{HALF_SPACE}]))"),
    re.compile(rf"(?<=[{_LETTER}]{{2}}) (?=تر (?:از|است|بود)(?![{_LETTER}]))"),
)
_COMPARED_TEXT = """
آسان آهسته ارزان ایمن بالا بزرگ بلند پایین پایدار پیچیده پیشرفته تند جدی جوان حساس دقیق رایج زیاد ساده سالم
سبک سخت سریع سنگین شایع شدید ضعیف طولانی عمیق فراوان قوی کامل کوتاه کوچک گران گسترده مؤثر موثر مستعد مسن مناسب
مطلوب مقاوم مهم ناچیز نزدیک وسیع خفیف روشن پررنگ بیش
"""
_COMPARED = re.compile(
    rf"(?<![{_LETTER}{HALF_SPACE}])((?:{'|'.join(_COMPARED_TEXT.split())})) (?=تری?(?![{_LETTER}{HALF_SPACE}]))"
)
"""Adjectives before an ending that makes them comparatives: «عمیق‌تری»."""
_MI = re.compile(rf"(?<![{_LETTER}{HALF_SPACE}])(ن?می) (?=[{_LETTER}]{{2}})")
_COMPOUNDS = {
    "پیش": "بینی آگهی داوری آزمون فرض زمینه رونده نیاز",
    "پس": "آزمون زمینه",
    "همه": "گیری گیر جانبه گیرشناسی",
    "روان": "پزشک پزشکی شناس شناسی شناختی درمانی درمانگر تنی سنجی پرستاری",
    "مغز عصب قلب زیست جمعیت بوم جامعه میکروب انگل سم ایمنی آسیب": "شناسی شناس شناختی",
    "دانش": "آموز آموزان آموزی",
    "روبه": "رو روست",
    "راه": "حل",
    "پرسش": "نامه",
    "کم": "خونی توانی شنوایی بینایی",
    "بیش": "فعالی وزنی",
    "چند": "متغیره مرکزی گانه",
    "تک": "متغیره",
    "نیمه": "تجربی",
    "غیر": "واگیر دارویی مستقیم الکلی طبیعی تهاجمی خطی",
    "نظام علاقه هدف توان بهره قانون ضابطه رضایت": "مند مندی",
    "تصمیم اندازه نتیجه شکل نمونه جهت کناره گوشه سخت سهل": "گیری",
    "جمع": "آوری بندی",
    "ایمن آماده شبیه مدل پیاده غنی فعال بهینه توانمند استاندارد آگاه خالص جدا فرهنگ خصوصی ذخیره": "سازی",
    "طرحواره گفتار کار شیمی پرتو موسیقی بازی هنر آب نور لیزر دارو رفتار خود خانواده زوج گروه تن حجامت گیاه شناخت": (
        "درمانی درمانگر درمانگری"
    ),
    "دندان چشم دام": "پزشک پزشکی",
    "درون": "ریز",
    "برون": "ریز شهری",
    "پیاده": "روی",
    "کمال": "گرایی گرا",
    "درمان کنترل شناخته حل مهار": "نشده",
    "نشان تشکیل کاهش افزایش ارائه تسکین هشدار پوشش توسعه انجام اتصال تغییر": "دهنده دهندگان",
}
"""Words that are written as one with a half-space, by their first part; any first goes with any second."""
_ENDING = "(?:ی|ان|ها|های|هایی|ای|ام|اند)?"
_JOINED = [
    re.compile(
        rf"(?<![{_LETTER}{HALF_SPACE}])((?:{'|'.join(firsts.split())})) "
        rf"(?!نشده (?:است|اند|بود|باش))(?=(?:{'|'.join(seconds.split())}){_ENDING}(?![{_LETTER}]))"
    )
    for firsts, seconds in _COMPOUNDS.items()
]
_AGENT = re.compile(
    rf"(?<![{_LETTER}])(?!(?:و|به|از|هر|این|آن|با|در|که) )([{_LETTER}{HALF_SPACE}]{{2,20}}) "
    rf"(?=(?:کننده|کنندگان|کنندگی|شونده|شوندگان)(?![{_LETTER}]))"
)
_DOUBTFUL = re.compile(rf"[{_LETTER}]+ (?:تر|ای|اند|ام)(?![{_LETTER}{HALF_SPACE}])")
_NOT_DOUBTFUL = re.compile(r"(?:به|از|و|در) ام")

_NUMBER = re.compile(r"[0-9۰-۹]+(?:[.,٫٬][0-9۰-۹]+)*%?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?")
_DECIMAL = re.compile(r"\d+\.\d+%?")
_DIGITS = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")
_STOPS = str.maketrans(".,", "٫٬")

_RTL_WORDS = re.compile(rf"([{_LETTER}{HALF_SPACE}\u064b-\u0655\u0670]+)")
_FLANK = "م"
_WAYS = sorted(
    product(("", LEFT_TO_RIGHT, RIGHT_TO_LEFT + LEFT_TO_RIGHT), ("", LEFT_TO_RIGHT, LEFT_TO_RIGHT + RIGHT_TO_LEFT)),
    key=lambda way: len(way[0]) + len(way[1]),
)
"""What may stand before and after a phrase, the shortest first; the last keeps any phrase as it is written."""
_MOST_TRIED = 2
_MIRRORED = str.maketrans("()[]{}<>«»≤≥", ")(][}{><»«≥≤")


def typed(text: str) -> str:
    """Return `text`, of the same length, with Persian digits in running text and half-spaces where they are due.

    Put in are the half-spaces of «می‌شود», «بیماری‌ها», «مهم‌ترین», «شده‌اند» where a space stands in their place,
    and those of words made of two, such as «پیش‌بینی‌کننده» and «دانش‌آموز».
    """
    text = _MI.sub(rf"\1{HALF_SPACE}", text)
    for pattern in (*_JOINED, _AGENT, _COMPARED):
        text = pattern.sub(rf"\1{HALF_SPACE}", text)
    for pattern in _HALF_SPACES:
        text = pattern.sub(HALF_SPACE, text)
    pieces, position = [], 0
    for phrase in left_to_right_phrases(text) if re.search(r"[0-9%]", text) else ():
        pieces += [_NUMBER.sub(_persian_number, text[position : phrase.start()]), _phrase(phrase.group())]
        position = phrase.end()
    return "".join([*pieces, _NUMBER.sub(_persian_number, text[position:])])


def mended_half_spaces(text: str) -> tuple[str, ...]:
    """Return the words of a text of the record into which `typed` puts half-spaces, as it writes them."""
    written = typed(text)
    put_in = [place for place, sign in enumerate(written) if sign == HALF_SPACE != text[place]]
    around = (
        written[written.rfind(" ", 0, place) + 1 :].partition(" ")[0].strip("«».،؛:()[]؟!") for place in put_in
    )
    return tuple(dict.fromkeys(around))


def doubtful_half_spaces(text: str) -> tuple[str, ...]:
    """Return the places where a space may stand for a half-space, and only a reader can tell: «بیش تر»."""
    found = (match.group() for match in _DOUBTFUL.finditer(text))
    return tuple(dict.fromkeys(words for words in found if not _NOT_DOUBTFUL.match(words)))


def in_reading_order(text: str) -> str:
    """Return right-to-left `text` with the marks that keep Latin phrases and formulas as they are written.

    Programs show `25(OH)D` among Persian words as `D(OH)25` unless U+200E stands before it. Marks are put in only
    where they change what is seen; a text without Persian letters is returned as it is.
    """
    words = _RTL_WORDS.split(text)
    if len(words) == 1:
        return text
    for place in range(0, len(words), 2):
        before, after = _FLANK if place else "", _FLANK if place + 1 < len(words) else ""
        words[place] = _kept_in_order(words[place], before, after)
    return "".join(words)


def right_to_left_lines(text: str) -> str:
    """Return `text` with U+200F before lines of Persian words that begin with a Latin one.

    Programs let a line run in the direction of its first letter.
    """
    return "\n".join(f"{RIGHT_TO_LEFT}{line}" if _runs_wrongly(line) else line for line in text.split("\n"))


def _runs_wrongly(line: str) -> bool:
    first = next((side for char in line if (side := bidirectional(char)) in {"L", "R", "AL"}), "")
    return first == "L" and _RTL_WORDS.search(line) is not None


@lru_cache(maxsize=2000)
def _kept_in_order(piece: str, before: str, after: str) -> str:
    """Return a stretch between two Persian words with the marks that it needs."""
    text = f"{before}{piece}{after}"
    spans = [phrase.span() for phrase in left_to_right_phrases(text)]
    if not spans:
        return piece
    wanted = _seen(_wrapped(text, spans, [(ISOLATE_LTR, ISOLATE_END)] * len(spans)))
    every = [_WAYS] * len(spans)
    ways = (
        sorted(product(*every), key=_length) if len(spans) <= _MOST_TRIED else [[way] * len(spans) for way in _WAYS]
    )
    marked = next((made for way in ways if _seen(made := _wrapped(text, spans, way)) == wanted), text)
    return marked[len(before) : len(marked) - len(after)]


def _length(way: Sequence[tuple[str, str]]) -> int:
    return sum(len(before) + len(after) for before, after in way)


def _wrapped(text: str, spans: Sequence[tuple[int, int]], around: Sequence[tuple[str, str]]) -> str:
    pieces, position = [], 0
    for (start, end), (before, after) in zip(spans, around, strict=True):
        pieces += [text[position:start], before, text[start:end], after]
        position = end
    return "".join([*pieces, text[position:]])


def _seen(text: str) -> str:
    """Return the signs of a right-to-left line from its left to its right, without those that nobody sees."""
    levels = resolve_levels(text, 1).of_line(0, len(text))
    signs = (
        text[place].translate(_MIRRORED) if levels[place] & 1 else text[place] for place in visual_order(levels)
    )
    return "".join(sign for sign in signs if sign not in MARKS and sign not in {ISOLATE_LTR, ISOLATE_END})


def _phrase(phrase: str) -> str:
    """Return a phrase as it is, or with Persian digits where it is nothing but a negative number."""
    bare = phrase.lstrip("−-")
    return phrase if bare == phrase or not _NUMBER.fullmatch(bare) else _NUMBER.sub(_persian_number, phrase)


def _persian_number(number: re.Match[str]) -> str:
    found = number.group()
    has_stops = _THOUSANDS.fullmatch(found) or _DECIMAL.fullmatch(found)
    return found.translate(_STOPS if has_stops else {}).translate(_DIGITS)
