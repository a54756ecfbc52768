"""The interface's languages: English as it stands in the program, others from catalogues in `locale/`.

A catalogue is a `.po` file as gettext has it, named by its language; a further language is a further file. Babel
reads it when the server starts.
"""

import gettext
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
_DIGITS = {"arabext": "۰۱۲۳۴۵۶۷۸۹", "arab": "٠١٢٣٤٥٦٧٨٩"}


@dataclass(frozen=True)
class Language:
    """A language of the interface; `code` is as in HTML's `lang`."""

    code: str
    catalogue: gettext.NullTranslations

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language: names of months and days, digits, direction."""
        return Locale.parse(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return self.locale.get_display_name() or self.code

    def text(self, words: str, **values: object) -> str:
        """Return the words in this language, with the values in their places in braces."""
        said = self.catalogue.gettext(words) if words else ""
        return said.format(**self._in_digits(values)) if values else said

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the words for so many, which stand in them as `{number}`."""
        said = self.catalogue.ngettext(one, many, number)
        return said.format(**self._in_digits({"number": number, **values}))

    def digits(self, value: object) -> str:
        """Return a number or a text with the digits of this language."""
        own = _DIGITS.get(self.locale.default_numbering_system, "")
        return str(value).translate(str.maketrans("0123456789", own)) if own else str(value)

    def _in_digits(self, values: dict[str, object]) -> dict[str, object]:
        return {
            name: self.digits(value) if isinstance(value, int | float) else value for name, value in values.items()
        }


class Languages:
    """The languages that there are, English first."""

    def __init__(self) -> None:
        folder = resources.files("announcer.web") / "locale"
        found = {SOURCE: Language(SOURCE, gettext.NullTranslations())}
        for path in sorted(folder.iterdir(), key=lambda each: each.name):
            if path.name.endswith(".po"):
                code = path.name.removesuffix(".po")
                found[code] = Language(code, _catalogue(path.read_bytes(), code))
        self._found = found

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(self._found)

    def of(self, code: str) -> Language:
        """Return the language of that code, English where there is none."""
        return self._found.get(code, self._found[SOURCE])

    def all(self) -> tuple[Language, ...]:
        """Return every language."""
        return tuple(self._found.values())

    def preferred(self, header: str) -> str:
        """Return the code of the language that a browser's Accept-Language asks for first, English by default."""
        wanted = [part.partition(";")[0].strip().partition("-")[0].lower() for part in header.split(",")[:10]]
        return next((code for code in wanted if code in self._found), SOURCE)


def _catalogue(written: bytes, code: str) -> gettext.GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
