"""A week in which everything stands still once: each standstill is told everywhere within its time, and once."""

import http.client
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.posting import lifecycle
from announcer.daemon.health_server import serve
from announcer.daemon.jobs import Jobs
from announcer.errors import (
    ChannelPausedError,
    IntakeError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
)
from announcer.ports.channels import Channel
from announcer.ports.store import PublicationUpdate
from announcer.wiring.site_queue import SiteQueue, open_queue
from tests.fakes import START, FakeChannel, FakeClock, before
from tests.fakex_world import USERNAME
from tests.mailserver import MailWorld, mail_server
from tests.queueing import approved, new_publication
from tests.sites import SLOTS, make_site, x_environment, x_table
from tests.webhooks import Hook, webhook

ROUND = timedelta(minutes=10)
HOUR = timedelta(hours=1)
PLACES = ("status", "health", "figures", "log", "webhook", "mail")
PLACES_BUT_WEBHOOK = ("status", "health", "figures", "log", "mail")


class JammedChannel(FakeChannel):
    """A channel that a fault of our own can keep from being used at all."""

    is_jammed = False

    def __getattribute__(self, name: str) -> object:
        """Fail where it is asked how long an upload may take."""
        if name == "upload_deadline" and self.is_jammed:
            raise RuntimeError("a fault of our own")
        return super().__getattribute__(name)


@dataclass
class Week:
    """A daemon, its site, and everywhere it is seen: when each reason was told where, and how often."""

    site: Path
    clock: FakeClock
    channel: JammedChannel
    queue: SiteQueue
    jobs: Jobs
    hook: Hook
    mail: MailWorld
    caplog: pytest.LogCaptureFixture
    port: int = 0
    is_dead: bool = False
    intake: list[Exception] = field(default_factory=list)
    seen: dict[tuple[str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    told: Counter[tuple[str, str]] = field(default_factory=Counter)

    def wait(self, length: timedelta) -> None:
        """Let time go by, with the daemon's rounds; where that is dead, only a timer tells people."""
        end = self.clock.now() + length
        while self.clock.now() < end:
            self.clock.advance(ROUND)
            if self.is_dead:
                found = self.queue.overview()
                self.queue.notifying.tell(found.reasons, self.clock.now())
                self.saw("status", (reason.id for reason in found.reasons))
            else:
                self.jobs.run_once()
            self.look()

    def saw(self, place: str, reasons: Iterator[str] | list[str]) -> None:
        """Remember when the reasons were first seen there."""
        for reason in reasons:
            self.seen[reason, place].append(self.clock.now())

    def look(self) -> None:
        """Look everywhere, as a person, a monitor and a mailbox would."""
        if not self.is_dead:
            self.saw("status", (reason.id for reason in self.queue.overview().reasons))
            self.look_at_the_port()
        for posted in self.hook.posted if self.hook.status < 300 else ():
            self.count("webhook", [reason["id"] for reason in posted["reasons"]])
        for mail in self.mail.messages:
            self.count("mail", re.findall(r"^  (\w+:\S+)\r?$", mail.replace("=\r\n", ""), re.MULTILINE))
        for record in self.caplog.records:
            if getattr(record, "event", "") == "person-needed":
                self.count("log", [getattr(record, "reason", "")])
        self.hook.posted.clear()
        self.mail.messages.clear()
        self.caplog.clear()

    def look_at_the_port(self) -> None:
        self.saw("health", [reason["id"] for reason in json.loads(self.asked("healthz"))["reasons"]])
        kinds = re.findall(r'announcer_person_needed\{reason="(\w+)"\} [1-9]', self.asked("metrics"))
        self.saw("figures", [f"{kind}:" for kind in kinds])

    def asked(self, page: str) -> str:
        """Return what the port answers, whatever its status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", f"/{page}")
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def count(self, place: str, reasons: list[str]) -> None:
        self.saw(place, reasons)
        self.told.update((place, reason) for reason in reasons)

    def reason(self, start: str, end: str) -> str:
        """Return the id that begins and ends so."""
        return next(one for one, _ in self.seen if one.startswith(start) and one.endswith(end) and one != start)

    def publish(self, number: int) -> str:
        """Approve one that is due now; return its id."""
        return approved(self.queue.store, number, account=USERNAME).id

    def assert_told(
        self, reason: str, since: datetime, within: timedelta, places: tuple[str, ...] = PLACES
    ) -> None:
        """It was told everywhere in time, and people were told once."""
        for place in places:
            name = f"{reason.partition(':')[0]}:" if place == "figures" else reason
            seen = next((at for at in self.seen[name, place] if at >= since), None)
            assert seen, f"{reason} was not told by {place}"
            assert seen <= since + within, f"{reason} was told by {place} after {seen - since}"
            if (place, reason) in self.told:
                assert self.told[place, reason] == 1, (
                    f"{reason} was told {self.told[place, reason]} times by {place}"
                )


@pytest.fixture
def week(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Week]:
    clock = FakeClock(START)
    channel = JammedChannel(name=X_RULES.name, account=USERNAME, clock=clock)

    class WeekQueue(SiteQueue):
        """The site with a channel that does as it is told."""

        def channel(self, name: str) -> Channel:  # noqa: ARG002 (there is one only)
            """Return it."""
            return channel

    with ExitStack() as stack:
        hook = stack.enter_context(webhook(Hook()))
        mail = stack.enter_context(mail_server(MailWorld()))
        notices = (
            f'[notices]\nwebhook = "{hook.url}"\n[notices.mail]\nhost = "127.0.0.1"\nport = {mail.port}\n'
            'security = "none"\nsender = "announcer@example.org"\nto = ["press@example.org"]\n'
        )
        site = make_site(tmp_path, SLOTS + x_table("https://api.x.com") + notices)
        opened = stack.enter_context(open_queue(site, clock=clock, environ=x_environment()))
        queue = WeekQueue(opened.folder, opened.settings, opened.store, opened.clock, opened.environ)
        intake: list[Exception] = []

        def take(_files: object) -> int:
            if intake:
                raise intake[0]
            return 0

        jobs = Jobs(queue, take)
        found = Week(site, clock, channel, queue, jobs, hook, mail, caplog, intake=intake)
        found.port = stack.enter_context(serve("127.0.0.1", 0, jobs.health_report))
        found.wait(HOUR)
        assert found.seen == {}
        yield found


def fail_always(channel: FakeChannel, error: Callable[[], Exception]) -> None:
    channel.upload_faults.extend(before(error()) for _ in range(999))


def the_network_is_gone(week: Week) -> None:
    """X cannot be reached for ten hours."""
    began = week.clock.now()
    fail_always(week.channel, lambda: PostDelayedError("x", "no route to host", wait=timedelta(0)))
    week.publish(1)
    week.wait(10 * HOUR)
    week.channel.upload_faults.clear()
    week.wait(2 * HOUR)
    week.assert_told(f"delayed:x/{USERNAME}", began, within=4 * HOUR)
    assert week.queue.store.get("00000001").state is lifecycle.State.POSTED


def a_post_is_refused(week: Week) -> None:
    """A post is refused."""
    began = week.clock.now()
    week.channel.send_faults.append(before(PostRefusedError("x", "not allowed")))
    failed = week.publish(2)
    week.wait(HOUR)
    week.assert_told(f"failed:{failed}", began, within=3 * ROUND)
    week.queue.store.move(week.queue.store.get(failed), lifecycle.CANCEL, actor="sara")


def the_picture_is_refused(week: Week) -> None:
    """The media is refused twice."""
    began = week.clock.now()
    week.channel.send_faults.extend(before(MediaExpiredError("x", "the picture is gone")) for _ in range(2))
    held = week.publish(3)
    week.wait(HOUR)
    week.assert_told(f"held:{held}", began, within=5 * ROUND)
    week.queue.store.move(week.queue.store.get(held), lifecycle.CANCEL, actor="sara")


def an_outcome_is_unknown(week: Week) -> None:
    """Nobody knows what became of a post, and no look finds it."""
    began = week.clock.now()
    week.channel.send_faults.append(before(OutcomeUnknownError("x", "cut off", evidence="reset by peer")))
    unknown = week.publish(4)
    week.wait(2 * HOUR)
    week.assert_told(f"unknown:{unknown}", began, within=3 * ROUND)
    week.queue.store.move(
        week.queue.store.get(unknown), lifecycle.SEND_AGAIN, actor="sara", changes={"due_at": week.clock.now()}
    )
    week.wait(HOUR)


def the_account_is_suspended(week: Week) -> None:
    """The account is suspended."""
    began = week.clock.now()
    week.channel.upload_faults.append(before(ChannelPausedError("x", "suspended")))
    week.publish(5)
    week.wait(3 * HOUR)
    week.assert_told(f"paused:x/{USERNAME}", began, within=3 * ROUND)
    week.queue.store.set_pause("x", USERNAME, "", actor="sara")
    week.wait(HOUR)


def the_account_is_jammed(week: Week) -> None:
    """A fault of our own keeps the account from posting."""
    began = week.clock.now()
    week.channel.is_jammed = True
    week.publish(6)
    week.wait(3 * HOUR)
    week.channel.is_jammed = False
    week.wait(HOUR)
    week.assert_told(f"overdue:x/{USERNAME}", began, within=4 * ROUND)
    job = week.reason("job:", "/post")
    week.assert_told(job, began, within=5 * ROUND)


def the_inbox_cannot_be_taken_in(week: Week) -> None:
    """Files cannot be taken in."""
    began = week.clock.now()
    (week.site / "queue" / "inbox" / "a.toml").write_text("x", "utf-8")
    week.intake.append(IntakeError("the template is wrong"))
    week.wait(2 * HOUR)
    week.intake.clear()
    week.wait(HOUR)
    job = week.reason("job:", "/take-in")
    week.assert_told(job, began, within=6 * ROUND)


def the_settings_are_broken(week: Week) -> None:
    """Somebody breaks the settings."""
    began = week.clock.now()
    settings = (week.site / "announcer.toml").read_text("utf-8")
    (week.site / "announcer.toml").write_text("no settings", "utf-8")
    week.wait(2 * HOUR)
    (week.site / "announcer.toml").write_text(settings, "utf-8")
    week.wait(HOUR)
    broken = week.reason("settings:", "")
    week.assert_told(broken, began, within=3 * ROUND)


def the_daemon_is_dead(week: Week) -> None:
    """The daemon is dead for fifty hours, and what was due meanwhile comes back to review."""
    began = week.clock.now()
    week.is_dead = True
    late = [week.publish(number) for number in (7, 8, 9)]
    week.wait(20 * HOUR)
    week.assert_told("unseen:daemon", began, within=3 * ROUND, places=("status", "webhook", "mail"))
    week.wait(30 * HOUR)
    week.is_dead = False
    began = week.clock.now()
    week.wait(2 * HOUR)
    for one in late:
        week.assert_told(f"returned:{one}", began, within=3 * ROUND)
        week.queue.store.move(week.queue.store.get(one), lifecycle.CANCEL, actor="sara")


def a_paper_is_retracted_after_it_was_posted(week: Week) -> None:
    """Its post stands there until somebody decides."""
    posted = week.publish(10)
    week.wait(HOUR)
    began = week.clock.now()
    uid = week.queue.store.get(posted).publication
    update = PublicationUpdate(
        publication=new_publication(uid, record='{"status": "retracted"}'),
        replaces="{}",
        retraction="retracted: fraud",
    )
    week.queue.store.update(update, actor="import")
    week.wait(HOUR)
    week.assert_told(f"retracted:{posted}", began, within=3 * ROUND)
    week.queue.store.settle_retraction(week.queue.store.get(posted), actor="sara")


def people_cannot_be_told(week: Week) -> None:
    """The webhook fails while a post is refused: the other ways tell both."""
    began = week.clock.now()
    week.hook.status = 500
    week.channel.send_faults.append(before(PostRefusedError("x", "not allowed")))
    failed = week.publish(11)
    week.wait(HOUR)
    week.assert_told(week.reason("notices:", "webhook"), began, within=4 * ROUND, places=PLACES_BUT_WEBHOOK)
    week.hook.status = 204
    week.wait(HOUR)
    week.assert_told(f"failed:{failed}", began, within=3 * ROUND, places=PLACES_BUT_WEBHOOK)
    week.queue.store.move(week.queue.store.get(failed), lifecycle.CANCEL, actor="sara")


STANDSTILLS = (
    the_network_is_gone,
    a_post_is_refused,
    the_picture_is_refused,
    an_outcome_is_unknown,
    the_account_is_suspended,
    the_account_is_jammed,
    the_inbox_cannot_be_taken_in,
    the_settings_are_broken,
    the_daemon_is_dead,
    a_paper_is_retracted_after_it_was_posted,
    people_cannot_be_told,
)


def test_each_standstill_of_a_week_is_told_everywhere_in_its_time_and_once(week: Week) -> None:
    for stand_still in STANDSTILLS:
        stand_still(week)

    week.wait(START + timedelta(days=7) - week.clock.now())
    assert week.queue.overview().reasons == ()
    assert {reason.partition(":")[0] for reason, _ in week.seen} == {
        *("delayed", "failed", "held", "unknown", "paused", "overdue", "job", "settings", "unseen", "returned"),
        *("retracted", "notices"),
    }
