"""Zotero's own items, and figshare's, which some exports call CSL-JSON, in the keys of CSL-JSON."""

from collections.abc import Iterator

from announcer.importers.building import UnusableRecordError
from announcer.importers.json_formats.json_values import Table, table_of, tables_of, text_of, texts_of

_TYPES = {
    "journalArticle": "article-journal",
    "preprint": "preprint",
    "conferencePaper": "paper-conference",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "book": "book",
    "bookSection": "chapter",
    "encyclopediaArticle": "entry-encyclopedia",
    "dictionaryEntry": "entry-dictionary",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
}
_PARTS = {"attachment": "an attachment", "note": "a note", "annotation": "an annotation"}
_KEYS = {
    "abstract": ("abstractNote",),
    "container-title": ("publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "repository"),
    "container-title-short": ("journalAbbreviation",),
    "issued": ("date",),
    "page": ("pages",),
    "publisher": ("publisher", "university", "institution"),
    "URL": ("url", "URL"),
    "note": ("extra",),
}


def as_csl(given: Table) -> Table:
    """Return an item with the keys of CSL-JSON; one that has them is returned as it is.

    Raises:
        UnusableRecordError: it is an attachment or a note.
    """
    row = table_of(given.get("data")) if "itemType" in table_of(given.get("data")) else given
    if "article_id" in row and "authors" in row:
        return _of_figshare(row)
    if "itemType" not in row:
        return row
    kind = text_of(row.get("itemType"))
    if kind in _PARTS:
        raise UnusableRecordError(f"it is {_PARTS[kind]}, not a publication")
    known = {key: value for key, names in _KEYS.items() if (value := _first(row, names))}
    tags = [text_of(one.get("tag")) for one in tables_of(row.get("tags"))]
    return {
        **row,
        **known,
        "type": _TYPES.get(kind, kind),
        "author": list(_creators(row, {"author", "presenter", "inventor", ""})),
        "editor": list(_creators(row, {"editor", "bookEditor"})),
        "keyword": tags or texts_of(row.get("tags")),
        "ISSN": [text for given in texts_of(row.get("ISSN")) for text in given.replace(",", " ").split()],
        "ISBN": [text for given in texts_of(row.get("ISBN")) for text in given.replace(",", " ").split()],
    }


def _first(row: Table, names: tuple[str, ...]) -> str:
    """Return the first of these fields that holds a text; the lines of one that is a list."""
    values = (row.get(name) for name in names)
    return next(
        (text for value in values if (text := "\n".join(texts_of(value)) if value else "")),
        "",
    )


def _creators(row: Table, kinds: set[str]) -> Iterator[Table]:
    for one in tables_of(row.get("creators")):
        if text_of(one.get("creatorType")) in kinds:
            yield {
                "family": text_of(one.get("lastName")),
                "given": text_of(one.get("firstName")),
                "literal": text_of(one.get("name")),
            }


def _of_figshare(row: Table) -> Table:
    names = [
        text_of(one.get("author_name")) or text_of(one.get("full_name")) for one in tables_of(row.get("authors"))
    ]
    return {
        **row,
        "author": [{"literal": name} for name in names],
        "abstract": row.get("abstract") or row.get("description"),
        "issued": row.get("issued") or row.get("published_date"),
    }
