"""Read a publication's page on the platform, saved from a browser as text or as HTML."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO

from announcer.core.publications.abstracts import clean_abstract
from announcer.core.publications.cleaning import (
    LONGEST_TITLE,
    clean_line,
    clean_related,
    clean_title,
    cut_findings,
    letter_findings,
    title_findings,
)
from announcer.core.publications.identifiers import doi_of_link, pmid_of_link
from announcer.core.publications.names import family_and_initials
from announcer.core.publications.publication import Affiliation, Author, Link, LinkKind, PartialDate, Publication
from announcer.core.text.encoding import Decoded
from announcer.core.text.letters import language_of
from announcer.errors import SourceError
from announcer.importers.limits import LONGEST_LINE, LONGEST_RAW_TEXT, MOST_ROWS, MOST_VALUES
from announcer.importers.page.grammar import Page, PageAuthor, PageGrammarError, is_page, read_page
from announcer.importers.page.page_lines import is_html, is_whole, page_lines
from announcer.importers.text_files import head_text, read_whole
from announcer.ports.importing import Imported

_HINT = "Open the publication's page in a browser and save it again, as text or as “Web page, HTML only”."


class PageText:
    """The page as text: selected and copied, or saved as a text file. It has no links."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the text holds the fixed words of the page and is not HTML."""
        text = head_text(head)
        return bool(text) and not is_html(text) and is_page(text_lines(text))

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        """Yield the one publication of the page, or what is wrong with it."""
        return read_whole(stream, source, partial(_from_text, source))


class PageHtml:
    """The page as HTML, with the addresses of the publisher's and PubMed's pages."""

    def recognises(self, head: bytes) -> bool:
        """Return whether it is HTML that holds the fixed words of the page."""
        text = head_text(head)
        return is_html(text) and is_page(page_lines(text).lines)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        """Yield the one publication of the page, or what is wrong with it."""
        return read_whole(stream, source, partial(_from_html, source))


def _from_text(source: str, decoded: Decoded) -> Iterator[Imported]:
    if decoded.is_cut:
        raise SourceError(source, "it ends in the middle of a character; it was not saved whole", hint=_HINT)
    page = _page(text_lines(decoded.text), source, labels_in_title=True)
    yield _imported(page, {}, decoded, source)


def _from_html(source: str, decoded: Decoded) -> Iterator[Imported]:
    if decoded.is_cut or not is_whole(decoded.text):
        raise SourceError(source, "the file ends before </html>; it was not saved whole", hint=_HINT)
    html = page_lines(decoded.text)
    page = _page(html.lines, source, labels_in_title=not html.links)
    yield _imported(page, html.links, decoded, source)


def text_lines(text: str) -> list[str]:
    """Return the stripped lines of a text that was copied from a browser: CRLF and no-break spaces are plain."""
    return [" ".join(line.split()) for line in text.splitlines()]


def _page(lines: Sequence[str], source: str, *, labels_in_title: bool) -> Page:
    try:
        page = read_page(lines, labels_in_title=labels_in_title)
    except PageGrammarError as error:
        raise SourceError(source, str(error), hint=_HINT) from None
    if problem := next(_beyond_limits(page), ""):
        raise SourceError(source, problem, hint=_HINT)
    return page


def _beyond_limits(page: Page) -> Iterator[str]:
    """Yield what is longer than any page has it."""
    texts = {"title": page.title, "abstract": page.abstract}
    lines = {
        "journal": (page.journal,),
        "institution": (page.institution,),
        "platform": (page.platform,),
        "authors": [author.name for author in page.authors],
        "affiliations": [text for _, text in page.affiliations],
        "related documents": [row.title for row in page.related],
    }
    for name, text in texts.items():
        if len(text) > LONGEST_RAW_TEXT:
            yield f"{name}: has {len(text):,} characters; at most {LONGEST_RAW_TEXT:,} are read"
    for name, rows in lines.items():
        most = MOST_ROWS if name == "related documents" else MOST_VALUES
        if len(rows) > most:
            yield f"{name}: there are {len(rows):,}; at most {most:,} are read"
        longest = max(map(len, rows), default=0)
        if longest > LONGEST_LINE:
            yield f"{name}: a line of {longest:,} characters; at most {LONGEST_LINE:,} are read"


def _imported(page: Page, links: Mapping[LinkKind, str], decoded: Decoded, source: str) -> Imported:
    publication = _publication(page, links)
    if not publication.title:
        raise SourceError(source, "the page has no title", hint=_HINT)
    findings = (
        *decoded.findings,
        *letter_findings(page.title, "title"),
        *title_findings(page.title),
        *letter_findings("\n".join(author.name for author in page.authors), "authors"),
        *letter_findings(page.abstract, "abstract"),
        *cut_findings([page.title], "title", LONGEST_TITLE),
        *cut_findings([page.abstract], "abstract"),
    )
    return Imported(publication=publication, source=source, findings=findings, raw=decoded.text)


def _publication(page: Page, links: Mapping[LinkKind, str]) -> Publication:
    language = language_of(page.title)
    publisher, pubmed = links.get(LinkKind.PUBLISHER, ""), links.get(LinkKind.PUBMED, "")
    return Publication(
        title=clean_title(page.title, language),
        language=language,
        doi=doi_of_link(publisher),
        pmid=pmid_of_link(pubmed),
        authors=tuple(_author(author, language) for author in page.authors),
        affiliations=tuple(
            Affiliation(number=number, text=clean_line(text, language)) for number, text in page.affiliations
        ),
        journal=clean_line(page.journal, language),
        published=PartialDate(year=page.year) if page.year else None,
        abstract=clean_abstract(page.abstract, language),
        links=tuple(Link(kind=kind, url=url) for kind, url in links.items()),
        related=tuple(clean_related(row) for row in page.related),
        institution=clean_line(page.institution, language_of(page.institution)),
        platform=clean_line(page.platform, language_of(page.platform)),
    )


def _author(author: PageAuthor, language: str) -> Author:
    name = clean_line(author.name, language)
    family, given = family_and_initials(name)
    return Author(name=name, family=family, given=given, affiliations=author.numbers)
