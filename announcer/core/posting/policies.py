"""What a site decides about its posts: who approves, how they are posted, what becomes of unknown outcomes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from announcer.core.posting.backoff import LookupRules
from announcer.core.posting.leases import LEASE_MARGIN
from announcer.core.posting.queued import Budget, Queued

MAX_ATTEMPTS = 5
"""Claims that end without an answer before a post is given up: it kills its worker."""

MOST_INTERMEDIARIES = 2
"""Answers in a row by something between here and the channel that stop an account."""


class Approval(StrEnum):
    """Who says that an announcement may go out."""

    REQUIRED = "required"
    """A person does, one by one."""
    AUTOMATIC = "automatic"
    """The site trusts its templates: whatever no finding holds is approved as it comes in."""


class UnknownPolicy(StrEnum):
    """What becomes of a post that was looked for often and long enough and is not there."""

    STRICT = "strict"
    """A person decides; the program goes on looking for a day."""
    RESEND = "resend"
    """It is sent once more, the same to the byte; never after the channel called it a duplicate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpRules:
    """How a site posts: the rules that the pump is given.

    `budgets` returns what the account may use up at a given time, `is_open` whether the site posts then.
    `kept_back` returns why nothing may go out at all, `objection` why this announcement must not, if anything is.
    `zone` is that in which the history tells times.
    """

    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: int = MAX_ATTEMPTS
    late_after: timedelta = timedelta(hours=48)
    min_gap: timedelta = timedelta(minutes=30)
    lease_margin: timedelta = LEASE_MARGIN
    lookup: LookupRules = field(default_factory=LookupRules)
    budgets: Callable[[datetime], tuple[Budget, ...]] = field(default=lambda _now: ())
    is_open: Callable[[datetime], bool] = field(default=lambda _now: True)
    kept_back: Callable[[datetime], str] = field(default=lambda _now: "")
    objection: Callable[[Queued], str] = field(default=lambda _queued: "")
    zone: tzinfo = UTC
