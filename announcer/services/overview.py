"""How the queue stands: what asks for a person, what comes next, what the month has cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from announcer.core.posting.attention import AttentionRules, Due, Facts, RejectedFile, attention
from announcer.core.posting.attention_reasons import Reason
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Budget, Overview, Pace, Queued, TakenSlot, Used
from announcer.core.publications.retraction_notices import RetractionData, outdated
from announcer.ports.store import Store

LISTED = 20
REASONS = 100
"""So many announcements of each kind are reasons at most; the counts by state have all of them."""
COMING = timedelta(days=14)
TROUBLE_LASTS = timedelta(hours=25)
"""A job fails no longer when nobody has tried it for so long; the rarest is tried once a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSite:
    """What is looked at: the channels and accounts that are on, their budgets now, and the rules of attention.

    `windows` are those of which what is used up is listed. `ready_for` is how long a post may lie ready before it
    asks for a person. `retractions_max_age` is how old the list of retractions may be; None asks for none.
    `rejected` are the files that could not be taken in, or not wholly, until somebody has looked.
    """

    accounts: Sequence[tuple[str, str]]
    windows: Sequence[str]
    budgets: Mapping[tuple[str, str], Sequence[Budget]] = field(default_factory=dict)
    rules: AttentionRules = field(default_factory=AttentionRules)
    ready_for: timedelta = timedelta(days=1)
    retractions_max_age: timedelta | None = None
    rejected: Sequence[RejectedFile] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueOverview:
    """The queue at a moment, each list its first few; `reasons` are what a person is needed for.

    `retracted` are announcements whose paper was retracted since, posted or not, until a person has decided.
    `stranded` are channels and accounts that announcements wait for, though the settings have them no longer.
    `budgets` has what is used up of every budget there is now, be it nothing. `due` is what could go out now by its
    own time, `last_posted` when each account last posted. `retractions` is the list of retractions there is.
    """

    at: datetime
    overview: Overview
    reasons: Sequence[Reason]
    retracted: Sequence[Queued]
    unknown: Sequence[Queued]
    ready: Sequence[Queued]
    failed: Sequence[Queued]
    coming: Sequence[TakenSlot]
    seen: Mapping[str, datetime]
    stranded: Sequence[tuple[str, str]]
    accounts: Sequence[tuple[str, str]]
    due: Sequence[Due]
    budgets: Sequence[Used]
    paces: Sequence[Pace]
    last_posted: Mapping[tuple[str, str], datetime]
    retractions: RetractionData | None

    @property
    def person_needed(self) -> bool:
        """Whether somebody should look."""
        return bool(self.reasons)

    @property
    def last_seen(self) -> datetime | None:
        """When any worker was last seen."""
        return max(self.seen.values(), default=None)


def queue_overview(store: Store, site: WatchedSite) -> QueueOverview:
    """Return how the queue of the site stands."""
    overview, seen = store.overview(site.windows), store.heartbeats()
    retractions = store.retraction_data()
    facts = _facts(store, site, overview, max(seen.values(), default=None), retractions)
    coming = [
        slot
        for channel, account in site.accounts
        for slot in store.taken(channel, account, facts.now, facts.now + COMING)
        if slot.state is State.SCHEDULED
    ]
    return QueueOverview(
        at=facts.now,
        overview=overview,
        reasons=attention(facts, site.rules),
        retracted=facts.retracted[:LISTED],
        unknown=facts.unknown[:LISTED],
        ready=store.listing([State.READY], limit=LISTED),
        failed=facts.failed[:LISTED],
        coming=sorted(coming, key=lambda slot: slot.at)[:LISTED],
        seen=seen,
        stranded=tuple(facts.stranded),
        accounts=site.accounts,
        due=facts.due,
        budgets=facts.used,
        paces=tuple(facts.paces.values()),
        last_posted=store.last_posted(),
        retractions=retractions,
    )


def _facts(
    store: Store,
    site: WatchedSite,
    overview: Overview,
    last_seen: datetime | None,
    retractions: RetractionData | None,
) -> Facts:
    now, rules = store.now(), site.rules
    proposals, proposals_since = store.undecided_proposals()
    return Facts(
        now=now,
        unknown=store.listing([State.UNKNOWN], limit=REASONS),
        failed=store.listing([State.FAILED], limit=REASONS),
        held=store.kept_back(REASONS, in_review=rules.held_in_review),
        returned=store.returned(REASONS),
        retracted=store.retracted(REASONS),
        ready=store.ready_since(now - site.ready_for, REASONS),
        delayed=store.delayed(rules.delayed_times, REASONS),
        stranded={one: _stranded_since(store, one) for one in store.accounts() if one not in site.accounts},
        due=store.due(),
        paces={(pace.channel, pace.account): pace for pace in store.paces()},
        used=list(_budgets(overview, site)),
        last_seen=last_seen,
        troubles=store.troubles(now - TROUBLE_LASTS),
        kept_back=outdated(retractions, site.retractions_max_age, now),
        kept_back_since=retractions.read_at if retractions else None,
        rejected=site.rejected,
        proposals=proposals,
        proposals_since=proposals_since,
    )


def _stranded_since(store: Store, account: tuple[str, str]) -> datetime:
    """Return when what waits for the account was last touched; of many, when one of the newest was."""
    waiting = store.listing([State.SCHEDULED, State.UNKNOWN], channel=account[0], limit=REASONS)
    return max((queued.updated_at for queued in waiting if queued.account == account[1]), default=store.now())


def _budgets(overview: Overview, site: WatchedSite) -> Iterator[Used]:
    """Yield every budget with its cap as the settings have it now: the store knows it as of the last post."""
    used = {(one.channel, one.account, one.window, one.unit): one.used for one in overview.used}
    for (channel, account), budgets in site.budgets.items():
        for budget in budgets:
            yield Used(
                channel=channel,
                account=account,
                window=budget.window,
                unit=budget.unit,
                used=used.get((channel, account, budget.window, budget.unit), 0),
                cap=budget.cap,
            )
