"""What a month has cost."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from announcer.core.spending import Charge, by_month, fits, month_of, spent

NOVEMBER = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def charge(amount: str, at: datetime = NOVEMBER) -> Charge:
    return Charge(at=at, amount=Decimal(amount))


def test_sixty_posts_with_a_link_and_alt_text_cost_twelve_dollars_thirty() -> None:
    assert spent([charge("0.205")] * 60, "2026-11") == Decimal("12.300")


def test_only_the_months_own_charges_count() -> None:
    charges = [
        charge("0.2"),
        charge("0.3", NOVEMBER + timedelta(days=10)),
        charge("0.4", NOVEMBER - timedelta(days=40)),
    ]

    assert spent(charges, "2026-11") == Decimal("0.2")
    assert by_month(charges) == {"2026-10": Decimal("0.4"), "2026-11": Decimal("0.2"), "2026-12": Decimal("0.3")}


def test_a_month_ends_at_midnight_utc_wherever_the_site_is() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))

    assert month_of(datetime(2026, 12, 1, 3, 29, tzinfo=tehran)) == "2026-11"
    assert month_of(datetime(2026, 12, 1, 3, 30, tzinfo=tehran)) == "2026-12"


def test_a_month_without_charges_has_cost_nothing() -> None:
    assert spent([], "2026-11") == Decimal(0)
    assert by_month([]) == {}


@pytest.mark.parametrize(("budget", "fitting"), [(None, True), ("1.205", True), ("1.204", False), ("0", False)])
def test_a_post_that_would_break_the_budget_does_not_fit(budget: str | None, *, fitting: bool) -> None:
    limit = None if budget is None else Decimal(budget)

    assert fits(Decimal("0.205"), already=Decimal(1), budget=limit) is fitting
