"""Hashtags out of keywords: readable, accessible, and exactly what X takes them for."""

import re
from collections.abc import Sequence

from announcer.core.posts.entities import hashtags
from announcer.core.text.letters import PERSIAN_DIGITS, folded

LONGEST = 30
"""Letters; a longer tag is hard to read and takes too much of the post."""

LARGEST_COUNT = 4
"""Words; what takes more is a sentence, not a tag."""

_LONGEST_KEYWORD = 300
"""Letters, remarks in brackets included; what is longer gives no tag of 30."""
_TOO_GENERAL_TEXT = """
acceptability acceptance access accuracy acquisition adaptation adherence adolescent adolescents adoption adult
adults advocacy africa age aged agreement algorithm algorithms america analysis animal animals antarctica
applications approach area argentina article asia assessment associations attitude attitudes attribution australia
austria availability awareness awarenesses bangladesh barriers baseline baselineseverity behavior belgium benefits
bias biases biology brazil burden canada capacity casecontrolstudies casereport casereports casestudy categories
causality cells challenges characteristics chemistry child children chile china classification clinical
clinicaltrial clinicaltrials clinics cohort cohortstudies collaboration colombia community comparativestudy
comparison competence complexity compliance complications components comprehension concept conclusions conflict
consensus constraints contents context control controlled correlation cost costs country coverage criteria
criterion crosssectionalstudies culture dashboard dashboards data datacollection decision decisionmaking decisions
definition delivery demography denmark dependence description design determinants development diagnosis disease
diseases diversity documentation duration dynamics editorial education effect efficacy efficiency effort egypt
elements emergence england environment epidemiology equity equivalence error errors estimation ethics ethiopia
etiology europe evaluation evidence examination exclusion expectation expectations experiences experiment experts
exposure extraction facilitators factors feasibility feedback female females findings finland fitness flexibility
followupstudies forecast formation framework france function functions future gaps germany ghana goals governance
greece growth guidance guideline guidelines health healthpersonnel heterogeneity hierarchy history human humans
hypothesis identification images impact implementation improvement incidence inclusion index india indicator
indicators individuals indonesia infant influence information innovation input insight insights instrument
integration interaction interest interpretation intervention interviews introduction investigation iran iraq
ireland israel issues italy japan jordan journal judgment kenya keyword knowledge korea kuwait learning lebanon
letter life limitations limits literature literaturereview location major malaysia male males management mapping
measurement mechanism mechanisms medicine men metaanalysis method methods mexico mice middle middleaged model
models modelstheoretical monitoring morbidity morocco mortality multidisciplinary netherlands network networks
newzealand nigeria nonus northamerica norway novelty objectives observation observations odds oddsratio oman
opinion opinions opportunities optimization options organization orientation origin outcome outcomes overview
pakistan paper parameters participants participation patient patients pattern patterns people perception
perceptions performance perspective peru philippines planning platform poland policy population portugal potential
practice practices predictability prediction predictions predictors preference preferences pregnancy preschool
prevalence prevention priorities prioritization priority problem problems procedure procedures process processes
product productivity products prognosis program progress projects properties prospectivestudies psychology
publication qatar qualitativeresearch quality quantification questionnaire questionnaires questions randomized
ranking rat rate rates rats rattus reasoning recommendation recommendations recommender recovery reduction
references region regulation relationship relationships relevance reliability report reporting
reproducibilityofresults requirements research researchdesign resource resources response responses results
retrospectivestudies review reviews risk riskassessment riskfactor riskfactors robustness role russia sample
samples saudiarabia scale scales scenario scenarios science scientific scores scotland screening search selection
sensitivity sensitivityandspecificity severity sex sexfactors significance similarity simulation simulations
singapore site sites size societies software solution solutions southafrica spain specificity stage stakeholder
stakeholders standard standards statistics status strategies strategy structure student studies study sudan
support survey surveys surveysandquestionnaires sweden switzerland synthesis syria system systematicreview systems
taiwan tanzania targets task tasks techniques technologies technology temperature terminology test testing tests
thailand theme themes theory therapy threshold time timefactors timing tool tools topics tradeoffs training
transfer treatment treatmentoutcome trend trends trial trials tunisia turkey types uganda uncertainty
understanding unitedkingdom unitedstates update updates usa usage use users utility validation validity value
values variability variables variation venezuela vietnam views weighting weights women work world youngadult youth
بررسی بیمار بیماران پژوهش تحقیق مطالعه مقاله نتایج ارزیابی ایران آگاهی نگرش عملکرد کودک کودکان زنان مردان انسان
مرور مطالعه_مقطعی پرسشنامه شیوع عوامل_خطر مدل روش متاآنالیز فراتحلیل مرور_سیستماتیک مرور_نظام_مند مرور_نظاممند
روایی پایایی روان_سنجی پدیدارشناسی تحلیل_محتوا مطالعه_کیفی حساسیت_و_ویژگی گزارش_مورد چالش راهکار مانع موانع عامل
عوامل پیامد روند اثربخشی تأثیر تاثیر اثر مقایسه نیاز فرصت
"""
_TOO_GENERAL = frozenset(_TOO_GENERAL_TEXT.split())
_ADJECTIVE = re.compile(r"\w{3,}(?:ic|ical|al|ous|ive|ary|able|ible|ed)")
_NOUNS_TEXT = """
antibiotic arsenic animal capital ceramic clinic critic epidemic explosive fabric hospital journal library logic
magic medical mental metal mineral music narcotic nutraceutical pandemic pediatric plastic preservative
probiotic prebiotic renewal salary sedative signal spinal statistic survival synbiotic traffic vaccinated
withdrawal biomedical
"""
_NOUNS = frozenset(_NOUNS_TEXT.split())
"""Words that end like adjectives and say something alone."""
_PLURAL = re.compile(r"_?ها(?:ی)?$")
_PERSIAN = re.compile("[\u0621-\u06cc]")
_SPECIES = re.compile(r"[A-Z]\. ?[a-z]+.*")
_INVERTED = re.compile(
    r"([^,]+), (Type \d+|Acute|Chronic|Bacterial|Viral|Congenital|Pulmonary|Neonatal|Experimental)"
)
_SHOUTED = 5
"""Letters from which a word in capitals is shouted, and no abbreviation."""
_ABBREVIATIONS_TEXT = """
ADHD AIDS BMI COPD COVID CRISPR CT DNA ECG EEG FTIR GIS HBV HCV HIV HPLC HPV ICU IVF MERS MRI MRSA NMR PCR PET
PTSD RNA SARS TB
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_SHORT = 3
_STEM = 4
"""Letters by which two forms of a word are one."""
_CODE = re.compile(r"(?=[\w]*[A-Z])[A-Z\d]{2,6}s?")
"""An abbreviation, or a number of one; readers know few of them."""

_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*|[/*].*")
_BETWEEN_WORDS = re.compile(r"[\s\u200c\u200d_‐‑–-]+")
_SILENT = re.compile(r"['’ʼ.]")
_PLAIN_TAG = re.compile("[0-9]*[A-Za-z][A-Za-z0-9]*")
"""Certainly a hashtag; for all others the full grammar is used, which takes long to compile."""


def hashtags_of(keywords: Sequence[str], text: str = "") -> tuple[str, ...]:
    """Return the keywords' tags in their order, none twice; nothing of keywords that say nothing of the paper.

    `text` is what the paper says of itself, title and abstract: an index term such as `Base Sequence`, the words of
    which it has not all, is a librarian's and gives no tag. Without a text all are taken.
    """
    if words := set(map(_stem, folded(text).split())):
        keywords = [
            each for each in keywords if words.issuperset(map(_stem, folded(_REMARK.sub("", each)).split()))
        ]
    all_shouted = len(keywords) > 1 and all(keyword.isupper() for keyword in keywords)
    found: dict[str, str] = {}
    for keyword in keywords:
        if tag := hashtag(_calm(keyword) if all_shouted else keyword):
            found.setdefault(tag.lower(), tag)
    return tuple(found.values())


def hashtag(keyword: str, *, of_site: bool = False) -> str:
    """Return the keyword as a hashtag, or an empty string where none would be both valid and worth reading.

    Latin words run together, each with a capital (`#NightShift`), which screen readers need; words of other
    scripts are joined by underscores (`#فشار_خون`), and so are parts with a zero-width non-joiner between them.
    Numbers beside Persian words are in Persian digits (`#دیابت_نوع_۲`).
    Words in capitals are calmed (`#Dentists`), abbreviations are not. A keyword with signs that a hashtag cannot
    carry, such as `CD8+`, gives none, since its meaning would change; nor does one that is too general, an
    adjective alone, or a species with its genus cut. A tag `of_site` is only spelt: the site says what it is worth.
    """
    if len(keyword) > _LONGEST_KEYWORD:
        return ""
    keyword = _INVERTED.sub(r"\2 \1", _REMARK.sub("", keyword.lstrip("#")).strip())
    words = [_SILENT.sub("", word) for word in _BETWEEN_WORDS.split(keyword)]
    words = [word for word in words if word]
    latin = all(word.isascii() or _has_case(word) for word in words)
    tag = (
        "".join(map(_capital, words if of_site else _calmed(words)))
        if latin
        else "_".join(_with_digits_of(keyword, word) for word in words)
    )
    worth = 1 < len(tag) <= LONGEST and (of_site or _says_something(tag, words, keyword))
    return f"#{tag}" if worth and (_PLAIN_TAG.fullmatch(tag) or _is_hashtag(f"#{tag}")) else ""


def _stem(word: str) -> str:
    """Return the beginning of a word, so that `children` and `child` are one."""
    return word[:_STEM]


def _says_something(tag: str, words: Sequence[str], keyword: str) -> bool:
    lower = _PLURAL.sub("", tag.lower())
    if len(words) == 1 and _CODE.fullmatch(tag) and tag not in _ABBREVIATIONS:
        return False
    if lower in _TOO_GENERAL or len(words) > LARGEST_COUNT or _SPECIES.fullmatch(keyword):
        return False
    return len(words) > 1 or lower in _NOUNS or not _ADJECTIVE.fullmatch(lower)


def _calmed(words: Sequence[str]) -> list[str]:
    """Return words in capitals as words where one of them is too long for an abbreviation."""
    shouted = all(word.isupper() for word in words) and any(map(_is_shouted, words))
    return [
        word.capitalize() if (shouted or _is_shouted(word)) and word not in _ABBREVIATIONS else word
        for word in words
    ]


def _is_shouted(word: str) -> bool:
    return len(word) >= _SHOUTED and word.isupper() and word.isalpha() and word not in _ABBREVIATIONS


def _calm(keyword: str) -> str:
    """Return one of many keywords in capitals as words; nothing where a short word may be an abbreviation."""
    words = keyword.split()
    if any(len(word) <= _SHORT and word not in _ABBREVIATIONS for word in words):
        return ""
    return " ".join(word if word in _ABBREVIATIONS else word.lower() for word in words)


def _is_hashtag(text: str) -> bool:
    return [found.text for found in hashtags(text)] == [text]


def _with_digits_of(keyword: str, word: str) -> str:
    """Return a number of a Persian keyword in Persian digits; a word with Latin letters as it is: `HbA1c`."""
    return word.translate(PERSIAN_DIGITS) if _PERSIAN.search(keyword) and not _has_case(word) else word


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _capital(word: str) -> str:
    """Return the word with a capital unless it has its own, as `mRNA` does, or is a sign such as `p53` or `α`."""
    is_word = word.islower() and word.isalpha() and (len(word) > 1 or word.isascii())
    return word[:1].upper() + word[1:] if is_word else word
