"""Take what is wanted out of JSON, where any value may be of any type: what does not fit is as good as absent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from announcer.core.publications.identifiers import whole_link
from announcer.core.publications.publication import PartialDate
from announcer.core.text.letters import in_arabic_letters, language_of
from announcer.importers.building import partial_date

Table = Mapping[str, object]
NOTHING: Table = MappingProxyType({})

_ISO_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d.])")
_CC_NAMES = {"cc-by", "cc-by-sa", "cc-by-nc", "cc-by-nd", "cc-by-nc-sa", "cc-by-nc-nd"}
_CC = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][\w-]{1,20})?")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
_CODES = {
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fre": "fr",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "ita": "it",
    "per": "fa",
    "fas": "fa",
    "pes": "fa",
    "ara": "ar",
    "tur": "tr",
    "rus": "ru",
    "chi": "zh",
    "zho": "zh",
    "jpn": "ja",
    "kor": "ko",
    "dut": "nl",
    "nld": "nl",
    "ukr": "uk",
    "pol": "pl",
    "cze": "cs",
    "ces": "cs",
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "persian": "fa",
    "farsi": "fa",
    "arabic": "ar",
    "portuguese": "pt",
    "italian": "it",
    "turkish": "tr",
    "russian": "ru",
    "chinese": "zh",
}
_OTHER_SCRIPTS = {
    "fa",
    "ar",
    "ur",
    "ps",
    "ckb",
    "he",
    "ru",
    "uk",
    "bg",
    "el",
    "zh",
    "ja",
    "ko",
    "hi",
    "th",
    "ka",
    "hy",
}
_NO_PUBLISHERS = ("doi.org/", "//www.crossref.org/")
_ARABIC_SCRIPT = {"fa", "ar", "ur", "ps", "ckb"}


def text_of(value: object) -> str:
    """Return a text, or a number as text; of a list, the first text that holds something; else an empty one."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts_of(value: object) -> list[str]:
    """Return the texts of a list that hold something; of one text, that alone."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if not isinstance(item, list) and (text := text_of(item))]


def table_of(value: object) -> Table:
    """Return a table; of a list of them, the first; else an empty one."""
    if isinstance(value, dict):
        return value
    return next(iter(tables_of(value)), NOTHING)


def tables_of(value: object) -> list[Table]:
    """Return the tables of a list; of one table, that alone."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def iso_date(value: object) -> PartialDate | None:
    """Return the date with which a text such as `2023`, `2023-04` or `2023-04-09T12:00:00Z` begins."""
    found = _ISO_DATE.match(text_of(value)[:40])
    return partial_date(*found.groups()) if found else None


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Return the earliest of the dates; of two that may be the same day, the one that says more."""
    return min((date for date in dates if date), key=_order, default=None)


def _order(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 13, date.day or 32


def page_range(first: object, last: object) -> str:
    """Return `12-19` of a first and a last page, `12` where they are one or the last is not known."""
    start, end = text_of(first), text_of(last)
    return f"{start}-{end}" if start and end and start != end else start or end


def licence_of(urls: Iterable[object]) -> str:
    """Return the first address of a Creative Commons licence; other licences make nothing open."""
    return next((link for url in urls if _CC.match(text_of(url)) and (link := whole_link(text_of(url)))), "")


def creative_commons(name: str) -> str:
    """Return the address of the licence that databases call `cc-by` or `cc_by`, without the version, as they do."""
    name = name.casefold().replace("_", "-")
    if name in {"cc0", "cc-0", "public-domain"}:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{name.removeprefix('cc-')}/" if name in _CC_NAMES else ""


def publisher_link(*urls: object) -> str:
    """Return the first address that is one and does not lead to doi.org, where the DOI leads anyway."""
    links = (whole_link(text_of(url)) for url in urls)
    return next((link for link in links if link and not any(place in link for place in _NO_PUBLISHERS)), "")


def language_code_of(value: object) -> str:
    """Return the code of a language, of two letters if it can be, of `en-US`, `eng` or `English`; empty if none."""
    name = text_of(value).casefold()
    found = _LANGUAGE.fullmatch(name)
    code = found[1] if found else name
    return _CODES.get(code, code if found and code.isascii() else "")


def script_language(text: str) -> str:
    """Return a language of the script in which most of a text is written, "en" for Latin letters."""
    letters = max(1, len(_LETTER.findall(text)))
    return next((code for code, script in _SCRIPTS if len(script.findall(text)) * 2 > letters), language_of(text))


def title_language(code: str, title: str) -> str:
    """Return the language of a title, given that of the paper: none where they cannot be in the same script."""
    letters = len(_LETTER.findall(title))
    if code in _OTHER_SCRIPTS and len(_LATIN.findall(title)) * 2 > letters:
        return ""
    return "" if code not in _ARABIC_SCRIPT and in_arabic_letters(title) else code


def joined_title(title: str, subtitle: str) -> str:
    """Return `Title: subtitle`, or the title alone where it already ends with the subtitle."""
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    if not title:
        return subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!.–—" else f"{title}: {subtitle}"


def walk(value: object, *keys: str) -> Iterator[object]:
    """Yield what stands under these keys, one within the other, in each table of each list on the way."""
    if not keys:
        yield value
        return
    for table in tables_of(value):
        yield from walk(table.get(keys[0]), *keys[1:])
