"""What the review page says, against its catalogues: `python -m tools.translations` lists what a language lacks.

With `--write`, what is lacking is added to each catalogue with an empty translation, and what nothing says any
more is taken out. Words are found where templates and pages say them as `_("…")`, `text("…")` or
`counted("…", "…")`, and in the tables that pages take their words from.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from announcer.core.findings import Level
from announcer.core.planning.jalali import MONTHS
from announcer.core.posting.attention_reasons import REMEDIES
from announcer.ports.people_store import Role
from announcer.settings.review_settings import CLAIMS
from announcer.web.answering import NO_PAGE, TOO_LONG
from announcer.web.pages.all_announcements import TABS
from announcer.web.pages.audit_page import SITE_EVENTS
from announcer.web.pages.channels_page import WORDS
from announcer.web.pages.merges_page import ASKS, FIELDS
from announcer.web.pages.registry import PAGES
from announcer.web.pages.sharing_page import NETWORKS
from announcer.web.state_words import EVENTS, NEXT, STEPS, words_of_states
from announcer.web.worded_sentences import sentences_made

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "announcer" / "web" / "locale"
_WORDS = r'"((?:[^"\\]|\\.)+)"'
_ONE = re.compile(rf"(?<![\w.])(?:_|(?:\w+\.)*text|said)\(\s*{_WORDS}\s*[,)]")
_TWO = re.compile(rf"\bcounted\(\s*{_WORDS},\s*{_WORDS}")
_RAISED = re.compile(
    rf"(?:(?<!Lookup)Error|_problem)\(\s*(?:visit, \d+, )?{_WORDS}(?:, {_WORDS})?(?:,\s*hint={_WORDS})?"
)
Message = str | tuple[str, str]


def messages() -> list[Message]:
    """Return everything that the page says, in a fixed order."""
    found: dict[Message, None] = {}
    for message in (*_in_files(), *_in_tables()):
        found[message] = None
    plurals = {message[0] for message in found if isinstance(message, tuple)}
    return [message for message in found if not (isinstance(message, str) and message in plurals)]


def _in_files() -> Iterator[Message]:
    pages = sorted((ROOT / "templates" / "web" / "app").glob("*.j2"))
    modules = sorted((ROOT / "announcer" / "web").rglob("*.py"))
    for path in (*pages, *modules):
        text = path.read_text("utf-8")
        yield from (_plain(words) for words in _ONE.findall(text))
        yield from ((_plain(one), _plain(many)) for one, many in _TWO.findall(text))
    services = ROOT / "announcer" / "services"
    shown = (*sorted((services / "people").glob("*.py")), services / "intake" / "uploading.py")
    for path in (*modules, *shown):
        for groups in _RAISED.findall(path.read_text("utf-8")):
            yield from (_plain(words) for words in groups if words)


def _in_tables() -> Iterator[str]:
    yield from (page.place for page in PAGES if page.place)
    yield from (tab.title for tab in TABS)
    yield from words_of_states()
    yield from NEXT.values()
    yield from EVENTS.values()
    yield from STEPS.values()
    yield from WORDS.values()
    yield from ASKS.values()
    yield from NETWORKS.values()
    yield from FIELDS
    yield from ("weekend", "closed")
    yield from SITE_EVENTS.values()
    yield from CLAIMS
    yield from (level.value for level in Level)
    yield from ("links", "hashtags and mentions", "words and spaces", "Studied", "In the record's words", "Kind")
    yield from ("key sentence", "lay summary", "conclusion", "results", "chosen")
    yield from (role.value for role in Role)
    yield from MONTHS
    yield from (remedy for remedy, _ in REMEDIES.values())
    yield from (*sentences_made(), "preprint", *_studied())
    yield from (TOO_LONG, *NO_PAGE.values(), "The program failed here; its log has more.")
    yield from ("That took too long. Try once more in a moment.",)
    yield from ("The queue cannot be used at the moment. Try once more in a moment.",)


def _studied() -> Iterator[str]:
    """Yield what posts say of the study, as findings quote it: `in mice`."""
    phrases = tomllib.loads((ROOT / "templates" / "phrases" / "en.toml").read_text("utf-8"))
    said = (words for name, words in phrases.items() if name.startswith("study_") and words.startswith("In "))
    yield from (words[:1].lower() + words[1:] for words in said)


def _plain(words: str) -> str:
    return words.replace('\\"', '"')


def lacking(catalogue: Catalog) -> list[Message]:
    """Return what the catalogue has no translation for."""
    return [message for message in messages() if not _translated(catalogue, message)]


def _translated(catalogue: Catalog, message: Message) -> bool:
    entry = catalogue.get(message[0] if isinstance(message, tuple) else message)
    if entry is None or not entry.string:
        return False
    return all(entry.string) if isinstance(entry.string, tuple | list) else not isinstance(message, tuple)


def read(path: Path) -> Catalog:
    """Return a catalogue."""
    return read_po(BytesIO(path.read_bytes()), locale=path.stem)


def write(path: Path) -> None:
    """Write the catalogue anew, with an entry for everything that the page says and for nothing else."""
    before, after = read(path), Catalog(locale=path.stem, header_comment="# The review page's words.", fuzzy=False)
    for message in messages():
        known = before.get(message[0] if isinstance(message, tuple) else message)
        string = (
            known.string if known and isinstance(known.string, tuple | list) == isinstance(message, tuple) else None
        )
        after.add(message, string or ("" if isinstance(message, str) else ("",) * after.num_plurals))
    written = BytesIO()
    write_po(written, after, omit_header=True, width=0)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {path.stem}\\n"\n"Plural-Forms: {after.plural_forms}\\n"\n\n'
    )
    path.write_bytes(head.encode() + written.getvalue())


def main() -> None:
    """Tell, or write, what is lacking."""
    for path in sorted(CATALOGUES.glob("*.po")):
        if "--write" in sys.argv:
            write(path)
        without = lacking(read(path))
        print(f"{path.name}: {len(messages()) - len(without)} of {len(messages())}")
        for message in without:
            print(f"  {message}")


if __name__ == "__main__":
    main()
