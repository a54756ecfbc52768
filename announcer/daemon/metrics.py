"""What the daemon reports of itself, and that as figures in Prometheus' text format, version 0.0.4.

The one module that uses prometheus-client. Its default collectors are left out: what a process takes is for the
machine's own exporter to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """How the daemon is: `age` is how long ago the last round of posting ended, `failures` counts failed jobs."""

    age: timedelta
    stall_after: timedelta
    rounds: int
    failures: Mapping[str, int]
    overview: Overview

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
        yield from self._of_the_queue()
        yield from self._of_the_rounds()

    def _of_the_queue(self) -> Iterator[Metric]:
        overview = self._report.overview
        states = GaugeMetricFamily("announcer_announcements", "Announcements by state.", labels=["state"])
        for state in State:
            states.add_metric([state.value], overview.counts.get(state, 0))
        yield states
        yield GaugeMetricFamily("announcer_held", "Announcements that a person keeps back.", overview.held)
        paused = len(overview.paused)
        yield GaugeMetricFamily("announcer_paused_accounts", "Accounts that wait for a person.", paused)
        budgets = GaugeMetricFamily(
            "announcer_budget_used",
            "What is used up: posts, or millionths of the currency.",
            labels=["channel", "account", "window", "unit"],
        )
        for used in overview.used:
            budgets.add_metric([used.channel, used.account, used.window, used.unit.value], used.used)
        yield budgets

    def _of_the_rounds(self) -> Iterator[Metric]:
        age = self._report.age.total_seconds()
        yield GaugeMetricFamily("announcer_round_age_seconds", "Seconds since the last round of posting.", age)
        yield CounterMetricFamily("announcer_rounds", "Rounds of posting.", self._report.rounds)
        # the label `job` would be Prometheus' own: it gives every figure that of the scrape
        failures = CounterMetricFamily("announcer_failures", "How often a job failed.", labels=["duty"])
        for job, number in sorted(self._report.failures.items()):
            failures.add_metric([job], number)
        yield failures
