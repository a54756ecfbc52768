"""Findings: what is worth knowing about a record, a text or a card, each with an id and what to do about it.

What can be found, with its words, is listed in `finding_catalogue`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter


class Level(StrEnum):
    """What a finding does to an announcement."""

    HOLD = "hold"
    """The announcement waits until a person has fixed the cause or overruled the finding."""
    WARNING = "warning"
    """A person should look, but nothing stops."""
    NOTE = "note"
    """Good to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something noticed. `where` names a field, a file or a box; `hint` says what to do."""

    id: str
    level: Level
    message: str
    hint: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """What all findings with one id have in common.

    `message` and `hint` are for people who see the finding; they name values in braces, as `str.format` reads them.
    `meaning` is one sentence for the reference: when the finding is raised.
    """

    id: str
    level: Level
    message: str
    hint: str = ""
    meaning: str

    @property
    def values(self) -> frozenset[str]:
        """The names of the values that message and hint need."""
        return frozenset(
            name for text in (self.message, self.hint) for _, name, *_ in Formatter().parse(text) if name
        )


def holds(findings: Iterable[Finding]) -> bool:
    """Return whether any of the findings keeps the announcement back."""
    return any(finding.level is Level.HOLD for finding in findings)
