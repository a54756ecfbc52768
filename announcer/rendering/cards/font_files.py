"""Fonts as files: the faces of fonts.toml manifests, opened for the typesetter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import Field

from announcer.errors import BrandError
from announcer.rendering.texts import toml_files
from announcer.system import schemas
from announcer.system.suggestions import did_you_mean
from announcer.typeset.fonts import ANY_SCRIPT, Face, FontStack

MANIFEST = "fonts.toml"
LARGEST_FONT = 40_000_000
"""Bytes; the largest of the usual fonts for Chinese has half of it."""


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

    order: dict[str, tuple[str, ...]]
    faces: dict[str, _FaceEntry]


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
    faces: dict[str, Face] = {}
    order: dict[str, Sequence[str]] = {}
    for folder in folders:
        manifest = _read(folder / MANIFEST)
        faces |= {name: _face(folder, name, entry) for name, entry in manifest.faces.items()}
        order |= manifest.order
    return Fonts(faces, order)


def _read(path: Path) -> _Manifest:
    try:
        source = toml_files.read(path)
    except toml_files.BadTomlError as problem:
        raise BrandError(str(problem), hint="the fonts' folder holds fonts.toml and the files it names") from None
    return _manifest(source)


def _manifest(source: toml_files.Source) -> _Manifest:
    complaints = list(_complaints(source.document))
    try:
        manifest = schemas.read(_Manifest, source.document)
    except schemas.WrongTableError as error:
        complaints = toml_files.complaints(error, partial(schemas.known_keys, _Manifest)) + complaints
    if complaints:
        raise BrandError("\n".join(toml_files.told([source], *each) for each in complaints))
    return manifest


def _complaints(document: Mapping[str, Any]) -> list[toml_files.Complaint]:
    order, faces = document.get("order"), document.get("faces")
    if not isinstance(order, Mapping) or not isinstance(faces, Mapping):
        return []
    needed: list[toml_files.Complaint] = [] if ANY_SCRIPT in order else [(("order", ANY_SCRIPT), "must be given")]
    return needed + [
        (("order", script, place), f"there is no face {name!r}{did_you_mean(str(name), faces)}")
        for script, names in order.items()
        if isinstance(names, list)
        for place, name in enumerate(names)
        if name not in faces
    ]


def _face(folder: Path, name: str, entry: _FaceEntry) -> Face:
    face = Face(
        _bytes(folder / entry.file),
        name=name,
        italic=_bytes(folder / entry.italic) if entry.italic else None,
        scale=entry.scale,
        embolden=entry.embolden,
        colour=entry.colour,
    )
    if face.is_empty or (face.italic and face.italic.is_empty):
        raise BrandError(
            f"{folder / entry.file}: no font that can be read", hint="fonts are TrueType or OpenType files"
        )
    return face


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FONT:
            raise BrandError(f"{path}: larger than {LARGEST_FONT // 1_000_000} MB")
        return path.read_bytes()
    except OSError as problem:
        raise BrandError(f"{path}: {(problem.strerror or 'cannot be read').lower()}") from None
