"""Rebuild the shipped fonts from their packages: fetch, cut to what the program draws, record the digests.

Development only: needs pip, npm, fonttools and brotli. Run `python tools/fonts.py` from anywhere.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
MANIFEST = FONTS / "fonts.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one file is cut from the file of a package."""

    face: str
    """Name of the face in the manifest, which tells the package."""
    member: str
    """Glob of the font in the unpacked package."""
    target: str
    codepoints: frozenset[int]
    features: tuple[str, ...]
    licence: str = ""
    """Glob of the licence text in the unpacked package; empty where another recipe brings it."""
    limits: tuple[tuple[str, float, float], ...] = ()
    """Axis ranges of a variable font that are kept: weights that the cards do not use cost room."""
    rename: str = ""
    """New family name, where the licence reserves the old one for unmodified fonts."""


def spans(*pairs: tuple[int, int]) -> frozenset[int]:
    """Return all code points of the inclusive ranges."""
    return frozenset(code for first, last in pairs for code in range(first, last + 1))


def decodable(codec: str, rows: tuple[int, int]) -> frozenset[int]:
    """Return the characters of a 94×94 national standard as an EUC codec knows them, rows counted from 1."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(rows[0], rows[1] + 1) for cell in range(1, 95))
    return frozenset(ord(text) for cell in cells if len(text := cell.decode(codec, "ignore")) == 1)


TEXT = spans(
    (0x20, 0x7E), (0xA0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1AB0, 0x1AFF), (0x1D00, 0x1DFF),
    (0x1E00, 0x1FFF), (0x2000, 0x218F), (0x2190, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF), (0x2C60, 0x2C7F),
    (0x2DE0, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFE20, 0xFE2F),
    (0xFFFC, 0xFFFD),
)  # fmt: skip
MATHS = spans(
    (0x20, 0x7E), (0xA0, 0xFF), (0x300, 0x338), (0x391, 0x3F6), (0x2010, 0x2064), (0x2070, 0x209F),
    (0x20D0, 0x20F0), (0x2100, 0x23FF), (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2609, 0x2609), (0x263D, 0x2647),
    (0x2660, 0x266F), (0x27C0, 0x27FF), (0x2900, 0x2BFF), (0x1D400, 0x1D7FF),
)  # fmt: skip
ARABIC = spans(
    (0x20, 0x7E), (0xA0, 0xFF), (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x2000, 0x206F), (0x20A0, 0x20CF),
    (0x2212, 0x2212), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF),
)  # fmt: skip
HAN = (
    spans((0x2E80, 0x2E80), (0x3000, 0x30FF), (0x3105, 0x312F), (0x31F0, 0x31FF), (0xFF00, 0xFFEF))
    | decodable("gb2312", (16, 87))
    | decodable("euc_jp", (16, 47))
)
EVERYTHING = spans((0x20, 0x1FAFF))
TEXT_FEATURES = ("calt", "case", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "sinf", "subs", "sups", "tnum")
SERIF = spans(
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2190, 0x2193),
    (0x2200, 0x22FF), (0xFB00, 0xFB06),
)  # fmt: skip
ARABIC_FEATURES = ("calt", "ccmp", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig")
WEIGHTS = ("wght", 400, 800)
SERIF_WEIGHTS = ("wght", 400, 700)
LARGE = ("opsz", 24, 60)
"""The serif is for headlines."""

RECIPES = (
    Recipe(
        face="inter",
        member="**/Inter[[]opsz,wght].ttf",
        target="Inter.ttf",
        codepoints=TEXT,
        features=TEXT_FEATURES,
        licence="fontpkg_inter/LICENSE",
        limits=(WEIGHTS,),
    ),
    Recipe(
        face="inter",
        member="**/Inter-Italic[[]opsz,wght].ttf",
        target="Inter-Italic.ttf",
        codepoints=TEXT,
        features=TEXT_FEATURES,
        limits=(WEIGHTS,),
    ),
    Recipe(
        face="vazirmatn",
        member="package/fonts/variable/Vazirmatn[[]wght].ttf",
        target="Vazirmatn.ttf",
        codepoints=ARABIC,
        features=ARABIC_FEATURES,
        licence="package/OFL.txt",
        limits=(WEIGHTS,),
    ),
    Recipe(
        face="source-serif",
        member="**/SourceSerif4[[]opsz,wght].ttf",
        target="SourceSerif.ttf",
        codepoints=SERIF,
        features=TEXT_FEATURES,
        licence="fontpkg_source_serif_4/LICENSE",
        limits=(SERIF_WEIGHTS, LARGE),
        rename="Announcer Serif",
    ),
    Recipe(
        face="source-serif",
        member="**/SourceSerif4-Italic[[]opsz,wght].ttf",
        target="SourceSerif-Italic.ttf",
        codepoints=SERIF,
        features=TEXT_FEATURES,
        limits=(SERIF_WEIGHTS, LARGE),
        rename="Announcer Serif",
    ),
    Recipe(
        face="noto-sans-math",
        member="**/noto-sans-math-latin-400-normal.woff2",
        target="NotoSansMath.ttf",
        codepoints=MATHS,
        features=("ccmp", "mark", "mkmk"),
        licence="package/LICENSE",
    ),
    Recipe(
        face="noto-emoji",
        member="**/NotoEmoji_700Bold.ttf",
        target="NotoEmoji.ttf",
        codepoints=EVERYTHING,
        features=("ccmp",),
        licence="package/LICENSE_FONT",
    ),
    Recipe(
        face="noto-sans-han",
        member="**/NotoSansSC_600SemiBold.ttf",
        target="NotoSansHan.ttf",
        codepoints=HAN,
        features=("ccmp", "locl", "kern", "liga", "mark", "halt", "palt"),
        licence="package/LICENSE_FONT",
        rename="Announcer Han",
    ),
)


def fetch(source: str, folder: Path) -> Path:
    """Unpack the package that `source` names ("pip NAME==VERSION" or "npm NAME@VERSION") and return its folder."""
    tool, package = source.split()
    folder.mkdir()
    download = {
        "pip": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", package],
        "npm": [shutil.which("npm") or "npm", "pack", "--silent", package],
    }
    subprocess.run(download[tool], check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603  # our manifest
    (archive,) = folder.iterdir()
    if tool == "pip":
        shutil.unpack_archive(archive, folder, "zip")
    else:
        shutil.unpack_archive(archive, folder, "gztar", filter="data")
    return folder


def cut(recipe: Recipe, source: Path, target: Path) -> None:
    """Write the part of the font at `source` that the recipe keeps, without hinting and glyph names."""
    options = subset.Options(
        layout_features=list(recipe.features),
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[*range(7), 13, 14],
        name_languages=[0x409],
        drop_tables=["DSIG", "MATH", "STAT", "meta", "vhea", "vmtx", "VORG", "BASE"],
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=recipe.codepoints)
    worker.subset(font)
    font.flavor = None
    subset.save_font(font, str(target), options)
    font.close()
    # The axes are cut in a second pass: both in one object leaves dangling glyph names.
    with TTFont(target, recalcTimestamp=False) as saved:
        for tag, low, high in recipe.limits:
            instancer.instantiateVariableFont(saved, {tag: (low, high)}, inplace=True)
        if recipe.rename:
            rename(saved, recipe.rename)
        saved.save(target)


def rename(font: TTFont, family: str) -> None:
    """Give the font a family name of our own; its copyright and licence records stay."""
    for identifier, text in ((1, family), (3, f"{family} subset"), (4, family), (6, family.replace(" ", ""))):
        font["name"].setName(text, identifier, 3, 1, 0x409)
    for identifier in (1, 3, 4, 6):
        font["name"].removeNames(nameID=identifier, platformID=1)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(manifest: str, face: str, digests: dict[str, str]) -> str:
    """Return the manifest's text with the digests of one face replaced."""
    before, head, rest = manifest.partition(f"[faces.{face}]")
    table, bracket, after = rest.partition("\n[faces.")
    for key, value in digests.items():
        table = re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', table, flags=re.MULTILINE)
    return before + head + table + bracket + after


def main() -> None:
    """Rebuild every font and write its digest into the manifest."""
    text = MANIFEST.read_text("utf-8")
    faces = tomllib.loads(text)["faces"]
    with tempfile.TemporaryDirectory() as scratch:
        packages: dict[str, Path] = {}
        for recipe in RECIPES:
            if recipe.face not in packages:
                packages[recipe.face] = fetch(faces[recipe.face]["source"], Path(scratch) / recipe.face)
            package = packages[recipe.face]
            (source,) = package.glob(recipe.member)
            target = FONTS / recipe.target
            cut(recipe, source, target)
            if recipe.licence:
                (licence,) = package.glob(recipe.licence)
                shutil.copyfile(licence, FONTS / faces[recipe.face]["licence"])
            key = "italic_sha256" if recipe.target == faces[recipe.face].get("italic") else "sha256"
            text = record(text, recipe.face, {key: digest(target)})
            print(f"{recipe.target:20} {target.stat().st_size / 1024:8.0f} KB")
    MANIFEST.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
