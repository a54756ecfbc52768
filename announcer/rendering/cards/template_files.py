"""Card templates as files: found, laid over the ones they extend, and checked as a whole."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from announcer.errors import TemplateError
from announcer.rendering.cards.template import (
    DEEPEST,
    KINDS,
    MOST_BOXES,
    AnyBox,
    CardTemplate,
    Container,
    Heading,
)
from announcer.rendering.texts import toml_files
from announcer.rendering.texts.toml_files import MOST_TOLD, Complaint, Key, Source
from announcer.system import schemas
from announcer.system.paths import is_file
from announcer.system.suggestions import did_you_mean

ROOT = "page"
SHIPPED = "shipped:"
SHARED = "shared"
"""The folder beside templates that holds boxes which several of them include."""
IN_FORMAT = "@"
"""Between the name of a template and that of a format, as in `figure@square`."""
FORMATS: Mapping[str, tuple[int, int]] = {
    "post": (1200, 675),
    "linkedin": (1200, 627),
    "og": (1200, 630),
    "square": (1080, 1080),
    "portrait": (1080, 1350),
    "story": (1080, 1920),
}
"""Formats that every template can be drawn in: what networks and pages show, width and height in pixels."""
_BESIDE_THE_HEADING = ("boxes", "extends", "format", "include", "language")
HINT = "docs/reference/card-templates.md describes every key"
MOST_EXTENSIONS = 5
MOST_INCLUDED = 8

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_BOX_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")


class CardTemplates:
    """The card templates of a site, and behind them the shipped ones.

    Args:
        site: The site's `templates/card`, which need not exist.
        shipped: The program's own.
    """

    def __init__(self, site: Path, shipped: Path) -> None:
        self._site = site
        self._shipped = shipped

    def names(self) -> list[str]:
        """Return the names of all templates, sorted."""
        return sorted({path.stem for folder in (self._site, self._shipped) for path in folder.glob("*.toml")})

    def load(self, name: str, language: str) -> CardTemplate:
        """Return the template as it is for cards in that language; `name` may name a format too, `figure@square`.

        Raises:
            TemplateError: it is missing or wrong; each problem is a line with file, line and key.
        """
        plain, _, format_name = name.partition(IN_FORMAT)
        sources = list(self._chain(plain))
        shipped = frozenset(source.name for source in sources if self._is_shipped(Path(source.name)))
        return replace(_template(plain, language, format_name, sources), shipped=shipped)

    def _is_shipped(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self._shipped.resolve())

    def _chain(self, name: str) -> Iterator[Source]:
        """Yield the template's own file, then what it extends, and so on."""
        asked_by = ""
        for _ in range(MOST_EXTENSIONS):
            source = self._read(name, asked_by)
            yield source
            yield from self._included(source)
            if not (name := source.document.get("extends", "")):
                return
            asked_by = toml_files.told([source], ("extends",), "")
        raise TemplateError(
            f"{asked_by}templates extend one another in a circle, or more than {MOST_EXTENSIONS} deep"
        )

    def _included(self, source: Source) -> Iterator[Source]:
        """Yield the files of shared boxes that a template includes, the last named before the others."""
        wanted = source.document.get("include", [])
        names = list(wanted) if isinstance(wanted, list) else [wanted]
        if len(names) > MOST_INCLUDED:
            problem = f"at most {MOST_INCLUDED} files are included"
            raise TemplateError(toml_files.told([source], ("include",), problem), hint=HINT)
        for place, name in reversed(list(enumerate(names))):
            path = self._shared(name)
            if path is None:
                known = sorted(
                    {found.stem for folder in self._folders for found in (folder / SHARED).glob("*.toml")}
                )
                problem = f"there are no shared boxes {name!r}{did_you_mean(str(name), known)}"
                hint = f"the shared boxes are: {', '.join(known)}"
                raise TemplateError(toml_files.told([source], ("include", place), problem), hint=hint)
            yield self._source(path)

    @property
    def _folders(self) -> tuple[Path, Path]:
        return self._site, self._shipped

    def _shared(self, name: object) -> Path | None:
        if not isinstance(name, str) or not _NAME.fullmatch(plain := name.removeprefix(SHIPPED)):
            return None
        folders = (self._shipped,) if name.startswith(SHIPPED) else self._folders
        return next((path for folder in folders if is_file(path := folder / SHARED / f"{plain}.toml")), None)

    def _read(self, name: object, asked_by: str) -> Source:
        path = self._path(name)
        if path is None:
            hint = f"the templates are: {', '.join(self.names())}"
            raise TemplateError(f"{asked_by}there is no card template {name!r}", hint=hint)
        return self._source(path)

    @staticmethod
    def _source(path: Path) -> Source:
        try:
            return toml_files.read_file(path)
        except toml_files.BadTomlError as problem:
            raise TemplateError(str(problem), hint=HINT) from None

    def _path(self, name: object) -> Path | None:
        if not isinstance(name, str) or not _NAME.fullmatch(plain := name.removeprefix(SHIPPED)):
            return None
        folders = (self._shipped,) if name.startswith(SHIPPED) else self._folders
        return next((path for folder in folders if is_file(path := folder / f"{plain}.toml")), None)


def _template(name: str, language: str, format_name: str, sources: Sequence[Source]) -> CardTemplate:
    """Return the template that the sources make, the first of them over the others."""
    document: dict[str, Any] = {}
    if format_name:
        document |= _size_of(format_name, sources)
    for source in reversed(sources):
        document = toml_files.overlaid(document, _in_format(source.document, language, format_name))
    if format_name in FORMATS:
        document |= _size_of(format_name, sources)
    template, complaints = _checked(document, name=name, sources=sources, language=language)
    template = replace(template, format=format_name)
    own = sources[0].document.get("boxes", {})
    complaints = complaints or list(islice(_tree_complaints(template.boxes, own=own), MOST_TOLD))
    if complaints:
        raise TemplateError(*(template.located(*each) for each in complaints[:MOST_TOLD]), hint=HINT)
    return template


def _in_format(document: Mapping[str, Any], language: str, format_name: str) -> dict[str, Any]:
    """Return what a file says for cards in that language and format."""
    own = {key: value for key, value in document.items() if key not in ("extends", "format", "include")}
    said = toml_files.in_language(own, language)
    formats = document.get("format")
    changes = formats.get(format_name) if isinstance(formats, Mapping) else None
    return (
        toml_files.overlaid(said, toml_files.in_language(changes, language))
        if isinstance(changes, Mapping)
        else said
    )


def _size_of(format_name: str, sources: Sequence[Source]) -> dict[str, int]:
    """Return width and height of a format that every template has; nothing for one of the template's own.

    Raises:
        TemplateError: there is no such format.
    """
    if format_name in FORMATS:
        width, height = FORMATS[format_name]
        return {"width": width, "height": height}
    own = [table for source in sources if isinstance(table := source.document.get("format"), Mapping)]
    known = sorted({*FORMATS, *(name for table in own for name in table)})
    if format_name not in known:
        problem = f"there is no format {format_name!r}{did_you_mean(format_name, known)}"
        raise TemplateError(f"{sources[0].name}: {problem}", hint=f"the formats are: {', '.join(known)}")
    return {}


def _checked(
    document: Mapping[str, Any], *, name: str, sources: Sequence[Source], language: str
) -> tuple[CardTemplate, list[Complaint]]:
    tables = document.get("boxes", {})
    heading, complaints = _heading({key: value for key, value in document.items() if key != "boxes"})
    boxes: dict[str, AnyBox] = {}
    if not isinstance(tables, Mapping):
        tables, complaints = {}, [*complaints, (("boxes",), "should be a table")]
    if len(tables) > MOST_BOXES:
        problem = f"{len(tables)} boxes; at most {MOST_BOXES} are allowed"
        tables, complaints = {}, [*complaints, (("boxes",), problem)]
    for box_name, table in tables.items():
        box, problems = _box(("boxes", str(box_name)), table)
        complaints += problems
        if box is not None:
            boxes[box_name] = box
    template = CardTemplate(
        name=name,
        width=heading.width,
        height=heading.height,
        description=heading.description,
        small_text=heading.small_text,
        boxes=boxes,
        sources=tuple(sources),
        language=language,
    )
    return template, complaints


def _heading(table: Mapping[str, Any]) -> tuple[Heading, list[Complaint]]:
    try:
        return schemas.read(Heading, table), []
    except schemas.WrongTableError as error:
        known = [*schemas.known_keys(Heading), *_BESIDE_THE_HEADING]
        return Heading(), toml_files.complaints(error, lambda _: known)


def _box(key: Key, table: object) -> tuple[AnyBox | None, list[Complaint]]:
    if not isinstance(table, Mapping):
        return None, [(key, "should be a table")]
    if not _BOX_NAME.fullmatch(str(key[-1])):
        return None, [(key, "a box's name is small letters, digits, - and _, and begins with a letter")]
    kind = str(table.get("kind"))
    if kind not in KINDS:
        return None, [((*key, "kind"), f"should be one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}")]
    try:
        return schemas.read(KINDS[kind], table), []
    except schemas.WrongTableError as error:
        complaints = toml_files.complaints(error, partial(schemas.known_keys, KINDS[kind]))
        return None, [((*key, *inner), problem) for inner, problem in complaints]


def _tree_complaints(boxes: Mapping[str, AnyBox], own: Iterable[str]) -> Iterator[Complaint]:
    """Tell what is wrong with how the boxes stand in one another.

    A box without a place is wrong only where the template itself brings it: one that extends another may well
    leave out a box of that one's.
    """
    if ROOT not in boxes:
        yield ("boxes",), f"a template needs a box named {ROOT}, which is the card itself"
        return
    parents: dict[str, str] = {ROOT: "the card"}
    waiting, wrong = [(ROOT, 1)], False
    while waiting:
        name, depth = waiting.pop()
        for place, child in enumerate(children(boxes[name])):
            problem = _misplaced(child, depth, boxes, parents)
            if problem:
                wrong = True
                yield ("boxes", name, "children", place), problem
            else:
                parents[child] = name
                waiting.append((child, depth + 1))
    for name in own:
        if name not in parents and not wrong:
            yield ("boxes", name), "no box has this one among its children"


def _misplaced(child: str, depth: int, boxes: Mapping[str, AnyBox], parents: Mapping[str, str]) -> str:
    """Return what is wrong with a box within another at that depth, or an empty string."""
    if child not in boxes:
        return f"there is no box {child!r}{did_you_mean(child, boxes)}"
    if child in parents:
        return f"{child!r} stands in {parents[child]} already; a box has one place"
    return f"boxes are more than {DEEPEST} deep" if depth >= DEEPEST else ""


def children(box: AnyBox) -> tuple[str, ...]:
    """Return the names of the boxes within a box; none where its kind holds none."""
    return box.children if isinstance(box, Container) else ()
