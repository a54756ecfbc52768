"""The log of what becomes of announcements: every new line of history, whoever wrote it, becomes a line of the log.

That way a move by a sweep, a look-up or somebody's command is logged like one by the pump, and one that the daemon
made just before it was killed is logged at its next start.
"""

import logging
from collections import Counter

from announcer.core.posting.history import LoggedEvent, event_name, is_warning
from announcer.core.posting.lifecycle import DELAY
from announcer.ports.status_store import MonitoringStore

log = logging.getLogger(__name__)

AT_ONCE = 500
OVERLAP = 200
"""So many lines are looked at again: where several machines write, a lower number may come after a higher one."""


class HistoryLog:
    """Logs the history from where this machine's log ends; at the very first start, from then on.

    `moves` counts what was logged since by its name in the history, `delays` the delays by channel and account.
    """

    def __init__(self, store: MonitoringStore, host: str) -> None:
        self._store = store
        self._host = host
        known = store.log_position(host)
        self._last = store.newest_event() if known is None else known
        if known is None:
            store.set_log_position(host, self._last)
        before = store.events_after(self._last - OVERLAP, OVERLAP)
        self._logged = {one.event.id for one in before if one.event.id <= self._last}
        self.moves: Counter[str] = Counter()
        self.delays: Counter[tuple[str, str]] = Counter()

    def follow(self) -> None:
        """Log what has come since the last call."""
        while True:
            events = self._store.events_after(self._last - OVERLAP, AT_ONCE + OVERLAP)
            new = [one for one in events if one.event.id not in self._logged]
            if not new:
                return
            for one in new:
                self._log(one)
            self._last = max(self._last, new[-1].event.id)
            self._logged = {
                one for one in self._logged | {one.event.id for one in new} if one > self._last - OVERLAP
            }
            self._store.set_log_position(self._host, self._last)

    def _log(self, logged: LoggedEvent) -> None:
        event = logged.event
        self.moves[event.name] += 1
        if event.name == DELAY.name:
            self.delays[logged.channel, logged.account] += 1
        fields = {
            "event": event_name(event),
            "announcement": event.announcement,
            "channel": logged.channel,
            "actor": event.actor,
            "from": event.source,
            "to": event.target,
            "reason": event.detail,
            "url": logged.url,
            "at": event.at.isoformat(timespec="seconds"),
        }
        level = logging.WARNING if is_warning(event) else logging.INFO
        words = f"{event.announcement or 'channel'} {event_name(event).partition('-')[2]}"
        log.log(level, "%s: %s", words, logged.title or event.detail, extra={k: v for k, v in fields.items() if v})
