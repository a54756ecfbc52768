"""How a site reviews; apart from `review.py`, so that the daemon need not know how an edit is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from announcer.core.posting.policies import Approval
from announcer.core.posts.cost import PostPrices


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How a site reviews. With `four_eyes` nobody approves what they edited last.

    `prices` are those of the channels that charge for posts, by the channel's name.
    """

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    prices: Mapping[str, PostPrices] = field(default_factory=dict)
