"""What posting has cost this month, and whether the next post fits the budget. Pure; money is US dollars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """An attempt to post that X may charge for; one whose outcome is unknown counts."""

    at: datetime
    amount: Decimal


def month_of(moment: datetime) -> str:
    """Return the month that a moment is charged to, such as `2026-11`; X counts its days in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m}"


def spent(charges: Iterable[Charge], month: str) -> Decimal:
    """Return what a month's charges come to."""
    return sum((charge.amount for charge in charges if month_of(charge.at) == month), Decimal(0))


def fits(cost: Decimal, *, already: Decimal, budget: Decimal | None) -> bool:
    """Return whether a post of that cost stays within the month's budget; None is no limit."""
    return budget is None or already + cost <= budget


def by_month(charges: Iterable[Charge]) -> dict[str, Decimal]:
    """Return the sum of every month that has a charge, oldest first."""
    sums: dict[str, Decimal] = {}
    for charge in charges:
        month = month_of(charge.at)
        sums[month] = sums.get(month, Decimal(0)) + charge.amount
    return dict(sorted(sums.items()))
