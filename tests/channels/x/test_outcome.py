"""Every answer of X that is known, and what it means for a post."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from announcer.channels.x.outcome import (
    Call,
    Reason,
    clock_skew,
    given,
    judge,
    judge_break,
    read_problem,
    unusable,
    wait_of,
)
from announcer.channels.x.transport import Reply, TransportError
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    IntermediaryError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DATE = "Mon, 23 Nov 2026 12:00:00 GMT"
HTML = b"<html><body><h1>Over capacity</h1></body></html>"


def reply(status: int, body: Any = b"", **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, headers={"date": DATE} | given, body=raw)


def problem(status: int, detail: str, *, title: str = "", kind: str = "about:blank") -> dict[str, Any]:
    return {"status": status, "detail": detail, "title": title or detail, "type": kind}


def coded(code: int, message: str = "") -> dict[str, Any]:
    return {"errors": [{"code": code, "message": message}]}


def judged(status: int, body: Any = b"", call: Call = Call.CREATE, **headers: str) -> ChannelError:
    error = judge(call, reply(status, body, **headers), NOW)
    assert error is not None
    return error


DUPLICATE = problem(403, "You are not allowed to create a Tweet with duplicate content.", title="Forbidden")
CREDITS = problem(402, "Your enrolled account [1] does not have any credits.", title="CreditsDepleted")
CAPPED = {
    "title": "UsageCapExceeded",
    "period": "Monthly",
    "detail": "Usage cap exceeded: Monthly product cap",
    "type": "https://api.x.com/2/problems/usage-capped",
}
SUSPENDED = problem(403, "Forbidden", kind="https://api.x.com/2/problems/user-suspended")


@pytest.mark.parametrize("body", [DUPLICATE, coded(187, "Status is a duplicate.")])
def test_a_duplicate_is_evidence_of_an_earlier_post_and_no_refusal(body: Any) -> None:
    error = judged(403, body)

    assert isinstance(error, OutcomeUnknownError)
    assert error.duplicate
    assert "duplicate" in error.evidence


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 599, 100, 301, 302, 303, 304, 307, 308, 408])
@pytest.mark.parametrize(
    "body", [HTML, b"", problem(500, "Internal"), [1], None, coded(88), coded(185), coded(32), CREDITS, CAPPED]
)
def test_what_is_no_plain_refusal_of_a_post_leaves_its_outcome_unknown(status: int, body: Any) -> None:
    assert isinstance(judged(status, body), OutcomeUnknownError)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 415, 418, 422, 431])
@pytest.mark.parametrize("body", [problem(400, "Nope"), {"detail": "Nope"}, coded(186), {"error": "Nope"}])
def test_other_refusals_of_a_post_are_final_and_keep_the_body_for_people(status: int, body: Any) -> None:
    error = judged(status, body)

    assert isinstance(error, PostRefusedError)
    assert str(status) in error.problem


def test_an_unknown_400_is_told_with_its_whole_body() -> None:
    body = problem(400, "The field frobnicate is required since Tuesday.")

    assert "frobnicate is required since Tuesday" in str(judged(400, body))


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (401, problem(401, "Unauthorized"), Reason.UNAUTHORISED),
        (401, coded(32, "Could not authenticate you."), Reason.UNAUTHORISED),
        (401, coded(89, "Invalid or expired token."), Reason.UNAUTHORISED),
        (400, coded(215, "Bad Authentication data."), Reason.UNAUTHORISED),
        (401, coded(135, "Timestamp out of bounds."), Reason.CLOCK),
        (402, CREDITS, Reason.CREDITS),
        (403, problem(403, "You reached your spending limit."), Reason.SPENDING),
        (400, problem(400, "Blocked because of a negative balance"), Reason.SPENDING),
        (429, CAPPED, Reason.USAGE_CAP),
        (403, SUSPENDED, Reason.SUSPENDED),
        (403, coded(64, "Your account is suspended."), Reason.SUSPENDED),
        (403, coded(326, "To protect our users, this account is temporarily locked."), Reason.LOCKED),
        (403, coded(226, "This request looks like it might be automated."), Reason.LOCKED),
        (403, coded(261, "Application cannot perform write actions."), Reason.PERMISSION),
        (
            403,
            problem(403, "no", kind="https://api.twitter.com/2/problems/client-forbidden"),
            Reason.PERMISSION,
        ),
        (
            403,
            problem(403, "Your client app is not configured with the appropriate oauth1 app permissions"),
            Reason.PERMISSION,
        ),
        (451, problem(451, "Unavailable"), Reason.UNAVAILABLE),
    ],
)
@pytest.mark.parametrize("call", list(Call))
def test_what_is_wrong_with_the_account_pauses_the_channel_whatever_was_asked(
    status: int, body: Any, reason: Reason, call: Call
) -> None:
    error = judged(status, body, call)

    assert isinstance(error, ChannelPausedError)
    assert error.reason == reason
    assert error.hint


NOT_OF_X: list[Any] = [
    HTML,
    b"<!DOCTYPE html><title>Just a moment...</title>",
    b"",
    b"Forbidden by policy",
    b'{"message":"Forbidden","request_id":"7f00"}',
    b"[" * 200_000,
    ["list"],
    None,
    {},
    {"errors": None, "detail": 7},
    {"errors": []},
]
"""Bodies that a proxy, a firewall or a content delivery network may answer with, in none of X's dialects."""


@pytest.mark.parametrize("call", list(Call))
@pytest.mark.parametrize(
    "status",
    sorted({*range(400, 419), 421, 422, 423, 425, 426, 428, 431, 451} - {408}),
)
@pytest.mark.parametrize("body", NOT_OF_X)
def test_a_refusal_that_x_did_not_write_is_no_verdict_and_nothing_was_posted(
    status: int, body: Any, call: Call
) -> None:
    error = judged(status, body, call)

    assert isinstance(error, IntermediaryError)
    assert error.reason == Reason.INTERMEDIARY
    assert error.wait == timedelta(seconds=60)
    assert str(status) in error.problem
    assert "proxy" in error.hint


def test_a_proxy_that_wants_a_password_is_no_verdict_even_in_the_words_of_x() -> None:
    assert isinstance(judged(407, problem(407, "Proxy Authentication Required")), IntermediaryError)


@pytest.mark.parametrize("status", [408, 424, 444, 460, 463, 498, 499])
@pytest.mark.parametrize("body", NOT_OF_X)
def test_whoever_may_have_passed_a_post_on_before_refusing_leaves_its_outcome_unknown(
    status: int, body: Any
) -> None:
    assert isinstance(judged(status, body), OutcomeUnknownError)
    assert isinstance(judged(status, body, Call.UPLOAD), IntermediaryError)


@pytest.mark.parametrize(("asked", "seconds"), [("900", 900), ("5", 60), ("999999999", 86400), ("soon", 60)])
def test_a_proxy_is_given_the_time_that_it_asks_for_within_bounds(asked: str, seconds: int) -> None:
    error = judged(403, HTML, retry_after=asked)

    assert isinstance(error, IntermediaryError)
    assert error.wait == timedelta(seconds=seconds)


@pytest.mark.parametrize("call", list(Call))
def test_a_proxy_that_lets_nobody_through_is_no_word_of_x(call: Call) -> None:
    refused = TransportError(
        "the proxy refused: 407 Proxy Authentication Required", sent=False, refused_by_proxy=True
    )

    assert isinstance(judge_break(call, refused), IntermediaryError)


@pytest.mark.parametrize("call", list(Call))
@pytest.mark.parametrize("body", [coded(88, "Rate limit exceeded"), problem(429, "Too Many Requests"), HTML])
def test_a_used_up_window_delays_and_nothing_was_posted(call: Call, body: Any) -> None:
    error = judged(429, body, call)

    assert isinstance(error, PostDelayedError)
    assert error.by_another is (body == HTML and call is Call.CREATE)


@pytest.mark.parametrize("code", [185, 344])
def test_a_used_up_daily_quota_delays_for_an_hour(code: int) -> None:
    error = judged(403, coded(code, "over daily status update limit"))

    assert isinstance(error, PostDelayedError)
    assert error.wait == timedelta(hours=1)


def test_a_text_that_x_calls_too_long_is_refused() -> None:
    assert isinstance(judged(403, coded(186, "Tweet needs to be a bit shorter.")), PostRefusedError)


@pytest.mark.parametrize(
    "body", [problem(400, "Your media IDs are invalid."), coded(324, "Image dimensions must be")]
)
def test_media_that_x_does_not_take_any_more_is_uploaded_again(body: Any) -> None:
    assert isinstance(judged(400, body), MediaExpiredError)


@pytest.mark.parametrize("call", [Call.UPLOAD, Call.DESCRIBE, Call.FIND, Call.DELETE, Call.PROBE])
@pytest.mark.parametrize("status", [404, 408, 500, 503, 301, 303])
def test_calls_that_may_be_repeated_are_only_delayed_by_outages(call: Call, status: int) -> None:
    assert isinstance(judged(status, HTML, call), PostDelayedError)


@pytest.mark.parametrize("status", [400, 403, 413, 415, 422])
def test_a_card_that_x_does_not_take_is_refused(status: int) -> None:
    assert isinstance(judged(status, problem(status, "bad picture"), Call.UPLOAD), PostRefusedError)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_success_has_nothing_to_complain_of(status: int) -> None:
    assert judge(Call.CREATE, reply(status), NOW) is None


@pytest.mark.parametrize(
    "body", [b"", HTML, b'{"data":{"id":"12', {}, {"data": {}}, {"data": None}, [1], {"data": 5}]
)
def test_a_success_without_an_id_may_have_posted(body: Any) -> None:
    answer = reply(201, body)

    assert given(answer, "id") == ""
    assert isinstance(unusable(Call.CREATE, answer), OutcomeUnknownError)
    assert isinstance(unusable(Call.UPLOAD, answer), PostDelayedError)


def test_ids_stay_text_whatever_x_makes_of_them() -> None:
    assert given(reply(201, {"data": {"id": "1900000000000000001"}}), "id") == "1900000000000000001"
    assert given(reply(201, b'{"data":{"id":1900000000000000001}}'), "id") == "1900000000000000001"
    assert given(reply(201, {"data": {"id": True}}), "id") == ""


def test_a_body_nested_without_end_is_read_as_nothing() -> None:
    assert given(reply(201, b"[" * 200_000), "id") == ""


@pytest.mark.parametrize("call", list(Call))
def test_a_request_that_never_left_delays(call: Call) -> None:
    assert isinstance(judge_break(call, TransportError("refused", sent=False)), PostDelayedError)


def test_a_request_that_left_and_had_no_answer_leaves_the_outcome_unknown() -> None:
    broken = TransportError("TimeoutError: timed out", sent=True)

    error = judge_break(Call.CREATE, broken)

    assert isinstance(error, OutcomeUnknownError)
    assert error.evidence == "TimeoutError: timed out"
    assert isinstance(judge_break(Call.UPLOAD, broken), PostDelayedError)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"x_rate_limit_reset": "1795435320"}, 120),  # two minutes after DATE
        ({"x_rate_limit_reset": "1795435210"}, 60),  # too near
        ({"x_rate_limit_reset": "1795431600"}, 60),  # past
        ({"x_rate_limit_reset": "soon"}, 60),
        ({"x_rate_limit_reset": "99999999999"}, 86400),
        ({"x_rate_limit_reset": "1" * 400}, 60),
        ({"x_rate_limit_reset": "1795436100", "x_rate_limit_remaining": "39999"}, 60),
        ({"x_rate_limit_reset": "1795435320", "x_user_limit_24hour_reset": "1795438800"}, 3600),
        (
            {
                "x_rate_limit_reset": "1795435320",
                "x_user_limit_24hour_reset": "1795438800",
                "x_user_limit_24hour_remaining": "7",
            },
            120,
        ),
        ({"retry_after": "900"}, 900),
        ({"retry_after": " 900 "}, 900),
        ({"retry_after": "5"}, 60),  # too near
        ({"retry_after": "0"}, 60),
        ({"retry_after": "-900"}, 60),  # not a number of seconds
        ({"retry_after": "9e2"}, 60),
        ({"retry_after": "۹۰۰"}, 60),
        ({"retry_after": "999999999"}, 86400),
        ({"retry_after": "9" * 5000}, 86400),
        ({"retry_after": "Mon, 23 Nov 2026 12:15:00 GMT"}, 900),
        ({"retry_after": "Monday, 23-Nov-26 12:15:00 GMT"}, 900),  # the older form of RFC 850
        ({"retry_after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 60),  # past
        ({"retry_after": "Sun, 23 Nov 2036 12:00:00 GMT"}, 86400),
        ({"retry_after": "Mon, 99 Nov 2026 12:15:00 GMT"}, 60),
        ({"retry_after": "900", "x_rate_limit_reset": "1795435320"}, 900),
        ({"retry_after": "90", "x_rate_limit_reset": "1795435320"}, 120),
    ],
)
def test_the_wait_is_as_long_as_x_asks_or_until_the_latest_reset(headers: dict[str, str], seconds: int) -> None:
    assert wait_of(reply(429, **headers), NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("call", [call for call in Call if call is not Call.CREATE])
@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 302])
def test_a_server_that_is_busy_is_asked_again_when_it_says(call: Call, status: int) -> None:
    error = judged(status, HTML, call, retry_after="900")

    assert isinstance(error, PostDelayedError)
    assert error.wait == timedelta(seconds=900)


def test_what_x_asks_of_later_tries_does_not_settle_whether_a_post_is_public() -> None:
    assert isinstance(judged(503, HTML, retry_after="900"), OutcomeUnknownError)


def test_the_wait_is_counted_by_the_clock_of_x() -> None:
    answer = reply(429, x_rate_limit_reset="1795435320")

    assert wait_of(answer, NOW + timedelta(days=400)) == timedelta(seconds=120)


def test_without_a_date_the_wait_is_counted_by_our_clock() -> None:
    answer = Reply(status=429, headers={"x-rate-limit-reset": "1795435320"}, body=b"")

    assert wait_of(answer, NOW) == timedelta(seconds=120)
    assert clock_skew(answer, NOW) is None


def test_a_401_under_a_wrong_clock_accuses_the_clock_and_not_the_keys() -> None:
    error = judge(Call.CREATE, reply(401, problem(401, "Unauthorized")), NOW + timedelta(minutes=7))

    assert isinstance(error, ChannelPausedError)
    assert error.reason == Reason.CLOCK
    assert "0:07:00 ahead" in str(error)


def test_a_date_without_a_zone_is_utc() -> None:
    answer = Reply(status=401, headers={"date": "Mon, 23 Nov 2026 12:00:00"}, body=b"")

    assert clock_skew(answer, NOW) == timedelta(0)


def test_a_long_page_of_a_proxy_is_cut_in_what_people_see() -> None:
    assert len(read_problem(reply(503, b"x" * 100_000)).shown) == 500
