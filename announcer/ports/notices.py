"""The seam to what tells people that they are needed; tests/notices check the rules on real servers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Protocol

from announcer.core.posting.attention_reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What people are told: for what somebody is needed at a site. A test has no reasons.

    `zone` is the site's, in which people read times.
    """

    site: str
    reasons: Sequence[Reason]
    zone: tzinfo = UTC

    @property
    def subject(self) -> str:
        """The first line."""
        if not self.reasons:
            return f"{self.site}: a test notice of Announcer"
        more = len(self.reasons) - 1
        return f"{self.site}: {self.reasons[0].message}" + (f" (and {more} more)" if more else "")

    @property
    def text(self) -> str:
        """The whole as plain text, its lines ended by line feeds."""
        if not self.reasons:
            return "This is a test. When a person is needed, it is told like this.\n"
        told = "".join(
            f"- {reason.message}\n  What to do: {reason.remedy}.\n  Since {self._local(reason.since)}\n"
            f"  {reason.id}\n\n"
            for reason in self.reasons
        )
        return f"A person is needed at {self.site}.\n\n{told}`announcer status` shows how the queue stands.\n"

    def _local(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M} ({self.zone})"

    @property
    def as_json(self) -> dict[str, object]:
        """The whole for programs."""
        return {
            "site": self.site,
            "test": not self.reasons,
            "subject": self.subject,
            "reasons": [reason_json(reason) for reason in self.reasons],
        }


def reason_json(reason: Reason) -> dict[str, str]:
    """Return a reason as programs read it."""
    return {
        "id": reason.id,
        "kind": reason.kind.value,
        "subject": reason.subject,
        "since": reason.since.isoformat(timespec="seconds"),
        "message": reason.message,
        "remedy": reason.remedy,
    }


class Notifier(Protocol):
    """A way to tell people something."""

    name: str
    """What it is called in the settings, such as `mail`."""

    def tell(self, notice: Notice) -> None:
        """Tell it, within half a minute or so.

        Raises:
            NoticeError: it was not taken; nobody knows how far it got.
        """
