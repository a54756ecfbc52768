"""What stands in a field and is not what the field is for: it is told, not kept."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.importers.limits import LONGEST_IDENTIFIER

Value = TypeVar("Value")

_SHOWN = 80
"""Characters: enough to find the value in the file."""


def left_out(where: str, value: str) -> Finding:
    """Return the finding that a value of the source is not what its field wants, and was left out."""
    return finding("value-left-out", where=where, value=value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")


def first_usable(
    where: str, values: Iterable[str], read: Callable[[str], Value | None], findings: list[Finding]
) -> Value | None:
    """Return the first of the values of a field that can be read.

    Where there are some and none can, a finding tells the first; what has no letter and no digit is no value.
    """
    odd = ""
    for value in values:
        if found := read(value[:LONGEST_IDENTIFIER]):
            return found
        odd = odd or ("" if not any(map(str.isalnum, value)) else value.strip())
    if odd:
        findings.append(left_out(where, odd))
    return None
