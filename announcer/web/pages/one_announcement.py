"""One announcement: what would be sent, what was found, why it is here, what can be done with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from announcer.core.posting.lifecycle import APPROVE, State
from announcer.core.posting.queued import Queued
from announcer.errors import AnnouncerError
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


def show(visit: Visit) -> Response:
    """Show an announcement as it is stored."""
    return shown(visit, visit.queue.store.get(visit.path["id"]))


def shown(visit: Visit, queued: Queued) -> Response:
    """Answer with the page of an announcement."""
    view = view_of(visit, queued)
    before, after = neighbours(waiting_ids(visit), queued.id)
    return visit.render(
        "announcement.html.j2",
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


def undo_offer(visit: Visit, one: str) -> UndoOffer | None:
    """Return the last step with that announcement, if it was one's own and can be taken back still."""
    try:
        kept = visit.queue.store.kept_step(one)
    except AnnouncerError:
        return None
    if kept is None or kept.step.actor != visit.actor or kept.since:
        return None
    window = visit.queue.settings.review.undo_window or timedelta(minutes=10)
    until = kept.done_at + window
    is_over = until <= visit.now or kept.now.state not in _UNDONE_FROM or kept.step.name == "edit"
    return None if is_over else UndoOffer(queued=kept.now, step=kept.step.name, until=until, left=until - visit.now)


_UNDONE_FROM = (State.IN_REVIEW, State.SCHEDULED, State.REJECTED, State.CANCELLED, State.READY, State.POSTED)


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
