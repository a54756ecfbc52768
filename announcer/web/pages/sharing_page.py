"""What an announcement is shared with from the institution's own pages: links, HTML to copy, a code to print."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.share_kit import ShareKit
from announcer.core.posts.share_links import Network, percent_encoded
from announcer.errors import AnnouncerError, UnknownAnnouncementError, described
from announcer.ports.people_store import Role
from announcer.services.review.drawing_work import ExamineJob
from announcer.services.sharing import AnnouncedKits
from announcer.web.visit import Page, Visit
from announcer.wiring.site_sharing import announced_kits

NETWORKS = {
    Network.X: "X",
    Network.LINKEDIN: "LinkedIn",
    Network.BLUESKY: "Bluesky",
    Network.MASTODON: "Mastodon",
    Network.TELEGRAM: "Telegram",
    Network.WHATSAPP: "WhatsApp",
    Network.FACEBOOK: "Facebook",
    Network.EMAIL: "E-mail",
}
"""What networks are called, in English."""
BLOCK, HEAD, RECORD, CODE = "block.html", "head.html", "record.jsonld", "qr.svg"
_TYPES = {BLOCK: "text/html", HEAD: "text/html", RECORD: "application/ld+json", CODE: "image/svg+xml"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An announcement and what it is shared with; no `kit` where it cannot be made or is kept back.

    `block`, `head` and `record` are HTML and JSON to copy, `code` is an SVG picture, `look` the block as a page of
    its own, `picture` the address here of the preview picture; each is empty where there is none.
    """

    queued: Queued
    has_failed: bool = False
    is_under_embargo: bool = False
    kit: ShareKit | None = None
    block: str = ""
    head: str = ""
    record: str = ""
    code: str = ""
    look: str = ""
    picture: str = ""


def show(visit: Visit) -> Response:
    """Show what an announcement and those of the same paper in other languages are shared with."""
    queued = visit.queue.store.get(visit.path["id"])
    kits = _kits(visit)
    others = kits.by_language(queued.publication)
    others.pop(queued.language, None)
    return visit.render(
        "share.html.j2",
        queued=queued,
        shared=[_shared(visit, kits, each) for each in (queued, *others.values())],
        networks=NETWORKS,
        place="all",
    )


def save(visit: Visit) -> Response:
    """Answer with one of the files of a kit, to be kept."""
    queued, name = visit.queue.store.get(visit.path["id"]), visit.path["part"]
    if name not in _TYPES or _kept_back(visit, queued):
        raise UnknownAnnouncementError("There is no such file.")
    content = _files(visit, _kits(visit).of(queued)).get(name)
    if not content:
        raise UnknownAnnouncementError("There is no such file.")
    file_name = f"{queued.id}-{queued.language}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type=_TYPES[name], headers=headers)


def _kits(visit: Visit) -> AnnouncedKits:
    store, drawing = visit.queue.store, visit.surroundings.drawing

    def rebuilt(queued: Queued) -> Announcement:
        card = store.card(queued.card_digest)
        return drawing.examined(ExamineJob(queued=queued, record=store.record(queued.publication), card=card))

    return announced_kits(visit.queue, rebuilt)


def _shared(visit: Visit, kits: AnnouncedKits, queued: Queued) -> Shared:
    """Return an announcement with its kit; what goes wrong with one costs no other."""
    if _kept_back(visit, queued):
        return Shared(queued=queued, is_under_embargo=_is_under_embargo(visit, queued))
    try:
        kit = kits.of(queued)
        files = _files(visit, kit)
    except AnnouncerError as error:
        log.warning("%s: %s", queued.id, described(error), extra={"event": "share-failed"})
        return Shared(queued=queued, has_failed=True)
    texts = {name: content.decode(errors="replace") for name, content in files.items()}
    return Shared(
        queued=queued,
        kit=kit,
        block=texts.get(BLOCK, ""),
        head=texts.get(HEAD, ""),
        record=texts.get(RECORD, ""),
        code=texts.get(CODE, ""),
        look=_look(visit, texts.get(BLOCK, ""), kit.language),
        picture=_picture(visit, queued),
    )


def _files(visit: Visit, kit: ShareKit) -> Mapping[str, bytes]:
    return visit.surroundings.drawing.share_files(kit)


def _kept_back(visit: Visit, queued: Queued) -> bool:
    return bool(queued.held or queued.retraction) or _is_under_embargo(visit, queued)


def _is_under_embargo(visit: Visit, queued: Queued) -> bool:
    return queued.embargo_until is not None and queued.embargo_until > visit.now


def _look(visit: Visit, block: str, language: str) -> str:
    """Return the block as a page, for a frame in which nothing of a site's own template can act."""
    shared = {"block": block, "language": language, "static": visit.surroundings.static}
    return visit.surroundings.templates.render("share-look.html.j2", shared)


def _picture(visit: Visit, queued: Queued) -> str:
    """Return the address of the preview picture here, if this page serves it."""
    settings = visit.queue.settings
    if not settings.review.public_previews or queued.language not in settings.posts.languages:
        return ""
    return f"/previews/{queued.language}/{percent_encoded(queued.publication)}.png"


PAGES = (
    Page(path="/announcements/{id}/share", name="share", role=Role.VIEWER, handle=show, draws=True),
    Page(path="/announcements/{id}/share/{part}", name="share-file", role=Role.VIEWER, handle=save, draws=True),
)
