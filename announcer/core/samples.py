"""Sample cards: one record in one template and language, as people who design cards look at it."""

from dataclasses import dataclass

from announcer.core.announcement import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCard:
    """A drawn card and what it was drawn from; `record` is the record's short name.

    `is_old` tells that it could not be drawn anew and shows an earlier state.
    """

    template: str
    record: str
    language: str
    card: Card
    is_old: bool = False

    @property
    def name(self) -> str:
        """What no other sample of a gallery is called, such as `summary-short-en`."""
        return f"{self.template}-{self.record}-{self.language}"
