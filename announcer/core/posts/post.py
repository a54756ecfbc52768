"""A post: exactly what is sent to a channel, what the channel gives back, and how long an alt text it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ALT_TEXT_LIMITS: Mapping[str, int] = {"x": 1000, "mastodon": 1500, "bluesky": 2000}
"""Characters that the channels take; Mastodon's is the default, which a server may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What goes out: the approved bytes and nothing else; `id` is the announcement's.

    `card` is the encoded picture, empty where there is none; `card_type` is its media type, such as `image/png`.
    """

    id: str
    text: str
    card: bytes
    card_type: str
    alt_text: str
    link: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture the channel has taken in but shows to nobody until a post names it."""

    id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of posting: the channel's own id of the post and the address it is seen at."""

    remote_id: str
    url: str


def alt_text_limit(channel: str) -> int:
    """Return how many characters the channel takes; for an unknown one, the least that any takes."""
    return ALT_TEXT_LIMITS.get(channel, min(ALT_TEXT_LIMITS.values()))
