"""What a card template may say: boxes within boxes, every key with its type, range and default.

The dataclasses are read straight from TOML; docs/reference/card-templates.md describes each key.
Lengths are pixels of the card. `start` and `end` are left and right, exchanged in right-to-left cards.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.rendering.texts import toml_files
from announcer.rendering.texts.toml_files import Key, Source

SMALLEST_CANVAS, LARGEST_CANVAS = 16, 4096
LARGEST_AREA = 6_000_000
SMALLEST_TEXT, LARGEST_TEXT = 4, 1000
MOST_BOXES = 200
DEEPEST = 12
MOST_REPEATS = 24

Length = Annotated[float, Field(strict=True, ge=0, le=LARGEST_CANVAS, allow_inf_nan=False)]
CanvasSide = Annotated[int, Field(strict=True, ge=SMALLEST_CANVAS, le=LARGEST_CANVAS)]
TextSize = Annotated[int, Field(strict=True, ge=SMALLEST_TEXT, le=LARGEST_TEXT)]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Expression = Annotated[str, Field(max_length=2000)]
ColourName = Annotated[str, Field(min_length=1, max_length=40)]
LogoShape = Literal["any", "wide", "square"]


def _listed(value: object) -> object:
    """Let one value stand for a list of one."""
    return value if isinstance(value, list) else (value,)


def _ranged(value: object) -> object:
    """Let one size stand for a range of one."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("write a size in whole pixels, such as 26, or a range: { max = 40, min = 26 }")  # noqa: TRY004 (pydantic's)
    return {"max": value, "min": value}


def _variable(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z_]*", name):
        raise ValueError("a name is small letters and _, first a letter")
    return name


_PLACES_IN_CSS = {"left": "start", "right": "end", "top": "start", "bottom": "end", "middle": "center"}


def _in_our_words(value: object) -> object:
    """Refuse the words of CSS for places: a card has no left and right, for it may be mirrored."""
    if isinstance(value, str) and value in _PLACES_IN_CSS:
        raise ValueError(f"there is no {value!r}; did you mean {_PLACES_IN_CSS[value]!r}?")
    return value


Place = Annotated[Literal["start", "center", "end"], BeforeValidator(_in_our_words)]
Across = Annotated[Literal["start", "center", "end", "stretch"], BeforeValidator(_in_our_words)]
Along = Annotated[Literal["start", "center", "end", "between"], BeforeValidator(_in_our_words)]
Padding = Annotated[tuple[Length, ...], BeforeValidator(_listed), Field(max_length=4)]
Contents = Annotated[tuple[Expression, ...], BeforeValidator(_listed), Field(min_length=1, max_length=12)]

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradient:
    """A fill that runs from one colour to another; 0° runs towards the end side, 90° downwards."""

    __pydantic_config__: ClassVar = _STRICT

    start: ColourName
    end: ColourName
    angle: Annotated[float, Field(strict=True, ge=0, le=360)] = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrim:
    """A veil between a picture and what stands on it."""

    __pydantic_config__: ClassVar = _STRICT

    colour: ColourName
    opacity: Share = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture behind a box's content: one of the brand's by name, or a file beside the brand.

    `focus` is the point, as shares of width and height, that stays in sight when `cover` crops. With `tint`, only
    the picture's transparency counts and one colour is drawn through it. `mirror` turns it round in
    right-to-left cards.
    """

    __pydantic_config__: ClassVar = _STRICT

    name: Expression
    fit: Literal["cover", "contain", "tile"] = "cover"
    focus: tuple[Share, Share] = (0.5, 0.5)
    tint: Annotated[str, Field(max_length=40)] = ""
    opacity: Share = 1
    mirror: bool = True
    scrim: Scrim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A line inside the edge of a box."""

    __pydantic_config__: ClassVar = _STRICT

    colour: ColourName
    width: Annotated[float, Field(strict=True, gt=0, le=100)] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Draw a box once for each value of an expression, known to its content under the name `name`."""

    __pydantic_config__: ClassVar = _STRICT

    over: Annotated[str, Field(min_length=1, max_length=2000)]
    name: Annotated[str, AfterValidator(_variable)] = "item"
    most: Annotated[int, Field(strict=True, ge=1, le=MOST_REPEATS)] = MOST_REPEATS


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRange:
    """The text sizes a box may take; the largest that fits is taken."""

    __pydantic_config__: ClassVar = _STRICT

    max: TextSize
    min: TextSize

    def __post_init__(self) -> None:
        """Refuse a range that is upside down."""
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is more than max ({self.max})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What every kind of box has.

    Boxes with `optional` above 0 go when space is short, the highest number first. `grow` is the box's share of
    the space that is left over along its parent.
    """

    __pydantic_config__: ClassVar = _STRICT

    when: Expression = ""
    repeat: Repeat | None = None
    optional: Annotated[int, Field(strict=True, ge=0, le=9)] = 0
    grow: Annotated[float, Field(strict=True, ge=0, le=100)] = 0
    width: Length | None = None
    height: Length | None = None
    padding: Padding = ()
    fill: Annotated[str, Field(max_length=40)] = ""
    opacity: Share = 1
    gradient: Gradient | None = None
    picture: Picture | None = None
    border: Border | None = None
    radius: Length = 0

    @property
    def decorated(self) -> bool:
        """Whether the box itself is seen, apart from what is in it."""
        return bool(self.fill or self.gradient or self.picture or self.border)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Box):
    """Boxes one below the other."""

    kind: Literal["stack"] = "stack"
    children: tuple[str, ...] = ()
    gap: Length = 0
    align: Across = "stretch"
    justify: Along = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Box):
    """Boxes side by side, from the start side to the end side."""

    kind: Literal["row"] = "row"
    children: tuple[str, ...] = ()
    gap: Length = 0
    align: Across = "center"
    justify: Along = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers(Box):
    """Boxes one upon the other, each over the whole of this one."""

    kind: Literal["layers"] = "layers"
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Box):
    """A paragraph.

    Of several texts in `content`, the first that fits without being cut is drawn. Where a `whole` text has to be
    cut, the card is held back. `mark` is the colour of `<mark>`. `language` says where the base
    direction comes from: the text's own letters or the card's language.
    """

    kind: Literal["text"] = "text"
    content: Contents = ("",)
    font: str = "body"
    size: Annotated[SizeRange, BeforeValidator(_ranged)] = SizeRange(max=30, min=30)
    lines: Annotated[int, Field(strict=True, ge=1, le=40)] = 1
    colour: ColourName = "text"
    mark: ColourName = "text"
    weight: Annotated[int, Field(strict=True, ge=100, le=900)] | None = None
    italic: bool = False
    leading: Annotated[float, Field(strict=True, ge=0.8, le=3)] | None = None
    tracking: Annotated[float, Field(strict=True, ge=-0.1, le=0.5)] = 0
    balance: bool = False
    align: Place = "start"
    valign: Place = "start"
    whole: bool = False
    language: Literal["text", "card"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo(Box):
    """The brand's logo, as large as the box allows.

    `shape` asks for the logo that the brand has for wide or for square places, which is its only one if it has no
    other; `auto` takes the variant that suits what lies behind it.
    """

    kind: Literal["logo"] = "logo"
    shape: LogoShape = "any"
    variant: Literal["auto", "on_light", "on_dark"] = "auto"
    align: Place = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Box):
    """A box without content: a rule, a bar, a picture, a space."""

    kind: Literal["shape"] = "shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Qr(Box):
    """A square code that says `content`, its modules on whole pixels, with a quiet zone around them."""

    kind: Literal["qr"] = "qr"
    content: Expression = "{{ link }}"
    colour: ColourName = "text"


AnyBox = Stack | Row | Layers | Text | Logo | Shape | Qr
Container = Stack | Row | Layers

KINDS: Mapping[str, type[AnyBox]] = {
    "stack": Stack,
    "row": Row,
    "layers": Layers,
    "text": Text,
    "logo": Logo,
    "shape": Shape,
    "qr": Qr,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTemplate:
    """A whole template: boxes by name, one of which (`page`) is the card itself.

    `small_text` is the least text size, in pixels of the card, that is drawn without a finding.
    """

    name: str
    width: int
    height: int
    boxes: Mapping[str, AnyBox]
    description: str = ""
    small_text: int = 24
    sources: tuple[Source, ...] = ()
    shipped: frozenset[str] = frozenset()
    """The names of those sources that are the program's own."""
    language: str = ""

    def located(self, key: Key, problem: str) -> str:
        """Return `file:line: dotted.key: problem`, naming the file that decides what stands at that key."""
        return located(self.sources, self.language, key, problem)

    def is_shipped_at(self, key: Key) -> bool:
        """Return whether it is one of the program's own files that decides what stands at that key."""
        return deciding(self.sources, self.language, key)[0].name in self.shipped


def located(sources: Sequence[Source], language: str, key: Key, problem: str) -> str:
    """Return `file:line: dotted.key: problem`, naming the source that decides what stands at that key."""
    source, place = deciding(sources, language, key)
    return toml_files.told([source], place, problem)


def deciding(sources: Sequence[Source], language: str, key: Key) -> tuple[Source, Key]:
    """Return the source that decides what stands at a key for that language, and the key where it says so."""
    for source in sources:
        for place in (("language", language, *key), key):
            if source.holds(place):
                return source, place
    return sources[0], key


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The keys of a template beside its boxes."""

    __pydantic_config__: ClassVar = _STRICT

    description: Annotated[str, Field(max_length=300)] = ""
    width: CanvasSide = 1200
    height: CanvasSide = 675
    small_text: TextSize = 24

    def __post_init__(self) -> None:
        """Refuse a card that is large on both sides."""
        if self.width * self.height > LARGEST_AREA:
            raise ValueError(f"{self.width} by {self.height} pixels are more than {LARGEST_AREA:,}")
