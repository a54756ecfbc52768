"""The fixed words of a language, a site's own over the shipped ones, as templates and cards use them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from announcer.core.text.postable import plain
from announcer.errors import TemplateError
from announcer.rendering.texts import toml_files
from announcer.system.paths import is_there

FALLBACK = "en"


def phrases(folders: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the words in `phrases/<language>.toml` of the template folders, the first folder's first.

    What a language has no word for is taken from English, so a new language may begin with a few words.

    Raises:
        TemplateError: a file is unreadable, or a word in it is not text.
    """
    words: dict[str, str] = {}
    for code in (FALLBACK, language):
        for folder in reversed(folders):
            words |= _read(folder / "phrases" / f"{code}.toml", code)
    return MappingProxyType(words)


def _read(path: Path, language: str) -> dict[str, str]:
    try:
        if not is_there(path):
            return {}
        source = toml_files.read_file(path)
    except toml_files.BadTomlError as error:
        raise TemplateError(str(error)) from error
    except OSError as error:  # the folder may not be looked into
        raise TemplateError(f"{path}: {error.strerror}", hint="let the program read the folder") from error
    wrong = [key for key, text in source.document.items() if not isinstance(text, str)]
    if wrong:
        raise TemplateError(toml_files.told([source], (wrong[0],), "must be text in quotation marks"))
    return {key: _as_written(text, language) for key, text in source.document.items()}


def _as_written(text: str, language: str) -> str:
    """Return the words with the spaces at their ends, which list separators need."""
    return plain(f"|{text}|", language)[1:-1]
