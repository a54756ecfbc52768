"""A channel to the fake X, for tests and for the processes that tests start."""

import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from announcer.channels.x.channel import XChannel
from announcer.channels.x.keys import KeySource, OAuth1Keys, StaticKeys
from announcer.channels.x.settings import XSettings
from announcer.channels.x.transport import Transport
from announcer.core.posts.post import Media, Post
from tests.fakex_world import SECRETS, USERNAME, wall_clock

PNG = b"\x89PNG\r\n\x1a\n\x00picture"
LINK = "https://doi.org/10.5555/announcer.1"
KEYS = OAuth1Keys(**asdict(SECRETS))


class WallClock:
    """The machine's clock, set wrong by `offset`."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Return the time of day."""
        return datetime.fromtimestamp(wall_clock(), UTC) + self.offset

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()


def x_post(**changes: Any) -> Post:
    """Return a post with a card and a link."""
    fields: dict[str, Any] = {
        "id": "3f9a01c2",
        "text": f"Night shifts & blood pressure: +4.2 mmHg in 412 nurses <2 years>\n\n{LINK} #MedSci",
        "card": PNG,
        "card_type": "image/png",
        "alt_text": "A card: Night-shift work and blood pressure. شیفت شب و فشار خون",
        "link": LINK,
        "account": USERNAME,
    }
    return Post(**(fields | changes))


def x_channel(
    api_url: str,
    *,
    keys: KeySource | None = None,
    headers: Mapping[str, str] | None = None,
    account: str = USERNAME,
    deadline: float = 5.0,
) -> XChannel:
    """Return a channel to the server at `api_url`, with the fake's keys; every call has `deadline` seconds."""
    settings = XSettings(
        account=account,
        api_url=api_url,
        upload_deadline=timedelta(seconds=deadline),
        send_deadline=timedelta(seconds=deadline),
    )
    transport = Transport(clock=time.monotonic, headers=headers or {})
    return XChannel(settings, keys=keys or StaticKeys(KEYS), clock=WallClock(), transport=transport)


def unused_media(media_id: str = "1900000000000000999") -> Media:
    """Return a picture that the fake has never seen."""
    return Media(id=media_id, expires_at=WallClock().now() + timedelta(hours=24))
