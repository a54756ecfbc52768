"""What an account may use up: posts a day, money a month. Windows of both are the site's own days and months."""

from datetime import datetime
from zoneinfo import ZoneInfo

from announcer.core.planning.slots import PostingRules
from announcer.core.posting.queued import Budget, Unit


def windows_at(now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Return the names of the budgets' windows at that time: the day's and the month's, in local time."""
    local = now.astimezone(zone).date()
    return local.isoformat(), f"{local:%Y-%m}"


def budgets_at(now: datetime, rules: PostingRules, monthly_cost: int | None = None) -> tuple[Budget, ...]:
    """Return what an account may use up at that time: the day's posts, and the month's cost if that is counted.

    `monthly_cost` is in millionths of the currency; days and months are the site's own.
    """
    day, month = windows_at(now, rules.zone)
    posts = Budget(window=day, cap=rules.daily_cap)
    return (posts,) if monthly_cost is None else (posts, Budget(window=month, cap=monthly_cost, unit=Unit.COST))
