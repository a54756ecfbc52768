"""Languages: the codes that sources give for them, their names, and the letters that they are written in."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from announcer.importers.limits import LONGEST_IDENTIFIER

# ISO 639-2, where a language has two codes both; what is not here keeps its three letters.
_TWO_LETTERS = """
afr:af alb:sq amh:am ara:ar arm:hy aze:az baq:eu bel:be ben:bn bos:bs bul:bg bur:my cat:ca ces:cs chi:zh
cze:cs cym:cy dan:da deu:de dut:nl ell:el eng:en est:et eus:eu fas:fa fin:fi fra:fr fre:fr geo:ka ger:de
gle:ga glg:gl gre:el heb:he hin:hi hrv:hr hun:hu hye:hy ice:is ind:id isl:is ita:it jpn:ja kat:ka kaz:kk
khm:km kir:ky kor:ko kur:ku lao:lo lav:lv lit:lt mac:mk mal:ml may:ms mkd:mk mon:mn msa:ms mya:my nep:ne
nld:nl nno:nn nob:nb nor:no per:fa pes:fa pol:pl por:pt pus:ps ron:ro rum:ro rus:ru scc:sr scr:hr sin:si
slk:sk slo:sk slv:sl som:so spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tel:te tgk:tg tha:th tuk:tk tur:tr
ukr:uk urd:ur uzb:uz vie:vi wel:cy zho:zh zul:zu
"""
_CODES: Mapping[str, str] = MappingProxyType(dict(pair.split(":") for pair in _TWO_LETTERS.split()))
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "english": "en", "persian": "fa", "farsi": "fa", "arabic": "ar", "german": "de", "french": "fr",
        "spanish": "es", "portuguese": "pt", "italian": "it", "russian": "ru", "chinese": "zh", "japanese": "ja",
        "korean": "ko", "turkish": "tr", "polish": "pl", "dutch": "nl", "czech": "cs", "hungarian": "hu",
        "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "greek": "el", "hebrew": "he",
        "ukrainian": "uk", "croatian": "hr", "serbian": "sr", "romanian": "ro", "bulgarian": "bg", "urdu": "ur",
        "kurdish": "ku", "فارسی": "fa", "انگلیسی": "en", "عربی": "ar", "العربیة": "ar",
    }
)  # fmt: skip
_NO_LANGUAGES = frozenset({"und", "mul", "mis", "zxx"})
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]{1,20})?")

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC, _CYRILLIC, _HAN, _KANA, _HANGUL, _GREEK, _HEBREW, _LATIN = (
    re.compile(f"[{letters}]")
    for letters in (
        "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "\u0400-\u04ff",
        "\u4e00-\u9fff",
        "\u3040-\u30ff",
        "\uac00-\ud7a3",
        "\u0370-\u03ff",
        "\u0590-\u05ff",
        "A-Za-z\u00c0-\u024f",
    )
)
_SCRIPTS = (_ARABIC, _CYRILLIC, _HAN, _HANGUL, _GREEK, _HEBREW, _LATIN)
_WRITTEN_IN: Mapping[re.Pattern[str], tuple[str, ...]] = MappingProxyType(
    {
        _ARABIC: ("fa", "ar", "ur", "ps", "ckb", "ku", "az", "ug", "sd"),
        _CYRILLIC: ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "tg", "mn", "uz", "az", "bs"),
        _HAN: ("zh", "ja", "ko"),
        _KANA: ("ja",),
        _HANGUL: ("ko",),
        _GREEK: ("el",),
        _HEBREW: ("he", "yi"),
    }
)
"""The first is what a text in those letters is taken for where nothing says which language it is in."""
_ALSO_LATIN = frozenset({"ku", "az", "sr", "kk", "uz", "bs", "ug", "mn", "tg"})
_OTHER_LETTERS = frozenset(code for codes in _WRITTEN_IN.values() for code in codes) - _ALSO_LATIN
_UKRAINIAN, _SERBIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ђћџљњјЂЋЏЉЊЈ]")


def language_named(text: str) -> str:
    """Return the code of a language for `eng`, `per`, `en-US` or `English`; empty for what is none."""
    name = text.strip().rstrip(".").lower()
    if name in _NAMES:
        return _NAMES[name]
    code = _CODE.fullmatch(name)
    return _CODES.get(code[1], code[1]) if code and code[1] not in _NO_LANGUAGES else ""


def languages_named(text: str) -> tuple[str, ...]:
    """Return the codes of the languages that a text names: `eng`, `English; Persian`, `de`, `en-US`.

    Other words may stand between them, so a code of three letters counts only if it is known.
    """
    words = (word.partition("-")[0] for word in re.split(r"[;,/\s()]+", text[:LONGEST_IDENTIFIER].strip().lower()))
    codes = (
        word if len(word) == 2 and word.isascii() and word.isalpha() else _NAMES.get(word) or _CODES.get(word, "")  # noqa: PLR2004
        for word in words
    )
    return tuple(dict.fromkeys(code for code in codes if code))


def language_by_letters(text: str) -> str:
    """Return the language that the letters of a text tell or make likely; empty for Latin ones, which tell none."""
    if _KANA.search(text):
        return "ja"
    letters = _letters_of(text)
    if letters is _CYRILLIC:
        return "uk" if _UKRAINIAN.search(text) else "sr" if _SERBIAN.search(text) else "ru"
    return _WRITTEN_IN[letters][0] if letters and letters in _WRITTEN_IN else ""


def may_be_in(code: str, text: str) -> bool:
    """Return whether a text can be in a language, as far as its letters tell."""
    letters = _letters_of(text)
    if letters is _LATIN:
        return code not in _OTHER_LETTERS
    if letters and letters in _WRITTEN_IN:
        return code in _WRITTEN_IN[letters] or (code not in _OTHER_LETTERS and code not in _NAMES.values())
    return True


def _letters_of(text: str) -> re.Pattern[str] | None:
    """Return the script of more than half of the letters of a text; None where there is none."""
    if text.isascii():
        return _LATIN if _LETTER.search(text) else None
    count = len(_LETTER.findall(text))
    return next((script for script in _SCRIPTS if len(script.findall(text)) * 2 > count), None)
