"""What a life will meet, drawn in advance: the same seed and number give the same life, as far as clocks allow."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tests.faultserver import faults
from tests.faultserver.api import Route
from tests.faultserver.faults import Fault
from tests.faultserver.server import Moment


class Policy(StrEnum):
    """What becomes of a post that is looked for and not found."""

    STRICT = "strict"
    RESEND = "resend"


class Work(StrEnum):
    """How the program is run in a round."""

    ONCE = "run --once"
    DAEMON = "run"
    TWO = "two at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """When a process is killed: so many seconds after its start, or at the n-th such moment of such a call."""

    after: float = 0.0
    route: Route | None = None
    moment: Moment | None = None
    nth: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Some announcements are approved, the program runs for a while, then time passes.

    `down`: nobody listens; `healthy`: without faults; `resumes`: somebody looks after a paused channel;
    `in_order`: a daemon is stopped by SIGTERM.
    """

    approves: int
    kills_approve: float | None
    waits: timedelta
    work: Work
    kill: Kill | None
    elapses: timedelta
    down: bool = False
    healthy: bool = False
    resumes: bool = False
    seconds: float = 2.0
    in_order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One life."""

    seed: int
    number: int
    policy: Policy
    refuses_copies: bool
    lag: int
    now: bool
    automatic: bool
    deadline: int
    gap: str
    template: str
    media_faults: bool
    kills_add: float | None
    rounds: tuple[Round, ...]

    @property
    def publications(self) -> int:
        """How many there are, each approved in its round."""
        return sum(one.approves for one in self.rounds)

    @property
    def trusts_looks(self) -> bool:
        """Whether doubles are only avoided by what look-ups show: then they must show it in time."""
        return self.policy is Policy.RESEND and not self.refuses_copies

    def faults(self) -> Callable[[Route], Fault | None]:
        """Return what chooses the fault of each call: a stream of its own for each kind of call."""
        return _Streams(self)


RATES = {Route.POST: 0.9, Route.UPLOAD: 0.5, Route.METADATA: 0.5, Route.LOOKUP: 0.6, Route.ME: 0.4}
MEDIA = {Route.UPLOAD, Route.METADATA}
"""A fault of these holds up the whole account, so lives without them see more faults of posts."""
STEPS = (0, 70, 70, 130, 400, 1000, 4000)
"""Seconds that pass between rounds."""
_SENDING = (Moment.SEEN, Moment.READ, Moment.DONE, Moment.ANSWERING, Moment.ANSWERED)


class _Streams:
    """Draws faults. The first of each kind goes through the whole list from life to life, so that all strike."""

    def __init__(self, plan: Plan) -> None:
        self._media_faults = plan.media_faults
        self._dice = {route: random.Random(f"{plan.seed}/{plan.number}/{route}") for route in RATES}
        self._lists = {
            route: [fault for fault in faults.of(route) if not (fault.hides and plan.trusts_looks)]
            for route in RATES
        }
        self._first = {route: _shuffled(self._lists[route], plan.seed, plan.number) for route in RATES}

    def __call__(self, route: Route) -> Fault | None:
        if route not in RATES or (route in MEDIA and not self._media_faults):
            return None
        dice = self._dice[route]
        chosen, strikes = dice.choice(self._lists[route]), dice.random() < RATES[route]
        first = self._first.pop(route, None)
        if first and (route is Route.POST or strikes):
            return first
        return chosen if strikes else None


def _shuffled(found: list[Fault], seed: int, number: int) -> Fault:
    order = sorted(found, key=lambda fault: random.Random(f"{seed}/{fault.name}").random())
    return order[number % len(order)]


def draw(seed: int, number: int, *, several: bool) -> Plan:
    """Draw a life; `several`: processes may share the queue."""
    dice = random.Random(f"{seed}/{number}")
    policy = Policy.RESEND if number % 2 else Policy.STRICT
    refuses = dice.random() < 0.5
    trusts = policy is Policy.RESEND and not refuses
    now, automatic = dice.random() < 0.6, dice.random() < 0.15
    waits = (0,) if now and not automatic else (6, 11, 21)
    return Plan(
        seed=seed,
        number=number,
        policy=policy,
        refuses_copies=refuses,
        lag=dice.choice((0, 0, 1, 2) if trusts else (0, 0, 1, 2, 5, 1000)),
        now=now,
        automatic=automatic,
        deadline=dice.choice((1, 1, 2)),
        gap=dice.choice(("0 s", "0 s", "0 s", "0 s", "0 s", "1 min")),
        template=dice.choice(("new-publication", "key-sentence", "our-authors")),
        media_faults=dice.random() < 0.4,
        kills_add=dice.uniform(0.1, 0.9) if dice.random() < 0.12 else None,
        rounds=tuple(_round(dice, waits, several=several) for _ in range(dice.choice((5, 6, 7, 8)))),
    )


def _round(dice: random.Random, waits: tuple[int, ...], *, several: bool) -> Round:
    works = (Work.ONCE, Work.ONCE, Work.DAEMON, Work.DAEMON, *((Work.TWO,) * (4 if several else 1)))
    return Round(
        approves=dice.choice((0, 1, 2, 3, 4)),
        kills_approve=dice.uniform(0.1, 0.6) if dice.random() < 0.1 else None,
        waits=timedelta(minutes=dice.choice(waits)),
        work=dice.choice(works),
        kill=_kill(dice),
        elapses=timedelta(seconds=dice.choice(STEPS)),
        down=dice.random() < 0.06,
        healthy=dice.random() < 0.05,
        resumes=dice.random() < 0.7,
        seconds=dice.uniform(2.0, 5.0),
        in_order=dice.random() < 0.3,
    )


def _kill(dice: random.Random) -> Kill | None:
    kind = dice.random()
    if kind < 0.6:
        return None
    if kind < 0.7:
        return Kill(after=dice.uniform(0.5, 3.0))
    route = dice.choice((Route.POST, Route.POST, Route.POST, Route.UPLOAD, Route.METADATA, Route.LOOKUP))
    return Kill(
        after=dice.choice((0.0, 0.0, 0.01, 0.1)),
        route=route,
        moment=dice.choice(_SENDING),
        nth=dice.choice((1, 1, 2)),
    )
