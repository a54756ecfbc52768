"""Cards that were drawn before, kept as files, so that a run that was stopped goes on where it was.

A card's name is the SHA-256 of everything that it was made from. Any change of the record, the template, the brand,
the fonts, the words, the program or a library that it is drawn with gives another name, so a card in the store is
never out of date, only unused. The folder may be removed at any time.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from announcer import __version__
from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Card
from announcer.core.publications.publication import Publication
from announcer.ports.drawing import CardPainter
from announcer.system.durable import make_folder, replace_file
from announcer.system.plain_files import open_plain

LIBRARIES = (
    "ftfy",
    "isal",
    "jinja2",
    "markupsafe",
    "pillow",
    "pydantic",
    "pylatexenc",
    "rapidfuzz",
    "segno",
    "uharfbuzz",
    "uniseg",
)
"""The distributions that decide a card's bytes or words."""
_PROGRAM = Path(__file__).parents[2]
_MADE_OF_LENGTH = 16


class StoredCards:
    """Paints cards that are not in the store, and keeps them; an `announcer.ports.drawing.CardPainter`.

    A store that cannot be written or read costs time and nothing else.

    Args:
        painter: Draws what is not there.
        folder: The store; made when the first card is kept. Processes may share it.
        made_of: What `made_of` gives for the materials that `painter` draws with.
    """

    def __init__(self, painter: CardPainter, folder: Path, made_of: str) -> None:
        self._painter = painter
        self._folder = folder
        self._made_of = made_of

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return the card, drawn now or before; see `announcer.ports.drawing.CardPainter`."""
        key = self._key(publication, language, sentence)
        card = self._kept(key)
        if card is None:
            card = self._painter.paint(publication, language, sentence)
            with suppress(OSError):
                self._keep(key, card)
        return card

    def prune(self) -> int:
        """Remove the cards that were made from other materials; return how many."""
        old = [path for path in self._folder.glob("*.*") if not path.name.startswith(self._prefix)]
        for path in old:
            with suppress(OSError):
                path.unlink()
        return sum(path.suffix == ".png" for path in old)

    @property
    def _prefix(self) -> str:
        return f"{self._made_of[:_MADE_OF_LENGTH]}-"

    def _key(self, publication: Publication, language: str, sentence: str) -> str:
        content = repr((self._made_of, language, sentence, publication))
        return self._prefix + hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()

    def _kept(self, key: str) -> Card | None:
        """Return the card of that key, None where it is not there or not whole."""
        try:
            facts = json.loads((self._folder / f"{key}.json").read_bytes())
            data = (self._folder / f"{key}.png").read_bytes()
            if hashlib.sha256(data).hexdigest() != facts["sha256"]:
                return None
            findings = tuple(Finding(**{**each, "level": Level(each["level"])}) for each in facts["findings"])
            size = {"width": facts["width"], "height": facts["height"]}
            return Card(
                data=data,
                media_type=facts["media_type"],
                template=str(facts.get("template", "")),
                reason=str(facts.get("reason", "")),
                findings=findings,
                **size,
            )
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _keep(self, key: str, card: Card) -> None:
        make_folder(self._folder)
        facts = {
            "sha256": hashlib.sha256(card.data).hexdigest(),
            "width": card.width,
            "height": card.height,
            "media_type": card.media_type,
            "template": card.template,
            "reason": card.reason,
            "findings": [asdict(finding) for finding in card.findings],
        }
        # The picture goes first: without its facts, or with those of another picture, it does not count.
        replace_file(self._folder / f"{key}.png", card.data, lasting=False)
        described = json.dumps(facts, ensure_ascii=False).encode(errors="surrogatepass")
        replace_file(self._folder / f"{key}.json", described, lasting=False)


def made_of(places: Iterable[Path], *facts: object) -> str:
    """Return the SHA-256 over the program, `LIBRARIES`, the files in `places`, and further facts.

    `places` are files and folders; a folder counts with all that is below it.
    """
    total = hashlib.sha256()
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    total.update(repr((__version__, versions, unidata_version, facts)).encode(errors="surrogatepass"))
    code = [_PROGRAM / "core", _PROGRAM / "typeset", _PROGRAM / "rendering"]
    for place in (*code, *places):
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                name = path.relative_to(place) if path != place else Path(path.name)
                total.update(f"\n{name} {_digest(path)}".encode(errors="surrogatepass"))
    return total.hexdigest()


def _digest(path: Path) -> str:
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
