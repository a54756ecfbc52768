"""One announcement: what would be sent, what was found, why it is here, what can be done with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from announcer.core.posting.lifecycle import APPROVE, State
from announcer.core.posting.queued import Event, Queued
from announcer.errors import AnnouncerError, WrongStateError
from announcer.ports.people_store import Role
from announcer.services.planning import HORIZON_DAYS
from announcer.services.review.comparing import word_difference
from announcer.web.pages.announcement_view import NOT_YET, AnnouncementView, known_claims, numbers_of, view_of
from announcer.web.pages.waiting_line import neighbours, waiting_ids
from announcer.web.state_words import EVENTS, NEXT, STEPS, look_of, state_of
from announcer.web.visit import Page, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoOffer:
    """A step of one's own that can be taken back until then."""

    queued: Queued
    step: str
    until: datetime
    left: timedelta

    @property
    def words(self) -> str:
        """What was done, in English."""
        return STEPS.get(self.step, self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What was wrong with a decision; `box` is which of the page's boxes was sent: the name of its page."""

    box: str
    problem: AnnouncerError


def show(visit: Visit) -> Response:
    """Show an announcement as it is stored."""
    return shown(visit, visit.queue.store.get(visit.path["id"]))


def shown(visit: Visit, queued: Queued, mistake: Mistake | None = None) -> Response:
    """Answer with the page of an announcement; after a mistake, with that box open and what was typed in it."""
    view = view_of(visit, queued)
    before, after = neighbours(waiting_ids(visit), queued.id)
    return visit.render(
        "announcement.html.j2",
        status=_status(mistake),
        mistake=mistake,
        view=view,
        queued=queued,
        before=before,
        after=after,
        state=state_of(queued),
        look=look_of(queued),
        next_words=NEXT[queued.state],
        proposed=_proposed(visit, queued),
        chips=_chips(view),
        claims=visit.queue.settings.review.checklist,
        known=known_claims(view, visit.language),
        undo=undo_offer(visit, visit.query.get("of", "") or queued.id),
        done=visit.query.get("done", ""),
        event_words=EVENTS,
        not_yet=NOT_YET,
        place="decide" if queued.state is State.IN_REVIEW else "all",
        four_eyes=visit.queue.settings.posting.four_eyes and queued.edited_by == visit.actor,
    )


def _chips(view: AnnouncementView) -> list[str]:
    """Return reasons that lie near: the grave findings."""
    found = [each.message for each in view.examination.findings if each.level != "note"]
    return list(dict.fromkeys(found))[:5]


def _proposed(visit: Visit, queued: Queued) -> datetime | None:
    """Return when it would go out if it were approved now."""
    if queued.state is not State.IN_REVIEW or queued.held:
        return None
    last = visit.queue.today() + timedelta(days=HORIZON_DAYS)
    try:
        given = visit.queue.planner_of(queued).plan_until(last, [queued])
    except AnnouncerError:  # the file of holidays is wrong
        return None
    return given[0].slot.at if given else None


def _status(mistake: Mistake | None) -> int:
    if mistake is None:
        return 200
    return 409 if isinstance(mistake.problem, WrongStateError) else 422


def undo_offer(visit: Visit, one: str = "") -> UndoOffer | None:
    """Return a step of one's own that can be taken back still: the last with that announcement, or else the latest.

    So what was decided is taken back one after the other, the latest first.
    """
    own = visit.queue.store.audit(actor=visit.actor, limit=_LOOKED_AT)
    since = visit.now - _window(visit)
    ids = dict.fromkeys([one, *(each.event.announcement for each in own if each.event.at >= since)])
    offers = (_offer(visit, each) for each in ids if each)
    return next((offer for offer in offers if offer), None)


_LOOKED_AT = 200
"""Lines of one's own history that are looked through for steps to take back."""


def _window(visit: Visit) -> timedelta:
    return visit.queue.settings.review.undo_window or timedelta(minutes=10)


def _offer(visit: Visit, one: str) -> UndoOffer | None:
    try:
        kept = visit.queue.store.kept_step(one)
    except AnnouncerError:
        return None
    if kept is None or kept.step.actor != visit.actor or kept.since:
        return None
    until = kept.done_at + _window(visit)
    is_over = until <= visit.now or kept.now.state not in _UNDONE_FROM or kept.step.name == "edit"
    return None if is_over else UndoOffer(queued=kept.now, step=kept.step.name, until=until, left=until - visit.now)


_UNDONE_FROM = (State.IN_REVIEW, State.SCHEDULED, State.REJECTED, State.CANCELLED, State.READY, State.POSTED)


_CHANGING = ("edit", "renew", "undo")
"""Lines of history that say that what is sent is another than before."""


def last_change(visit: Visit, queued: Queued) -> Event | None:
    """Return the line of history that says how it came to be what it is now; None where nothing changed it."""
    history = visit.queue.store.history(queued.id)
    return next((each for each in reversed(history) if each.name in _CHANGING), None)


def changes(visit: Visit) -> Response:
    """Show what has changed since the last approval, or else since it was made: words and card."""
    queued = visit.queue.store.get(visit.path["id"])
    view = view_of(visit, queued)
    before = view.approved_before or (view.versions[0] if view.versions else None)
    return visit.render(
        "changes.html.j2",
        queued=queued,
        before=before,
        is_approved=view.approved_before is not None,
        text=word_difference(before.text, queued.text) if before else [],
        alt_text=word_difference(before.alt_text, queued.alt_text) if before else [],
        approved=next((each for each in reversed(view.history) if each.name == APPROVE.name), None),
        place="all",
    )


def twins(visit: Visit) -> Response:
    """Show an announcement beside those of the same paper in other languages, numbers compared."""
    queued = visit.queue.store.get(visit.path["id"])
    view = view_of(visit, queued)
    views = [view, *(view_of(visit, twin.queued) for twin in view.twins)]
    views.sort(key=lambda each: each.queued.language)
    numbers = [set(numbers_of(each.queued.text)) for each in views]
    return visit.render(
        "twins.html.j2",
        queued=queued,
        views=views,
        stale={twin.queued.id for each in views for twin in each.twins if twin.is_stale},
        missing=[set().union(*numbers) - own for own in numbers],
        place="all",
    )


PAGES = (
    Page(path="/announcements/{id}", name="announcement", role=Role.VIEWER, handle=show),
    Page(path="/announcements/{id}/changes", name="changed", role=Role.VIEWER, handle=changes),
    Page(path="/announcements/{id}/twins", name="twins", role=Role.VIEWER, handle=twins),
)
