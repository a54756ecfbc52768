"""A post: exactly what is sent to a channel, and what the channel gives back."""

from dataclasses import dataclass
from datetime import datetime


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
    """Proof of posting: the channel's own id of the post and the address it is seen at.

    `url` is empty where somebody says that they posted it and gives its address later.
    """

    remote_id: str
    url: str


def receipt_without_address(announcement: str) -> Receipt:
    """Return the receipt of what somebody posted by hand and has not given the address of yet; one each."""
    return Receipt(remote_id=f"posted by hand: {announcement}", url="")
