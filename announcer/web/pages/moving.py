"""Give an approved announcement another time: a free one, one of choice, or that of another announcement."""

from datetime import timedelta

from starlette.responses import Response

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import AnnouncerError, UsageError, WrongStateError
from announcer.ports.listing import Listing
from announcer.ports.people_store import Role
from announcer.services.planning import chosen_time
from announcer.web.visit import Page, Visit

SWAPPED_WITH = 60
COMING = timedelta(days=60)
"""How far ahead those stand with which another can change times."""


def show(visit: Visit) -> Response:
    """Show the times that it may have."""
    return _page(visit, visit.queue.store.get(visit.path["id"]))


def _page(visit: Visit, queued: Queued, problem: AnnouncerError | None = None) -> Response:
    if queued.state is not State.SCHEDULED:
        raise WrongStateError(
            f"{queued.id}: only what is approved and was not posted yet can be given another time",
            hint=visit.language.text("What is posted cannot be moved."),
        )
    planner = visit.queue.planner_of(queued)
    status = 200 if problem is None else 409 if isinstance(problem, WrongStateError) else 422
    return visit.render(
        "move.html.j2",
        status=status,
        queued=queued,
        choices=planner.choices(queued),
        others=_others(visit, queued),
        why_waits="" if queued.due_at else planner.why_waits(queued),
        problem=problem,
        typed=visit.field("at"),
        zone=visit.queue.zone.key,
        place="calendar",
    )


def _others(visit: Visit, queued: Queued) -> list[Queued]:
    """Return with what it can change times: what has a time of the same account, the next to go out first."""
    if queued.slot_at is None or queued.due_at != queued.slot_at:
        return []
    coming = Listing(states=(State.SCHEDULED,), channel=queued.channel, first=visit.now, last=visit.now + COMING)
    found = visit.queue.store.listed(coming, limit=2 * SWAPPED_WITH)
    others = [
        each
        for each in found
        if each.id != queued.id
        and each.account == queued.account
        and each.slot_at is not None
        and each.due_at == each.slot_at
    ]
    return sorted(others, key=lambda each: (each.slot_at or visit.now, each.id))[:SWAPPED_WITH]


def reschedule(visit: Visit) -> Response:
    """Give it the time that was chosen or typed; where it cannot have that, say why and let choose again."""
    one = visit.path["id"]
    at = visit.field("at").strip() or visit.field("slot")
    if not at:
        return _again(visit, one, UsageError("Say which time it is to have."))
    try:
        moved = visit.queue.rescheduling.move_to(
            one,
            chosen_time(at, visit.queue.today()),
            actor=visit.actor,
            despite_cool_down=bool(visit.field("despite_cool_down")),
        )
    except (UsageError, WrongStateError) as error:
        return _again(visit, one, error)
    return _to_calendar(visit, moved)


def swap(visit: Visit) -> Response:
    """Let two announcements have each other's time."""
    one = visit.path["id"]
    other = visit.field("other")
    if not other:
        return _again(visit, one, UsageError("Say with which it changes times."))
    try:
        moved, _ = visit.queue.rescheduling.swap(one, other, actor=visit.actor)
    except (UsageError, WrongStateError) as error:
        return _again(visit, one, error)
    return _to_calendar(visit, moved)


def _again(visit: Visit, one: str, error: AnnouncerError) -> Response:
    queued = visit.queue.store.get(one)
    if queued.state is not State.SCHEDULED:
        raise error
    return _page(visit, queued, error)


def _to_calendar(visit: Visit, moved: Queued) -> Response:
    day = moved.due_at.astimezone(visit.queue.zone).date().isoformat() if moved.due_at else ""
    view = visit.field("view") if visit.field("view") in {"week", "month"} else ""
    account = f"{moved.channel}/{moved.account}"
    return visit.to("calendar", {"day": day, "view": view, "account": account, "of": moved.id, "done": "moved"})


PAGES = (
    Page(path="/announcements/{id}/move", name="move", role=Role.APPROVER, handle=show),
    Page(
        path="/announcements/{id}/reschedule",
        name="reschedule",
        role=Role.APPROVER,
        handle=reschedule,
        method="POST",
    ),
    Page(path="/announcements/{id}/swap", name="swap", role=Role.APPROVER, handle=swap, method="POST"),
)
