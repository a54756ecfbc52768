"""Take what is wanted out of JSON, where any value may be of any type: what does not fit is as good as absent."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from announcer.core.publications.identifiers import whole_link

Table = Mapping[str, object]
NOTHING: Table = MappingProxyType({})

_NUMBERS = (int, float)
_NO_PUBLISHERS = ("doi.org/", "//www.crossref.org/")


def text_of(value: object) -> str:
    """Return a text, or a number as text; of a list, the first text that holds something; else an empty one."""
    if isinstance(value, str):
        return value.strip()
    if value is None:  # most fields of most records
        return ""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    return str(value) if isinstance(value, _NUMBERS) and not isinstance(value, bool) else ""


def texts_of(value: object) -> list[str]:
    """Return the texts of a list that hold something; of one text, that alone."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if not isinstance(item, list) and (text := text_of(item))]


def table_of(value: object) -> Table:
    """Return a table; of a list of them, the first; else an empty one."""
    if isinstance(value, dict):
        return value
    return next(iter(tables_of(value)), NOTHING)


def tables_of(value: object) -> list[Table]:
    """Return the tables of a list; of one table, that alone."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def publisher_link(*urls: object) -> str:
    """Return the first address that is one and does not lead to doi.org, where the DOI leads anyway."""
    links = (whole_link(text_of(url)) for url in urls)
    return next((link for link in links if link and not any(place in link for place in _NO_PUBLISHERS)), "")


def walk(value: object, *keys: str) -> Iterator[object]:
    """Yield what stands under these keys, one within the other, in each table of each list on the way."""
    if not keys:
        yield value
        return
    for table in tables_of(value):
        yield from walk(table.get(keys[0]), *keys[1:])
