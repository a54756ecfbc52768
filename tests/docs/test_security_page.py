"""The page on security names a test for each requirement; each of them is there."""

import re

from tests.docs.documented import ROOT

_PAGE = ROOT / "docs" / "explanation" / "security-of-the-review-page.md"
_ROW = re.compile(r"^\| (?!requirement|---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
_TEST = re.compile(r"`(test_\w+)`")


def test_every_requirement_names_tests_that_are_there() -> None:
    rows = _ROW.findall(_PAGE.read_text("utf-8"))
    written = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    there = set(re.findall(r"def (test_\w+)\(", written))
    without = [row[0] for row in rows if not _TEST.findall(row[2])]
    unknown = [name for row in rows for name in _TEST.findall(row[2]) if name not in there]

    assert len(rows) > 40
    assert without == []
    assert unknown == []
