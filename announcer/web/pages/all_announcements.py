"""All announcements as dense rows: by what they wait for, searched, English and Persian of a paper together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import AnnouncerError, UnknownAnnouncementError
from announcer.ports.examined_store import Levels
from announcer.ports.listing import Listing
from announcer.ports.people_store import Role
from announcer.services.planning import HORIZON_DAYS
from announcer.web.state_words import look_of, state_of
from announcer.web.visit import Page, Visit

AT_ONCE = 40
EXCERPT = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A group of states that people ask for together; `title` is English."""

    name: str
    title: str
    states: tuple[State, ...]

    def number(self, counts: Mapping[State, int]) -> int:
        """Return how many announcements are in it."""
        return sum(counts.get(state, 0) for state in self.states)


TABS = (
    Tab(name="waiting", title="Waiting", states=(State.IN_REVIEW,)),
    Tab(
        name="approved",
        title="Approved and scheduled",
        states=(State.SCHEDULED, State.CLAIMED, State.UPLOADED, State.SENDING, State.READY),
    ),
    Tab(name="needs", title="In doubt or failed", states=(State.UNKNOWN, State.FAILED)),
    Tab(name="posted", title="Posted", states=(State.POSTED,)),
    Tab(name="rejected", title="Rejected", states=(State.REJECTED,)),
    Tab(name="missed", title="Called off or missed", states=(State.CANCELLED,)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: a tab, words, filters, and the announcement after which the page begins."""

    tab: Tab
    words: str = ""
    language: str = ""
    department: str = ""
    finding: str = ""
    after: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        """Return the address's query with some parts changed; the page begins anew unless `after` is given."""
        kept = {
            "tab": self.tab.name,
            "words": self.words,
            "of_language": self.language,
            "department": self.department,
            "finding": self.finding,
        }
        return kept | changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An announcement in a line. `at` is when it went, goes, or would go out if it were approved now."""

    queued: Queued
    excerpt: str
    state: str
    look: str
    length: int
    limit: int
    levels: Levels | None
    twins: tuple[Queued, ...]
    at: datetime | None
    is_proposed: bool


def show(visit: Visit) -> Response:
    """Show the rows that are asked for, what needs a person above them."""
    queue, wanted = visit.queue, _wanted(visit)
    found = queue.search.listed(
        Listing(
            states=wanted.tab.states,
            language=wanted.language,
            department=wanted.department,
            finding=wanted.finding,
        ),
        wanted.words,
        limit=AT_ONCE,
        after=_after(visit, wanted),
    )
    overview = queue.overview()
    return visit.render(
        "all.html.j2",
        rows=rows_of(visit, found.announcements),
        more=found.more,
        wanted=wanted,
        tabs=TABS,
        counts=overview.overview.counts,
        reasons=overview.reasons,
        can_choose=visit.may(Role.APPROVER) and wanted.tab.states == (State.IN_REVIEW,),
        languages=queue.settings.posts.languages,
        departments=queue.store.departments(),
        findings=queue.store.finding_ids() if wanted.tab.name == "waiting" else (),
    )


def _wanted(visit: Visit) -> Wanted:
    query = visit.query
    return Wanted(
        tab=next((tab for tab in TABS if tab.name == query.get("tab")), TABS[0]),
        words=query.get("words", "")[:200],
        language=query.get("of_language", ""),
        department=query.get("department", ""),
        finding=query.get("finding", ""),
        after=query.get("after", ""),
    )


def _after(visit: Visit, wanted: Wanted) -> Queued | None:
    try:
        return visit.queue.store.get(wanted.after) if wanted.after else None
    except UnknownAnnouncementError:
        return None


def rows_of(visit: Visit, announcements: Sequence[Queued]) -> list[Row]:
    """Return announcements as rows, those of one publication next to one another."""
    store = visit.queue.store
    levels = {one: found.levels for one, found in store.examined([each.id for each in announcements]).items()}
    proposed = _proposed(visit, announcements)
    rows = []
    for queued in _together(announcements):
        twins = tuple(each for each in store.announced(queued.publication) if each.id != queued.id)
        rows.append(_row(queued, levels.get(queued.id), twins, proposed.get(queued.id)))
    return rows


def _row(queued: Queued, levels: Levels | None, twins: tuple[Queued, ...], proposed: datetime | None) -> Row:
    rules = rules_of(queued.channel)
    known = queued.posted_at or queued.due_at
    return Row(
        queued=queued,
        excerpt=queued.text if len(queued.text) <= EXCERPT else f"{queued.text[: EXCERPT - 1]}…",
        state=state_of(queued),
        look=look_of(queued),
        length=rules.length(queued.text),
        limit=rules.limit,
        levels=levels,
        twins=twins,
        at=known or proposed,
        is_proposed=known is None and proposed is not None,
    )


def _together(announcements: Sequence[Queued]) -> list[Queued]:
    groups: dict[str, list[Queued]] = {}
    for queued in announcements:
        groups.setdefault(queued.publication, []).append(queued)
    return [queued for group in groups.values() for queued in group]


def _proposed(visit: Visit, announcements: Sequence[Queued]) -> dict[str, datetime]:
    """Return when those in review would go out if all of them were approved now."""
    accounts: dict[tuple[str, str], list[Queued]] = {}
    for queued in announcements:
        if queued.state is State.IN_REVIEW and not queued.held:
            accounts.setdefault((queued.channel, queued.account), []).append(queued)
    found: dict[str, datetime] = {}
    last = visit.queue.today() + timedelta(days=HORIZON_DAYS)
    for (channel, account), waiting in accounts.items():
        try:
            given = visit.queue.planner(channel, account).plan_until(last, waiting)
        except AnnouncerError:  # the file of holidays is wrong: nothing can be proposed
            continue
        found |= {each.announcement: each.slot.at for each in given}
    return found


PAGES = (Page(path="/all", name="all", role=Role.VIEWER, handle=show, place="All"),)
