"""What a post costs to send through X's pay-per-use API."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MILLION = 1_000_000
"""The queue keeps costs in millionths of a dollar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPrices:
    """X's prices in US dollars and the day they were read; a site sets its own when they change.

    A post is priced with a link as soon as X finds one in its text, intended or not. Uploading the picture has
    no listed price.
    """

    text_only: Decimal = Decimal("0.015")
    with_link: Decimal = Decimal("0.200")
    alt_text: Decimal = Decimal("0.005")
    dated: date = date(2026, 8, 22)


def estimated_cost(prices: PostPrices, *, links: int, alt_text: bool) -> Decimal:
    """Return the cost in US dollars of a post in whose text X finds `links` links."""
    post = prices.with_link if links else prices.text_only
    return post + prices.alt_text if alt_text else post


def millionths(cost: Decimal) -> int:
    """Return a cost as the queue adds it up: in whole millionths, so that no sum is rounded."""
    return round(cost * MILLION)
