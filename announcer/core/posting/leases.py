"""How long a worker may keep an announcement that it has claimed."""

from datetime import timedelta

LEASE_MARGIN = timedelta(seconds=30)
"""What a lease lasts beyond the deadlines of the calls made under it."""


def lease_length(
    upload_deadline: timedelta, send_deadline: timedelta, margin: timedelta = LEASE_MARGIN
) -> timedelta:
    """Return the length of a lease under which a card is uploaded and a post is sent."""
    return upload_deadline + send_deadline + margin
