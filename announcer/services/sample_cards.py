"""Draw every sample record in every template and language, for people to look at."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from announcer.core.keysentences.choosing import best_sentence, candidates
from announcer.core.text.slugs import slug
from announcer.errors import AnnouncerError, unexpected
from announcer.ports.drawing import SampleCard
from announcer.ports.importing import Imported
from announcer.services.card_files import CardDrawer, card_languages

_ORDER = re.compile(r"^\d+-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """What came of drawing: the cards, by template and then by record, and each problem once."""

    cards: tuple[SampleCard, ...] = ()
    problems: tuple[AnnouncerError, ...] = ()

    def over(self, earlier: "Samples") -> "Samples":
        """Return these samples, with those of `earlier` that are missing now put in their old places."""
        if not self.problems:
            return self
        fresh = {sample.name: sample for sample in self.cards}
        kept = [fresh.pop(old.name, replace(old, is_old=True)) for old in earlier.cards]
        return replace(self, cards=(*kept, *fresh.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOptions:
    """Which samples to draw: in these templates, in those of these languages that a record has words in."""

    templates: Sequence[str]
    languages: Sequence[str]
    debug: bool = False


def draw_samples(records: Sequence[Imported], options: SampleOptions, *, drawer: CardDrawer) -> Samples:
    """Draw the cards; a template that is wrong is one problem, and the others are still drawn."""
    cards: list[SampleCard] = []
    problems: dict[str, AnnouncerError] = {}
    broken: set[tuple[str, str]] = set()
    for template, name, imported, language in _combinations(records, options):
        if (template, language) in broken:
            continue
        publication = imported.publication
        try:
            sentence = best_sentence(candidates(publication, language))
            card = drawer.draw(publication, language, sentence, template=template, debug=options.debug)
        except AnnouncerError as error:
            problems.setdefault(str(error), error)
            broken.add((template, language))
        except Exception as error:  # noqa: BLE001 (one odd record must not keep the others from being shown)
            problem = unexpected(error, f"the card of {name} in {template}")
            problems.setdefault(str(problem), problem)
        else:
            cards.append(SampleCard(template=template, record=name, language=language, card=card))
    return Samples(cards=tuple(cards), problems=tuple(problems.values()))


def _combinations(records: Sequence[Imported], options: SampleOptions) -> Iterator[tuple[str, str, Imported, str]]:
    names = sample_names(records)
    for template in options.templates:
        for name, imported in zip(names, records, strict=True):
            for language in card_languages(imported.publication, options.languages):
                yield template, name, imported, language


def sample_names(records: Sequence[Imported]) -> list[str]:
    """Return the records' file names without a leading number; of one file's, from the second on numbered."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for record in records:
        stem = slug(_ORDER.sub("", PurePath(record.source).stem))
        seen[stem] += 1
        names.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return names
