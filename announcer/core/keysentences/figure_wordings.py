"""The wordings in which a sentence gives its one figure, and those of all other numbers, in English and Persian.

Texts are looked at with Latin digits, `.` and `%` in the place of Persian ones, which have as many characters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

AS_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬٪\u00a0\u202f", "01234567890123456789.,%  ")

_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = rf"(?<![\w.,/^⁻−+-])(?:{_PLAIN})(?![\d⁰¹²³⁴-⁹⁻])"
"""A number by itself: not part of a name such as PD-1 or CD8, of a date, a power or a range."""
_COUNT = r"(?<![\w.,/^⁻−+-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.,⁰¹²³⁴-⁹⁻]*\d)"
_SIGNED = rf"(?<![\w.,/^⁻])[−+-]?(?:{_PLAIN})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The patterns of one language; each names what it finds by groups.

    `percent`, `change`, `times`, `part` and `people` are the wordings of figures, with the groups `number`, for a
    change `first` and `last`, for a part `whole`, and `unit`. What matches `explained` is a number of another kind:
    a year, an age, a span of time, a count of studies. `rival` is a measured quantity beside the figure.
    """

    percent: re.Pattern[str]
    change: re.Pattern[str]
    times: re.Pattern[str]
    part: re.Pattern[str]
    people: re.Pattern[str]
    explained: tuple[re.Pattern[str], ...]
    rival: re.Pattern[str]
    qualifier: re.Pattern[str]
    """What stands right before a figure and belongs to it: `about`, `up to`."""
    denied: re.Pattern[str]
    """What stands before a figure and takes it back: `no more than`, `not`."""
    sample: re.Pattern[str]
    """What stands before people who were studied, not counted: `in 412 people`."""
    treated: re.Pattern[str]
    """What a sentence says of people who were studied: that they were enrolled, or underwent something."""
    of_people: re.Pattern[str]
    """How what follows a share begins where it is people who are counted."""
    numerals: Mapping[str, int] = field(default_factory=dict)
    """Numbers as words."""
    times_sign: str = "times"


def _numerals(words: str, first: int) -> Mapping[str, int]:
    return MappingProxyType({word: first + place for place, word in enumerate(words.split())})


_EN_NUMERALS = _numerals("one two three four five six seven eight nine ten", 1)
_EN_WORD = "|".join(_EN_NUMERALS)
_EN_N = rf"(?:{NUMBER}|\b(?:{_EN_WORD})\b)"
_EN_PEOPLE = (
    r"(?:people|persons|patients|adults|children|adolescents|women|men|girls|boys|participants|volunteers|students|"
    r"pupils|nurses|doctors|physicians|dentists|workers|employees|teachers|mothers|fathers|parents|infants|babies|"
    r"newborns|athletes|survivors|carers|caregivers|smokers|users|residents|donors|veterans|"
    r"teenagers|drivers|couples)"
)
_EN_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)"
_EN_UNIT = (
    r"(?:mm\s?Hg|mg/dL|mmol/L|mol/L|µg|μg|mcg|ng|mg|kg|g|mL|dL|L|cm|mm|km|µm|μm|nm|kcal|kJ|°C|Hz|IU|points?|"
    r"percentage points|beats|breaths|steps|litres?|liters?|grams?|kilograms?|degrees?)"
)
_EN_STUDIES = (
    r"(?:trials?|studies|papers|articles|reviews|centres?|centers?|hospitals?|clinics?|countries|cities|towns|"
    r"provinces|villages|schools?|universities|wards|units|sites|families|households|cohorts?|registries|databases|"
    r"datasets|groups|sessions|visits|meals|doses|questions|items|teams|labs|laboratories|species|samples|variants)"
)
_EN_MORE = (
    r"(?:longer|shorter|more|less|earlier|later|higher|lower|fewer|older|younger|faster|slower|sooner|better|worse|"
    r"heavier|lighter|taller|greater|smaller)"
)
_EN_CHANGED = (
    r"\b(?:fell|falls|rose|rises|dropped|drops|increased|increases|decreased|decreases|declined|"
    r"declines|grew|grows|"
    r"improved|improves|reduced|reduces|cut|cuts|lowered|lowers|raised|raises|went|climbed|shrank|shortened|shortens|"
    r"lengthened|doubled|halved|slowed|lifted|brought)\b"
)
_EN_STATISTIC = r"(?:[pP]|HR|OR|RR|aOR|aHR|aRR|IRR|SMD|MD|WMD|CI|AUC|I2|I²|[nNrRtFzκβ]|SD|SE|IQR|mean|median)"

_EN_SMALL = (
    r"(?:a|an|the|and|or|of|in|on|at|by|for|from|to|with|who|when|where|which|that|than|was|were|is|are|had|"
    r"versus|vs)"
)
_EN_SPELT = (
    r"(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|"
    rf"{_EN_WORD})"
)

ENGLISH = Wordings(
    percent=re.compile(
        rf"(?P<number>{_SIGNED})\s?(?P<unit>%|percentage points\b|per\s?cent\b(?! points))(?![\w–-])"
        r"(?!\s+or\s+(?:less|more|fewer|greater|higher|lower|over|under|above|below)\b)(?P<of>\s+of\b)?"
    ),
    change=re.compile(
        rf"{_EN_CHANGED}[^.;:0-9]{{0,70}}?(?P<figure>\bfrom\s+(?P<first>{NUMBER})\s?(?P<unit1>%|[\w°/]+(?:\s?Hg)?)?\s+"
        rf"to\s+(?P<last>{NUMBER})\s?(?P<unit>%|per\s?cent\b|{_EN_UNIT}\b|{_EN_TIME}\b|in\s+\d+)?)"
    ),
    times=re.compile(
        rf"(?:(?P<number>{_EN_N})\s+times\s+(?=as\b|more\b|higher\b|greater\b|likelier\b|faster\b|longer\b|larger\b|"
        r"bigger\b|less\b|lower\b|fewer\b|the\b|that\b)"
        rf"|(?P<fold>{_PLAIN}|{_EN_WORD})[- ]?fold\b|\b(?P<twice>twice)\s+(?=as\b|the\b|that\b))",
        re.IGNORECASE,
    ),
    part=re.compile(
        rf"(?P<figure>(?P<number>{_EN_N})\s+(?P<words>(?:in|out of|of)(?:\s+every)?)\s+(?P<whole>{_EN_N}))"
        rf"(?!\s?%|\s+(?:{_EN_TIME}|{_EN_STUDIES}))",
        re.IGNORECASE,
    ),
    people=re.compile(rf"(?P<number>{_COUNT})\s(?:(?!{_EN_SMALL}\b)[a-z-]+\s){{0,2}}?(?P<unit>{_EN_PEOPLE})\b"),
    explained=(
        re.compile(r"\b(?:95|90|99)\s?(?:%|per\s?cent)\s+(?:CIs?|CrIs?|PIs?|confidence|credible|limits)\b"),
        re.compile(
            rf"\b(?:95|90|99)\s?%\s+(?:CI|confidence|credible)\b[^,;.]{{0,40}}?(?:{_PLAIN})\s?%?"
            rf"\s?(?:to|and|,|–|-)\s?(?:{_PLAIN})\s?%?"
        ),
        re.compile(rf"\b{_EN_STATISTIC}\s?(?:=|<|>|≤|≥|of|was|:)?\s?[−-]?\.?(?:{_PLAIN})(?:\s?(?:to|–|-)\s?(?:{_PLAIN}))?"),
        re.compile(rf"[<>≤≥=~∼≈]\s?(?:{_PLAIN})\s?%?"),
        re.compile(r"(?<![\w.,-])(?:1[89]|20)\d\d(?:\s?(?:to|and|–|-)\s?(?:1[89]|20)?\d\d)?(?![\w%.,]*\d|\s?%)"
                   rf"(?!\s+(?:[a-z-]+\s+){{0,2}}{_EN_PEOPLE}\b)"),
        re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)"),
        re.compile(
            rf"\b(?:after|within|for|over|in|at|during|until|by|every|per|a|the|each|first|last|next|past|of|to|and)"
            rf"\s+(?:the\s+)?(?:first\s+|last\s+|next\s+|past\s+)?{_EN_N}\s+{_EN_TIME}\b(?!\s+{_EN_MORE})"
        ),
        re.compile(rf"\b(?:{_PLAIN}|{_EN_WORD})[- –](?:{_EN_TIME}|item|point|arm|centre|center)\b(?=[- ])"),
        re.compile(rf"\b{_EN_N}\s+{_EN_TIME}\s+(?:a|per|each|every)\s+{_EN_TIME}\b"),
        re.compile(rf"\b{_EN_N}\s+times\s+(?:a|per|each|every|daily|weekly|monthly)\b"),
        re.compile(
            rf"\b(?:aged?|ages|over|under|above|below|older than|younger than|between|from)\s+(?:{_PLAIN})"
            rf"(?:\s?(?:to|and|–|-)\s?(?:{_PLAIN}))?(?!\s?%)(?:\s+{_EN_TIME})?(?=\s+(?:and|or)\s+(?:over|older|above|more)\b"
            rf"|\s+(?:years?\b|{_EN_PEOPLE})|[,.;]|$|\s+(?:of age|years)\b|\s+who\b|\s+with\b)"
        ),
        re.compile(rf"{NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?{_EN_STUDIES}\b"),
        re.compile(rf"{NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?{_EN_PEOPLE}\b"),
        re.compile(rf"\b(?:[Tt]ype|[Ss]tage|[Gg]rade|[Pp]hase|[Ll]evel|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)\s+{NUMBER}"),
    ),
    rival=re.compile(
        rf"\b{_EN_SPELT}\s+per\s?cent\b|{_EN_N}\s?(?:{_EN_UNIT}|{_EN_TIME})\b\s+{_EN_MORE}\b|"
        rf"\bby\s+{_EN_N}\s?(?:{_EN_UNIT}|{_EN_TIME})\b",
        re.IGNORECASE,
    ),
    qualifier=re.compile(
        r"(?:about|around|almost|nearly|roughly|approximately|some|up to|at least|at most|as much as|"
        r"as many as|as high as|as low as|more than|less than|fewer than|over|under|only|just)\s+$",
        re.IGNORECASE,
    ),
    denied=re.compile(r"\b(?:no|not|never|neither|without|nor)\b[^,;]{0,40}$|n['’]t\b[^,;]{0,40}$", re.IGNORECASE),
    sample=re.compile(
        r"\b(?:in|of|with|among|from|for|on|into|between|by|than|to|at|and)\s+"
        r"(?:the\s|all\s|these\s|our\s|a total of\s)?$|"
        r"\b(?:year|grade|examined|studied|reviewed|analy[sz]ed|identified|included|enrolled|recruit(?:ed)?|"
        r"randomi[sz]ed|interviewed|assessed|followed|compared|investigated|reported|evaluated|surveyed|comprised)\s+"
        r"(?:retrospectively\s|prospectively\s)?(?:data\s)?$",
        re.IGNORECASE,
    ),
    treated=re.compile(
        r"\b(?:were|was)\s+(?:\w+\s)?(?:enrolled|studied|recruited|included|involved|analy[sz]ed|reviewed|"
        r"randomi[sz]ed|assessed|followed|evaluated|eligible|treated|compared|interviewed|surveyed|"
        r"examined|identified|taken)\b|"
        r"\bunder(?:went|going|gone)\b|\bfulfilled\b|\breceived\b|\b(?:involving|including)\b|"
        r"^\s*participants were\b",
        re.IGNORECASE,
    ),
    of_people=re.compile(rf"(?:\s+(?!{_EN_STUDIES}\b)[a-z-]+){{0,3}}?\s+{_EN_PEOPLE}\b"),
    numerals=_EN_NUMERALS,
)  # fmt: skip

_FA_NUMERALS = _numerals("یک دو سه چهار پنج شش هفت هشت نه ده", 1)
_FA_WORD = "|".join(_FA_NUMERALS)
_FA_LETTER = "\u0621-\u064a\u066e-\u06d3"
_FA_N = rf"(?:{NUMBER}|(?<![{_FA_LETTER}\u200c])(?:{_FA_WORD})(?![{_FA_LETTER}\u200c]))"
_FA_PEOPLE = (
    r"(?:نفر|بیمار|بیماران|کودک|زن|مرد|دانشجو|دانش\u200cآموز|"
    r"شرکت\u200cکننده|پرستار|پزشک|سالمند|نوزاد|مادر|داوطلب|بزرگسال|نوجوان|کارگر)"
)
_FA_TIME = r"(?:ثانیه|دقیقه|ساعت|روز|شب|هفته|ماه|سال|دهه)"
_FA_STUDIES = (
    r"(?:کارآزمایی|مطالعه|پژوهش|مقاله|مرکز|بیمارستان|کشور|شهر|استان|روستا|"
    r"مدرسه|دانشگاه|بخش|خانوار|خانواده|گروه|جلسه|نوبت|پرسش|نمونه)"
)
_FA_UNIT = (
    r"(?:میلی\u200c?متر جیوه|میلی\u200c?گرم|میکرو\u200c?گرم|کیلو\u200c?گرم|گرم|لیتر|"
    r"میلی\u200c?لیتر|سانتی\u200c?متر|متر|نمره|امتیاز|واحد|درجه|گام|قدم)"
)
_FA_END = rf"(?![{_FA_LETTER}\u200c])"

PERSIAN = Wordings(
    percent=re.compile(
        rf"(?:(?P<number>{_SIGNED})\s?(?P<unit>%|درصد{_FA_END})|%(?P<late>{_PLAIN}))(?![\w–])(?P<of>\s+از(?=\s))?"
    ),
    change=re.compile(
        rf"(?P<figure>(?<![{_FA_LETTER}])از\s+(?P<first>{NUMBER})\s?(?P<unit1>%|درصد|{_FA_UNIT}|{_FA_TIME})?\s+به\s+"
        rf"(?P<last>{NUMBER})\s?(?P<unit>%|درصد|{_FA_UNIT}|{_FA_TIME})?){_FA_END}"
        rf"(?=[^.؛]{{0,30}}?(?:رسید|رساند|کاهش|افزایش|کم شد|زیاد شد|بالا رفت|پایین آمد|رسیده|ارتقا))"
    ),
    times=re.compile(rf"(?P<number>{_FA_N})\s?برابر{_FA_END}"),
    part=re.compile(
        rf"(?P<figure>(?P<number>{_FA_N})\s+(?:نفر\s+)?(?P<words>از هر|از)\s+(?P<whole>{_FA_N}))"
        rf"(?!\s?%|\s?درصد|\s?\u200c?(?:{_FA_TIME}|{_FA_STUDIES}))"
    ),
    people=re.compile(rf"(?P<number>{NUMBER})\s+(?P<unit>{_FA_PEOPLE}){_FA_END}"),
    explained=(
        re.compile(r"(?:فاصلهٔ? اطمینان|CI)\s?(?:95|90|99)?\s?(?:%|درصد)?[^،؛.]{0,30}"),
        re.compile(r"\b(?:95|90|99)\s?(?:%|درصد)\s+(?:CI|فاصلهٔ? اطمینان)[^،؛.]{0,30}"),
        re.compile(rf"\b(?:[pP]|HR|OR|RR|CI|[nN])\s?(?:=|<|>|≤|≥)\s?(?:{_PLAIN})(?:\s?(?:–|-|تا)\s?(?:{_PLAIN}))?"),
        re.compile(rf"[<>≤≥=~≈]\s?(?:{_PLAIN})\s?%?"),
        re.compile(r"(?<![\d.,])(?:1[34]|20|19)\d\d(?![\d%.,]|\s?(?:درصد|نفر|بیمار))"),
        re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)"),
        re.compile(
            r"(?:در|طی|پس از|بعد از|به مدت|هر|تا|مدت|حدود|روزی|هفته\u200cای|ماهی|سالی|از|و)\s+"
            rf"{_FA_N}\s+{_FA_TIME}{_FA_END}"
            r"(?!\s+(?:زودتر|دیرتر|بیشتر|کمتر|طولانی))"
        ),
        re.compile(rf"{NUMBER}(?:\s|\u200c)?{_FA_TIME}(?:ه|هٔ|ٔ)"),
        re.compile(rf"(?:بالای|زیر|بیش از|کمتر از|سن)\s+{NUMBER}\s+سال"),
        re.compile(rf"{NUMBER}\s+(?:تا|و)\s+{NUMBER}\s+سال"),
        re.compile(rf"{NUMBER}\s+{_FA_STUDIES}"),
        re.compile(rf"{NUMBER}\s+{_FA_PEOPLE}"),
        re.compile(rf"(?:نوع|مرحلهٔ?|درجهٔ?|فاز|روز|هفتهٔ?|ماه|سال)\s+{NUMBER}"),
        re.compile(rf"{_FA_N}\s+بار\s+در\s+{_FA_TIME}"),
    ),
    rival=re.compile(
        rf"{_FA_N}\s+(?:{_FA_TIME}|{_FA_UNIT})\s+(?:زودتر|دیرتر|بیشتر|کمتر|بالاتر|پایین\u200cتر|طولانی\u200cتر|کوتاه\u200cتر|پایین|بالا|کم|زیاد)"
    ),
    qualifier=re.compile(r"(?:حدود|نزدیک به|تقریباً|تا|دست\u200cکم|حداقل|حداکثر|بیش از|کمتر از|تنها|فقط)\s+$"),
    denied=re.compile(rf"(?<![{_FA_LETTER}])(?:بدون|نه)\s[^،؛]{0, 40}$"),
    sample=re.compile(r"(?:در|از|با|روی|بین|میان|برای)\s+(?:این\s)?$"),
    treated=re.compile(r"(?:وارد مطالعه|بررسی|مطالعه|انتخاب)\s+(?:شد|شدند|گردید|گردیدند)"),
    of_people=re.compile(
        rf"\s+(?:نفر\s+)?(?:{_FA_PEOPLE}|افراد|مردم|پرستاران|کودکان|زنان|مردان|دانشجویان|سالمندان|مبتلایان)"
    ),
    numerals=_FA_NUMERALS,
    times_sign="برابر",
)

BY_LANGUAGE: Mapping[str, Wordings] = MappingProxyType({"en": ENGLISH, "fa": PERSIAN})
