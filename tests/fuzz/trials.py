"""What is tried on an input: whether the program comes through and spares its neighbours, and what it takes."""

import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from announcer.channels.x.rules import X_RULES
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.institution import PostStyle
from announcer.errors import AnnouncerError
from announcer.importers.registry import all_importers
from announcer.rendering.cards.font_files import load_fonts
from announcer.rendering.cards.painting.pictures import Pictures
from announcer.rendering.texts.post_texts import PostTextWriter
from announcer.rendering.texts.templates import Templates
from announcer.services.drafting import Drafting
from announcer.services.intake.accepting import read_sources
from tests.builders import institution
from tests.fuzz import formats, inputs
from tests.rendering.cards.cardmaking import cards, templated

NEIGHBOUR = (
    'title = "Bread for bakers at night"\ndoi = "10.5555/neighbour"\nlay_summary = "Salt kept nurses awake."\n'
)
SLOW = 2.0
"""Seconds of processor time for one input."""
LARGE = 300_000_000
"""Bytes of memory for one input, above what the program has in memory before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one input; `trouble` is empty where the program came through."""

    kind: str
    seed: str
    trouble: str = ""
    seconds: float = 0.0
    memory: int = 0
    read: int = 0


class LostNeighbourError(Exception):
    """A good record beside the hostile one did not come through."""


def tried(kind: str, seed: str) -> Outcome:
    """Return what became of the input of that kind and seed."""
    before, start = _memory(), time.process_time()
    read, trouble = 0, ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            read = TRIALS[kind](Random(seed), Path(folder))
    except AnnouncerError:
        pass  # refused politely
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        trouble = f"{type(error).__name__}: {str(error)[:200]}"
    seconds, memory = time.process_time() - start, _memory() - before
    if not trouble and seconds > SLOW:
        trouble = f"slow: {seconds:.1f} s"
    if not trouble and memory > LARGE:
        trouble = f"large: {memory // 1_000_000} MB"
    return Outcome(kind=kind, seed=seed, trouble=trouble, seconds=seconds, memory=memory, read=read)


def warm_up() -> None:
    """Have in memory what every input needs, so that none is charged with it."""
    _drafted(inputs.ROOT / "templates" / "stress")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@cache
def _drafting() -> Drafting:
    templates = Templates(shipped=inputs.ROOT / "templates")
    writer = PostTextWriter(templates, institution(), PostStyle(), X_RULES)
    return Drafting(writer=writer, painter=cards(), languages=["en", "fa"], prices=PostPrices(), rules=X_RULES)


def _drafted(folder: Path) -> int:
    """Read the folder, draft all that is in it, and return how many drafts there are."""
    found = read_sources([folder], all_importers(), institution())
    drafting = _drafting()
    results = list(drafting.drafted(drafting.jobs(found.publications)))
    for problem in (*found.problems, *(one for one in results if isinstance(one, AnnouncerError))):
        if "the program failed at" in str(problem):
            raise RuntimeError(str(problem))
    for one in results:
        if not isinstance(one, AnnouncerError):
            for finding in one.findings:
                if "the program failed at" in finding.message:
                    raise RuntimeError(finding.message)
    return len(results)


def _beside_a_neighbour(data: bytes, folder: Path) -> int:
    (folder / "a").write_bytes(data)
    (folder / "z.toml").write_text(NEIGHBOUR, "utf-8")
    count = _drafted(folder)
    found = read_sources([folder], all_importers(), institution())
    if not any(one.publication.doi == "10.5555/neighbour" for one in found.publications):
        raise LostNeighbourError(str(found.problems)[:200])
    return count - 1


def _mutant(dice: Random, folder: Path) -> int:
    return _beside_a_neighbour(inputs.mutated(dice, dice.choice(inputs.SAMPLES)), folder)


def _record(dice: Random, folder: Path) -> int:
    return _beside_a_neighbour(inputs.record(dice), folder)


def _structure(dice: Random, folder: Path) -> int:
    return _beside_a_neighbour(inputs.structure(dice), folder)


def _font(dice: Random, folder: Path) -> int:
    (folder / "a.ttf").write_bytes(inputs.mutated(dice, inputs.FONT))
    (folder / "fonts.toml").write_text('[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n', "utf-8")
    return len(load_fonts([folder]).names)


def _picture(dice: Random, folder: Path) -> int:
    (folder / "a.png").write_bytes(inputs.mutated(dice, inputs.PICTURE))
    return Pictures().logo(folder / "a.png", (300, 100)).width


def _template(dice: Random, folder: Path) -> int:
    (folder / "a.txt.j2").write_text(inputs.template(dice), "utf-8")
    return len(Templates(shipped=folder).parts("a.txt.j2", {"x": list(range(50))}))


def _card_template(dice: Random, folder: Path) -> int:
    text = inputs.mutated(dice, inputs.CARD_TEMPLATE).decode(errors="replace")
    publication = read_sources([_example()], all_importers(), institution()).publications[0].publication
    return templated(folder, text).draw(publication, "en", "", template="own").width


def _of_format(name: str, dice: Random, folder: Path) -> int:
    (folder / "a").write_bytes(formats.spoilt(dice, name))
    (folder / "z.toml").write_text(NEIGHBOUR, "utf-8")
    count = formats.imported(folder)
    if not count:
        raise LostNeighbourError("the file beside it")
    if not formats.first_is_kept(dice, name):
        raise LostNeighbourError("the record before it")
    return count - 1


def _example() -> Path:
    return inputs.ROOT / "templates" / "site" / "example.toml"


_FORMAT = "format "

TRIALS: Mapping[str, Callable[[Random, Path], int]] = {
    "mutant": _mutant,
    "record": _record,
    "structure": _structure,
    "font": _font,
    "picture": _picture,
    "template": _template,
    "card template": _card_template,
    **{f"{_FORMAT}{name}": partial(_of_format, name) for name in all_importers()},
}
"""By kind of input: what is tried; each returns how much came of it."""

SHARES = {"mutant": 8, "record": 5, "structure": 2, "font": 1, "picture": 1, "template": 2, "card template": 1}
"""How often each kind is tried for each format of records, which is a kind of its own."""
FORMATS = tuple(kind for kind in TRIALS if kind.startswith(_FORMAT))


def plan(count: int, seed: int, *, formats_only: bool = False) -> list[tuple[str, str]]:
    """Return the kinds and seeds of so many inputs."""
    others = [kind for kind, share in SHARES.items() for _ in range(share)]
    kinds = [*FORMATS, *([] if formats_only else others)]
    return [(kinds[number % len(kinds)], f"{seed}-{number}") for number in range(count)]
