"""What checking papers against a list of retractions asks of the store; tests/contracts check every rule."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from announcer.core.publications.matching import Identifier
from announcer.core.publications.retraction_notices import RetractionData, RetractionNotice


class RetractionStore(Protocol):
    """The list of retractions that was read last."""

    def replace_retractions(self, notices: Iterable[RetractionNotice], data: RetractionData) -> None:
        """Put these notices in the place of all that are there, in one transaction.

        What `notices` raises passes through, and then nothing is changed. `data.notices` and `data.is_applied` are
        not asked for: the store counts, and the list is not applied yet.
        """

    def mark_retractions_applied(self) -> None:
        """Write down that every known publication was compared with the list."""

    def retraction_data(self) -> RetractionData | None:
        """Return what is known of the list; None where none was read."""

    def notices_for(self, identifiers: Collection[Identifier]) -> Sequence[RetractionNotice]:
        """Return the notices about papers with any of these DOIs and PMIDs; other identifiers are passed over."""

    def notices_of(self, uid: str) -> Sequence[RetractionNotice]:
        """Return the notices about the registered publication, by every DOI and PMID that it is found by."""

    def noticed_publications(self) -> Sequence[str]:
        """Return the uids of the registered publications that any notice is about, in order."""
