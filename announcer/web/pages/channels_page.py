"""Channels and health: what needs a person, whether the daemon runs, pauses, cost, the last that went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from announcer.channels.registry import channel_kind, pause_hint
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.history import STAYED_BEHIND, LoggedEvent
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Unit, Used
from announcer.core.posts.cost import MILLION
from announcer.errors import UsageError
from announcer.ports.people_store import Role
from announcer.services.catalogue.updating import settle_retraction
from announcer.services.overview import QueueOverview
from announcer.web.visit import DAEMON_SEEN_WITHIN, Page, Visit

LATELY = timedelta(days=14)
WENT_WRONG = (*sorted(STAYED_BEHIND - {"reject", "cancel"}), "delay", "pause")
SHOWN = 12
WORDS = {
    "give-up": "given up after several tries",
    "refuse": "the network refused it",
    "return": "not what was approved: back in review",
    "overdue": "too late: back in review",
    "expire": "its last day is over: called off",
    "doubt": "no clear answer: it may be public",
    "orphan": "the program was stopped while it sent: it may be public",
    "retract": "its paper was retracted: kept back",
    "delay": "put off; it is tried again by itself",
    "pause": "the channel was paused",
}
"""What a line of history that went wrong says, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """How much of a budget is used up, in words; `percent` is None where nothing bounds it."""

    title: str
    used: str
    limit: str
    percent: float | None

    @property
    def look(self) -> str:
        """How it is coloured: `held` where nothing is left, `check` where little is."""
        if self.percent is None:
            return "ready"
        return "held" if self.percent >= 100 else "check" if self.percent >= 80 else "ready"  # noqa: PLR2004 (per cent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """A channel with its account as the page shows it. `needs_keys`: it is the daemon that can ask the network."""

    name: str
    title: str
    account: str
    paused: str
    paused_at: datetime | None
    hint: str
    free_at: datetime | None
    last_posted: datetime | None
    spent: tuple[Spent, ...]
    needs_keys: bool


def show(visit: Visit) -> Response:
    """Show how the site stands."""
    found = visit.queue.overview()
    now = visit.now
    wrong = visit.queue.store.events_between(now - LATELY, now + timedelta(seconds=1), WENT_WRONG)
    checks = visit.queue.catalogue.retraction_checks
    return visit.render(
        "channels.html.j2",
        reasons=found.reasons,
        channels=[_channel(visit, found, *account) for account in found.accounts],
        workers=sorted(found.seen.items(), key=lambda each: each[1], reverse=True)[:SHOWN],
        last_seen=found.last_seen,
        seen_ago=visit.dates.span(now - found.last_seen) if found.last_seen else "",
        is_off=found.last_seen is None or now - found.last_seen > DAEMON_SEEN_WITHIN,
        wrong=_latest(wrong),
        wrong_words=WORDS,
        retracted=[queued for queued in found.retracted if queued.state is State.POSTED],
        reinstated=[(one, queued) for one in checks.reinstated() for queued in one.waiting],
        retractions=found.retractions,
        merges=len(visit.queue.catalogue.merging.open_proposals()),
        kinds=ReasonKind,
        where=_where,
        done=visit.query.get("done", ""),
        place="channels",
    )


def _where(reason: Reason) -> str:
    """Return the name of the page on which what the reason asks for can be done."""
    return "by-hand" if reason.kind is ReasonKind.READY else "announcement"


def _latest(events: Sequence[LoggedEvent]) -> list[LoggedEvent]:
    """Return the last of each announcement, the latest first: what is put off again and again is one line."""
    last = {(each.event.announcement, each.event.name): each for each in events}
    return sorted(last.values(), key=lambda each: each.event.at, reverse=True)[:SHOWN]


def _channel(visit: Visit, found: QueueOverview, name: str, account: str) -> ChannelView:
    pace = next((each for each in found.paces if (each.channel, each.account) == (name, account)), None)
    kind = channel_kind(name)
    free_at = pace.free_at if pace and pace.free_at and pace.free_at > visit.now else None
    return ChannelView(
        name=name,
        title=kind.rules.title,
        account=account,
        paused=pace.paused if pace else "",
        paused_at=pace.paused_at if pace else None,
        hint=pause_hint(name, pace.paused) if pace else "",
        free_at=free_at,
        last_posted=found.last_posted.get((name, account)),
        spent=tuple(
            _spent(visit, used) for used in found.budgets if (used.channel, used.account) == (name, account)
        ),
        needs_keys=kind.keys is not None,
    )


def _spent(visit: Visit, used: Used) -> Spent:
    limit = used.limit
    percent = None if limit is None else 100.0 if limit == 0 else min(100.0, round(100 * used.used / limit, 1))
    if used.unit is Unit.POSTS:
        title = visit.language.text("Posts today")
        return Spent(title=title, used=str(used.used), limit="" if limit is None else str(limit), percent=percent)
    return Spent(
        title=visit.language.text("Estimated cost this month"),
        used=f"${used.used / MILLION:.2f}",
        limit="" if limit is None else f"${limit / MILLION:.2f}",
        percent=percent,
    )


def pause(visit: Visit) -> Response:
    """Post nothing to a channel until somebody lets it go on, for a reason."""
    reason = " ".join(visit.field("reason").split())
    if not reason:
        raise UsageError("Say why.", hint="Colleagues see the reason on this page.")
    visit.queue.account_control.pause(visit.path["channel"], actor=visit.actor, reason=reason)
    return visit.to("channels", {"done": "paused"})


def go_on(visit: Visit) -> Response:
    """Let a channel go on, once it answers; one with keys, which this page has not, is asked by the daemon."""
    channel, control = visit.path["channel"], visit.queue.account_control
    if channel_kind(channel).keys is None:
        control.resume(channel, actor=visit.actor)
        return visit.to("channels", {"done": "resumed"})
    control.let_go_on(channel, actor=visit.actor)
    return visit.to("channels", {"done": "tried"})


def retraction_seen(visit: Visit) -> Response:
    """Note that somebody has decided to leave a post where it is whose paper was retracted."""
    settle_retraction(visit.queue.store, visit.path["id"], actor=visit.actor)
    return visit.to("channels", {"done": "settled"})


def send_again(visit: Visit) -> Response:
    """Send once more what somebody has looked for and not found, or what failed."""
    if not visit.field("looked"):
        raise UsageError(
            "Look at the account first.", hint="Say that you have looked, for it may be public already."
        )
    visit.queue.review.send_again(visit.path["id"], actor=visit.actor)
    return visit.to("channels", {"done": "again"})


PAGES = (
    Page(path="/channels", name="channels", role=Role.VIEWER, handle=show, place="Channels"),
    Page(path="/channels/{channel}/pause", name="pause", role=Role.APPROVER, handle=pause, method="POST"),
    Page(path="/channels/{channel}/go-on", name="go-on", role=Role.APPROVER, handle=go_on, method="POST"),
    Page(
        path="/announcements/{id}/retraction-seen",
        name="retraction-seen",
        role=Role.APPROVER,
        handle=retraction_seen,
        method="POST",
    ),
    Page(
        path="/announcements/{id}/send-again",
        name="send-again",
        role=Role.APPROVER,
        handle=send_again,
        method="POST",
    ),
)
