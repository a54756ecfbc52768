"""Cut the shipped Vazirmatn to what Persian pages show, as WOFF2: pages carry it, or the review page serves it.

Development only: needs fonttools and brotli. Run `python -m tools.web_font`; the same font gives the same bytes.
"""

import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ASSETS = Path(__file__).parents[1] / "assets"
SOURCE = ASSETS / "fonts" / "Vazirmatn.ttf"
LICENCE = ASSETS / "fonts" / "licences" / "Vazirmatn-OFL.txt"
TARGET = ASSETS / "web" / "fonts" / "vazirmatn-subset.woff2"

PERSIAN = (
    "ءآأؤئابتثجحخدذرزسشصضطظعغفقلمنهوپچژکگی"  # the alphabet
    "ةكيىإۀ"  # letters of Arabic that names and quotations keep
    "ًٌٍَُِّْٰٔ"  # vowel signs, and the hamza over he
    "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
    "،؛؟٪٫٬ـ"
)
COMMON = " \u00a0!\"#%&'()*+,-./:;=?@[]_«»·×–—…\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069←→"
FEATURES = ("calt", "ccmp", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig")
WEIGHTS = ("wght", 400, 700)


def cut(source: Path, target: Path) -> None:
    """Write the part of the variable font at `source` that Persian interfaces use, compressed for the web."""
    options = subset.Options(
        layout_features=list(FEATURES),
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[*range(7), 13, 14],
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(text=PERSIAN + COMMON)
    worker.subset(font)
    plain = target.with_suffix(".ttf")
    subset.save_font(font, str(plain), options)
    font.close()
    # The axes are cut in a second pass: both in one object leaves dangling glyph names.
    with TTFont(plain, recalcTimestamp=False) as saved:
        instancer.instantiateVariableFont(saved, {WEIGHTS[0]: WEIGHTS[1:]}, inplace=True)
        saved.flavor = "woff2"
        saved.save(target)
    plain.unlink()


def main() -> None:
    """Rebuild the file, and lay its licence beside it."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    cut(SOURCE, TARGET)
    shutil.copyfile(LICENCE, TARGET.parent / "OFL.txt")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
