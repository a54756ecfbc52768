"""The fixed words of pages for people, by language: `templates/web/phrases/CODE.toml`, a site's own first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.core.text.letters import PERSIAN_DIGITS
from announcer.rendering.texts.phrases import FALLBACK, phrases
from announcer.typeset.direction import html_direction

_DIGITS = {"fa": PERSIAN_DIGITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The words of a language for the templates of pages, called as `say("drafts", n=3)`."""

    language: str
    words: Mapping[str, str]

    @property
    def direction(self) -> str:
        """The direction that a page in these words runs in, as HTML calls it."""
        return html_direction(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words with `{name}` filled in, numbers in the language's digits.

        With `n=1`, those of `KEY_one` where the language has them. A key without words is an error of the template.
        """
        one = f"{key}_one" if values.get("n") == 1 else key
        text = self.words[one if one in self.words else key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", self.number(value) if isinstance(value, int) else str(value))
        return text

    def number(self, value: object) -> str:
        """Return a number of ours in the language's digits."""
        return str(value).translate(_DIGITS.get(self.language, {}))

    def get(self, key: str, otherwise: str) -> str:
        """Return the words of a key, or what is given where the language has none."""
        return self.words.get(key, otherwise)


def page_words(folders: Sequence[Path], language: str) -> PageWords:
    """Return the words for pages in that language, English ones where no file of that language is there.

    `folders` are those of the pages' templates, the first folder's words before the others'.

    Raises:
        TemplateError: a file is unreadable, or a word in it is not text.
    """
    known = any((folder / "phrases" / f"{language}.toml").is_file() for folder in folders)
    used = language if known else FALLBACK
    return PageWords(language=used, words=phrases(folders, used))
