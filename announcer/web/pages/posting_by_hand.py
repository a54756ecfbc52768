"""Ready to post by hand: take words and picture, post them, say where; nobody is asked twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from announcer.channels.by_hand import EXTENSIONS
from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.share_links import post_on_x
from announcer.errors import AnnouncerError
from announcer.ports.listing import Listing
from announcer.ports.people_store import Role
from announcer.web.pages.one_announcement import undo_offer
from announcer.web.state_words import state_of
from announcer.web.visit import Page, Visit

AT_ONCE = 20
LACKING = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPost:
    """An announcement with what posting it by hand takes; `length` is its weight as the network counts."""

    queued: Queued
    share: str
    file_name: str
    length: int
    limit: int


def show(visit: Visit) -> Response:
    """Show what lies ready, and what was posted and still lacks its address."""
    return _page(visit)


def _page(visit: Visit, problem: AnnouncerError | None = None, wrong: str = "") -> Response:
    language = visit.query.get("of_language", "")
    found = visit.queue.store.listed(Listing(states=(State.READY,), language=language), limit=AT_ONCE)
    one = visit.query.get("of", "")
    return visit.render(
        "by-hand.html.j2",
        status=422 if problem else 200,
        ready=[_to_post(queued) for queued in sorted(found, key=_in_turn)],
        number_ready=visit.queue.store.count(State.READY),
        lacking=_lacking(visit),
        languages=visit.queue.settings.posts.languages,
        of_language=language,
        undo=undo_offer(visit, one) if one else None,
        done=visit.query.get("done", ""),
        problem=problem,
        wrong=wrong,
        typed=visit.field("url"),
        place="by-hand",
    )


def _in_turn(queued: Queued) -> tuple[str, str]:
    return (queued.slot_at or queued.updated_at).isoformat(), queued.id


def _lacking(visit: Visit) -> Sequence[Queued]:
    return visit.queue.store.listed(Listing(states=(State.POSTED,), lacks_address=True), limit=LACKING)


def _to_post(queued: Queued) -> ToPost:
    rules = rules_of(queued.channel)
    return ToPost(
        queued=queued,
        share=post_on_x(queued.text, queued.link),
        file_name=f"{queued.slug or queued.id}.{EXTENSIONS.get(queued.card_type, 'png')}",
        length=rules.length(queued.text),
        limit=rules.limit,
    )


def still_ready(visit: Visit) -> Response:
    """Answer nothing while it lies ready; else what takes its place on a page that is open."""
    queued = visit.queue.store.get(visit.path["id"])
    if queued.state is State.READY:
        return Response(status_code=204)
    (last,) = visit.queue.store.history(queued.id, limit=1)
    return visit.render("not-ready.html.j2", queued=queued, state=state_of(queued), by=last.actor)


def posted(visit: Visit) -> Response:
    """Record where somebody posted it; where the address is wrong, ask for it once more beside the post."""
    one, url = visit.path["id"], visit.field("url").strip()
    was = visit.queue.store.get(one)
    try:
        visit.queue.review.record(one, url, actor=visit.actor)
    except AnnouncerError as error:
        if _is_of_this_page(visit.queue.store.get(one)):
            return _page(visit, error, one)
        raise
    if _is_of_this_page(was):
        return visit.to("by-hand", {"done": "posted", "of": one})
    return visit.to("announcement", {"done": "posted", "of": one}, id=one)


def _is_of_this_page(queued: Queued) -> bool:
    return queued.state is State.READY or queued.lacks_address


def said_posted(visit: Visit) -> Response:
    """Note that it is posted, its address to come."""
    one = visit.path["id"]
    visit.queue.review.say_posted(one, actor=visit.actor)
    return visit.to("by-hand", {"done": "said", "of": one})


def _number(visit: Visit) -> int:
    return visit.queue.store.count(State.READY)


PAGES = (
    Page(
        path="/by-hand",
        name="by-hand",
        role=Role.VIEWER,
        handle=show,
        place="Ready to post by hand",
        badge=_number,
    ),
    Page(path="/announcements/{id}/still-ready", name="still-ready", role=Role.VIEWER, handle=still_ready),
    Page(path="/announcements/{id}/posted", name="posted", role=Role.EDITOR, handle=posted, method="POST"),
    Page(
        path="/announcements/{id}/said-posted",
        name="said-posted",
        role=Role.EDITOR,
        handle=said_posted,
        method="POST",
    ),
)
