"""How a box looks: its lengths, colours, gradients, pictures and lines, every key with its type, range and default.

A colour is a role of the brand or `#0B2A4A`; fills, gradients and lines may be see-through: `band 60%`.
"""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

SMALLEST_CANVAS, LARGEST_CANVAS = 16, 4096

Length = Annotated[float, Field(strict=True, ge=0, le=LARGEST_CANVAS, allow_inf_nan=False)]
Offset = Annotated[float, Field(strict=True, ge=-LARGEST_CANVAS, le=LARGEST_CANVAS, allow_inf_nan=False)]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Expression = Annotated[str, Field(max_length=2000)]
ColourName = Annotated[str, Field(min_length=1, max_length=40)]

_WHOLE = 100
_PAINT = re.compile(r"(?P<colour>.*\S)\s+(?P<percent>\d{1,3})\s?%")


def _paint(text: str) -> str:
    """Refuse a colour that covers by more than all of it."""
    if paint(text)[1] > 1:
        raise ValueError("a colour covers by 0% to 100%")
    return text


Paint = Annotated[str, Field(max_length=40), AfterValidator(_paint)]
"""A colour that may be see-through."""


def paint(text: str) -> tuple[str, float]:
    """Return the colour that `band 60%` names, and how much it covers, 0 to 1."""
    found = _PAINT.fullmatch(text.strip())
    return (found["colour"], int(found["percent"]) / _WHOLE) if found else (text.strip(), 1.0)


def listed(value: object) -> object:
    """Let one value stand for a list of one."""
    return value if isinstance(value, list) else (value,)


_STRICT = {"extra": "forbid"}

_SIDES_IN_CSS = {"left": "start", "right": "end", "top": "above", "bottom": "below"}


def _side(value: object) -> object:
    """Refuse the words of CSS for sides: a card has no left and right, for it may be mirrored."""
    if isinstance(value, str) and value in _SIDES_IN_CSS:
        raise ValueError(f"there is no {value!r}; did you mean {_SIDES_IN_CSS[value]!r}?")
    return value


Side = Annotated[Literal["above", "end", "below", "start"], BeforeValidator(_side)]
Sides = Annotated[tuple[Side, ...], BeforeValidator(listed), Field(max_length=4)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradient:
    """A fill that runs from one colour to another; 0° runs towards the end side, 90° downwards.

    `stops` are the places on its way, 0 to 1, where it leaves the first colour and where it has reached the other.
    """

    __pydantic_config__: ClassVar = _STRICT

    start: Annotated[Paint, Field(min_length=1)]
    end: Annotated[Paint, Field(min_length=1)]
    stops: tuple[Share, Share] = (0, 1)
    angle: Annotated[float, Field(strict=True, ge=0, le=360)] = 90

    def __post_init__(self) -> None:
        """Refuse stops that run backwards."""
        if self.stops[0] >= self.stops[1]:
            raise ValueError("the first stop comes before the second")


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
    right-to-left cards. One that is not `needed` is left out where the brand has none of that name.
    """

    __pydantic_config__: ClassVar = _STRICT

    name: Expression
    fit: Literal["cover", "contain", "tile"] = "cover"
    focus: tuple[Share, Share] = (0.5, 0.5)
    tint: Annotated[str, Field(max_length=40)] = ""
    opacity: Share = 1
    mirror: bool = True
    needed: bool = True
    scrim: Scrim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A line inside the edge of a box: all round, or along some of its `sides`."""

    __pydantic_config__: ClassVar = _STRICT

    colour: Annotated[Paint, Field(min_length=1)]
    width: Annotated[float, Field(strict=True, gt=0, le=100)] = 2
    sides: Sides = ()
