"""What sources write in forms of their own: languages, dates in words, affiliations given with each author."""

import re
from collections.abc import Iterable, Sequence

from announcer.core.publications.identifiers import normal_ror
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import partial_date
from announcer.importers.record.model import AffiliationRecord

# ISO 639-2, where a language has two codes both; what is not here keeps its three letters.
_TWO_LETTERS = """
afr:af alb:sq amh:am ara:ar arm:hy aze:az baq:eu bel:be ben:bn bos:bs bul:bg bur:my cat:ca ces:cs chi:zh
cze:cs cym:cy dan:da deu:de dut:nl ell:el eng:en est:et eus:eu fas:fa fin:fi fra:fr fre:fr geo:ka ger:de
gle:ga glg:gl gre:el heb:he hin:hi hrv:hr hun:hu hye:hy ice:is ind:id isl:is ita:it jpn:ja kat:ka kaz:kk
khm:km kir:ky kor:ko kur:ku lao:lo lav:lv lit:lt mac:mk mal:ml may:ms mkd:mk mon:mn msa:ms mya:my nep:ne
nld:nl nno:nn nob:nb nor:no per:fa pol:pl por:pt pus:ps ron:ro rum:ro rus:ru scc:sr scr:hr sin:si slk:sk
slo:sk slv:sl som:so spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tel:te tgk:tg tha:th tuk:tk tur:tr ukr:uk
urd:ur uzb:uz vie:vi wel:cy zho:zh zul:zu
"""
_CODES = dict(pair.split(":") for pair in _TWO_LETTERS.split())
_NO_LANGUAGE = {"und", "mul", "mis", "zxx", "und."}
_NAMES = {
    "english": "en",
    "persian": "fa",
    "farsi": "fa",
    "arabic": "ar",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "portuguese": "pt",
    "russian": "ru",
    "turkish": "tr",
    "chinese": "zh",
    "italian": "it",
    "فارسی": "fa",
    "العربیة": "ar",
}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-_]*)?")
_WORDS_OF_DATE = re.compile(
    r"(?P<year>\d{4})(?:\s+(?P<month>[A-Z][a-z]{2})[a-z]*(?:\s+(?P<day>\d{1,2})(?![-\d]))?)?"
)


def language_from(text: str) -> str:
    """Return the code of a language for `eng`, `per`, `en-US` or `English`; empty for what is none."""
    text = text.strip().lower()
    code = _CODE.fullmatch(text)
    if text in _NAMES:
        return _NAMES[text]
    if not code or code[1] in _NO_LANGUAGE:
        return ""
    return _CODES.get(code[1], code[1])


def date_in_words(text: str) -> PartialDate | None:
    """Return where a stretch of time begins, as `1998 Dec-1999 Jan`, `2001 Spring` or `2020 Jan 5-11` have it.

    Of two months the first is taken; of several days, none.
    """
    found = _WORDS_OF_DATE.search(text)
    return partial_date(found["year"], found["month"] or "", found["day"] or "") if found else None


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Return the first of several dates; of two that may be the same day, the more precise one."""
    known = [date for date in dates if date]
    return min(known, key=lambda date: (date.year, date.month or 13, date.day or 32), default=None)


class Affiliations:
    """Affiliations that a source repeats with each author: each text has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rors: dict[int, str] = {}

    def number(self, text: str, ror: str = "") -> int:
        """Return the number of an affiliation, counted from 1."""
        number = self._numbers.setdefault(text, len(self._numbers) + 1)
        if found := normal_ror(ror):
            self._rors.setdefault(number, found)
        return number

    def numbers(self, texts: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of an author's affiliations, in the author's order."""
        return tuple(dict.fromkeys(self.number(text) for text in texts if text))

    @property
    def records(self) -> tuple[AffiliationRecord, ...]:
        """All affiliations, in the order of their numbers."""
        return tuple(
            AffiliationRecord(number=number, text=text, ror=self._rors.get(number, ""))
            for text, number in self._numbers.items()
        )


_CREATIVE_COMMONS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(licen[sc]es|publicdomain)/(\S+)", re.IGNORECASE
)
_ISSN = re.compile(r"(?:\s*(?:e-?|p-?)?issn:?\s*)?(\d{4})[-\u2010-\u2015 ]?(\d{3}[\dXx])\s*", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def creative_commons(address: str) -> str:
    """Return the address of a Creative Commons licence or dedication as https; empty for any other address."""
    found = _CREATIVE_COMMONS.search(address.strip())
    return f"https://creativecommons.org/{found[1].lower()}/{found[2]}" if found else ""


def issn(text: str) -> str:
    """Return an ISSN as `1234-567X`; empty for what is none."""
    found = _ISSN.fullmatch(text)
    return f"{found[1]}-{found[2].upper()}" if found else ""


def title_with_subtitle(title: str, subtitle: str) -> str:
    """Return both as one title; a subtitle that only repeats words of the title is a running head, and goes."""
    words = set(_LONG_WORD.findall(title.lower()))
    if not subtitle or all(word in words for word in _LONG_WORD.findall(subtitle.lower())):
        return title
    joint = " " if title.rstrip().endswith((":", "?", "!", "-", "\u2013", "\u2014")) else ": "
    return f"{title.rstrip()}{joint}{subtitle}" if title else subtitle
