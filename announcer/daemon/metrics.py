"""What the daemon reports of itself, and that as figures in Prometheus' text format, version 0.0.4.

The one module that uses prometheus-client. Its default collectors are left out: what a process takes is for the
machine's own exporter to say. Whatever can be counted is there from the start, so that its first rise is seen.
"""

import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from announcer import __version__
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.history import MOVES
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Unit
from announcer.core.posts.cost import MILLION
from announcer.services.overview import QueueOverview

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
ACCOUNT = ["channel", "account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """How the daemon is: `age` is how long ago posting was last seen to go on, `failures` counts failed jobs.

    `overview` is how the queue stood after the last round, None before the first. `own_reasons` are what
    the daemon itself fails at, which the queue may be unable to say. `moves` counts the lines of
    history since the start by name, `delays` the delays of each account.
    """

    age: timedelta
    stall_after: timedelta
    rounds: int
    failures: Mapping[str, int]
    overview: QueueOverview | None
    own_reasons: Sequence[Reason] = ()
    moves: Mapping[str, int] = field(default_factory=dict)
    delays: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What a person is needed for: as of the last look, and what the daemon could not write down."""
        known = tuple(self.overview.reasons) if self.overview else ()
        ids = {reason.id for reason in known}
        return (*known, *(reason for reason in self.own_reasons if reason.id not in ids))

    @property
    def is_alive(self) -> bool:
        """Whether posting is alive."""
        return self.age <= self.stall_after


def metrics(report: HealthReport) -> bytes:
    """Return the figures of a report."""
    return generate_latest(_Figures(report))


class _Figures(Collector):
    def __init__(self, report: HealthReport) -> None:
        self._report = report

    def collect(self) -> Iterator[Metric]:
        yield from self._of_the_daemon()
        overview = self._report.overview
        if overview is not None:
            yield from _of_the_queue(overview)
            yield _needed(self._report.reasons)
            yield from _of_the_accounts(overview)
            yield from _of_the_budgets(overview)
            yield self._delays(overview)

    def _of_the_daemon(self) -> Iterator[Metric]:
        report = self._report
        info = GaugeMetricFamily("announcer_build_info", "The program's version.", labels=["version", "python"])
        info.add_metric([__version__, platform.python_version()], 1)
        yield info
        age = report.age.total_seconds()
        yield GaugeMetricFamily("announcer_round_age_seconds", "Seconds since posting was last seen to go on.", age)
        yield CounterMetricFamily("announcer_rounds", "Rounds of posting.", report.rounds)
        # the label `job` would be Prometheus' own: it gives every figure that of the scrape
        failures = CounterMetricFamily("announcer_failures", "How often a job failed.", labels=["duty"])
        for job, number in sorted(report.failures.items()):
            failures.add_metric([job], number)
        yield failures
        moves = CounterMetricFamily("announcer_moves", "Steps of announcements, by their names.", labels=["move"])
        for move in MOVES:
            moves.add_metric([move.name], report.moves.get(move.name, 0))
        yield moves

    def _delays(self, overview: QueueOverview) -> Metric:
        delays = CounterMetricFamily("announcer_delays", "Posts put off by the channel.", labels=ACCOUNT)
        for account in overview.accounts:
            delays.add_metric(account, self._report.delays.get(account, 0))
        return delays


def _of_the_queue(overview: QueueOverview) -> Iterator[Metric]:
    states = GaugeMetricFamily("announcer_announcements", "Announcements by state.", labels=["state"])
    for state in State:
        states.add_metric([state.value], overview.overview.counts.get(state, 0))
    yield states
    yield GaugeMetricFamily("announcer_held", "Announcements that are held.", overview.overview.held)


def _needed(reasons: Sequence[Reason]) -> Metric:
    needed = GaugeMetricFamily(
        "announcer_person_needed", "For what a person is needed, and how often.", labels=["reason"]
    )
    counts = Counter(reason.kind for reason in reasons)
    for kind in ReasonKind:
        needed.add_metric([kind.value], counts[kind])
    return needed


def _of_the_accounts(overview: QueueOverview) -> Iterator[Metric]:
    paused = GaugeMetricFamily("announcer_paused", "Whether the account is paused.", labels=ACCOUNT)
    due = GaugeMetricFamily("announcer_due", "Announcements that could go out now.", labels=ACCOUNT)
    oldest = GaugeMetricFamily(
        "announcer_oldest_due_seconds", "For how long the first of them could have gone out.", labels=ACCOUNT
    )
    posted = GaugeMetricFamily(
        "announcer_last_posted_timestamp_seconds", "When the account last posted; 0 for never.", labels=ACCOUNT
    )
    pauses = {(pace.channel, pace.account) for pace in overview.paces if pace.paused}
    waiting = {(one.channel, one.account): one for one in overview.due}
    for account in overview.accounts:
        paused.add_metric(account, account in pauses)
        here, last = waiting.get(account), overview.last_posted.get(account)
        due.add_metric(account, here.number if here else 0)
        oldest.add_metric(account, max(0.0, (overview.at - here.oldest).total_seconds()) if here else 0)
        posted.add_metric(account, last.timestamp() if last else 0)
    yield from (paused, due, oldest, posted)


def _of_the_budgets(overview: QueueOverview) -> Iterator[Metric]:
    """Yield what is used up of the present day and month, each beside its cap; no cap, no series of it."""
    posts = GaugeMetricFamily("announcer_day_posts", "Posts tried today.", labels=ACCOUNT)
    posts_cap = GaugeMetricFamily("announcer_day_posts_cap", "The most that may be tried in a day.", labels=ACCOUNT)
    cost = GaugeMetricFamily("announcer_month_cost_dollars", "This month's estimated cost.", labels=ACCOUNT)
    cost_cap = GaugeMetricFamily("announcer_month_cost_cap_dollars", "The most a month may cost.", labels=ACCOUNT)
    for used in overview.budgets:
        account = (used.channel, used.account)
        if used.unit is Unit.POSTS:
            posts.add_metric(account, used.used)
            posts_cap.add_metric(account, used.cap)
        else:
            cost.add_metric(account, used.used / MILLION)
            if used.limit is not None:
                cost_cap.add_metric(account, used.limit / MILLION)
    yield from (posts, posts_cap, cost, cost_cap)
