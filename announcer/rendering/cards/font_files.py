"""Fonts as files: the faces of fonts.toml manifests, opened for the typesetter."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from announcer.errors import BrandError
from announcer.rendering.texts import toml_files
from announcer.system import schemas
from announcer.system.plain_files import read_plain, reason
from announcer.system.suggestions import did_you_mean
from announcer.typeset.fonts import ANY_SCRIPT, Face, FontStack

MANIFEST = "fonts.toml"
LARGEST_FONT = 40_000_000
"""Bytes; the largest of the usual fonts for Chinese has half of it."""

_NO_FONT = "not a font that can be read"
_FONT_HINT = "fonts are TrueType or OpenType files"


@dataclass(frozen=True, slots=True, kw_only=True)
class _FaceEntry:
    """A face in a manifest. What else stands there (version, licence, digest) is for people and tools."""

    __pydantic_config__: ClassVar = {"extra": "ignore"}

    file: Annotated[str, Field(min_length=1)]
    italic: str = ""
    scale: Annotated[float, Field(strict=True, gt=0.2, lt=5)] = 1.0
    embolden: Annotated[float, Field(strict=True, ge=0, le=0.2)] = 0.0
    colour: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    faces: dict[str, _FaceEntry]
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Fonts:
    """All faces by name, and in which order scripts take them."""

    def __init__(self, faces: Mapping[str, Face], order: Mapping[str, Sequence[str]]) -> None:
        self._faces = faces
        self._order = order

    @property
    def names(self) -> list[str]:
        """The faces' names, sorted."""
        return sorted(self._faces)

    def stack(self, first: Sequence[str] = ()) -> FontStack:
        """Return the faces for a text, those named in `first` before the manifest's choice."""
        order = {script: tuple(dict.fromkeys((*first, *names))) for script, names in self._order.items()}
        return FontStack(self._faces, order)


def load_fonts(folders: Sequence[Path]) -> Fonts:
    """Open the fonts of each folder's manifest; later folders add to earlier ones and go before them.

    Raises:
        BrandError: a manifest or font is missing or wrong.
    """
    sources = [_read(folder / MANIFEST) for folder in folders]
    manifests = [_manifest(source) for source in sources]
    names = {name for manifest in manifests for name in manifest.faces}
    order = {script: faces for manifest in manifests for script, faces in manifest.order.items()}
    complaints = [complaint for source in sources for complaint in _unknown_faces(source, names)]
    if ANY_SCRIPT not in order:
        complaints.append(toml_files.told(sources[-1:], ("order", ANY_SCRIPT), "must be given"))
    if complaints:
        raise _error(complaints)
    faces = {
        name: _face(folder, name, entry)
        for folder, manifest in zip(folders, manifests, strict=True)
        for name, entry in manifest.faces.items()
    }
    return Fonts(faces, order)


def _read(path: Path) -> toml_files.Source:
    try:
        return toml_files.read_file(path)
    except toml_files.BadTomlError as problem:
        raise BrandError(str(problem), hint="the fonts' folder holds fonts.toml and the files it names") from None


def _manifest(source: toml_files.Source) -> _Manifest:
    try:
        return schemas.read(_Manifest, source.document)
    except schemas.WrongTableError as error:
        complaints = toml_files.complaints(error, partial(schemas.known_keys, _Manifest))
        raise _error(toml_files.told([source], *each) for each in complaints) from None


def _unknown_faces(source: toml_files.Source, names: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the order of a manifest that was read: faces that no manifest has."""
    for script, faces in source.document.get("order", {}).items():
        for place, name in enumerate(faces):
            if name not in names:
                problem = f"there is no face {name!r}{did_you_mean(name, names)}"
                yield toml_files.told([source], ("order", script, place), problem)


def _error(complaints: Iterable[str]) -> BrandError:
    return BrandError(*complaints, hint="docs/reference/brand.md describes the fonts of a site")


def _face(folder: Path, name: str, entry: _FaceEntry) -> Face:
    data, italic = _bytes(folder / entry.file), _bytes(folder / entry.italic) if entry.italic else None
    try:
        face = Face(data, name=name, italic=italic, scale=entry.scale, embolden=entry.embolden, colour=entry.colour)
        for file, each in ((entry.file, face), (entry.italic, face.italic)):
            if each and (each.is_empty or each.is_blank):
                trouble = _NO_FONT if each.is_empty else "no glyph of this font has an outline"
                raise BrandError(f"{folder / file}: {trouble}", hint=_FONT_HINT)
    except UnicodeDecodeError:  # a broken table of names
        files = f"{folder / entry.file}" + (f" or {entry.italic}" if entry.italic else "")
        raise BrandError(f"{files}: {_NO_FONT}", hint=_FONT_HINT) from None
    return face


def _bytes(path: Path) -> bytes:
    try:
        return read_plain(path, LARGEST_FONT)
    except OSError as problem:
        raise BrandError(f"{path}: {reason(problem)}") from None
