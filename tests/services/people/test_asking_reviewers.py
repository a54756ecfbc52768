"""Reviewers are told by mail what waits for them: through a real mail server, each announcement once."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from announcer.daemon.jobs import Jobs
from announcer.ports.reviewer_store import Reviewer
from announcer.services.people.reviewers_by_link import Invitation, Reviewers
from announcer.system.clock import Clock
from announcer.wiring.site_queue import open_queue
from tests.builders import PIXEL
from tests.fakes import FakeClock
from tests.sites import make_site, queue_up


@dataclass
class Office:
    """Takes mail, or says no."""

    says: str = "250 taken"
    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's)
        """Keep a message."""
        if self.says.startswith("250"):
            self.letters.append(message_from_bytes(cast("bytes", envelope.content), policy=default))
        return self.says


@contextmanager
def serving(office: Office) -> Iterator[Office]:
    """Serve SMTP on a port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office.port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


@pytest.fixture
def office() -> Iterator[Office]:
    with serving(Office()) as found:
        yield found


def asking_site(folder: Path, office: Office, more: str = "") -> Path:
    """Make a site that tells reviewers by mail."""
    settings = (
        f'[notices]\n{more}[notices.mail]\nhost = "127.0.0.1"\nport = {office.port}\nsecurity = "none"\n'
        'sender = "announcer@example.org"\nto = ["press@example.org"]\n'
        '[review]\npublic_address = "https://review.example.org"\n'
        '[review.mail]\non = true\nreply_to = "office@example.org"\nwait = "0 s"\n'
    )
    return make_site(folder, settings)


@pytest.fixture
def site(tmp_path: Path, office: Office) -> Path:
    return asking_site(tmp_path, office)


def invite(site: Path, name: str = "Maryam Karimi", mail: str = "maryam@example.org", **changes: Any) -> Reviewer:
    with open_queue(site) as queue:
        invitation = Invitation(name=name, mail=mail, **{"decides": True, **changes})
        return Reviewers(store=queue.store).add(invitation, actor="sara")[0]


def ask(site: Path, clock: Clock | None = None) -> int:
    with open_queue(site, clock=clock) as queue:
        return queue.ask_reviewers()


def part(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body(preferencelist=(kind,))
    assert body
    return str(body.get_content())


def test_a_letter_has_the_card_inside_the_same_in_plain_text_and_leads_to_a_link_that_works(
    site: Path, office: Office
) -> None:
    queue_up(site, 1, title="Nurses <b>at night</b>", alt_text="A quote & a chart")
    invite(site)

    assert ask(site) == 1
    letter = office.letters[0]
    assert (letter["To"], letter["Reply-To"]) == ("maryam@example.org", "office@example.org")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "A University: an announcement waits for your review"
    text, page = part(letter, "plain"), part(letter, "html")
    assert "Nurses <b>at night</b>" in text
    assert "Nurses &lt;b&gt;at night" in page
    picture = next(each for each in letter.walk() if each.get_content_type() == "image/png")
    assert picture.get_payload(decode=True) == PIXEL
    assert f"cid:{picture['Content-ID'].strip('<>')}" in page
    links = re.findall(r"https://review\.example\.org/for/([\w-]+)", text + page)
    assert len(set(links)) == 1
    with open_queue(site) as queue:
        found = Reviewers(store=queue.store).of_token(links[0])
    assert found
    assert found.name == "Maryam Karimi"


def test_nobody_is_told_of_the_same_twice_nor_more_often_than_the_site_says(site: Path, office: Office) -> None:
    clock = FakeClock()
    with open_queue(site, clock=clock) as queue:
        invitation = Invitation(name="Maryam", mail="maryam@example.org")
        Reviewers(store=queue.store).add(invitation, actor="sara")
    queue_up(site, 1)
    clock.time += timedelta(days=4000)  # the announcements are of today, by the machine's clock
    with open_queue(site, clock=clock) as queue:
        Reviewers(store=queue.store).revoke(queue.store.reviewers()[0].id, actor="sara")
        Reviewers(store=queue.store).add(invitation, actor="sara")

    assert [ask(site, clock), ask(site, clock)] == [1, 0]
    queue_up(site, 2)
    assert ask(site, clock) == 0
    clock.time += timedelta(days=1)
    assert [ask(site, clock), ask(site, clock)] == [1, 0]
    clock.time += timedelta(days=2)
    assert ask(site, clock) == 0
    assert len(office.letters) == 2
    assert office.letters[1]["Subject"].startswith("A University: an announcement")


def test_people_are_told_of_their_own_faculty_and_language_alone_in_that_language(
    site: Path, office: Office
) -> None:
    queue_up(site, 1, language="en", department="Nursing", title="English")
    queue_up(site, 2, language="fa", department="Pharmacy", title="فارسی")
    invite(site, "Maryam", "maryam@example.org", language="fa")
    invite(site, "Ali", "ali@example.org", department="Nursing")
    invite(site, "Reza", "reza@example.org", department="Dentistry")
    invite(site, "Without", "")

    assert ask(site) == 2
    by_name = {letter["To"]: letter for letter in office.letters}
    assert sorted(by_name) == ["ali@example.org", "maryam@example.org"]
    assert "در انتظار بازبینی شماست" in by_name["maryam@example.org"]["Subject"]
    assert 'dir="rtl"' in part(by_name["maryam@example.org"], "html")
    assert "فارسی" not in part(by_name["ali@example.org"], "plain")


def test_mail_that_is_not_taken_is_sent_later_and_its_link_works_not(tmp_path: Path) -> None:
    office = Office(says="451 4.3.0 later, please")
    with serving(office):
        site = asking_site(tmp_path, office)
        queue_up(site, 1)
        invite(site)
        assert ask(site) == 0
        with open_queue(site) as queue:
            assert len(queue.store.reviewer_links()) == 1
            troubles = queue.store.troubles(queue.store.now() - timedelta(hours=1))
        assert "451" in troubles[0].message
        office.says = "250 taken"
        assert ask(site) == 0  # not at once
        with open_queue(site) as queue:
            queue.store.clear_trouble(troubles[0].host, troubles[0].job)

        assert ask(site) == 1
    assert len(office.letters) == 1


def test_nobody_is_told_in_quiet_hours_nor_after_their_time_nor_where_it_is_off(
    tmp_path: Path, office: Office
) -> None:
    quiet = asking_site(tmp_path / "quiet", office, 'quiet = ["00:00-12:00", "12:00-00:00"]\n')
    over, off = asking_site(tmp_path / "over", office), make_site(tmp_path / "off")
    for site in (quiet, over, off):
        queue_up(site, 1)
        one = invite(site).id
        if site == over:
            with open_queue(site) as queue:
                Reviewers(store=queue.store).revoke(one, actor="sara")

    assert [ask(site) for site in (quiet, over, off)] == [0, 0, 0]
    assert office.letters == []


def test_many_are_told_of_in_one_letter_the_last_ones_by_their_number(site: Path, office: Office) -> None:
    for number in range(1, 14):
        queue_up(site, number)
    invite(site)

    assert ask(site) == 1
    letter = office.letters[0]
    assert "13 announcements" in letter["Subject"]
    assert "3 more" in part(letter, "plain")
    assert sum(each.get_content_type() == "image/png" for each in letter.walk()) == 10


def test_the_daemon_tells_them_by_itself(site: Path, office: Office) -> None:
    queue_up(site, 1)
    invite(site)
    with open_queue(site) as queue:
        jobs = Jobs(queue, lambda _files: 0)
        jobs.look()
        jobs.notify()
        jobs.notify()

    assert [letter["To"] for letter in office.letters] == ["maryam@example.org"]
