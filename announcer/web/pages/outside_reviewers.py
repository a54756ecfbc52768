"""Who reviews by a link: look, add, give another link, revoke."""

from datetime import timedelta

from starlette.responses import Response

from announcer.core.posting.lifecycle import State
from announcer.errors import AnnouncerError, UsageError
from announcer.ports.people_store import Role
from announcer.services.people.reviewers_by_link import LONGEST, Invitation, Reviewers
from announcer.web.visit import Page, Visit

_TYPED = ("name", "mail", "language", "department", "announcements", "days")


def show(visit: Visit) -> Response:
    """Show who reviews by a link."""
    return _page(visit)


def _page(
    visit: Visit, problem: AnnouncerError | None = None, *, link: str = "", name: str = "", done: str = ""
) -> Response:
    store = visit.queue.store
    last: dict[str, object] = {}
    for each in store.reviewer_links():
        last.setdefault(each.reviewer, each.used_at)
    return visit.render(
        "outside-reviewers.html.j2",
        status=422 if problem else 200,
        reviewers=Reviewers(store=store).listed(),
        last=last,
        problem=problem,
        typed={field: visit.field(field) if problem else "" for field in _TYPED},
        decides=visit.field("may") == "decide" if problem else False,
        new_link=link,
        new_name=name,
        done=done or visit.query.get("done", ""),
        for_ids=visit.query.get("for", "")[:200],
        languages=visit.queue.settings.posts.languages,
        departments=store.departments(),
        now=visit.now,
    )


def add(visit: Visit) -> Response:
    """Add somebody, and show their link once."""
    try:
        invitation = Invitation(
            name=visit.field("name"),
            mail=visit.field("mail"),
            language=visit.field("language"),
            department=visit.field("department"),
            announcements=_ids(visit),
            decides=visit.field("may") == "decide",
            lasts=timedelta(days=_days(visit.field("days"))),
        )
        reviewer, token = Reviewers(store=visit.queue.store).add(invitation, actor=visit.actor)
    except AnnouncerError as error:
        return _page(visit, error)
    return _page(visit, link=_address(visit, token), name=reviewer.name)


def _ids(visit: Visit) -> tuple[str, ...]:
    """Return the announcements that the form names; each must be in review, or be something to wait for."""
    named = visit.field("announcements").replace(",", " ").split()
    found = [visit.queue.store.get(each) for each in named[: LONGEST.days]]
    over = [each.id for each in found if each.state in (State.POSTED, State.CANCELLED)]
    if over:
        raise UsageError(f"There is nothing to review any more: {', '.join(over)}.")
    return tuple(each.id for each in found)


def _days(text: str) -> int:
    written = text.strip() or "14"
    if not (written.isdecimal() and len(written) <= 3):  # noqa: PLR2004 (digits)
        raise UsageError("The number of days is none.", hint="Write it as 14, for two weeks.")
    return int(written)


def _address(visit: Visit, token: str) -> str:
    return f"{visit.site_address}{visit.link('by-link', token=token)}"


def another_link(visit: Visit) -> Response:
    """Show a further link of that reviewer, for who has lost the first."""
    reviewers = Reviewers(store=visit.queue.store)
    token = reviewers.new_link(visit.path["id"])
    name = next(each.name for each in reviewers.listed() if each.id == visit.path["id"])
    return _page(visit, link=_address(visit, token), name=name)


def revoke(visit: Visit) -> Response:
    """Let no link of that reviewer work any more."""
    Reviewers(store=visit.queue.store).revoke(visit.path["id"], actor=visit.actor)
    return visit.to("reviewers", {"done": "revoked"})


PAGES = (
    Page(path="/reviewers", name="reviewers", role=Role.APPROVER, handle=show, place="Reviewers"),
    Page(path="/reviewers", name="add-reviewer", role=Role.APPROVER, handle=add, method="POST"),
    Page(path="/reviewers/{id}/link", name="reviewer-link", role=Role.APPROVER, handle=another_link, method="POST"),
    Page(path="/reviewers/{id}/revoke", name="revoke-reviewer", role=Role.APPROVER, handle=revoke, method="POST"),
)
