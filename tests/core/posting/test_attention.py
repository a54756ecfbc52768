"""Whether a person is needed, and for what."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from announcer.core.posting.attention import AttentionRules, Due, Facts, RejectedFile, Trouble, attention
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Pace, Unit, Used
from tests.fakes import START
from tests.queueing import queued

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
X = ("x", "iums")


def reasons(rules: AttentionRules | None = None, **facts: Any) -> tuple[Reason, ...]:
    """Return what a person is needed for; a daemon was seen just now unless a test says otherwise."""
    fields: dict[str, Any] = {"now": START, "last_seen": START}
    return attention(Facts(**(fields | facts)), rules or AttentionRules())


def kinds(rules: AttentionRules | None = None, **facts: Any) -> list[str]:
    return [reason.kind.value for reason in reasons(rules, **facts)]


def due(since: timedelta = HOUR, **changes: Any) -> Due:
    fields: dict[str, Any] = {"channel": "x", "account": "iums", "number": 1, "oldest": START - since}
    return Due(**(fields | changes))


def trouble(**changes: Any) -> Trouble:
    fields: dict[str, Any] = {
        "host": "press",
        "job": "take-in",
        "message": "the inbox cannot be read",
        "times": 3,
        "since": START - HOUR,
        "seen": START,
    }
    return Trouble(**(fields | changes))


def test_nobody_is_needed_where_nothing_is_wrong() -> None:
    assert reasons() == ()


def test_a_file_that_was_rejected_needs_somebody_until_it_is_gone() -> None:
    (reason,) = reasons(rejected=[RejectedFile(name="a.toml", folder="queue/rejected", since=START)])

    assert (reason.kind, reason.id) == (ReasonKind.REJECTED, "rejected:a.toml")
    assert reason.message == "a.toml was not taken in; it lies in queue/rejected"


def test_a_file_that_was_read_in_part_needs_somebody_who_reads_why() -> None:
    file = RejectedFile(name="a.ris", folder="queue/imported", since=START, in_part=True)

    (reason,) = reasons(rejected=[file])

    assert (reason.kind, reason.id) == (ReasonKind.HALF_READ, "half-read:a.ris")
    assert reason.message == "a.ris was taken in only in part; it lies in queue/imported"


def test_publications_that_may_be_one_need_somebody_who_compares_them() -> None:
    (reason,) = reasons(proposals=2, proposals_since=START - HOUR)

    assert (reason.id, reason.step, reason.since) == ("proposals:merges", "merges", START - HOUR)
    assert reason.message.startswith("2 pairs of publications may be one publication")


@pytest.mark.parametrize(
    ("fact", "state", "changes", "words"),
    [
        (
            "unknown",
            State.UNKNOWN,
            {"evidence": "cut off"},
            "nobody knows whether “Publication 1” is public: cut off",
        ),
        ("failed", State.FAILED, {"evidence": "too\nlong"}, "“Publication 1” was not posted: too long"),
        ("held", State.SCHEDULED, {"held": "the picture is gone"}, "“Publication 1” is held: the picture is gone"),
        ("retracted", State.POSTED, {"retraction": "retracted: x"}, "“Publication 1”: retracted: x"),
        ("returned", State.IN_REVIEW, {"returned": "overdue"}, "its time is long past"),
        ("returned", State.IN_REVIEW, {"returned": "return"}, "it is not what was approved"),
        ("ready", State.READY, {}, "“Publication 1” lies ready to be posted by hand"),
    ],
)
def test_an_announcement_that_waits_for_a_person_is_a_reason_of_its_own(
    fact: str, state: State, changes: dict[str, str], words: str
) -> None:
    facts: dict[str, Any] = {fact: [queued(state=state, **changes)]}
    (reason,) = reasons(**facts)

    assert (reason.kind.value, reason.subject, reason.announcement) == (fact, "00000001", "00000001")
    assert words in reason.message
    assert reason.id == f"{fact}:00000001"
    assert reason.remedy
    assert reason.step


def test_what_a_network_said_is_told_on_one_short_line_without_control_characters() -> None:
    (reason,) = reasons(failed=[queued(evidence="no\x1b]0;pwn\x07\n" + "x" * 900, title="T" * 200)])

    assert reason.message.isprintable()
    assert len(reason.message) < 300


def test_a_paused_account_is_a_reason_since_it_was_paused() -> None:
    pace = Pace(channel="x", account="iums", paused="suspended", paused_at=START - HOUR)

    (reason,) = reasons(paces={X: pace}, due=[due()])

    assert (reason.id, reason.since) == ("paused:x/iums", START - HOUR)
    assert "suspended" in reason.message


def test_the_same_thing_at_another_time_is_another_occurrence() -> None:
    first, second = (
        reasons(paces={X: Pace(channel="x", account="iums", paused="402", paused_at=at)})[0]
        for at in (START - HOUR, START)
    )

    assert first.id == second.id
    assert first.occurrence != second.occurrence


def test_an_account_that_the_settings_lost_is_told_once_and_not_as_overdue() -> None:
    assert kinds(stranded={X: START}, due=[due()]) == ["stranded"]


@pytest.mark.parametrize(("since", "expected"), [(9 * MINUTE, []), (11 * MINUTE, ["overdue"])])
def test_what_is_due_and_does_not_go_out_is_overdue_after_a_while(since: timedelta, expected: list[str]) -> None:
    assert kinds(due=[due(since)]) == expected


def test_what_waits_for_the_gap_after_another_post_is_not_overdue() -> None:
    for free_at in (START + HOUR, START - 5 * MINUTE):
        assert kinds(due=[due()], paces={X: Pace(channel="x", account="iums", free_at=free_at)}) == []

    pace = Pace(channel="x", account="iums", free_at=START - 20 * MINUTE)
    (reason,) = reasons(due=[due()], paces={X: pace})
    assert (reason.kind, reason.since) == (ReasonKind.OVERDUE, START - 20 * MINUTE)


def test_only_the_hours_in_which_a_site_posts_count() -> None:
    night = AttentionRules(is_open=lambda now: now >= START - 5 * MINUTE)
    day = AttentionRules(is_open=lambda now: now < START - 5 * MINUTE)

    assert kinds(night, due=[due(12 * HOUR)]) == []
    assert kinds(day, due=[due()]) == ["overdue"]  # and it stays one when the site closes


@pytest.mark.parametrize(("posts", "expected"), [(6, []), (5, ["overdue"])])
def test_what_waits_for_the_next_day_because_of_the_cap_is_not_overdue(posts: int, expected: list[str]) -> None:
    cap = Used(channel="x", account="iums", window="2026-11-23", unit=Unit.POSTS, used=posts, cap=6)

    assert kinds(due=[due()], used=[cap]) == expected


@pytest.mark.parametrize(("dollars", "expected"), [(0.85, ["budget"]), (0.75, ["overdue"])])
def test_a_post_that_the_months_money_does_not_reach_for_asks_for_a_person(
    dollars: float, expected: list[str]
) -> None:
    used = int(dollars * 1_000_000)
    cap = Used(channel="x", account="iums", window="2026-11", unit=Unit.COST, used=used, cap=1_000_000)

    assert kinds(due=[due(cost=205_000)], used=[cap]) == expected


@pytest.mark.parametrize(("delays", "expected"), [(4, []), (5, ["delayed"])])
def test_a_network_that_turns_posts_away_is_one_reason_however_many_posts_wait(
    delays: int, expected: list[str]
) -> None:
    waiting = [queued(id=f"{number}", delays=delays, evidence="no route", slot_at=START) for number in range(3)]

    assert kinds(delayed=waiting) == expected
    assert all(
        "3 posts on x/iums delayed, up to 5 times: no route" in one.message for one in reasons(delayed=waiting)
    )


@pytest.mark.parametrize("last_seen", [None, START - 11 * MINUTE])
def test_a_daemon_that_nobody_sees_is_told_while_something_is_due_and_nothing_else(
    last_seen: datetime | None,
) -> None:
    (reason,) = reasons(last_seen=last_seen, due=[due(number=3)])

    assert reason.id == "unseen:daemon"
    assert "3 posts wait" in reason.message
    assert kinds(last_seen=last_seen) == []
    assert kinds(last_seen=last_seen, due=[due(9 * MINUTE)]) == []


@pytest.mark.parametrize(
    ("job", "times", "expected"),
    [
        ("take-in", 2, []),
        ("take-in", 3, ["job"]),
        ("settings", 1, ["settings"]),
        ("notices:mail", 1, ["notices"]),
    ],
)
def test_what_a_daemon_cannot_do_is_told_with_its_machine(job: str, times: int, expected: list[str]) -> None:
    found = reasons(troubles=[trouble(job=job, times=times)])

    assert [reason.kind.value for reason in found] == expected
    assert all(
        f"press/{job}" == reason.subject and "the inbox cannot be read" in reason.message for reason in found
    )


def test_a_list_of_retractions_that_is_too_old_is_the_reason_and_what_waits_for_it_is_not_overdue() -> None:
    found = reasons(due=[due()], kept_back="the retraction data are too old", kept_back_since=START - HOUR)

    assert [(one.id, one.step) for one in found] == [("retraction-data:retractions", "retractions")]
    assert found[0].message == "nothing goes out: the retraction data are too old"
    assert found[0].since == START - HOUR


def test_reasons_come_in_one_order_whatever_the_facts() -> None:
    found = kinds(
        troubles=[trouble()],
        due=[due()],
        failed=[queued()],
        unknown=[queued(id="2")],
        stranded={("x", "old"): START},
    )

    assert found == ["unknown", "failed", "stranded", "overdue", "job"]
