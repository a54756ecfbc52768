"""What a card template may say: boxes within boxes, every key with its type, range and default.

The dataclasses are read straight from TOML; docs/reference/card-templates.md describes each key.
Lengths are pixels of the card. `start` and `end` are left and right, exchanged in right-to-left cards.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.rendering.cards.looks import (
    LARGEST_CANVAS,
    SMALLEST_CANVAS,
    Border,
    ColourName,
    Expression,
    Gradient,
    Length,
    Offset,
    Paint,
    Picture,
    Share,
    listed,
)
from announcer.rendering.texts import toml_files
from announcer.rendering.texts.toml_files import Key, Source

LARGEST_AREA = 6_000_000
SMALLEST_TEXT, LARGEST_TEXT = 4, 1000
MOST_BOXES = 200
DEEPEST = 12
MOST_REPEATS = 24
PERSON_WIDTH, PERSONS_APART = 0.46, 0.12
"""Of persons in a chart: the width in heights, and the room between two in widths."""

CanvasSide = Annotated[int, Field(strict=True, ge=SMALLEST_CANVAS, le=LARGEST_CANVAS)]
TextSize = Annotated[int, Field(strict=True, ge=SMALLEST_TEXT, le=LARGEST_TEXT)]
LogoShape = Literal["any", "wide", "square"]


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
AcrossRow = Annotated[Literal["start", "center", "end", "stretch", "baseline"], BeforeValidator(_in_our_words)]
Along = Annotated[Literal["start", "center", "end", "between"], BeforeValidator(_in_our_words)]
Padding = Annotated[tuple[Length, ...], BeforeValidator(listed), Field(max_length=4)]
Contents = Annotated[tuple[Expression, ...], BeforeValidator(listed), Field(min_length=1, max_length=12)]

_STRICT = {"extra": "forbid"}


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
    the space that is left over along its parent. `shift` moves it from its place towards the end side and
    downwards, as far as over the card's edge.
    """

    __pydantic_config__: ClassVar = _STRICT

    when: Expression = ""
    repeat: Repeat | None = None
    optional: Annotated[int, Field(strict=True, ge=0, le=9)] = 0
    grow: Annotated[float, Field(strict=True, ge=0, le=100)] = 0
    width: Length | None = None
    height: Length | None = None
    padding: Padding = ()
    fill: Paint = ""
    shift: tuple[Offset, Offset] = (0, 0)
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
    """Boxes side by side, from the start side to the end side; `baseline` sets their first lines on one."""

    kind: Literal["row"] = "row"
    children: tuple[str, ...] = ()
    gap: Length = 0
    align: AcrossRow = "center"
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
    """A square code that says `content`, its modules on whole pixels, with `quiet` modules of room around them.

    Without a quiet zone the code stands flush with what is above and below it; what is behind it must be light.
    """

    kind: Literal["qr"] = "qr"
    content: Expression = "{{ link }}"
    colour: ColourName = "text"
    quiet: Annotated[int, Field(strict=True, ge=0, le=8)] = 4
    align: Place = "center"
    valign: Place = "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Box):
    """A number as a picture: a share as `bar`, `ring` or some of the `persons`, or a `change` from one to another.

    `value` is a bare expression: a share from 0 to 1, for a change the number that it ends at; `start` is the one
    that it begins at. `of` is how many persons there are.
    """

    kind: Literal["chart"] = "chart"
    form: Literal["bar", "ring", "persons", "change"] = "bar"
    value: Annotated[str, Field(min_length=1, max_length=2000)]
    start: Expression = ""
    of: Annotated[str, Field(min_length=1, max_length=2000)] = "10"
    colour: Paint = "accent"
    track: Paint = "rule"

    def width_at(self, height: float, values: Sequence[float]) -> float:
        """Return how wide the chart is when it is so high: so many persons side by side, a ring as wide as high."""
        match self.form:
            case "persons":
                count = values[1] if len(values) > 1 else 1
                return height * PERSON_WIDTH * (count + (count - 1) * PERSONS_APART)
            case "ring":
                return height
        return LARGEST_CANVAS

    def __post_init__(self) -> None:
        """Refuse a change from nothing."""
        if self.form == "change" and not self.start:
            raise ValueError("a change needs `start`, the number that it begins at")


AnyBox = Stack | Row | Layers | Text | Logo | Shape | Qr | Chart
Container = Stack | Row | Layers

KINDS: Mapping[str, type[AnyBox]] = {
    "stack": Stack,
    "row": Row,
    "layers": Layers,
    "text": Text,
    "logo": Logo,
    "shape": Shape,
    "qr": Qr,
    "chart": Chart,
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
    format: str = ""
    """The format it is drawn in; empty for the template's own."""

    def located(self, key: Key, problem: str) -> str:
        """Return `file:line: dotted.key: problem`, naming the file that decides what stands at that key."""
        return located(self.sources, self.language, key, problem, self.format)

    def is_shipped_at(self, key: Key) -> bool:
        """Return whether it is one of the program's own files that decides what stands at that key."""
        return deciding(self.sources, self.language, key, self.format)[0].name in self.shipped


def located(sources: Sequence[Source], language: str, key: Key, problem: str, format_name: str = "") -> str:
    """Return `file:line: dotted.key: problem`, naming the source that decides what stands at that key."""
    source, place = deciding(sources, language, key, format_name)
    return toml_files.told([source], place, problem)


def deciding(sources: Sequence[Source], language: str, key: Key, format_name: str = "") -> tuple[Source, Key]:
    """Return the source that decides what stands at a key in a language and format, and the key where it does."""
    of_format: tuple[Key, ...] = ()
    if format_name:
        of_format = (("format", format_name, "language", language, *key), ("format", format_name, *key))
    for source in sources:
        for place in (*of_format, ("language", language, *key), key):
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
