"""What X takes, and what can be relied on when posting there."""

import re

from announcer.core.posts.counting import V3, measure, weighted_length
from announcer.ports.channels import ChannelRules

CHANNEL = "x"

X_RULES = ChannelRules(
    name=CHANNEL,
    network=CHANNEL,
    title="X",
    limit=V3.limit,
    length=weighted_length,
    measure=measure,
    alt_text_limit=1000,
    post_address=re.compile(
        r"https?://(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com/(?:\w{1,20}|i/web)/status(?:es)?/(?P<id>\d{1,19})(?:[/?#].*)?",
        re.ASCII | re.IGNORECASE,
    ),
    example="https://x.com/you/status/123",
    charges=True,
    hands_over=False,
    promise="posts through the API, never twice on its own; what may be public is looked up, not sent again",
)
