"""The estimated cost of a post."""

from decimal import Decimal

from announcer.core.posts.cost import PostPrices, estimated_cost


def test_a_post_with_a_link_and_alt_text_costs_what_x_lists() -> None:
    assert estimated_cost(PostPrices(), links=1, alt_text=True) == Decimal("0.205")


def test_a_post_without_a_link_is_cheap() -> None:
    assert estimated_cost(PostPrices(), links=0, alt_text=False) == Decimal("0.015")


def test_a_second_link_does_not_cost_more() -> None:
    prices = PostPrices()

    assert estimated_cost(prices, links=2, alt_text=False) == estimated_cost(prices, links=1, alt_text=False)


def test_a_month_of_posts_adds_up_without_rounding() -> None:
    month = sum((estimated_cost(PostPrices(), links=1, alt_text=True) for _ in range(60)), Decimal())

    assert month == Decimal("12.300")


def test_a_site_may_set_its_own_prices() -> None:
    prices = PostPrices(text_only=Decimal("0.02"), alt_text=Decimal(0))

    assert estimated_cost(prices, links=0, alt_text=True) == Decimal("0.02")
