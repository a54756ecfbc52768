"""The calendar: both calendars, the site's week, other times by form, swaps, and what cannot be moved."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import SLOTS, make_site, queue_up
from tests.web.browsing import Visitor, served, signed_in
from tests.web.hand_posting import POST, give_a_time, stored

ONE, TWO = "00000001", "00000002"


@pytest.fixture
def approver(server: ReviewServer, site: Path) -> Visitor:
    """Somebody who may approve, with two announcements that have a time."""
    give_a_time(site, ONE)
    give_a_time(site, TWO)
    return signed_in(server, Role.APPROVER, "sara")


def free_times(site: Path) -> list[str]:
    """Return the local times of the first posting times that nobody has."""
    with open_queue(site) as queue:
        return [slot.key[:16] for slot in queue.planner(*queue.accounts[0]).free_slots(10)]


def test_week_and_month_show_what_goes_out_in_both_calendars(approver: Visitor, site: Path) -> None:
    due = stored(site, ONE).due_at
    assert due
    for view in ("week", "month"):
        approver.get(f"/calendar?view={view}&day={due:%Y-%m-%d}")
        assert approver.answer.status_code == 200
        assert f'data-item="{ONE}"' in approver.answer.text
        assert f"{due.day} " in approver.text
        assert re.search(r"Azar|Dey|Bahman|Esfand|Farvardin|Aban|Mehr|Khordad|Tir|Mordad|Shahrivar", approver.text)
        assert "free" in approver.text


@pytest.mark.parametrize(
    ("schedule", "language", "first"),
    [
        ('weekend = ["Thu-Fri"]', "en", "Saturday"),
        ('weekend = ["Sat,Sun"]\ntimezone = "Asia/Tehran"', "en", "Monday"),
        ('timezone = "Asia/Tehran"', "fa", "شنبه"),
        ('timezone = "Asia/Tehran"', "en", "Saturday"),
        ('timezone = "UTC"', "en", "Monday"),
    ],
)
def test_the_week_begins_after_the_weekend_or_as_in_the_country(
    tmp_path: Path, schedule: str, language: str, first: str
) -> None:
    site = make_site(tmp_path, f"{SLOTS}{schedule}\n")
    with served(site) as server:
        visitor = signed_in(server, Role.VIEWER, language=language)
        visitor.get("/calendar")

    assert re.findall(r'cal-weekday">([^<]+)<', visitor.answer.text)[0] == first


def test_a_closed_day_says_why_and_has_no_free_time(tmp_path: Path) -> None:
    site = make_site(tmp_path, f'{SLOTS}closed = ["01-01..12-31 Holidays"]\n')
    with served(site) as server:
        visitor = signed_in(server, Role.VIEWER)
        visitor.get("/calendar")

    assert visitor.text.count("Holidays") == 7
    assert "is-free" not in visitor.answer.text


def test_a_free_time_is_offered_and_given_and_that_can_be_taken_back(approver: Visitor, site: Path) -> None:
    was = stored(site, ONE).due_at
    approver.get(f"/announcements/{ONE}/move")
    times = re.findall(r'name="slot" value="([^"]+)"', approver.answer.text)
    assert times[0] == free_times(site)[0]

    approver.post(f"/announcements/{ONE}/reschedule", slot=times[0])
    due = stored(site, ONE).due_at
    assert due != was
    assert "Given another time" in approver.text

    approver.post(f"/announcements/{ONE}/undo")
    assert stored(site, ONE).due_at == was


def test_a_time_of_ones_own_is_written_in_either_calendar(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/reschedule", at="1409-01-20 11:45")

    due = stored(site, ONE).due_at
    assert due
    assert f"{due:%Y-%m-%d %H:%M}" == "2030-04-09 11:45"


@pytest.mark.parametrize(
    ("at", "status", "words"),
    [
        ("2020-01-01 10:00", 422, "has passed"),
        ("soon", 422, "soon"),
        ("", 422, "Say which time it is to have."),
    ],
)
def test_a_time_that_it_cannot_have_is_refused_with_why_and_asked_for_again(
    approver: Visitor, site: Path, at: str, status: int, words: str
) -> None:
    was = stored(site, ONE)
    answer = approver.post(f"/announcements/{ONE}/reschedule", at=at)

    assert answer.status_code == status
    assert words in approver.text
    assert "To a free time" in approver.text
    assert stored(site, ONE).due_at == was.due_at


def test_the_time_of_another_is_a_conflict(approver: Visitor, site: Path) -> None:
    due = stored(site, TWO).due_at
    assert due

    answer = approver.post(f"/announcements/{ONE}/reschedule", at=f"{due:%Y-%m-%d %H:%M}")

    assert answer.status_code == 409
    assert "is taken" in approver.text


def test_an_embargo_is_shown_and_kept(server: ReviewServer, site: Path) -> None:
    with open_queue(site) as queue:
        end = queue.store.now() + timedelta(days=3)
    queue_up(site, 7, embargo_until=end)
    give_a_time(site, "00000007")
    visitor = signed_in(server, Role.APPROVER)

    visitor.get("/announcements/00000007/move")
    assert "Under embargo until" in visitor.text
    assert all(time > f"{end:%Y-%m-%d}" for time in re.findall(r'name="slot" value="([^"]+)"', visitor.answer.text))
    answer = visitor.post("/announcements/00000007/reschedule", slot=free_times(site)[0])
    assert answer.status_code == 422
    assert "embargo" in visitor.text


def test_two_change_times_and_both_come_back(approver: Visitor, site: Path) -> None:
    times = [stored(site, one).due_at for one in (ONE, TWO)]
    approver.get(f"/announcements/{ONE}/move")
    assert f'<option value="{TWO}">' in approver.answer.text

    approver.post(f"/announcements/{ONE}/swap", other=TWO)
    assert [stored(site, one).due_at for one in (TWO, ONE)] == times

    approver.post(f"/announcements/{ONE}/undo")
    assert [stored(site, one).due_at for one in (ONE, TWO)] == times


def test_what_is_posted_stands_in_the_calendar_and_cannot_be_moved(approver: Visitor, site: Path) -> None:
    with open_queue(site) as queue:
        queue.review.record(ONE, POST, actor="sara")

    approver.get("/calendar")
    assert f'data-item="{ONE}"' in approver.answer.text
    assert f"/announcements/{ONE}/move" not in approver.answer.text
    assert approver.get(f"/announcements/{ONE}/move").status_code == 409
    assert approver.post(f"/announcements/{ONE}/reschedule", slot=free_times(site)[0]).status_code == 409
    assert approver.post(f"/announcements/{ONE}/swap", other=TWO).status_code == 409
    assert stored(site, ONE).state is State.POSTED


def test_a_day_of_many_posts_is_cut_in_the_month_and_whole_in_the_week(tmp_path: Path) -> None:
    times = ", ".join(f'"daily {hour:02}:00"' for hour in range(1, 24))
    site = make_site(tmp_path, f'[schedule]\nslots = [{times}]\nmin_gap = "0 s"\ndaily_cap = 30\n')
    with open_queue(site) as queue:
        day = queue.today() + timedelta(days=1)
    with served(site) as server:
        visitor = signed_in(server, Role.VIEWER)
        visitor.get(f"/calendar?view=month&day={day}")
        assert "15 more" in visitor.text
        visitor.get(f"/calendar?day={day}")
        assert "15 more" not in visitor.text
        assert f'data-at="{day} 23:00"' in visitor.answer.text


def test_an_editor_sees_the_calendar_and_moves_nothing(server: ReviewServer, site: Path) -> None:
    give_a_time(site, ONE)
    editor = signed_in(server, Role.EDITOR)

    editor.get("/calendar?view=month")
    assert f'data-item="{ONE}"' in editor.answer.text
    assert "/move" not in editor.answer.text
    assert editor.get(f"/announcements/{ONE}/move").status_code == 403


def test_what_waits_for_a_time_stands_below_with_why(tmp_path: Path) -> None:
    site = make_site(tmp_path, "")
    queue_up(site, 1)
    give_a_time(site, ONE)
    with served(site) as server:
        approver = signed_in(server, Role.APPROVER)
        approver.get("/calendar")
        assert "1 is approved and has no time yet" in approver.text
        assert "There are no posting times" in approver.text
        approver.get(f"/announcements/{ONE}/move")
        assert "there are no posting times" in approver.text


@pytest.mark.parametrize("query", ["day=nonsense", "day=9999-12-31", "day=0001-01-01", "view=x&account=y/z"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_day_far_away_or_none_at_all_is_no_failure(server: ReviewServer, query: str, language: str) -> None:
    visitor = signed_in(server, Role.VIEWER, language=language)

    for view in ("", "&view=month"):
        assert visitor.get(f"/calendar?{query}{view}").status_code == 200
