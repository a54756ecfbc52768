"""Tell people that they are needed: each reason once, again after a day, and nothing in the quiet hours."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from announcer.core.posting.attention import NOTICES_JOB
from announcer.core.posting.attention_reasons import Reason
from announcer.errors import NoticeError
from announcer.ports.notices import Notice, Notifier
from announcer.ports.status_store import MonitoringStore

log = logging.getLogger(__name__)

LOG_TARGET = "log"
LEASE = timedelta(minutes=5)
"""A notice that failed is tried again after so long, as is one whose sender was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRules:
    """When people are told.

    A reason is told once it has lasted for `wait`, and again every `repeat`; `is_quiet` says whether they are not
    to be disturbed at a time, `zone` is that in which they read times.
    """

    wait: timedelta = timedelta(minutes=5)
    repeat: timedelta = timedelta(days=1)
    is_quiet: Callable[[datetime], bool] = field(default=lambda _now: False)
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What one process has told while the store could not remember it, with the times: on a full disk, say."""

    told: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def claimed(self, target: str, reasons: Sequence[Reason], now: datetime, repeat: timedelta) -> Sequence[Reason]:
        """Return those not told by that way since `repeat`; they count as told from now on."""
        new = [one for one in reasons if self.told.get((target, one.id), now - repeat) <= now - repeat]
        self.told.update({(target, one.id): now for one in new})
        return new


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifying:
    """What tells the people of a site.

    Args:
        store: Remembers what was told, so that restarts and several daemons tell nothing twice.
        site: What the site is called.
        host: This machine, under whose name failures are written down.
        notifiers: The ways to tell people.
        rules: When.
    """

    store: MonitoringStore
    site: str
    host: str
    notifiers: Sequence[Notifier]
    rules: NoticeRules

    def log_new(self, reasons: Sequence[Reason]) -> None:
        """Log the reasons that were not logged since they came up, or for as long as `repeat`."""
        for reason in self._claimed(LOG_TARGET, reasons):
            fields = {"event": "person-needed", "reason": reason.id, "since": reason.since.isoformat()}
            log.warning("%s; %s", reason.message, reason.remedy, extra=fields)
            self.store.confirm_notices(LOG_TARGET, [reason.occurrence], again=self.rules.repeat)

    def tell(self, reasons: Sequence[Reason], now: datetime) -> int:
        """Tell people what they were not told yet; return to how many ways something was told.

        A way that fails is logged and written down, and keeps neither the others nor posting from going on.
        """
        lasting = self._lasting(reasons, now)
        return sum(self._tell_by(notifier, lasting) for notifier in self.notifiers)

    def tell_unsaved(self, reasons: Sequence[Reason], now: datetime, unsaved: Unsaved) -> None:
        """Tell people of what is wrong where the store cannot remember that they were told; raises nothing."""
        lasting = self._lasting(reasons, now)
        for notifier in self.notifiers:
            claimed = unsaved.claimed(notifier.name, lasting, now, self.rules.repeat)
            try:
                if claimed:
                    notifier.tell(Notice(site=self.site, reasons=claimed, zone=self.rules.zone))
            except NoticeError as error:
                _log_failed(notifier, error)

    def _lasting(self, reasons: Sequence[Reason], now: datetime) -> Sequence[Reason]:
        """Return what has lasted long enough to be told; nothing in the quiet hours."""
        if self.rules.is_quiet(now):
            return ()
        return [reason for reason in reasons if reason.since <= now - self.rules.wait]

    def _tell_by(self, notifier: Notifier, reasons: Sequence[Reason]) -> bool:
        claimed = self._claimed(notifier.name, reasons)
        if not claimed:
            return False
        try:
            notifier.tell(Notice(site=self.site, reasons=claimed, zone=self.rules.zone))
        except NoticeError as error:
            self._record(notifier, error)
            return False
        told = [reason.occurrence for reason in claimed]
        self.store.confirm_notices(notifier.name, told, again=self.rules.repeat)
        self.store.clear_trouble(self.host, f"{NOTICES_JOB}:{notifier.name}")
        fields = {"event": "notice-sent", "target": notifier.name, "reasons": [reason.id for reason in claimed]}
        log.info("told people by %s", notifier.name, extra=fields)
        return True

    def _claimed(self, target: str, reasons: Sequence[Reason]) -> Sequence[Reason]:
        by_occurrence = {reason.occurrence: reason for reason in reasons}
        claimed = self.store.claim_notices(target, list(by_occurrence), lease=LEASE)
        return [by_occurrence[one] for one in claimed]

    def _record(self, notifier: Notifier, error: NoticeError) -> None:
        self.store.record_trouble(self.host, f"{NOTICES_JOB}:{notifier.name}", str(error))
        _log_failed(notifier, error)

    def test(self) -> Sequence[NoticeError]:
        """Tell people that this is a test; return what went wrong."""
        return [error for notifier in self.notifiers if (error := self._tried(notifier))]

    def _tried(self, notifier: Notifier) -> NoticeError | None:
        try:
            notifier.tell(Notice(site=self.site, reasons=()))
        except NoticeError as error:
            return error
        self.store.clear_trouble(self.host, f"{NOTICES_JOB}:{notifier.name}")
        return None


def _log_failed(notifier: Notifier, error: NoticeError) -> None:
    fields = {"event": "notice-failed", "target": notifier.name}
    log.error("people were not told: %s", error, extra=fields)
