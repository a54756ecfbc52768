"""Pages for browsers, from the templates in `templates/web`: everything a template prints is escaped."""

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateNotFound

from announcer.errors import TemplateError
from announcer.rendering.texts.bounded import MISTAKES, BoundedEnvironment, Bounds, start_counting
from announcer.rendering.texts.page_words import PageWords, page_words

_MISTAKES: tuple[type[Exception], ...] = (*MISTAKES, OSError)

REVIEW_PAGE = "app/"
"""Where the review page has its templates, which it reads by itself and from the shipped folder alone."""
BOUNDS = Bounds(steps=50_000_000, written=4_000_000_000, size=1_000_000_000)
"""A page may stand for thousands of drafts, each with its card's picture written into it."""


class WebPages:
    """The templates of pages, from the shipped folder and the site's own.

    A file of the site's goes before the shipped one of that name, which it may extend as `shipped:NAME`.
    """

    def __init__(self, *, shipped: Path, site: Path | None = None) -> None:
        below = FileSystemLoader(shipped, encoding="utf-8-sig")
        above = [] if site is None else [FileSystemLoader(site, encoding="utf-8-sig")]
        self._folders = (shipped,) if site is None else (site, shipped)
        self._loader = ChoiceLoader([*above, below, PrefixLoader({"shipped": below}, delimiter=":")])
        self._environment = BoundedEnvironment(loader=self._loader, autoescape=True, undefined=StrictUndefined)

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """Return the page that the template of that name makes.

        Raises:
            TemplateError: there is no such template, or it is wrong.
        """
        with _located_errors(name):
            start_counting(BOUNDS)
            return self._environment.get_template(name).render(variables)

    def try_all(self) -> None:
        """Read every template without rendering it, and the words of every language.

        Raises:
            TemplateError: some are wrong; each is named.
        """
        problems: list[str] = []
        for name in self._environment.list_templates(extensions=["j2"]):
            if name.removeprefix("shipped:").startswith(REVIEW_PAGE):
                continue
            try:
                with _located_errors(name):
                    self._environment.get_template(name)
            except TemplateError as error:
                problems.append(str(error))
        for language in sorted({path.stem for folder in self._folders for path in folder.glob("phrases/*.toml")}):
            try:
                self.words(language)
            except TemplateError as error:
                problems.append(str(error))
        if problems:
            raise TemplateError(*problems)

    def words(self, language: str) -> PageWords:
        """Return the words of pages in that language; see `page_words`.

        Raises:
            TemplateError: a file of words is wrong.
        """
        return page_words(self._folders, language)

    def source(self, name: str) -> str:
        """Return a file beside the templates as it is, such as a style sheet.

        Raises:
            TemplateError: there is no such file, or it is not UTF-8.
        """
        with _located_errors(name):
            return self._loader.get_source(self._environment, name)[0]


@contextmanager
def _located_errors(name: str) -> Iterator[None]:
    """Turn what a template raises into a `TemplateError` that names the place."""
    try:
        yield
    except TemplateNotFound as error:
        raise TemplateError(f"{name}: there is no template {str(error)!r}") from error
    except _MISTAKES as error:
        raise TemplateError(f"{_place(error) or name}: {error}") from error


def _place(error: Exception) -> str:
    """Return `file:line` of the innermost template in the error's traceback, if there is one."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f"{frame.filename}:{frame.lineno}" for frame in reversed(frames) if ".j2" in frame.filename), "")
