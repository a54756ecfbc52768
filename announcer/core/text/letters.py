"""Clean a record's letters: invisible ones, white space, Persian forms, folding for comparison."""

import re
import unicodedata

from announcer.core.text.arabic import is_arabic

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")

# Windows-1252 read as Latin-1: quotation marks, dashes. U+0085 stays a line end; five bytes have no meaning.
_WINDOWS = {
    chr(code): bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
}
_WINDOWS_BYTE = re.compile(f"[{''.join(_WINDOWS)}]")
_SPACES = re.compile("[\t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# A pattern that begins with a character, or with one of a set, is looked for far faster than one with `+` there.
_SPACE_RUN = re.compile("  +")
_PARAGRAPH = re.compile(r" ?\n ?(?:\n ?)+")
_GRAPHEME_JOINER = "\u034f"
"""The one character without a shape that Python calls printable."""
_UNSEEN = f"\u00ad{_GRAPHEME_JOINER}\u061c\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_BIDI_MARKS = re.compile("[\u200e\u200f]")
# C0 and C1 controls, lone surrogates and noncharacters. U+001C to U+001F and U+0085 are spaces above.
_BROKEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_HARMFUL = re.compile(f"[{_BROKEN}{_BIDI_CONTROLS}]")
_DROPPED = re.compile(f"[{_BROKEN}{_BIDI_CONTROLS}{_UNSEEN}]")

# A joiner does something only between two letters that join, or (ZWJ) inside an emoji.
_JOINER = re.compile("[\u200c\u200d]+")
_JOINING = re.compile(f"[{_ARABIC}\u0700-\u074f\u0900-\u0dff\u1800-\u18af]")
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")

MOST_MARKS = 30
"""The most that Unicode's stream-safe format (UAX 15) lets follow one another."""
_LIKE_A_MARK = r"[^\w\s\x00-\u02ff]"  # every mark is such a character
_LONG_RUN = re.compile(rf"{_LIKE_A_MARK}{_LIKE_A_MARK}{{{MOST_MARKS},}}+")

_PRESENTATION_FORM = "[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
_PRESENTATION_FORMS = re.compile(f"{_PRESENTATION_FORM}{_PRESENTATION_FORM}*")
_PERSIAN = str.maketrans(
    {
        "\u064a": "\u06cc",  # Arabic yeh
        "\u0649": "\u06cc",  # alef maksura
        "\u0643": "\u06a9",  # Arabic kaf
        "\u06c0": "\u0647\u0654",  # heh with yeh above: NFC does not reach the form that fonts join
        "\u0640": None,  # tatweel
    }
    | {chr(0x660 + digit): chr(0x6F0 + digit) for digit in range(10)}
)

_WORD = re.compile(r"\w+")
_ASCII_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
"""For `str.translate`: digits as Persian has them."""


def tidy(text: str, language: str = "en") -> str:
    """Return `text` in NFC, only with characters that a reader should see.

    Odd spaces become plain ones, runs of them one, paragraphs are parted by one line feed, single line ends become
    spaces. C1 controls are what Windows-1252 means by them. Other control characters, lone surrogates, soft
    hyphens, zero-width characters and bidi embeddings are dropped; ZWNJ and ZWJ stay where they join or part
    letters. With `language` "fa", Persian letters and digits take the place of Arabic ones.
    """
    if not text.isprintable():
        text = _with_plain_spaces(text)
    text = _SPACE_RUN.sub(" ", text)
    if "\n" in text:
        text = _PARAGRAPH.sub("\x1e", text).replace("\n", " ").replace("\x1e", "\n")
    if _GRAPHEME_JOINER in text or not text.isprintable():
        text = _DROPPED.sub("", text)
    if not text.isascii():
        text = _composed(text)
    return persian(text) if language == "fa" else text


def _with_plain_spaces(text: str) -> str:
    text = _WINDOWS_BYTE.sub(lambda found: _WINDOWS[found.group()], text)
    return _SPACES.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _composed(text: str) -> str:
    """Return the text in NFC, letters for presentation forms, joiners and marks only where they do something."""
    text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), with_few_marks(text))
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    text = _JOINER.sub(_kept_joiner, text)
    return text if is_mostly_right_to_left(text) else _BIDI_MARKS.sub("", text)


def with_few_marks(text: str) -> str:
    """Return the text with at most `MOST_MARKS` combining marks in a row; no letter of any script has so many.

    Normalising sorts such marks in time that grows by the square of their number.
    """
    return _LONG_RUN.sub(_few_marks, text)


def _few_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in found.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def may_grow(text: str) -> bool:
    """Return whether `tidy` may make the text longer: it spells out ligatures, one of them in eighteen letters."""
    return not text.isascii() and bool(_PRESENTATION_FORMS.search(text))


def persian(text: str) -> str:
    """Return `text` with Persian ی, ک, digits and ـهٔ for their Arabic forms, and without tatweel."""
    return text.translate(_PERSIAN)


def is_mostly_right_to_left(text: str) -> bool:
    """Return whether `text` has any letter of the Arabic script."""
    return bool(_ARABIC_LETTER.search(text))


def language_of(text: str) -> str:
    """Return "fa" where most letters are of the Arabic script, "ar" where its words are Arabic too, else "en"."""
    if not in_arabic_letters(text):
        return "en"
    return "ar" if is_arabic(text) else "fa"


def in_arabic_letters(text: str) -> bool:
    """Return whether most letters of `text` are of the Arabic script, in which Persian, Arabic and others are."""
    arabic = 0 if text.isascii() else len(_ARABIC_LETTER.findall(text))
    return arabic > 0 and arabic > len(_LATIN_LETTER.findall(text))


def caseless(text: str) -> str:
    """Return `text` in which small words are found wherever a pattern that ignores case finds them."""
    return text.casefold().replace("\u0131", "i")


def folded(text: str) -> str:
    """Return `text` for comparing: no accents, no case, Persian letters, one space between words."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", with_few_marks(text).replace("\u200c", " "))
        text = persian("".join(character for character in decomposed if not unicodedata.combining(character)))
    return " ".join(_WORD.findall(text.casefold()))


def says(text: str, words: str) -> bool:
    """Return whether `text` holds the words, in whatever digits, half-spaces, case and punctuation they stand."""
    return folded(words).translate(_ASCII_DIGITS) in folded(text).translate(_ASCII_DIGITS)


def hidden_characters(text: str) -> tuple[str, ...]:
    """Return the names of the harmful characters in `text` that `tidy` takes out, sorted, without repeats.

    They are control characters, lone surrogates and bidi controls: a correct source has none of them.
    """
    harmful = set() if _has_no_control(text) else set(_HARMFUL.findall(text))
    return tuple(sorted(f"U+{ord(character):04X}" for character in harmful if character not in _WINDOWS))


def windows_characters(text: str) -> tuple[str, ...]:
    """Return the C1 controls in `text` and what `tidy` reads them as, sorted: `U+0096 as –`."""
    found = [] if _has_no_control(text) else sorted(set(_WINDOWS_BYTE.findall(text)))
    return tuple(f"U+{ord(character):04X} as {_WINDOWS[character]}" for character in found)


def _has_no_control(text: str) -> bool:
    """Return whether nothing but line feeds in the text has no shape of its own."""
    return text.replace("\n", "").isprintable()


def _kept_joiner(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    joiner = found.group()[0]
    if _JOINING.match(before) and _JOINING.match(after):
        return joiner
    return joiner if joiner == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after) else ""


def language_code(code: str) -> str:
    """Return the code of a language as it is, such as `en` or `fa`.

    Raises:
        ValueError: it is not one.
    """
    if not (code.isascii() and code.isalpha() and code.islower() and len(code) in {2, 3}):
        raise ValueError(f"{code!r} is not a language code; write two or three letters, such as 'en' or 'fa'")
    return code
