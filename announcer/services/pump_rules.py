"""How a site posts: the rules that the pump is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from announcer.core.posting import retry
from announcer.core.posting.policies import MAX_ATTEMPTS, UnknownPolicy
from announcer.core.posting.queued import Budget

SPARE = timedelta(seconds=30)
"""What a lease lasts beyond the deadlines of the calls made under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpRules:
    """How a site posts; `budgets` gives, for a time, what the account may use up, `is_open` whether it posts."""

    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: int = MAX_ATTEMPTS
    late_after: timedelta = timedelta(hours=48)
    min_gap: timedelta = timedelta(minutes=30)
    spare: timedelta = SPARE
    looking: retry.Looking = field(default_factory=retry.Looking)
    budgets: Callable[[datetime], tuple[Budget, ...]] = field(default=lambda _now: ())
    is_open: Callable[[datetime], bool] = field(default=lambda _now: True)
