"""Picture files: decoded within limits and fitted, each once in a process."""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from math import ceil, sqrt
from pathlib import Path

from PIL import Image, ImageOps

from announcer.errors import BrandError
from announcer.rendering.cards.looks import Picture
from announcer.system.plain_files import read_plain, reason

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 30_000_000
LARGEST_PICTURE = 25_000_000
"""Pixels; what has more is refused before it is decoded."""
LONGEST_SIDE = 20_000
"""Pixels; a picture of one pixel by 25 million takes five times the memory of a square one."""

_SVG_HINT = "export it as PNG, twice as large as it is shown"
_HINT = "give a PNG, JPEG or WebP file of at most 25 million pixels, no side longer than 20,000"
_KEPT_PIXELS = 9_000_000
"""Larger pictures are halved or more when they are read: more than a card can show, and memory is dear."""
_SMALLEST_TILE = 8


class Pictures:
    """Picture files, decoded and scaled once in a process; a file is known by the digest of its content."""

    def __init__(self) -> None:
        self._decoded: dict[str, Image.Image] = {}
        self._shapes: dict[Path, float] = {}
        self._prepared: dict[tuple[object, ...], Image.Image] = {}

    def logo_shape(self, path: Path) -> float:
        """Return a logo's width in heights, without the transparent margins of its file.

        Raises:
            BrandError: the file cannot be read as a picture.
        """
        if path not in self._shapes:
            content, digest = _content(path)
            logo = _without_margins(self._decode(path, content, digest))
            self._shapes[path] = logo.width / logo.height
        return self._shapes[path]

    def fitted(self, path: Path, size: tuple[int, int], options: Picture, *, mirrored: bool) -> Image.Image:
        """Return a picture that covers `size`, RGBA, transparent where the picture does not reach.

        Raises:
            BrandError: the file cannot be read as a picture.
        """

        def fit(whole: Image.Image) -> Image.Image:
            picture, focus = whole.convert("RGBA"), options.focus
            if mirrored:
                picture, focus = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (1 - focus[0], focus[1])
            return _fitted(picture, size, replace(options, focus=focus))

        return self._kept(path, size, (options.fit, options.focus, mirrored), fit)

    def logo(self, path: Path, size: tuple[int, int]) -> Image.Image:
        """Return a logo as large as `size` allows, in its own shape, RGBA, without transparent margins.

        Raises:
            BrandError: the file cannot be read as a picture.
        """

        def contain(whole: Image.Image) -> Image.Image:
            return ImageOps.contain(_without_margins(whole).convert("RGBA"), size, Image.Resampling.LANCZOS)

        return self._kept(path, size, (), contain)

    def _kept(
        self,
        path: Path,
        size: tuple[int, int],
        how: tuple[object, ...],
        fit: Callable[[Image.Image], Image.Image],
    ) -> Image.Image:
        """Return what `fit` makes of a picture, made now or before; `how` holds the other arguments of `fit`."""
        key = (path, size, *how)
        if key not in self._prepared:
            content, digest = _content(path)
            self._prepared[key] = fit(self._decode(path, content, digest))
        return self._prepared[key]

    def _decode(self, path: Path, content: bytes, digest: str) -> Image.Image:
        """Return a picture as RGB or RGBA."""
        if digest not in self._decoded:
            self._decoded[digest] = _decoded(path, content)
        return self._decoded[digest]


def require_picture(path: Path) -> None:
    """See that a file is a picture that can be drawn, as far as its first bytes show.

    Raises:
        BrandError: it is not.
    """
    content, _ = _content(path)
    with _opened(path, content):
        pass


def thumbnail(data: bytes, width: int) -> Image.Image:
    """Return a finished card as a picture of that width, for `Canvas.picture`."""
    card = Image.open(BytesIO(data), formats=FORMATS).convert("RGBA")
    return card.resize((width, round(card.height * width / card.width)), Image.Resampling.LANCZOS)


def small_png(data: bytes, width: int) -> bytes:
    """Return a picture of ours in that width as a small PNG of few colours, for lists of many."""
    written = BytesIO()
    thumbnail(data, width).convert("RGB").quantize(96).save(written, "PNG", optimize=True)
    return written.getvalue()


def card_png(data: bytes) -> bytes:
    """Return somebody's own picture as PNG, made anew from its pixels: nothing else of the file is kept.

    Raises:
        BrandError: it is no picture of ours, or has too many pixels.
    """
    written = BytesIO()
    _decoded(Path("the card"), data).convert("RGB").save(written, "PNG", optimize=True)
    return written.getvalue()


def _content(path: Path) -> tuple[bytes, str]:
    """Return a picture file's bytes and their digest.

    Raises:
        BrandError: it cannot be read, or is too large for a picture.
    """
    try:
        content = read_plain(path, LARGEST_FILE)
    except OSError as problem:
        raise BrandError(f"{path}: {reason(problem)}", hint=_HINT) from None
    return content, hashlib.sha256(content).hexdigest()


@contextmanager
def _opened(path: Path, content: bytes) -> Iterator[Image.Image]:
    """Open a picture of a size that may be decoded; turn what goes wrong with it into a BrandError."""
    if b"<svg" in content[:1024].lower():
        raise BrandError(f"{path}: SVG pictures cannot be drawn", hint=_SVG_HINT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                _refuse_large(path, picture)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BrandError(f"{path}: more pixels than are decoded", hint=_HINT) from None
    except BrandError:
        raise
    except Exception:  # noqa: BLE001 (Pillow raises whatever a broken file makes of its readers)
        raise BrandError(f"{path}: not a picture that can be read", hint=_HINT) from None


def _refuse_large(path: Path, picture: Image.Image) -> None:
    if picture.width * picture.height > LARGEST_PICTURE or max(picture.size) > LONGEST_SIDE:
        raise BrandError(f"{path}: {picture.width} by {picture.height} pixels are too many", hint=_HINT)


def _decoded(path: Path, content: bytes) -> Image.Image:
    """Return a picture as RGB or, where it has transparency, RGBA."""
    with _opened(path, content) as picture:
        picture.load()
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        ImageOps.exif_transpose(picture, in_place=True)
        whole = _in_eight_bits(picture)
        return _of_few_pixels(whole if whole.mode == mode else whole.convert(mode))


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of 16 bits of grey in 8, which Pillow would cut off at white instead."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda value: value * (1 / 257)).convert("L")


def _of_few_pixels(whole: Image.Image) -> Image.Image:
    factor = ceil(sqrt(whole.width * whole.height / _KEPT_PIXELS))
    return whole.reduce(factor) if factor > 1 else whole


def _without_margins(picture: Image.Image) -> Image.Image:
    """Return a picture without what is transparent all along its edges; all of it where nothing is to be seen."""
    return picture.crop(picture.getchannel("A").getbbox()) if picture.mode == "RGBA" else picture


def _fitted(picture: Image.Image, size: tuple[int, int], options: Picture) -> Image.Image:
    if options.fit == "cover":
        return ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=options.focus)
    sheet = Image.new("RGBA", size)
    if options.fit == "contain":
        small = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
        spare = (size[0] - small.width) * options.focus[0], (size[1] - small.height) * options.focus[1]
        sheet.paste(small, (round(spare[0]), round(spare[1])))
        return sheet
    if min(picture.size) < _SMALLEST_TILE:
        picture = ImageOps.fit(picture, (_SMALLEST_TILE, _SMALLEST_TILE))
    for left in range(0, size[0], picture.width):
        for top in range(0, size[1], picture.height):
            sheet.paste(picture, (left, top))
    return sheet
