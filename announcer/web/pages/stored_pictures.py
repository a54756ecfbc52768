"""The stored cards, by the digest of their bytes: what is shown is what is sent."""

import re

from starlette.responses import Response

from announcer.errors import UnknownAnnouncementError
from announcer.ports.people_store import Role
from announcer.services.review.editing import card_type
from announcer.web.visit import Page, Visit

KEPT = "private, max-age=31536000, immutable"
"""A digest names one picture for ever, so that a browser may keep it, for itself."""
THUMBNAIL_WIDTH = 320
"""Pixels: twice what is shown, for fine screens."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def card(visit: Visit) -> Response:
    """Answer with a card as it is stored."""
    digest = visit.path["digest"]
    content = visit.queue.store.card(digest) if _DIGEST.fullmatch(digest) else b""
    if not content:
        raise UnknownAnnouncementError("There is no such card.")
    return Response(content, media_type=card_type(content), headers={"Cache-Control": KEPT})


def thumbnail(visit: Visit) -> Response:
    """Answer with a card made small, for lists."""
    digest = visit.path["digest"]
    small = visit.surroundings.thumbnails.get(digest)
    if not small:
        content = visit.queue.store.card(digest) if _DIGEST.fullmatch(digest) else b""
        if not content:
            raise UnknownAnnouncementError("There is no such card.")
        small = visit.surroundings.drawing.thumbnail(content, THUMBNAIL_WIDTH)
        visit.surroundings.thumbnails.keep(digest, small)
    return Response(small, media_type="image/png", headers={"Cache-Control": KEPT})


PAGES = (
    Page(path="/cards/{digest}", name="card", role=Role.VIEWER, handle=card),
    Page(path="/thumbnails/{digest}", name="thumbnail", role=Role.VIEWER, handle=thumbnail, draws=True),
)
