"""Small pages of the platform, written out by the tests themselves as text and as HTML."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

FURNITURE = "Stay connected! Follow us on X network (Twitter):\nShare this content! On (X network) By"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says; `authors` are written with the numbers of their affiliations."""

    title: str = "Salt and sleep in nurses"
    labels: str = " Publisher Pubmed"
    authors: Sequence[str] = ("Rahimi S1", "Hansen K2, 3", "Oslo Study Group")
    affiliations: Sequence[str] = (
        "Isfahan University of Medical Sciences, Isfahan, Iran",
        "University of Oslo, Oslo, Norway",
        "3. Medizinische Klinik, Mannheim, Germany",
    )
    journal: str = "Oral Surgery, Oral Medicine"
    year: str = "2023"
    abstract: str = "Many nurses slept less at night. © 2023, The Author(s)."
    related: Sequence[str] = (
        "9. Sleep, work and rest, Journal of Rest (2018)",
        "25. Salt in hospitals, Oral Surgery, Oral Medicine (2024)",
    )
    institution: str = "Sample University of Medical Sciences"
    platform: str = "Sample Platform"


def as_text(page: PageText) -> str:
    """Return the page as a browser saves it as text."""
    affiliations = "\n".join(f"  {n}. {n}. {text}" for n, text in enumerate(page.affiliations, start=1))
    abstract = f"Abstract\n\n{page.abstract}\n" if page.abstract else ""
    related = "\n".join(["Other Related Docs", *page.related]) if page.related else ""
    return (
        f"{page.institution}\n\n{page.platform}\n\n{FURNITURE}\n{page.title}{page.labels}\n\n\n\n"
        f"{' ; '.join(page.authors)}\nAuthors\nShow Affiliations\nAuthors Affiliations\n{affiliations}\n\n"
        f"Source: {page.journal} Published:{page.year}\n\n\n{abstract}{related}"
    )


def as_html(page: PageText, *, links: str = "", head: str = "") -> str:
    """Return the page as HTML; `links` stand after the title."""
    items = "".join(f"<li>{n}. {html.escape(text)}</li>\n" for n, text in enumerate(page.affiliations, start=1))
    abstract = f"<h4>Abstract</h4>\n<div>{html.escape(page.abstract)}</div>" if page.abstract else ""
    rows = "".join(f"<p>{html.escape(row)}</p>" for row in page.related)
    related = f"<h4>Other Related Docs</h4>{rows}" if page.related else ""
    furniture = "".join(f"<p>{line}</p>" for line in FURNITURE.splitlines())
    return (
        f"<!DOCTYPE html>\n<html><head><title>x</title>{head}<style>p {{}}</style></head><body>"
        f"<h2>{html.escape(page.institution)}</h2><h3>{html.escape(page.platform)}</h3>{furniture}"
        f"<h1>{html.escape(page.title)}{links}</h1>\n<p>{html.escape(' ; '.join(page.authors))}</p>"
        f"<h4>Authors</h4><button>Show Affiliations</button><h4>Authors Affiliations</h4><ol>\n{items}</ol>"
        f"<p>Source: <em>{html.escape(page.journal)}</em> Published:{page.year}</p>{abstract}{related}"
        "<script>var Authors = '<p>';</script></body></html>"
    )
