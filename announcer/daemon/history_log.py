"""The log of what becomes of announcements: every new line of history, whoever wrote it, becomes a line of the log.

That way a move by a sweep, a look-up or somebody's command is logged like one by the pump, and one that the daemon
made just before it was killed is logged at its next start.
"""

import logging
from collections import Counter

from announcer.core.posting.history import LoggedEvent, event_name, is_warning
from announcer.core.posting.lifecycle import DELAY, State
from announcer.ports.status_store import MonitoringStore

log = logging.getLogger(__name__)

AT_ONCE = 500


class HistoryLog:
    """Logs the history from where the log ends; at the very first start, from then on.

    Daemons that share a queue share its log: each line is in the log of one of them. `moves` counts what was logged
    here by its name in the history, `delays` the delays by channel and account.
    """

    def __init__(self, store: MonitoringStore) -> None:
        self._store = store
        store.begin_log()
        self.moves: Counter[str] = Counter()
        self.delays: Counter[tuple[str, str]] = Counter()

    def follow(self) -> None:
        """Log what has come since the last call."""
        while events := self._store.take_events(AT_ONCE):
            for one in events:
                self._log(one)

    def _log(self, logged: LoggedEvent) -> None:
        """Log a line of history with what was true then: an address only where it was public before or after."""
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
            "url": logged.url if State.POSTED in (event.source, event.target) else "",
            "at": event.at.isoformat(timespec="seconds"),
        }
        level = logging.WARNING if is_warning(event) else logging.INFO
        words = f"{event.announcement or 'channel'} {event_name(event).partition('-')[2]}"
        log.log(level, "%s: %s", words, logged.title or event.detail, extra={k: v for k, v in fields.items() if v})
