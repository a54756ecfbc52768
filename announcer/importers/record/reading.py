"""Read records in the project's own format: each is a publication, or an error with all its problems by key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from announcer.core.text.encoding import Decoded
from announcer.errors import SourceError
from announcer.importers.building import Broken, Document, UnusableRecordError, printable, publications
from announcer.importers.limits import DEEPEST, LARGEST_NUMBER, LONGEST_RECORD
from announcer.importers.record.model import PublicationRecord
from announcer.ports.importing import Imported
from announcer.system import schemas

_MOST_LISTED = 20
"""So many problems of a record are written out; a thousand authors may have the same one."""

_HINT = "docs/reference/record-format.md lists every key with its form."


def records(
    documents: Iterable[Document[object] | Broken], decoded: Decoded, source: str, done: int = 0
) -> Iterator[Imported | SourceError]:
    """Yield the publication of each document, or what is wrong with it; `decoded` is the file's text.

    The first `done` publications are passed over.
    """
    return publications(
        documents, _record, source, findings=decoded.findings, hint=_HINT, looked_for="a title", done=done
    )


def _record(content: object) -> PublicationRecord:
    content, length = _sound(content)
    if length > LONGEST_RECORD:
        raise UnusableRecordError(f"its texts have {length:,} characters; at most {LONGEST_RECORD:,} are read")
    problems = list(_unnamed_authors(content))
    try:
        record = schemas.read(PublicationRecord, content)
    except schemas.WrongTableError as error:
        problems += [_described(problem) for problem in error.problems]
    if problems:
        raise UnusableRecordError(_all_of(problems))
    return record


def _all_of(problems: Sequence[str]) -> str:
    count = "" if len(problems) == 1 else f"{len(problems)} problems: "
    more = len(problems) - _MOST_LISTED
    return count + "; ".join(problems[:_MOST_LISTED]) + (f"; and {more} more" if more > 0 else "")


def _unnamed_authors(row: object) -> Iterator[str]:
    """Yield what is wrong with translations that name some of the authors and not all."""
    table = row if isinstance(row, Mapping) else {}
    authors, translations = table.get("authors", []), table.get("translations")
    for code, translation in translations.items() if isinstance(translations, Mapping) else ():
        named = translation.get("authors", []) if isinstance(translation, Mapping) else []
        if isinstance(authors, list) and isinstance(named, list) and len(named) not in {0, len(authors)}:
            expected = f"expected a name for each author ({len(authors)}), found {len(named)}"
            yield f"translations.{code}.authors: {expected}"


def _sound(value: object, depth: int = 0) -> tuple[object, int]:
    """Return the content without keys that are null, with U+FFFD for lone surrogates, and the length of its texts.

    JSON can spell half a character, which nothing can print. Programs write null for what they do not know.
    """
    if depth > DEEPEST:
        raise UnusableRecordError(f"it is nested more than {DEEPEST} deep, too deeply for a record")
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise UnusableRecordError("it holds a number of too many digits")
    if isinstance(value, str):
        return printable(value), len(value)
    if isinstance(value, list):
        items = [_sound(item, depth + 1) for item in value]
        return [item for item, _ in items], sum(length for _, length in items)
    if isinstance(value, dict):
        pairs = [(printable(str(key)), _sound(item, depth + 1)) for key, item in value.items() if item is not None]
        return {key: item for key, (item, _) in pairs}, sum(len(key) + length for key, (_, length) in pairs)
    return value, 0


def _described(problem: schemas.Problem) -> str:
    known = schemas.known_keys(PublicationRecord, problem.key[:-1])
    return f"{schemas.dotted(problem.key) or 'the record'}: {schemas.plain_words(problem, known)}"
