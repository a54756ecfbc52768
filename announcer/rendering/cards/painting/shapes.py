"""Shapes as masks: rounded corners, rings, gradients, and how covering they are."""

from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

from PIL import Image, ImageChops

from announcer.rendering.cards.painting.colour import Colour

Size = tuple[int, int]

_SMOOTHNESS = 4
"""A round corner is drawn so many times as large, and reduced."""


def combined(mask: Image.Image, veil: Image.Image | None) -> Image.Image:
    """Return a mask that covers where both do; no `veil` covers everything."""
    return ImageChops.multiply(mask, veil) if veil else mask


@lru_cache(maxsize=64)
def area_mask(size: Size, opacity: float, radius: float) -> Image.Image | None:
    """Return the mask for a fill of that size; None where the fill is whole."""
    corner = min(round(radius), *(side // 2 for side in size))
    if corner <= 0:
        return Image.new("L", size, round(255 * opacity)) if opacity < 1 else None
    rounded = _rounded(size, corner)
    return rounded.point([round(value * opacity) for value in range(256)]) if opacity < 1 else rounded


@lru_cache(maxsize=16)
def ring(size: Size, line: int, opacity: float, radius: float) -> Image.Image:
    """Return the mask for a line of that width inside the edge of an area."""
    veil = area_mask(size, opacity, radius)
    ring = veil.copy() if veil else Image.new("L", size, 255)
    inside = size[0] - 2 * line, size[1] - 2 * line
    ring.paste(0, (line, line), area_mask(inside, 1, max(radius - line, 0)) or Image.new("L", inside, 255))
    return ring


def _rounded(size: Size, radius: int) -> Image.Image:
    """Return the mask of a rectangle with smooth round corners."""
    corner = _corner(radius)
    mask = Image.new("L", size, 255)
    flipped = corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for piece, left in ((corner, 0), (flipped, size[0] - radius)):
        mask.paste(piece, (left, 0))
        mask.paste(piece.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (left, size[1] - radius))
    return mask


def _corner(radius: int) -> Image.Image:
    """Return the mask of a round upper left corner."""
    from PIL import ImageDraw  # noqa: PLC0415 (with it comes Pillow's own setting of texts)

    big = radius * _SMOOTHNESS
    quarter = Image.new("L", (big, big))
    ImageDraw.Draw(quarter).ellipse((0, 0, 2 * big - 1, 2 * big - 1), fill=255)
    return quarter.reduce(_SMOOTHNESS)


class Blend(NamedTuple):
    """Two colours, each with how much it covers, and the places where one is left and the other reached, 0 to 1."""

    start: tuple[Colour, float]
    end: tuple[Colour, float]
    stops: tuple[float, float] = (0, 1)


@lru_cache(maxsize=8)
def gradient(size: Size, blend: Blend, angle: float) -> tuple[Image.Image, Image.Image | None]:
    """Return an area that runs from one colour to another, and how much it covers where that is not all."""
    (first, covered), (last, covers) = blend.start, blend.end
    ramp = _stopped(_ramp(*size, angle), blend.stops)
    start, end = (Image.new("RGB", size, colour.rgb) for colour in (first, last))
    veil = None
    if min(covered, covers) < 1:
        veil = ramp.point([round(255 * covered + (covers - covered) * value) for value in range(256)])
    return Image.composite(end, start, ramp), veil


def _stopped(ramp: Image.Image, stops: tuple[float, float]) -> Image.Image:
    """Return a ramp that rises between two places on its way alone."""
    if stops[0] <= 0 and stops[1] >= 1:
        return ramp
    low, high = (255 * stop for stop in stops)
    return ramp.point([round(255 * min(max((value - low) / (high - low), 0), 1)) for value in range(256)])


def _ramp(width: int, height: int, angle: float) -> Image.Image:
    """Return a mask that rises from 0 to 255 in the direction of `angle` from corner to corner."""
    across, down = cos(radians(angle)), sin(radians(angle))
    ends = [across * x + down * y for x in (0, width) for y in (0, height)]
    first, span = min(ends), max(max(ends) - min(ends), 1e-6)
    steps = Image.linear_gradient("L")
    scale = (steps.height - 1) / span
    move = (0, 0, steps.width / 2, across * scale, down * scale, 0.5 - first * scale)
    return steps.transform((width, height), Image.Transform.AFFINE, move, Image.Resampling.BILINEAR)
