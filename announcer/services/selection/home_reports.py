"""Tell which affiliations of an import count as ours, which do not, which are doubtful, and how often each comes.

With it a site finds the spellings that its settings lack: the organisations that most records name stand first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from announcer.core.publications.home_authors import organisation
from announcer.core.publications.publication import Affiliation
from announcer.core.text.letters import folded
from announcer.errors import SourceError
from announcer.ports.importing import Imported

MOST_EXAMPLES = 3


class Side(StrEnum):
    """What an affiliation counts as."""

    OURS = "ours"
    DOUBTFUL = "doubtful"
    OTHERS = "others"


_SIDES = {True: Side.OURS, None: Side.DOUBTFUL, False: Side.OTHERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An organisation as affiliations name it, how many of them do, and in how many records.

    `matched_by` are the settings that told what it is, the most frequent first; `examples` are whole affiliations.
    """

    side: Side
    name: str
    affiliations: int
    records: int
    matched_by: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeReport:
    """What an import's affiliations count as, each side the most frequent first; `problems` are unread records.

    `ours` counts the records with an author of ours, `doubtful` those where that is doubtful, `others` those with
    none, and `unknown` those that name no affiliation.
    """

    ours: int
    doubtful: int
    others: int
    unknown: int
    counted: tuple[Counted, ...]
    problems: tuple[SourceError, ...] = ()

    def of(self, side: Side) -> tuple[Counted, ...]:
        """Return what counts as that."""
        return tuple(one for one in self.counted if one.side is side)


@dataclass(slots=True)
class _Tally:
    side: Side
    name: str
    affiliations: int = 0
    records: int = 0
    matched_by: Counter[str] = field(default_factory=Counter)
    examples: dict[str, None] = field(default_factory=dict)

    def add(self, affiliation: Affiliation) -> None:
        self.affiliations += 1
        if affiliation.matched_by:
            self.matched_by[affiliation.matched_by] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples[affiliation.text] = None

    def counted(self) -> Counted:
        return Counted(
            side=self.side,
            name=self.name,
            affiliations=self.affiliations,
            records=self.records,
            matched_by=tuple(name for name, _ in self.matched_by.most_common()),
            examples=tuple(self.examples),
        )


def home_report(found: Iterable[Imported | SourceError]) -> HomeReport:
    """Return what the affiliations of records count as; their home authors are marked already."""
    tallies: dict[tuple[Side, str], _Tally] = {}
    records: Counter[Side | None] = Counter()
    problems: list[SourceError] = []
    for one in found:
        if isinstance(one, Imported):
            records[_side_of(one)] += 1
            _count(one.publication.affiliations, tallies)
        else:
            problems.append(one)
    order = list(Side)
    counted = sorted(
        (tally.counted() for tally in tallies.values()),
        key=lambda one: (order.index(one.side), -one.records, -one.affiliations, one.name),
    )
    return HomeReport(
        ours=records[Side.OURS],
        doubtful=records[Side.DOUBTFUL],
        others=records[Side.OTHERS],
        unknown=records[None],
        counted=tuple(counted),
        problems=tuple(problems),
    )


def _count(affiliations: Iterable[Affiliation], tallies: dict[tuple[Side, str], _Tally]) -> None:
    met = set()
    for affiliation in affiliations:
        side, name = _SIDES[affiliation.is_home], organisation(affiliation.text)
        key = side, folded(name)
        tallies.setdefault(key, _Tally(side, name)).add(affiliation)
        met.add(key)
    for key in met:
        tallies[key].records += 1


def _side_of(imported: Imported) -> Side | None:
    """Return what a record counts as by its authors, and by its affiliations where no author names one."""
    publication = imported.publication
    if not publication.affiliations and all(author.is_home is None for author in publication.authors):
        return None
    said = (author for author in publication.authors if author.affiliations or author.is_home is not None)
    verdicts = {author.is_home for author in said}
    verdicts = verdicts or {affiliation.is_home for affiliation in publication.affiliations}
    return next(_SIDES[verdict] for verdict in (True, None, False) if verdict in verdicts)
