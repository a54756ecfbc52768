"""Findings: what is worth knowing about a record, a text or a card, each with an id and a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a finding does to an announcement."""

    HOLD = "hold"
    """The announcement waits until a person has mended or overruled it."""
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


def holds(findings: Iterable[Finding]) -> bool:
    """Return whether any of the findings keeps the announcement back."""
    return any(finding.level is Level.HOLD for finding in findings)
