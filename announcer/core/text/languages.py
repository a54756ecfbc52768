"""Tell by script and stop words whether a sentence is in the language that is asked for."""

import re
from collections import Counter

_STOP_WORDS_TEXT = {
    "en": (
        "the of and to in is are was were that with for by from this these which has have had not be been "
        "than or as at an between who may can their after but more its it on all one most both we our "
        "during without among "
    ),
    "fr": (
        "le la les des du de et est sont dans une un pour par que qui sur avec aux chez plus ont été "
        "cette ces ce il elle nous être entre se ne pas au en ou leur d l "
    ),
    "es": (
        "el la los las de del y es son en una un para por que con se al como más no su sus entre fue "
        "fueron esta este estos o ha han lo pacientes "
    ),
    "pt": (
        "o a os as de do da dos das e é são em um uma para por que com se ao à como mais não no na nos "
        "nas entre foi foram esta este ou pelo pela "
    ),
    "it": (
        "il lo la i gli le di del della dei delle e è sono in una un per da che con si al come più non "
        "nel nella tra ha hanno questo questa o alla "
    ),
    "de": (
        "der die das und ist sind in den dem des ein eine einer zu mit für von auf nicht bei auch wurde "
        "wurden durch als im zur zum werden sich nach oder es wird "
    ),
    "nl": (
        "de het een en van is zijn in te dat met voor op niet bij ook werd werden door als aan of naar om er deze "
    ),
    "sv": "och att är det en ett i av för med som på den inte till var hos från eller vid",
    "da": "og at er det en et i af for med som på den ikke til var hos fra eller ved blev",
    "pl": "i w z na do się jest że nie po oraz są dla od przez u był była były lub",
    "tr": "ve bir bu ile için olarak daha olan de da ise en gibi sonra arasında çok olduğu değil",
    "id": "dan yang di dengan untuk pada dari ini dalam adalah terhadap tidak oleh itu atau antara",
    "ro": "și în de la cu pe un o care este sunt din pentru au fost nu mai sau prin",
    "hu": "a az és egy hogy nem is volt voltak vagy mint meg csak után között",
    "fi": "ja on ei se että oli olivat joka ovat tai sekä myös kuin",
    "fa": "و در به از که این است با را آن برای بود شد می های تا یا بر نیز دارد کرد",
    "ar": "في من على إلى أن التي الذي هذا هذه كان كانت مع عن بين أو لا ما بعد عند وكان",
    "ur": "کے کی میں ہے اور سے کا کو پر نے ہیں کہ یہ تھا تھے گیا",
    "ku": "لە بە کە بۆ ئەم لەگەڵ و دەکات هەیە ئەو",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in _STOP_WORDS_TEXT.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
"""The languages that a stop word belongs to."""

_ARABIC_LETTERS = frozenset({"fa", "ar", "ur", "ku", "ckb", "ps", "sd", "ug"})
_OTHER_LETTERS = {
    "ru": "cyrillic", "uk": "cyrillic", "bg": "cyrillic", "sr": "cyrillic", "kk": "cyrillic", "el": "greek",
    "he": "hebrew", "hi": "indic", "zh": "han", "ja": "han", "ko": "hangul", "th": "thai", "hy": "armenian",
    "ka": "georgian",
}  # fmt: skip
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "indic": re.compile("[\u0900-\u0dff]"),
    "han": re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"),
    "hangul": re.compile("[\uac00-\ud7af\u1100-\u11ff]"),
    "thai": re.compile("[\u0e00-\u0e7f]"),
    "armenian": re.compile("[\u0530-\u058f]"),
    "georgian": re.compile("[\u10a0-\u10ff]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_FEW, _MANY = 6, 10
"""Words; below the first, one stop word of another language says nothing; from the second on, some are needed."""


def is_in(text: str, language: str) -> bool:
    """Return whether a sentence may be in that language: its script's, and no other one's by its stop words.

    In doubt it is: a short sentence without stop words says nothing, and a language that is not listed is told by
    its script alone. A longer one has some of its own.
    """
    letters = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    if any(letters.values()) and max(letters, key=lambda script: letters[script]) != _script(language):
        return False
    if language not in _STOP_WORDS_TEXT:
        return True
    found = Counter(code for word in _WORD.findall(text.lower()) for code in _LANGUAGES_OF.get(word, ()))
    own = found.pop(language, 0)
    other = max(found.values(), default=0)
    if own:
        return other <= own + 1
    count = len(text.split())
    return other < (2 if text.isascii() and count < _FEW else 1) and count < _MANY


def _script(language: str) -> str:
    return "arabic" if language in _ARABIC_LETTERS else _OTHER_LETTERS.get(language, "latin")
