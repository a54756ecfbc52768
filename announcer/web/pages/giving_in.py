"""Files that people give in: records for the inbox, and a card of their own for an announcement."""

from starlette.datastructures import UploadFile
from starlette.responses import Response

from announcer.errors import AnnouncerError, BrandError, UsageError, WrongStateError
from announcer.ports.people_store import Role
from announcer.ports.store import Edit
from announcer.services.intake.uploading import ENDINGS, LARGEST_UPLOAD, put_into_inbox
from announcer.services.review.editing import LARGEST_CARD
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Ask for a file of records."""
    return _page(visit)


def _page(visit: Visit, problem: AnnouncerError | None = None) -> Response:
    return visit.render(
        "give-in.html.j2",
        status=422 if problem else 200,
        problem=problem,
        endings=ENDINGS,
        megabytes=LARGEST_UPLOAD // 1_000_000,
        done=visit.query.get("done", ""),
    )


def give_in(visit: Visit) -> Response:
    """Put the file into the inbox, under a name of ours."""
    try:
        given = _given(visit)
        inbox = visit.queue.folder / "queue" / "inbox"
        path = put_into_inbox(inbox, given.file, called=given.filename or "", now=visit.now)
    except UsageError as error:
        return _page(visit, error)
    visit.queue.store.note_sign_in("upload", actor=visit.actor, detail=f"{path.name}, {path.stat().st_size} bytes")
    return visit.to("give-in", {"done": "given"})


def _given(visit: Visit) -> UploadFile:
    given = visit.form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise UsageError("No file was chosen.", hint="Choose one, then send it.")
    return given


def own_card(visit: Visit) -> Response:
    """Give an announcement a card of one's own, made anew from its pixels in the process that draws."""
    queued, seen = visit.queue.store.get(visit.path["id"]), visit.field("seen")
    if queued.digest != seen:
        raise WrongStateError("It was changed since you looked at it.", hint="Load the page once more.")
    content = _given(visit).file.read(LARGEST_CARD * 2 + 1)
    if len(content) > LARGEST_CARD * 2:
        raise UsageError("The picture is too large.", hint="Give a PNG or JPEG of at most 10 MB.")
    try:
        card = visit.surroundings.drawing.own_card(content)
    except BrandError:
        raise UsageError(
            "This is no picture that can be shown.", hint="Give a PNG, JPEG or WebP of at most 25 million pixels."
        ) from None
    alt_text = visit.field("alt_text").strip()
    edit = Edit(card=card, card_type="image/png", alt_text=alt_text or None)
    visit.queue.review.edit(queued.id, edit, actor=visit.actor, seen=seen, settles_changes=True)
    return visit.to("changed", {"done": "edit"}, id=queued.id)


PAGES = (
    Page(path="/records/new-file", name="give-in", role=Role.EDITOR, handle=show),
    Page(
        path="/records/new-file",
        name="do-give-in",
        role=Role.EDITOR,
        handle=give_in,
        method="POST",
        uploads=LARGEST_UPLOAD,
    ),
    Page(
        path="/announcements/{id}/own-card",
        name="own-card",
        role=Role.EDITOR,
        handle=own_card,
        method="POST",
        uploads=LARGEST_CARD * 2,
    ),
)
