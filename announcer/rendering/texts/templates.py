"""Templates of a site laid over the shipped ones: found and rendered, mistakes named by file, line and field."""

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePath

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, TemplateNotFound, TemplateSyntaxError
from jinja2 import Environment as AnyEnvironment
from jinja2 import Template as Compiled

from announcer.core.posts.wording import Part
from announcer.errors import TemplateError
from announcer.rendering.texts.bounded import MISTAKES, start_counting
from announcer.rendering.texts.part_markers import has_marks
from announcer.rendering.texts.parts import read_parts
from announcer.rendering.texts.phrases import phrases
from announcer.rendering.texts.sandbox import Environment, plain_problem
from announcer.system.paths import is_there
from announcer.system.plain_files import reason
from announcer.system.suggestions import nearest

MOST_CHARACTERS = 20_000
"""No template may write more; the longest post of any channel is 25,000 as X counts, with a Premium account."""


class Templates:
    """The templates of a site, each by its name below the template folder (`post/en/new-publication.txt.j2`).

    A file of the site's goes before the shipped one of the same name, which the site's may extend as
    `shipped:NAME`.
    """

    def __init__(self, *, shipped: Path, site: Path | None = None) -> None:
        self._folders = (shipped,) if site is None else (site, shipped)
        loaders = [_Folder(folder) for folder in self._folders]
        self._environment = Environment(
            ChoiceLoader([*loaders, PrefixLoader({"shipped": _Folder(shipped)}, delimiter=":")])
        )
        self.names = cache(self._names)
        self.words = cache(self._words)

    def _names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the templates in a folder such as `post/en`, sorted, without partial ones (`_x`)."""
        found = (name for name in self._environment.list_templates() if name.startswith(f"{folder}/"))
        return tuple(sorted(name for name in found if "/_" not in name))

    def lacking(self, language: str) -> list[str]:
        """Return the folders, of post, alt and phrases, that have nothing in the language: English is used."""
        templates = [kind for kind in ("post", "alt") if not self.names(f"{kind}/{language}")]
        has_words = any(is_there(folder / "phrases" / f"{language}.toml") for folder in self._folders)
        return templates if has_words else [*templates, "phrases"]

    def parts(self, name: str, variables: Mapping[str, object]) -> tuple[Part, ...]:
        """Render the template of that name and return its parts.

        Raises:
            TemplateError: there is no such template, or it is wrong.
        """
        with self._located_errors(name):
            return _rendered(self._environment.get_template(name), variables)

    def _words(self, language: str) -> Mapping[str, str]:
        """Return the fixed words of a language; see `announcer.rendering.texts.phrases.phrases`."""
        return phrases(self._folders, language)

    @contextmanager
    def _located_errors(self, where: str) -> Iterator[None]:
        """Turn what a template raises into a `TemplateError` that names the place."""
        try:
            yield
        except TemplateNotFound as error:
            missing = str(error)
            known = self.names(missing.removeprefix("shipped:").rpartition("/")[0])
            raise TemplateError(
                f"{where}: there is no template {missing!r}{_nearest_template(missing, known)}",
                hint=f"there are: {', '.join(known)}" if known else "",
            ) from error
        except TemplateSyntaxError as error:
            place = f"{error.filename or where}:{error.lineno}" if error.filename or error.lineno > 1 else where
            raise TemplateError(f"{place}: {plain_problem(error, self._environment)}") from error
        except MISTAKES as error:
            raise TemplateError(f"{_place(error) or where}: {error}") from error


class _Folder(FileSystemLoader):
    """A folder of templates whose files may be broken in any way that files can be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, encoding="utf-8-sig")

    def get_source(self, environment: AnyEnvironment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file and whether it is still the same."""
        path = Path(self.searchpath[0], template)
        try:
            source, filename, unchanged = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise TemplateError(f"{path}: not UTF-8 (byte {error.start})", hint="save the file as UTF-8") from error
        except TemplateNotFound:
            raise
        except OSError as error:
            raise TemplateError(f"{path}: {reason(error)}") from error
        if has_marks(source):
            raise TemplateError(f"{path}: holds the noncharacters U+FDD0 to U+FDD4, which mark parts")
        return source, filename, unchanged


def _rendered(template: Compiled, variables: Mapping[str, object]) -> tuple[Part, ...]:
    start_counting()
    pieces, length = [], 0
    for piece in template.generate(variables):
        length += len(piece)
        if length > MOST_CHARACTERS:
            raise ValueError(f"writes more than {MOST_CHARACTERS:,} characters")
        pieces.append(piece)
    return read_parts("".join(pieces))


def _nearest_template(missing: str, known: Sequence[str]) -> str:
    """Return which of the templates in the folder was meant, if any; what all paths share is not compared."""
    by_stem = {PurePath(name).name.partition(".")[0]: name for name in known}
    found = nearest(PurePath(missing).name.partition(".")[0], by_stem)
    return f"; did you mean {by_stem[found]!r}?" if found else ""


def _place(error: Exception) -> str:
    """Return `file:line` of the innermost template in the error's traceback, if there is one."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (f"{frame.filename}:{frame.lineno}" for frame in reversed(frames) if frame.filename.endswith(".j2")), ""
    )
