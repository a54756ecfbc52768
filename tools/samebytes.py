"""Digest every card and draft that the program writes, to compare one Python or machine with another.

Development only. `python -m tools.samebytes` draws the stress records in every template and language and the drafts
of the example inbox, and prints a SHA-256 for each file and one over all. Where the lists of two machines differ,
`--pixels` tells whether the pictures do or only how they are packed.
"""

import argparse
import platform
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "fa")


def write_all(folder: Path) -> None:
    """Write what is compared into `folder`, with the program's own commands."""
    announcer("dry-run", "--out", str(folder / "drafts"))
    for template in sorted(path.stem for path in (ROOT / "templates" / "card").glob("*.toml")):
        for language in LANGUAGES:
            out = folder / "cards" / template / language
            options = ("--template", template, "--language", language, "--out", str(out))
            announcer("card", *options, str(ROOT / "templates" / "stress"))


def announcer(*arguments: str) -> None:
    """Run a command of this checkout with this Python, on the repository's own site."""
    command = (sys.executable, "-W", "error", "-m", "announcer", *arguments)
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program


def digests(folder: Path, *, pixels: bool) -> dict[str, str]:
    """Return the SHA-256 of each file in `folder` by its path in there; if `pixels`, of what pictures show."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(_content(path, pixels=pixels)).hexdigest() for path in files}


def _content(path: Path, *, pixels: bool) -> bytes:
    if pixels and path.suffix == ".png":
        with Image.open(path) as picture:
            return repr((picture.mode, picture.size)).encode() + picture.tobytes()
    return path.read_bytes()


def listed(found: Mapping[str, str]) -> str:
    """Return a line for each file, the digest first."""
    return "".join(f"{digest}  {name}\n" for name, digest in found.items())


def main() -> None:
    """Write all, and print the digests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pixels", action="store_true", help="digest what pictures show, not their bytes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        write_all(Path(scratch))
        found = digests(Path(scratch), pixels=options.pixels)
    lines = listed(found)
    print(lines, end="")
    print(f"{sha256(lines.encode()).hexdigest()}  all {len(found)} files")
    where = f"Python {platform.python_version()}, zlib {zlib.ZLIB_RUNTIME_VERSION}, {platform.machine()}"
    print(where, file=sys.stderr)


if __name__ == "__main__":
    main()
