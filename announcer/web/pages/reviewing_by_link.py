"""What somebody without an account sees by their link: what waits for them, and what they may say to it.

The link itself says who it is; nobody is signed in by it, and nothing else of the page opens to it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import UnknownAnnouncementError, UsageError, WrongStateError
from announcer.ports.listing import Listing
from announcer.ports.people_store import Origin
from announcer.ports.reviewer_store import Reviewer
from announcer.services.people.reviewers_by_link import Reviewers
from announcer.services.review.editing import card_type
from announcer.services.review.reviewing import CHANGES_WANTED
from announcer.web.pages.announcement_view import view_of
from announcer.web.state_words import NEXT, state_of
from announcer.web.visit import Page, Visit

MOST_SHOWN = 200
DIGEST_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guest:
    """A visit by a link: whose it is, and how the addresses of their pages begin."""

    visit: Visit
    reviewer: Reviewer

    @property
    def token(self) -> str:
        return self.visit.path["token"]

    def waiting(self) -> list[Queued]:
        """Return what waits for this reviewer, the newest first; no one else's homework."""
        wanted = Listing(
            states=(State.IN_REVIEW,), language=self.reviewer.language, department=self.reviewer.department
        )
        found = self.visit.queue.store.listed(wanted, limit=MOST_SHOWN)
        return [
            each
            for each in found
            if self.reviewer.is_asked_about(each) and not each.held.startswith(CHANGES_WANTED)
        ]

    def asked(self) -> Queued:
        """Return the announcement of the address.

        Raises:
            UnknownAnnouncementError: there is none, or the link is not for it.
        """
        queued = self.visit.queue.store.get(self.visit.path["id"])
        is_open = queued.state is State.IN_REVIEW or self.has_acted(queued)
        if not (self.reviewer.is_asked_about(queued) and is_open):
            raise UnknownAnnouncementError("This link is not for that announcement.")
        return queued

    def has_acted(self, queued: Queued) -> bool:
        """Return whether this reviewer has said anything to it."""
        return any(event.actor == self.reviewer.actor for event in self.visit.queue.store.history(queued.id))

    def may_decide(self, queued: Queued) -> bool:
        """Return whether this reviewer may approve or reject it now."""
        return self.reviewer.decides and queued.state is State.IN_REVIEW

    def can_undo(self, queued: Queued) -> bool:
        """Return whether this reviewer may take an approval back."""
        until = queued.undo_until
        return until is not None and until > self.visit.now and queued.approved_by == self.reviewer.actor

    def render(self, template: str, variables: Mapping[str, object]) -> Response:
        shown: dict[str, Any] = {**variables, "guest": self, "reviewer": self.reviewer}
        return self.visit.render(template, **shown)


def _by_link(handle: Callable[[_Guest], Response]) -> Callable[[Visit], Response]:
    """Return what answers only where the address has a link that works, in the name of whose it is."""

    def answer(visit: Visit) -> Response:
        reviewer = Reviewers(store=visit.queue.store).of_token(visit.path["token"])
        if reviewer is None:
            return _no_such_link(visit)
        own = replace(visit, signed_in=None)  # whoever is signed in here, too, acts by the link on these pages
        with visit.queue.store.acting_from(Origin(session=f"link {reviewer.id}", address=visit.address)):
            return handle(_Guest(visit=own, reviewer=reviewer))

    return answer


def _no_such_link(visit: Visit) -> Response:
    keys = (f"link {visit.address}",)
    wait = visit.surroundings.throttle.wait(keys, visit.now)
    if wait.total_seconds() > 0:
        return visit.render(
            "problem.html.j2",
            status=429,
            problem={"words": visit.language.text("Too many wrong links. Wait a little."), "hint": ""},
        )
    visit.surroundings.throttle.failed(keys, visit.now)
    raise WrongStateError(
        visit.language.text("This link works no longer, or never did."),
        hint=visit.language.text("Ask whoever sent it for a new one."),
    )


def show_waiting(guest: _Guest) -> Response:
    """Show what waits for this reviewer."""
    query = guest.visit.query
    done = guest.visit.queue.store.with_prefix(query.get("of", "") or "-", limit=1)
    acted = done[0] if done and guest.has_acted(done[0]) else None
    return guest.render(
        "by-link.html.j2",
        {
            "waiting": guest.waiting(),
            "done": query.get("done", ""),
            "acted": acted,
            "can_undo": acted is not None and guest.can_undo(acted),
        },
    )


def show_one(guest: _Guest) -> Response:
    """Show one announcement: what is sent, what was found of it, the abstract that it is from."""
    queued = guest.asked()
    view = view_of(guest.visit, queued)
    comments = [each for each in view.history if each.name == "note" and each.actor == guest.reviewer.actor]
    return guest.render(
        "by-link-one.html.j2",
        {
            "queued": queued,
            "view": view,
            "state": state_of(queued),
            "next_words": NEXT[queued.state],
            "comments": comments,
            "may_decide": guest.may_decide(queued),
            "can_undo": guest.can_undo(queued),
            "done": guest.visit.query.get("done", ""),
        },
    )


def card(guest: _Guest) -> Response:
    """Answer with the card of an announcement that the link is for."""
    queued = guest.asked()
    content = guest.visit.queue.store.card(queued.card_digest)
    if not content or queued.card_digest != guest.visit.path["digest"]:
        raise UnknownAnnouncementError("There is no such card.")
    return Response(content, media_type=card_type(content))


def approve(guest: _Guest) -> Response:
    """Approve what was seen."""
    queued, seen = _to_decide(guest), guest.visit.field("seen")
    if len(seen) != DIGEST_DIGITS:
        raise UsageError("This form does not say what was seen.", hint="Load the page once more.")
    if seen != queued.digest:
        raise WrongStateError(
            "It was changed since you looked at it.", hint="Go back, load the page once more, and decide then."
        )
    guest.visit.queue.review.approve(queued.id, actor=guest.reviewer.actor, seen=seen)
    return _back(guest, queued, "approve")


def reject(guest: _Guest) -> Response:
    """Turn it down for a reason."""
    queued, reason = _to_decide(guest), " ".join(guest.visit.field("reason").split())
    if not reason:
        raise UsageError("Say why.", hint="Write a reason in your own words.")
    guest.visit.queue.review.reject(queued.id, actor=guest.reviewer.actor, reason=reason)
    return _back(guest, queued, "reject")


def _to_decide(guest: _Guest) -> Queued:
    queued = guest.asked()
    if not guest.reviewer.decides:
        raise WrongStateError("By this link you write comments; others decide.", hint="Write what you think of it.")
    return queued


def comment(guest: _Guest) -> Response:
    """Write a note to those who decide."""
    queued = guest.asked()
    guest.visit.queue.review.note(queued.id, guest.visit.field("note"), actor=guest.reviewer.actor)
    return guest.visit.to("by-link-one", {"done": "comment"}, token=guest.token, id=queued.id)


def undo(guest: _Guest) -> Response:
    """Take one's own approval back."""
    queued = guest.asked()
    guest.visit.queue.undoing.undo(queued.id, actor=guest.reviewer.actor)
    return guest.visit.to("by-link-one", {"done": "undo"}, token=guest.token, id=queued.id)


def _back(guest: _Guest, queued: Queued, done: str) -> Response:
    return guest.visit.to("by-link", {"done": done, "of": queued.id}, token=guest.token)


_STEPS: Sequence[tuple[str, Callable[[_Guest], Response]]] = (
    ("approve", approve),
    ("reject", reject),
    ("comment", comment),
    ("undo", undo),
)
PAGES = (
    Page(path="/for/{token}", name="by-link", role=None, handle=_by_link(show_waiting)),
    Page(path="/for/{token}/{id}", name="by-link-one", role=None, handle=_by_link(show_one)),
    Page(path="/for/{token}/{id}/card/{digest}", name="by-link-card", role=None, handle=_by_link(card)),
    *(
        Page(
            path=f"/for/{{token}}/{{id}}/{name}",
            name=f"by-link-{name}",
            role=None,
            handle=_by_link(step),
            method="POST",
        )
        for name, step in _STEPS
    ),
)
