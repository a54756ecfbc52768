"""How long a picture's alt text may be, by channel."""

from collections.abc import Mapping

ALT_TEXT_LIMITS: Mapping[str, int] = {"x": 1000, "mastodon": 1500, "bluesky": 2000}
"""Characters that the channels take; Mastodon's is the default, which a server may change."""


def alt_text_limit(channel: str) -> int:
    """Return how many characters the channel takes; of one that is not known, the least that any takes."""
    return ALT_TEXT_LIMITS.get(channel, min(ALT_TEXT_LIMITS.values()))
