"""Draw cards into picture files, apart from posts and drafts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from announcer.core.keysentences.choosing import best_sentence, candidates
from announcer.core.posts.announcement import Card
from announcer.core.publications.publication import Publication
from announcer.core.text.slugs import slug
from announcer.errors import AnnouncerError, OutputError, unexpected
from announcer.ports.importing import Imported


class CardDrawer(Protocol):
    """Draws a card in a template of choice."""

    def draw(
        self, publication: Publication, language: str, sentence: str, *, template: str = "", debug: bool = False
    ) -> Card:
        """Return the card; an empty `template` is the site's own, `debug` draws boxes and sizes on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """A card that was drawn, and where it was written."""

    path: Path
    language: str
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFileOptions:
    """Which cards to draw: in these languages, in this template (the site's own if empty)."""

    languages: Sequence[str]
    template: str = ""
    debug: bool = False


def draw_cards(
    publications: Sequence[Imported], options: CardFileOptions, out: Path, *, drawer: CardDrawer
) -> Iterator[CardFile | AnnouncerError]:
    """Draw a card of each publication in each of its languages that are wanted, and write it.

    What keeps a card from being drawn is yielded in its place. `out` is the picture's path where a single card is
    to be drawn, else the folder that takes them all.

    Raises:
        TemplateError, BrandError: as for `CardPainter.paint`; all cards would fail.
        OutputError: a file cannot be written.
    """
    jobs = [
        (imported, language)
        for imported in publications
        for language in card_languages(imported.publication, options.languages)
    ]
    for imported, language in jobs:
        publication = imported.publication
        try:
            sentence = best_sentence(candidates(publication, language))
            card = drawer.draw(publication, language, sentence, template=options.template, debug=options.debug)
        except AnnouncerError:
            raise
        except Exception as error:  # noqa: BLE001 (one odd record must not keep the other cards from being drawn)
            yield unexpected(error, f"the card of {imported.place}")
            continue
        single = len(jobs) == 1 and out.suffix.lower() == ".png"
        path = out if single else out / f"{slug(publication.title.plain)}-{language}.png"
        write_picture(path, card.data)
        yield CardFile(path=path, language=language, card=card)


def card_languages(publication: Publication, wanted: Sequence[str]) -> Sequence[str]:
    """Return those of the wanted languages that the record has words in, or else the first of them."""
    return [code for code in wanted if code in publication.languages] or wanted[:1]


def write_picture(path: Path, content: bytes) -> None:
    """Write a picture, in a folder that is made if it is not there.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        hint = "name a file or folder that you may write to with --out"
        raise OutputError(f"{path}: {error.strerror}", hint=hint) from None


def file_of_card(card: bytes, folders: Iterable[Path]) -> Path | None:
    """Return the first file of the folders that holds these very bytes as a card; None where there is none."""
    files = (path for folder in folders for path in sorted(folder.glob("card.*")))
    return next((path for path in files if card and path.read_bytes() == card), None)
