"""Telling people: once, again after a day, never in quiet hours, and never in the way of posting."""

from datetime import datetime, timedelta

import pytest

from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.errors import NoticeError
from announcer.ports.notices import Notice, Notifier
from announcer.services.notifying import NoticeRules, Notifying
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeClock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class FakeNotifier:
    """Takes notices, but for as many as it is told to fail at."""

    def __init__(self, name: str = "mail", *, failures: int = 0) -> None:
        self.name = name
        self.told: list[list[str]] = []
        self.failures = failures

    def tell(self, notice: Notice) -> None:
        """Take it."""
        if self.failures:
            self.failures -= 1
            raise NoticeError(self.name, "no answer")
        self.told.append([reason.subject for reason in notice.reasons])


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START + HOUR)


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


def notifying(store: SqlStore, *notifiers: Notifier, rules: NoticeRules | None = None) -> Notifying:
    return Notifying(
        store=store, site="A University", host="press", notifiers=notifiers, rules=rules or NoticeRules()
    )


def reason(subject: str = "1", since: datetime = START) -> Reason:
    return Reason(kind=ReasonKind.FAILED, subject=subject, since=since, message=subject)


def test_each_reason_is_told_once_however_many_daemons_and_starts_there_are(
    databases: Databases, store: SqlStore, clock: FakeClock
) -> None:
    mail = FakeNotifier()
    reasons = [reason("1"), reason("2")]

    assert notifying(store, mail).tell(reasons, clock.now()) == 1
    assert notifying(store, mail).tell(reasons, clock.now()) == 0
    assert notifying(databases.open(clock), mail).tell([*reasons, reason("3")], clock.now()) == 1

    assert mail.told == [["1", "2"], ["3"]]


def test_what_lasts_is_told_again_after_a_day(store: SqlStore, clock: FakeClock) -> None:
    mail = FakeNotifier()
    for _ in range(3 * 24):
        notifying(store, mail).tell([reason()], clock.now())
        clock.advance(HOUR)

    assert mail.told == [["1"]] * 3


def test_what_settles_itself_soon_is_not_told(store: SqlStore, clock: FakeClock) -> None:
    mail = FakeNotifier()
    young = [reason(since=clock.now() - timedelta(minutes=4))]

    assert notifying(store, mail).tell(young, clock.now()) == 0
    clock.advance(timedelta(minutes=1))
    assert notifying(store, mail).tell(young, clock.now()) == 1


def test_nobody_is_disturbed_in_quiet_hours_and_all_is_told_after_them(store: SqlStore, clock: FakeClock) -> None:
    mail = FakeNotifier()
    rules = NoticeRules(is_quiet=lambda now: now < START + 8 * HOUR)
    for _ in range(9):
        notifying(store, mail, rules=rules).tell([reason("1"), reason("2")], clock.now())
        clock.advance(HOUR)

    assert mail.told == [["1", "2"]]


def test_a_way_that_fails_is_written_down_tried_again_and_keeps_no_other_from_telling(
    store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    mail, hook = FakeNotifier(failures=2), FakeNotifier("webhook")
    told: list[list[str]] = []
    for _ in range(12):
        notifying(store, mail, hook).tell([reason()], clock.now())
        told.append([trouble.job for trouble in store.troubles(START)])
        clock.advance(timedelta(minutes=1))

    assert (mail.told, hook.told) == ([["1"]], [["1"]])
    assert (told[0], told[-1]) == (["notices:mail"], [])
    events = [getattr(record, "event", "") for record in caplog.records]
    assert events.count("notice-failed") == 2  # every five minutes, not every round


def test_the_log_has_each_reason_once(store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        notifying(store).log_new([reason("1")])
        clock.advance(HOUR)

    (record,) = caplog.records
    assert (getattr(record, "event", ""), getattr(record, "reason", "")) == ("person-needed", "failed:1")


def test_a_test_notice_goes_every_way_and_tells_which_failed(store: SqlStore) -> None:
    mail, hook = FakeNotifier(), FakeNotifier("webhook", failures=1)

    (problem,) = notifying(store, mail, hook).test()

    assert mail.told == [[]]
    assert problem.target == "webhook"
