"""What X's answers mean for a post: every status and body into one of the errors of `announcer.errors`.

So this is the retry policy for X: which answers (429, 503 …) are tried again, and after how long at least. Waits
that grow from try to try are in `announcer/core/posting/backoff.py`; the trying is done in
`announcer/services/posting/pump.py`.

Pure. X answers in three dialects (problem documents, lists of coded errors, pages of its proxies) and has answered
in the wrong class, so a body is read with tolerance, and whatever is not plainly a refusal of the one call that
must not be repeated is `OutcomeUnknownError`. A refusal in none of X's own dialects is not X's: a proxy, a firewall
or a content delivery network wrote it, and it says nothing about the post or the account.
"""

import email.utils
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum
from http import HTTPStatus
from typing import Any

from announcer.channels.x.rules import CHANNEL
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

SHORTEST_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=24)
QUOTA_WAIT = timedelta(hours=1)
WINDOWS = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")
"""Each has headers `…-reset`, in seconds since 1970, and `…-remaining`."""

CLOCK_TOLERANCE = timedelta(seconds=60)
"""Above this the clock is named as the likely cause of a 401 (OAuth 1.0a signs the time)."""

EVIDENCE_LENGTH = 500

SUCCESS, REFUSAL = range(200, 300), range(400, 500)
"""RFC 9110, section 15."""

PERHAPS_FORWARDED = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.FAILED_DEPENDENCY}
"""Refusals that may come of waiting for the server behind, which may have the request. So may those that no
standard knows, such as 499 and 460: the one who forwarded it gave up."""
KNOWN = frozenset(HTTPStatus)

REFUSALS_OF_A_CARD = {400, 403, 413, 415, 422}


class Call(Enum):
    """What was asked of X."""

    UPLOAD = "uploading the card"
    DESCRIBE = "setting the alt text"
    CREATE = "posting"
    FIND = "reading the account's posts"
    DELETE = "deleting"
    PROBE = "reading the account"


class Reason(StrEnum):
    """Why the channel is paused; the first two have been seen to heal by themselves."""

    UNAUTHORISED = "unauthorised"
    CLOCK = "clock-wrong"
    CREDITS = "credits"
    SPENDING = "spending-limit"
    USAGE_CAP = "usage-cap"
    SUSPENDED = "suspended"
    LOCKED = "locked"
    PERMISSION = "permission"
    UNAVAILABLE = "unavailable-here"
    WRONG_ACCOUNT = "wrong-account"
    INTERMEDIARY = "proxy-or-cdn"


HINTS: Mapping[str, str] = {
    Reason.UNAUTHORISED: "X has had outages that look like this; `announcer resume x` asks again. "
    "If it lasts, run `announcer login x`.",
    Reason.CLOCK: "set this machine's clock (NTP), then run `announcer resume x`",
    Reason.CREDITS: "buy credits in X's developer console, then run `announcer resume x`",
    Reason.SPENDING: "raise the spending limit in X's developer console, then run `announcer resume x`",
    Reason.USAGE_CAP: "wait for the next billing cycle or raise the cap, then run `announcer resume x`",
    Reason.SUSPENDED: "sign in to x.com and read what X says about the account; nothing is sent until "
    "`announcer resume x`",
    Reason.LOCKED: "sign in to x.com and unlock the account, then run `announcer resume x`",
    Reason.PERMISSION: "give the app Read and Write permission in X's developer console, make new access "
    "tokens, and run `announcer login x`",
    Reason.UNAVAILABLE: "X does not serve this place or app; drafts and share links need no API",
    Reason.WRONG_ACCOUNT: "run `announcer login x` with the keys of the configured account, or correct "
    "channels.x.account; then run `announcer resume x`",
    Reason.INTERMEDIARY: "X itself was not reached: look at the proxy (channels.x.proxy), the firewall and "
    "https://docs.x.com/status, open the API's address from this machine, then run `announcer resume x`",
}

CODES = {
    32: Reason.UNAUTHORISED,
    89: Reason.UNAUTHORISED,
    135: Reason.CLOCK,
    215: Reason.UNAUTHORISED,
    64: Reason.SUSPENDED,
    326: Reason.LOCKED,
    226: Reason.LOCKED,
    261: Reason.PERMISSION,
}
"""Error numbers of version 1.1, which version 2 still sends at times."""

BY_STATUS = {401: Reason.UNAUTHORISED, 402: Reason.CREDITS, 451: Reason.UNAVAILABLE}

DUPLICATE_CODE, MEDIA_CODE, WINDOW_CODE = 187, 324, 88
QUOTA_CODES = {185, 344}

WORDS = (
    (re.compile(r"suspended"), Reason.SUSPENDED),
    (re.compile(r"temporarily locked|account is locked"), Reason.LOCKED),
    (
        re.compile(r"client-forbidden|client-not-enrolled|oauth1-permissions|unsupported-authentication"),
        Reason.PERMISSION,
    ),
    (re.compile(r"appropriate oauth1 app permissions|required scope"), Reason.PERMISSION),
)
"""What a 403 says in its type or words when the account or the app is meant, not the post."""

SPENDING = re.compile(r"spend(ing)?[ -]?(limit|cap)|negative balance")
"""X documents that these block requests, but not with which status."""

CAPPED = re.compile(r"usage-?capped|usage cap exceeded")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDocument:
    """What could be read of a refusal.

    `words` is all of it in lower case, `codes` are the numbers of version 1.1, `shown` is what people see of it.
    """

    words: str
    codes: frozenset[int]
    shown: str


def judge(call: Call, reply: Reply, now: datetime) -> ChannelError | None:
    """Return what a reply means, None for success; `now` is this machine's time."""
    if reply.status in SUCCESS:
        return None
    problem = read_problem(reply)
    if is_not_the_networks(reply):
        return _of_an_intermediary(call, reply, problem, now)
    return (
        _about_the_post(call, reply, problem)
        or _about_the_account(reply, problem, now)
        or _about_the_moment(call, reply, problem, now)
        or _about_the_call(call, reply, problem, now)
    )


def judge_break(call: Call, error: TransportError) -> ChannelError:
    """Return what the lack of a reply means."""
    if call is Call.CREATE and error.sent:
        return OutcomeUnknownError(CHANNEL, f"no answer to {call.value}", evidence=error.problem)
    if error.refused_by_proxy:
        return intermediary(f"{call.value}: {error.problem}")
    return PostDelayedError(CHANNEL, f"{call.value} failed: {error.problem}", wait=SHORTEST_WAIT)


def unusable(call: Call, reply: Reply) -> ChannelError:
    """Return what a success means whose body does not say what it must."""
    shown = read_problem(reply).shown
    if call is Call.CREATE:
        return OutcomeUnknownError(CHANNEL, "X accepted the post but gave no id", evidence=shown)
    return PostDelayedError(CHANNEL, f"{call.value}: the answer cannot be used: {shown}", wait=SHORTEST_WAIT)


def decoded(reply: Reply) -> dict[str, Any]:
    """Return a reply's JSON object; an empty one where the body is anything else."""
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def given(reply: Reply, name: str) -> str:
    """Return a text of a reply's `data`, such as the id; empty where it is not there. Ids stay text everywhere."""
    found = decoded(reply).get("data")
    value = found.get(name) if isinstance(found, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def paused(reason: Reason, problem: str) -> ChannelPausedError:
    """Return the error that stops the channel."""
    return ChannelPausedError(
        CHANNEL, f"the account cannot be used ({reason}): {problem}", reason=reason, hint=HINTS[reason]
    )


def intermediary(problem: str, wait: timedelta = SHORTEST_WAIT) -> IntermediaryError:
    """Return the error for an answer of something between here and X."""
    return IntermediaryError(
        CHANNEL,
        f"something in between answered in X's place (a proxy, a firewall, a CDN): {problem}",
        wait=wait,
        reason=Reason.INTERMEDIARY,
        hint=HINTS[Reason.INTERMEDIARY],
    )


def is_not_the_networks(reply: Reply) -> bool:
    """Return whether a refusal is in none of X's dialects, so that something else wrote it.

    X's limits of requests are often told by what stands before it, and mean the same; they count as X's.
    """
    if reply.status not in REFUSAL or reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        return False
    return reply.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED or not _is_in_a_dialect(reply)


def _is_in_a_dialect(reply: Reply) -> bool:
    body = decoded(reply)
    errors = body.get("errors")
    coded = isinstance(errors, list) and any(isinstance(entry, dict) for entry in errors)
    return coded or any(isinstance(body.get(name), str) for name in ("title", "detail", "error"))


def _of_an_intermediary(call: Call, reply: Reply, problem: ProblemDocument, now: datetime) -> ChannelError:
    if call is Call.CREATE and (reply.status in PERHAPS_FORWARDED or reply.status not in KNOWN):
        return OutcomeUnknownError(CHANNEL, f"{call.value}: answered with {reply.status}", evidence=problem.shown)
    return intermediary(f"{call.value}: {problem.shown}", wait_of(reply, now))


def _about_the_post(call: Call, reply: Reply, problem: ProblemDocument) -> ChannelError | None:
    if call is not Call.CREATE:
        return None
    if DUPLICATE_CODE in problem.codes or (reply.status == HTTPStatus.FORBIDDEN and "duplicate" in problem.words):
        return OutcomeUnknownError(
            CHANNEL, "X calls the post a copy of an earlier one", evidence=problem.shown, duplicate=True
        )
    if reply.status == HTTPStatus.BAD_REQUEST and (
        MEDIA_CODE in problem.codes or re.search(r"media ids?\b.*invalid", problem.words)
    ):
        return MediaExpiredError(CHANNEL, f"X no longer takes the uploaded card: {problem.shown}")
    if reply.status not in REFUSAL or reply.status == HTTPStatus.REQUEST_TIMEOUT:
        # before anything in the body is believed: whoever wrote it may not know what became of the post
        return OutcomeUnknownError(CHANNEL, f"{call.value}: X answered {reply.status}", evidence=problem.shown)
    return None


def _about_the_account(reply: Reply, problem: ProblemDocument, now: datetime) -> ChannelError | None:
    reason = _reason(reply, problem)
    if reason is None:
        return None
    skew = clock_skew(reply, now)
    if reason in {Reason.UNAUTHORISED, Reason.CLOCK} and skew is not None and abs(skew) > CLOCK_TOLERANCE:
        side = "ahead of" if skew > timedelta(0) else "behind"
        return paused(Reason.CLOCK, f"this machine's clock is {abs(skew)} {side} X's; {problem.shown}")
    return paused(reason, problem.shown)


def _reason(reply: Reply, problem: ProblemDocument) -> Reason | None:
    if reply.status not in REFUSAL:
        return None
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Reason.USAGE_CAP if CAPPED.search(problem.words) else None
    coded = (CODES[code] for code in sorted(problem.codes) if code in CODES)
    worded = (
        reason
        for pattern, reason in WORDS
        if reply.status == HTTPStatus.FORBIDDEN and pattern.search(problem.words)
    )
    spending = Reason.SPENDING if SPENDING.search(problem.words) else None
    return next(coded, None) or next(worded, None) or spending or BY_STATUS.get(reply.status)


def _about_the_moment(call: Call, reply: Reply, problem: ProblemDocument, now: datetime) -> ChannelError | None:
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS or WINDOW_CODE in problem.codes:
        return PostDelayedError(
            CHANNEL,
            f"{call.value}: too many requests",
            wait=wait_of(reply, now),
            by_another=call is Call.CREATE and not _is_in_a_dialect(reply),
        )
    if problem.codes & QUOTA_CODES:
        return PostDelayedError(CHANNEL, f"{call.value}: {problem.shown}", wait=QUOTA_WAIT)
    return None


def _about_the_call(call: Call, reply: Reply, problem: ProblemDocument, now: datetime) -> ChannelError:
    of_a_card = call in {Call.UPLOAD, Call.DESCRIBE} and reply.status in REFUSALS_OF_A_CARD
    if call is Call.CREATE or of_a_card:
        hint = "correct the announcement, or ask X what the answer means; nothing was posted"
        return PostRefusedError(CHANNEL, f"{call.value} was refused: {problem.shown}", hint=hint)
    return PostDelayedError(CHANNEL, f"{call.value}: {problem.shown}", wait=wait_of(reply, now))


def wait_of(reply: Reply, now: datetime) -> timedelta:
    """Return for how long to hold back, from 60 seconds to a day.

    That is until the latest reset of a used-up window, or for as long as `Retry-After` asks (RFC 9110, section
    10.2.3), whichever ends later, counted by the server's own clock. Where neither names a time to come it is 60
    seconds, to which the caller adds more each time.
    """
    start = _http_date(reply.headers.get("date", "")) or now
    resets = (_reset(reply.headers, name) for name in WINDOWS)
    ends = [end for end in (*resets, _retry_after(reply.headers, start)) if end is not None]
    wait = timedelta(seconds=max(ends) - start.timestamp()) if ends else SHORTEST_WAIT
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _reset(headers: Mapping[str, str], name: str) -> float | None:
    """Return the time, in seconds since 1970, at which a window begins anew; None where it is not used up."""
    reset, remaining = headers.get(f"{name}-reset", ""), headers.get(f"{name}-remaining", "0")
    if not re.fullmatch(r"\d{1,11}", reset) or remaining.strip() != "0":
        return None
    return int(reset)


def _retry_after(headers: Mapping[str, str], start: datetime) -> float | None:
    """Return the time, in seconds since 1970, until which `Retry-After` asks to wait; None where it does not."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return start.timestamp() + int(value[:11])  # with more digits it is longer than any wait of ours
    date = _http_date(value)
    return None if date is None else date.timestamp()


def clock_skew(reply: Reply, now: datetime) -> timedelta | None:
    """Return by how much this machine's clock is ahead of X's; None where the reply has no date."""
    date = _http_date(reply.headers.get("date", ""))
    return None if date is None else now - date


def _http_date(text: str) -> datetime | None:
    try:
        date = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def read_problem(reply: Reply) -> ProblemDocument:
    """Return what a body says, whatever its form."""
    entries = [entry for entry in _entries(decoded(reply)) if isinstance(entry, dict)]
    texts = [
        entry[name]
        for entry in entries
        for name in ("title", "detail", "message", "type", "reason")
        if isinstance(entry.get(name), str)
    ]
    codes = frozenset(entry["code"] for entry in entries if type(entry.get("code")) is int)
    raw = reply.body.decode(errors="replace")
    return ProblemDocument(
        words=" ".join(texts or [raw]).lower(), codes=codes, shown=f"{reply.status} {raw}"[:EVIDENCE_LENGTH]
    )


def _entries(body: dict[str, Any]) -> Iterator[Any]:
    yield body
    errors = body.get("errors")
    yield from errors if isinstance(errors, list) else ()
    yield body.get("error")
