"""BibTeX in UTF-8: marks that TeX would read as commands are escaped, styles become commands."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from announcer.core.publications.publication import Author, Publication, PublicationType
from announcer.core.text.richtext import Rich, Style
from announcer.rendering.exports.parts_of_names import address, name_parts

_TYPES: Mapping[PublicationType, str] = MappingProxyType(
    {
        PublicationType.BOOK: "book",
        PublicationType.CHAPTER: "incollection",
        PublicationType.DATASET: "misc",
        PublicationType.PREPRINT: "misc",
    }
)
_PLAIN = (PublicationType.ARTICLE, PublicationType.OTHER)
"""Kinds that need no word beside the entry's form."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_COMMANDS: Mapping[Style, str] = MappingProxyType(
    {
        Style.ITALIC: "textit",
        Style.BOLD: "textbf",
        Style.SUB: "textsubscript",
        Style.SUP: "textsuperscript",
        Style.SMALLCAPS: "textsc",
    }
)
_NO_KEY = str.maketrans(dict.fromkeys(" ,{}()=\"#%\\~'", "-"))


def bibtex_record(publication: Publication, name: str) -> str:
    """Return the entry; its key is the publication's name without what keys must not have."""
    fields = [f"  {field} = {value}" for field, value in _fields(publication)]
    head = f"@{_TYPES.get(publication.type, 'article')}{{{name.translate(_NO_KEY)}"
    return ",\n".join((head, *fields)) + "\n}"


def _fields(publication: Publication) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_rich(publication.title)}}}}}"
    is_part = publication.type is PublicationType.CHAPTER
    plain = {
        "booktitle" if is_part else "journal": publication.journal,
        "year": f"{publication.published.year}" if publication.published else "",
        "type": "" if publication.type in _PLAIN else publication.type.value.replace("-", " "),
        "volume": publication.volume,
        "number": publication.issue,
        "pages": publication.pages.replace("\u2013", "-").replace("-", "--"),
        "publisher": publication.publisher,
        "issn": ", ".join(publication.issn),
        "doi": publication.doi,
        "pmid": publication.pmid,
        "pmcid": publication.pmcid,
        "url": address(publication),
        "language": publication.language,
        "keywords": ", ".join(publication.keywords),
        "abstract": publication.abstract.plain if publication.abstract else "",
        "note": publication.note,
    }
    if publication.authors:
        yield "author", f"{{{' and '.join(map(_name, publication.authors))}}}"
    yield from ((field, f"{{{value.translate(_ESCAPES)}}}") for field, value in plain.items() if value)
    if publication.published and publication.published.month:
        yield "month", _MONTHS[publication.published.month - 1]


def _name(author: Author) -> str:
    family, given = (part.translate(_ESCAPES) for part in name_parts(author))
    if author.is_group or not given:
        return f"{{{family}}}"
    return ", ".join(part for part in (family, author.suffix.translate(_ESCAPES), given) if part)


def _rich(title: Rich) -> str:
    return "".join(
        f"\\{_COMMANDS[run.style]}{{{run.text.translate(_ESCAPES)}}}"
        if run.style in _COMMANDS
        else run.text.translate(_ESCAPES)
        for run in title.runs
    )
