"""What the review page asks of the store: the history of everything."""

from collections.abc import Sequence

from announcer.core.posting.history import LoggedEvent
from announcer.core.posting.queued import Event
from announcer.store.base import StoreBase

_EVENTS = """
SELECT event.id, event.at, event.actor, event.name, coalesce(event.announcement, '') AS announcement, event.source,
       event.target, event.detail, event.session, event.address, coalesce(announcement.title, '') AS title
  FROM event LEFT JOIN announcement ON announcement.id = event.announcement
"""
_ACTORS = """
WITH RECURSIVE found (actor) AS (
  SELECT (SELECT min(actor) FROM event)
  UNION ALL
  SELECT (SELECT min(actor) FROM event WHERE event.actor > found.actor) FROM found WHERE found.actor IS NOT NULL
)
SELECT actor FROM found WHERE actor IS NOT NULL LIMIT 1000
"""
"""Every name once, by as many steps in the index as there are names, however long the history is."""


class AuditPart(StoreBase):
    """The store's part for looking at all of the history; keeps `announcer.ports.audit_store.AuditStore`."""

    def audit(
        self, *, actor: str = "", before: int = 0, only_site: bool = False, limit: int = 100
    ) -> Sequence[LoggedEvent]:
        """Return lines of history, the newest first, from before that number where one is given."""
        asked = {
            "event.actor = :actor": actor,
            "event.id < :before": before,
            "event.announcement IS NULL": only_site,
        }
        wanted = " AND ".join(condition for condition, value in asked.items() if value) or "1 = 1"
        given = {name: value for name, value in (("actor", actor), ("before", before)) if value}
        rows = self.database.rows(
            f"{_EVENTS} WHERE {wanted} ORDER BY event.id DESC LIMIT :limit", limit=limit, **given
        )
        return [
            LoggedEvent(event=Event(**{key: row[key] for key in row if key != "title"}), title=row["title"])
            for row in rows
        ]

    def actors(self) -> Sequence[str]:
        """Return everybody who stands in the history, by name."""
        return [row["actor"] for row in self.database.rows(_ACTORS)]
