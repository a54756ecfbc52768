"""Edit an announcement: text, alt text, key sentence, card; counted and drawn as it would be sent."""

import hashlib
from dataclasses import dataclass

from starlette.responses import Response

from announcer.channels.registry import rules_of
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.text_findings import text_findings
from announcer.errors import UnknownAnnouncementError, UsageError, WrongStateError
from announcer.ports.people_store import Role
from announcer.ports.store import Edit
from announcer.services.review.comparing import word_difference
from announcer.services.review.drawing_work import RedrawJob
from announcer.web.pages.announcement_view import post_of, view_of
from announcer.web.pages.one_announcement import last_change
from announcer.web.pages.stored_pictures import KEPT
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Show the form."""
    queued = visit.queue.store.get(visit.path["id"])
    return _form(visit, queued, Typed(text=queued.text, alt_text=queued.alt_text, seen=queued.digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form: words, the card that was drawn for it, the digest of what it was made from."""

    text: str
    alt_text: str
    seen: str
    made: Announcement | None = None


def _form(visit: Visit, queued: Queued, typed: Typed, problem: Exception | None = None) -> Response:
    made = typed.made
    view = view_of(visit, queued)
    card = ""
    if made and made.card:
        card = hashlib.sha256(made.card.data).hexdigest()
        visit.surroundings.previews.keep(card, made.card.data)
    return visit.render(
        "edit.html.j2",
        status=422 if problem else 200,
        view=view,
        queued=queued,
        seen=typed.seen,
        text=typed.text,
        alt_text=typed.alt_text,
        rows=_rows(typed.text),
        alt_rows=_rows(typed.alt_text),
        post=post_of(typed.text, view.rules),
        odd=_odd(queued, typed.text),
        problem=problem,
        templates=visit.surroundings.drawing.card_templates(),
        chosen={"sentence": visit.field("sentence"), "template": visit.field("template")},
        card=card or visit.field("card"),
        made=made,
        alt_problem="",
        place="decide",
    )


def _rows(text: str) -> int:
    """Return how many lines a field needs for the text where the browser does not fit it itself."""
    return min(40, max(4, 1 + sum(1 + len(line) // _LETTERS_IN_A_LINE for line in text.split("\n"))))


_LETTERS_IN_A_LINE = 50


def _odd(queued: Queued, text: str) -> list[str]:
    link = queued.link if queued.link in queued.text else ""
    return [each.message for each in text_findings(text, link=link)]


def count(visit: Visit) -> Response:
    """Answer with the count of a text as it is typed, and with the post as it would look."""
    queued = visit.queue.store.get(visit.path["id"])
    rules, text = rules_of(queued.channel), visit.field("text")
    if not visit.is_live:
        return _form(visit, queued, Typed(text=text, alt_text=visit.field("alt_text"), seen=visit.field("seen")))
    return visit.render(
        "count.html.j2",
        queued=queued,
        post=post_of(text, rules),
        odd=_odd(queued, text),
        alt_problem=rules.alt_text_problem(visit.field("alt_text")),
        alt_length=len(visit.field("alt_text")),
        alt_limit=rules.alt_text_limit,
    )


def redraw(visit: Visit) -> Response:
    """Make text, alt text and card anew from the sentence and the template that are chosen; nothing is kept yet."""
    queued = visit.queue.store.get(visit.path["id"])
    made = visit.surroundings.drawing.redrawn(
        RedrawJob(
            queued=queued,
            record=visit.queue.store.record(queued.publication),
            sentence=visit.field("sentence"),
            template=visit.field("template"),
        )
    )
    keeps_words = visit.field("sentence") in ("", visit.field("was_sentence"))
    typed = Typed(
        text=visit.field("text") if keeps_words and visit.field("text") else made.text.text,
        alt_text=visit.field("alt_text") if keeps_words and visit.field("alt_text") else made.alt_text,
        seen=visit.field("seen"),
        made=made,
    )
    return _form(visit, queued, typed)


def save(visit: Visit) -> Response:
    """Keep a new version: the approval is gone, and it waits for review again."""
    queued, seen = visit.queue.store.get(visit.path["id"]), visit.field("seen")
    text, alt_text = visit.field("text").strip("\n"), visit.field("alt_text").strip("\n")
    if queued.digest != seen:
        return _conflict(visit, queued, text, alt_text)
    card = _card(visit)
    edit = Edit(
        text=None if text == queued.text else text,
        alt_text=None if alt_text == queued.alt_text else alt_text,
        card=card or None,
        card_type="image/png" if card else None,
    )
    if edit == Edit():
        return visit.to("announcement", id=queued.id)
    try:
        visit.queue.review.edit(
            queued.id, edit, actor=visit.actor, anyway=bool(visit.field("anyway")), seen=seen, settles_changes=True
        )
    except UsageError as error:
        return _form(visit, queued, Typed(text=text, alt_text=alt_text, seen=seen), error)
    except WrongStateError:
        now = visit.queue.store.get(queued.id)
        if now.digest == seen:
            raise
        return _conflict(visit, now, text, alt_text)
    return visit.to("changed", {"done": "edit"}, id=queued.id)


def _card(visit: Visit) -> bytes:
    """Return the card that was drawn for this form; nothing where none was."""
    digest = visit.field("card")
    if not digest:
        return b""
    found = visit.surroundings.previews.get(digest)
    if not found:
        raise WrongStateError("The card that was drawn is no longer there.", hint="Draw it once more.")
    return found


def _conflict(visit: Visit, queued: Queued, text: str, alt_text: str) -> Response:
    """Show that somebody else has saved meanwhile, with both versions; nothing of either is lost."""
    return visit.render(
        "edit-conflict.html.j2",
        status=409,
        queued=queued,
        change=last_change(visit, queued),
        text=text,
        alt_text=alt_text,
        text_difference=word_difference(queued.text, text),
        alt_difference=word_difference(queued.alt_text, alt_text),
        place="decide",
    )


def preview(visit: Visit) -> Response:
    """Answer with a card that was drawn and is not kept yet."""
    found = visit.surroundings.previews.get(visit.path["digest"])
    if not found:
        raise UnknownAnnouncementError("There is no such card.")
    return Response(found, media_type="image/png", headers={"Cache-Control": KEPT})


PAGES = (
    Page(path="/announcements/{id}/edit", name="edit", role=Role.EDITOR, handle=show),
    Page(path="/announcements/{id}/edit", name="save", role=Role.EDITOR, handle=save, method="POST"),
    Page(path="/announcements/{id}/count", name="count", role=Role.EDITOR, handle=count, method="POST"),
    Page(
        path="/announcements/{id}/redraw", name="redraw", role=Role.EDITOR, handle=redraw, method="POST", draws=True
    ),
    Page(path="/drawn/{digest}", name="preview", role=Role.EDITOR, handle=preview),
)
