"""Write the subset of Vazirmatn that the review page serves: `python -m tools.web_font`."""

from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "assets" / "fonts" / "Vazirmatn.ttf"
TARGET = ROOT / "assets" / "web" / "vazirmatn.woff2"
UNICODES = "U+0600-06FF,U+200C-200F,U+2010-2011,U+FB50-FDFF,U+FE80-FEFC,U+0020,U+00AB,U+00BB"


def main() -> None:
    """Write the file; its licence lies in assets/fonts/licences."""
    subset.main(
        [
            str(SOURCE),
            f"--unicodes={UNICODES}",
            "--layout-features=*",
            "--flavor=woff2",
            f"--output-file={TARGET}",
        ]
    )


if __name__ == "__main__":
    main()
