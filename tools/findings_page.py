"""The reference page of findings, made from the catalogue.

Development only. `python -m tools.findings_page` writes the tables of docs/reference/findings.md anew; what stands
above them is written by hand.
"""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from announcer.core.finding_catalogue import CATALOGUE
from announcer.core.findings import FindingKind

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "findings.md"
BEGIN = "<!-- Made by `python -m tools.findings_page` from announcer/core/finding_catalogue.py. -->\n"
HEAD = "| finding | level | when it is raised | what it says |\n| --- | --- | --- | --- |\n"


def page(text: str) -> str:
    """Return the page with the tables of today's catalogue; what stands above them stays."""
    written, _, _ = text.partition(BEGIN)
    return written + BEGIN + "".join(_tables())


def _tables() -> Iterator[str]:
    for topic, kinds in CATALOGUE.items():
        yield f"\n## {topic}\n\n{HEAD}" + "".join(map(_row, kinds))


def _row(kind: FindingKind) -> str:
    says = _shown(kind.message) + (f"<br>→ {_shown(kind.hint)}" if kind.hint else "")
    return f"| `{kind.id}` | {kind.level} | {kind.meaning} | {says} |\n"


def _shown(words: str) -> str:
    """Return message or hint with the names of its values in italics."""
    parts = Formatter().parse(words)
    return "".join(text + (f"*{name}*" if name else "") for text, name, *_ in parts).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
