"""Decide about an announcement: approve what was seen, reject, ask for changes, take that back."""

from datetime import datetime

from starlette.responses import Response

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import AnnouncerError, UsageError, WrongStateError
from announcer.ports.people_store import Role
from announcer.services.planning import chosen_time
from announcer.services.review.comparing import word_difference
from announcer.services.review.reviewing import CHANGES_WANTED
from announcer.web.pages.one_announcement import Mistake, last_change, shown
from announcer.web.pages.waiting_line import neighbours, waiting_ids
from announcer.web.visit import Page, Visit

MOST_AT_ONCE = 200


def approve(visit: Visit) -> Response:
    """Approve the bytes that the page showed, and go on to the next; where they have changed, show both."""
    one, seen = visit.path["id"], visit.field("seen")
    if len(seen) != 64:  # noqa: PLR2004 (hexadecimal digits of SHA-256)
        raise UsageError("This form does not say what was seen.", hint="Load the page once more.")
    following = _following(visit, one)
    queued = visit.queue.store.get(one)
    if queued.digest != seen and queued.state is State.IN_REVIEW:
        return conflict(visit, queued, seen)
    try:
        visit.queue.review.approve(
            one,
            actor=visit.actor,
            seen=seen,
            at=_time(visit),
            at_once=visit.field("when") == "now",
            despite_cool_down=bool(visit.field("despite_cool_down")),
        )
    except (UsageError, WrongStateError) as error:
        return _once_more(visit, "approve", seen, error)
    _note_checklist(visit, queued)
    return _on(visit, following, "approve", one)


def _once_more(visit: Visit, box: str, seen: str, error: AnnouncerError) -> Response:
    """Show the announcement again with the mistake in the box that was sent, as long as it can be decided."""
    queued = visit.queue.store.get(visit.path["id"])
    if queued.state is not State.IN_REVIEW or queued.held or (seen and queued.digest != seen):
        raise error
    return shown(visit, queued, Mistake(box=box, problem=error))


def _time(visit: Visit) -> datetime | None:
    if visit.field("when") != "at":
        return None
    return chosen_time(visit.field("at"), visit.queue.today())


def _note_checklist(visit: Visit, queued: Queued) -> None:
    """Write down which questions about claims of health were answered with yes."""
    asked, said = visit.queue.settings.review.checklist, set(visit.fields("claim"))
    if asked and said:
        words = "; ".join(
            f"{'yes' if str(number) in said else 'no'}: {claim}" for number, claim in enumerate(asked)
        )
        visit.queue.store.note(queued, "checklist", actor=visit.actor, detail=words)


def conflict(visit: Visit, queued: Queued, seen: str) -> Response:
    """Show that it was changed since it was seen, with both versions and a choice."""
    store = visit.queue.store
    before = next((each for each in store.earlier_versions(queued.id) if each.digest == seen), None)
    return visit.render(
        "conflict.html.j2",
        status=409,
        queued=queued,
        change=last_change(visit, queued),
        before=before,
        text=word_difference(before.text, queued.text) if before else [],
        alt_text=word_difference(before.alt_text, queued.alt_text) if before else [],
        place="decide",
    )


def reject(visit: Visit) -> Response:
    """Turn it down for a reason, and go on to the next."""
    one = visit.path["id"]
    try:
        reason = _reason(visit)
    except UsageError as error:
        return _once_more(visit, "reject", "", error)
    following = _following(visit, one)
    visit.queue.review.reject(one, actor=visit.actor, reason=reason)
    return _on(visit, following, "reject", one)


def ask_for_changes(visit: Visit) -> Response:
    """Hold it until somebody has edited it, for a reason, and go on to the next."""
    one = visit.path["id"]
    try:
        reason = _reason(visit)
    except UsageError as error:
        return _once_more(visit, "changes", "", error)
    following = _following(visit, one)
    visit.queue.review.hold(one, actor=visit.actor, reason=f"{CHANGES_WANTED}{reason}")
    return _on(visit, following, "changes", one)


def _reason(visit: Visit) -> str:
    parts = [*visit.fields("chip"), visit.field("reason")]
    words = "; ".join(" ".join(part.split()) for part in parts if part.strip())
    if not words:
        raise UsageError("Say why.", hint="Choose one of the reasons, or write one.")
    return words


def undo(visit: Visit) -> Response:
    """Take back the last step with it, if it was one's own."""
    undone = visit.queue.undoing.undo(visit.path["id"], actor=visit.actor)
    lost = any(each.lost_its_time for each in undone)
    return visit.to("announcement", {"done": "undo-lost" if lost else "undo"}, id=visit.path["id"])


def resume(visit: Visit) -> Response:
    """Let it go on from where it was held."""
    visit.queue.review.resume(visit.path["id"], actor=visit.actor)
    return visit.to("announcement", {"done": "resume", "of": visit.path["id"]}, id=visit.path["id"])


def cancel(visit: Visit) -> Response:
    """Call it off."""
    one, following = visit.path["id"], _following(visit, visit.path["id"])
    visit.queue.review.cancel(one, actor=visit.actor, reason=visit.field("reason"))
    return _on(visit, following, "cancel", one)


def unapprove(visit: Visit) -> Response:
    """Bring what is approved back to review."""
    visit.queue.review.unapprove(visit.path["id"], actor=visit.actor)
    return visit.to("announcement", {"done": "unapprove", "of": visit.path["id"]}, id=visit.path["id"])


def note(visit: Visit) -> Response:
    """Write a note for colleagues, which is never published."""
    visit.queue.review.note(visit.path["id"], visit.field("note"), actor=visit.actor)
    return visit.to("announcement", {"done": "note"}, id=visit.path["id"])


def approve_many(visit: Visit) -> Response:
    """Approve those of a list that were seen and have no warnings; say of the others why not."""
    chosen = visit.fields("chosen")[:MOST_AT_ONCE]
    levels = visit.queue.store.examined([each.partition(":")[0] for each in chosen])
    approved: list[Queued] = []
    left: list[tuple[Queued, str]] = []
    for each in chosen:
        one, _, seen = each.partition(":")
        queued = visit.queue.store.get(one)
        found = levels.get(one)
        if found is None or found.levels.holds or found.levels.warnings or len(seen) != 64:  # noqa: PLR2004 (SHA-256)
            left.append((queued, visit.language.text("It needs a look of its own.")))
            continue
        try:
            approved.append(visit.queue.review.approve(one, actor=visit.actor, seen=seen))
        except WrongStateError as error:
            left.append((queued, str(error)))
    return visit.render("approved-many.html.j2", approved=approved, left=left, place="all")


def undo_many(visit: Visit) -> Response:
    """Take back several approvals."""
    problems: list[str] = []
    for one in visit.fields("id")[:MOST_AT_ONCE]:
        try:
            visit.queue.undoing.undo(one, actor=visit.actor)
        except AnnouncerError as error:
            problems.append(str(error))
    if problems:
        raise WrongStateError(*problems)
    return visit.to("all")


def _following(visit: Visit, one: str) -> str:
    """Return the id of the announcement that comes after this one; empty where there is none."""
    before, after = neighbours(waiting_ids(visit), one)
    return after or before


def _on(visit: Visit, following: str, done: str, one: str) -> Response:
    if following:
        return visit.to("announcement", {"done": done, "of": one}, id=following)
    return visit.to("decide", {"done": done, "of": one})


_STEPS = (
    ("approve", Role.APPROVER, approve),
    ("reject", Role.APPROVER, reject),
    ("changes", Role.APPROVER, ask_for_changes),
    ("unapprove", Role.APPROVER, unapprove),
    ("resume", Role.APPROVER, resume),
    ("cancel", Role.APPROVER, cancel),
    ("undo", Role.EDITOR, undo),
    ("note", Role.EDITOR, note),
)
PAGES = (
    *(
        Page(path=f"/announcements/{{id}}/{name}", name=name, role=role, handle=handle, method="POST")
        for name, role, handle in _STEPS
    ),
    Page(path="/approve-many", name="approve-many", role=Role.APPROVER, handle=approve_many, method="POST"),
    Page(path="/undo-many", name="undo-many", role=Role.APPROVER, handle=undo_many, method="POST"),
)
