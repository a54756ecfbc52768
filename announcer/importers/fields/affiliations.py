"""Affiliations: each text once under a number, without the mail addresses that stand in them."""

import re
from collections.abc import Iterable

from announcer.core.publications.identifiers import normal_ror
from announcer.importers.limits import LONGEST_LINE
from announcer.importers.record.model import AffiliationRecord

_MAIL = re.compile(
    r"[.,;]?\s?(?:\(?(?:electronic address|e-?mail)(?: address)?:\s?)?[^\s@:;,()]{1,64}@[^\s@;,()]{1,200}\)?",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\.[A-Z]|\b(?:Inc|Ltd|Co|Corp))\.$")


def affiliation_text(text: str) -> str:
    """Return an affiliation as one line without mail addresses, which nobody asked to be passed on."""
    line = " ".join(text.split())
    if "@" in line and len(line) <= LONGEST_LINE:
        line = _MAIL.sub("", line)
    line = line.strip(" ;,")
    return line if _ABBREVIATED.search(line) else line.removesuffix(".").strip()


class Affiliations:
    """The affiliations of one record, numbered from 1 in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._known: dict[str, int] = {}  # as the source writes it: thousands of authors may share an affiliation
        self._rors: dict[int, str] = {}

    def number(self, text: str, ror: str = "") -> int:
        """Return the number of an affiliation; 0 where the text is empty."""
        number = self._known.get(text)
        if number is None:
            line = affiliation_text(text)
            number = self._numbers.setdefault(line, len(self._numbers) + 1) if line else 0
            self._known[text] = number
        if number and ror and number not in self._rors and (found := normal_ror(ror)):
            self._rors[number] = found
        return number

    def numbers(self, texts: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of an author's affiliations, each once, in the author's order."""
        return tuple(dict.fromkeys(number for text in texts if (number := self.number(text))))

    @property
    def records(self) -> tuple[AffiliationRecord, ...]:
        """All affiliations, in the order of their numbers."""
        return tuple(
            AffiliationRecord(number=number, text=text, ror=self._rors.get(number, ""))
            for text, number in self._numbers.items()
        )
