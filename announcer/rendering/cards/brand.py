"""The brand: colours, fonts, logos and pictures by the role they play, and portraits, read from brand.toml.

docs/reference/brand.md describes each key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.publications.identifiers import normal_orcid
from announcer.errors import BrandError
from announcer.rendering.cards.looks import Share
from announcer.rendering.cards.painting.colour import Colour
from announcer.rendering.cards.template import LogoShape, located
from announcer.rendering.texts import toml_files
from announcer.rendering.texts.variables import AuthorView
from announcer.system import schemas

HINT = "docs/reference/brand.md describes every key"

NEEDED_COLOURS = ("background", "surface", "text", "muted", "accent", "on_accent")
NEEDED_FONTS = ("heading", "body")
DISPLAY, DISPLAY_FACE = "display", "source-serif"
"""The font of headlines with serifs, which a brand need not give."""

_STRICT = {"extra": "forbid"}
_ROLE = re.compile(r"[a-z][a-z0-9_]{0,39}")


def _role(name: str) -> str:
    if not _ROLE.fullmatch(name):
        raise ValueError("a role's name is small letters, digits and _, first a letter")
    return name


_RoleName = Annotated[str, AfterValidator(_role)]


def _colour(value: object) -> Colour:
    return Colour.parse(value if isinstance(value, str) else repr(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRole:
    """How text of one role is set.

    `faces` go before those that the fonts' manifest prefers; `leading` is the distance of baselines in text
    sizes, where the typesetter's own for the script is not wanted.
    """

    __pydantic_config__: ClassVar = _STRICT

    weight: Annotated[int, Field(strict=True, ge=100, le=900)] = 400
    leading: Annotated[float, Field(strict=True, ge=0.8, le=3)] | None = None
    faces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoFiles:
    """Files of a logo, relative to brand.toml: one for light backgrounds, one for dark ones.

    `holds_name` says that the institution's name is part of the logo, so that cards do not write it again.
    """

    __pydantic_config__: ClassVar = _STRICT

    on_light: Annotated[str, Field(min_length=1)]
    on_dark: str = ""
    holds_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Logos(LogoFiles):
    """The logo, and others of it for places that are wide or square."""

    wide: LogoFiles | None = None
    square: LogoFiles | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A person's picture, relative to brand.toml, and the point in it that stays in sight: the face."""

    __pydantic_config__: ClassVar = _STRICT

    picture: Annotated[str, Field(min_length=1)]
    focus: tuple[Share, Share] = (0.5, 0.35)


def _portrait(value: object) -> object:
    """Let a file stand for a portrait."""
    return {"picture": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """brand.toml as it is written."""

    __pydantic_config__: ClassVar = _STRICT

    colours: dict[_RoleName, Annotated[Colour, BeforeValidator(_colour)]]
    fonts: dict[_RoleName, FontRole]
    logos: Logos | None = None
    pictures: dict[_RoleName, str] = field(default_factory=dict)
    people: dict[str, Annotated[Portrait, BeforeValidator(_portrait)]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandLogo:
    """A logo's files; the same twice where the brand has one for all backgrounds."""

    on_light: Path
    on_dark: Path
    holds_name: bool = False

    def file(self, variant: str) -> Path:
        """Return the file of a variant, that for light backgrounds where neither is asked for."""
        return self.on_dark if variant == "on_dark" else self.on_light


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """All that cards look like which is the institution's and not the template's.

    `logos` has a logo for every shape, or none where the brand has no logo. `people` holds portraits by ORCID iD or
    by name, and `focus` the point of each of their pictures that stays in sight. Files are not opened here: whether
    they can be read shows when they are drawn, or checked (see `brand_checks`).
    """

    source: toml_files.Source
    language: str
    colours: Mapping[str, Colour]
    fonts: Mapping[str, FontRole]
    folder: Path
    logos: Mapping[LogoShape, BrandLogo] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    people: Mapping[str, Portrait] = field(default_factory=dict)

    @property
    def focus(self) -> Mapping[str, tuple[float, float]]:
        """The point that stays in sight of each portrait, by the picture's name."""
        return {portrait.picture: portrait.focus for portrait in self.people.values()}

    def located(self, key: toml_files.Key, problem: str) -> str:
        """Return `file:line: dotted.key: problem` for a key of brand.toml."""
        return located([self.source], self.language, key, problem)

    def holds_name(self, shape: LogoShape) -> bool:
        """Return whether the institution's name is part of the logo of that shape."""
        return shape in self.logos and self.logos[shape].holds_name

    def portrait(self, author: AuthorView) -> str:
        """Return the name of an author's picture, or an empty string where there is none.

        Where the record has the author's ORCID iD, that alone counts: two people may share a name.
        """
        found = self.people.get(author.orcid or author.name)
        return found.picture if found else ""

    def picture(self, name: str) -> Path:
        """Return the file of a picture by its role, or of one below the brand's own folder.

        Raises:
            BrandError: it lies elsewhere.
        """
        if name in self.pictures:
            return self.pictures[name]
        path = self.folder / name
        if not name or not path.resolve().is_relative_to(self.folder.resolve()):
            raise BrandError(f"{name or 'a picture without a name'}: not in the brand's folder", hint=HINT)
        return path


def load_brand(path: Path, language: str = "") -> Brand:
    """Read brand.toml, with what it says under `language.LANGUAGE` laid over the rest.

    Raises:
        BrandError: the file is missing or wrong; each problem is a line with file, line and key.
    """
    try:
        source = toml_files.read_file(path)
    except toml_files.BadTomlError as problem:
        raise BrandError(
            str(problem), hint="make one with 'announcer init', or name another in card.brand"
        ) from None
    return _brand(path.parent, source, language)


def _brand(folder: Path, source: toml_files.Source, language: str) -> Brand:
    file = _checked(source, toml_files.in_language(source.document, language))
    heading = file.fonts["heading"]
    return Brand(
        source=source,
        language=language,
        colours=file.colours,
        fonts={DISPLAY: replace(heading, faces=(DISPLAY_FACE,)), **file.fonts},
        folder=folder,
        logos=_logos(file.logos, folder) if file.logos else {},
        pictures={name: folder / picture for name, picture in file.pictures.items()},
        people={normal_orcid(who) or who.strip(): portrait for who, portrait in file.people.items()},
    )


def _checked(source: toml_files.Source, document: Mapping[str, Any]) -> _File:
    missing = [
        (table, role)
        for table, needed in (("colours", NEEDED_COLOURS), ("fonts", NEEDED_FONTS))
        for role in needed
        if isinstance(document.get(table), Mapping) and role not in document[table]
    ]
    complaints: list[toml_files.Complaint] = [(key, "must be given") for key in missing]
    try:
        file = schemas.read(_File, document)
    except schemas.WrongTableError as error:
        complaints += toml_files.complaints(error, _known)
    if complaints:
        raise BrandError(*(toml_files.told([source], *each) for each in complaints), hint=HINT)
    return file


def _known(key: toml_files.Key) -> list[str]:
    return schemas.known_keys(_File, key) if key else [*schemas.known_keys(_File), "language"]


def _logos(logos: Logos, folder: Path) -> dict[LogoShape, BrandLogo]:
    """Return a logo for each shape: the brand's only one where it has no other."""
    files: dict[LogoShape, LogoFiles] = {
        "any": logos,
        "wide": logos.wide or logos,
        "square": logos.square or logos,
    }
    return {
        shape: BrandLogo(
            on_light=folder / logo.on_light,
            on_dark=folder / (logo.on_dark or logo.on_light),
            holds_name=logo.holds_name,
        )
        for shape, logo in files.items()
    }
