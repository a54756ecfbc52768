"""docs/how-to/from-a-scopus-export.md leads from an export to ten drafts, by its own commands."""

import csv
import re
from pathlib import Path

from click.testing import CliRunner

from announcer.cli.main import announcer
from tests.docs.documented import ROOT, documented
from tests.sites import make_site

PAGE = "docs/how-to/from-a-scopus-export.md"
HEADINGS = [
    "Authors",
    "Author full names",
    "Title",
    "Year",
    "Source title",
    "Volume",
    "Issue",
    "Art. No.",
    "Page start",
    "Page end",
    "Cited by",
    "DOI",
    "Link",
    "Affiliations",
    "Authors with affiliations",
    "Abstract",
    "Author Keywords",
    "Document Type",
    "Publication Stage",
    "Open Access",
    "Source",
    "EID",
]
AFFILIATION = "Isfahan University of Medical Sciences, Isfahan, Iran"
SUBJECTS = ("Salt", "Bread", "Tea", "Noise", "Heat", "Sesame oil", "Walking", "Reading", "Old wells", "Gardens")


def export(file: Path) -> None:
    """Write ten records as Scopus does, and one without a title."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, HEADINGS)
        table.writeheader()
        for number, subject in enumerate((*SUBJECTS, "")):
            title = f"{subject} and the sleep of night nurses" if subject else ""
            table.writerow(row(number, title))


def row(number: int, title: str) -> dict[str, str]:
    return {
        "Authors": "Rezaei N.; Karimi P.",
        "Author full names": f"Rezaei, Nasrin (5700{number}); Karimi, Parvin (5701{number})",
        "Title": title,
        "Year": "2026",
        "Source title": "Journal of Everyday Health",
        "DOI": f"10.5555/everyday.{number}",
        "Affiliations": AFFILIATION,
        "Authors with affiliations": f"Rezaei N., {AFFILIATION}; Karimi P., {AFFILIATION}",
        "Abstract": "Methods: We asked 240 nurses. Results: Half slept better. Conclusion: A small change helps.",
        "Document Type": "Article",
        "Source": "Scopus",
        "EID": f"2-s2.0-85{number:09d}",
    }


def test_the_how_to_leads_from_a_scopus_export_to_ten_drafts(tmp_path: Path) -> None:
    site, file = tmp_path / "site", tmp_path / "scopus.csv"
    make_site(site)
    export(file)
    said = {}
    names: list[str] = []
    for arguments in steps():
        here = [part for word in arguments for part in {"FILE": [str(file)], "NAME": names}.get(word, [word])]
        result = CliRunner().invoke(announcer, ["--site", str(site), *here])
        said[arguments[0]] = result.output
        names = names or re.findall(r"^(doi:\S+)", result.output, re.MULTILINE)

    assert "record 11 (line 12)" in said["add"]
    assert len(names) == 10
    assert said["announce"].count("for review") + said["announce"].count("held: ") == len(names)
    assert said["draft"].startswith("Drafts: 10")


def steps() -> list[tuple[str, ...]]:
    """Return the commands of the page's steps, in order."""
    blocks = re.findall(r"```sh\n\s*announcer (.*?)\n", (ROOT / PAGE).read_text("utf-8"))
    assert documented()
    return [tuple(block.split()) for block in blocks]
