"""Made-up titles by script, the same in every run: words and mark-up that papers are full of, in any order."""

import tomllib
from pathlib import Path
from random import Random

UNSPACED = frozenset({"Chinese", "Japanese"})

_SOURCE = Path(__file__).parents[1] / "data" / "titles.toml"
VOCABULARY: dict[str, dict[str, str]] = tomllib.loads(_SOURCE.read_text("utf-8"))
"""Language and words by script."""


def made_up(script: str, count: int) -> list[str]:
    """Return `count` titles of 1 to 48 words in a script."""
    random = Random(f"titles {script}")  # noqa: S311  # made-up titles are no secrets
    words = VOCABULARY[script]["words"].split()
    joint = "" if script in UNSPACED else " "
    return [joint.join(random.choice(words) for _ in range(random.randint(1, 48))) for _ in range(count)]
