"""A life of the program: a site, killed processes, a hostile network; then a good day, and what came of it."""

import signal
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tests.faultserver import elapsing
from tests.faultserver.api import Route
from tests.faultserver.plans import Kill, Plan, Round, Work
from tests.faultserver.program import RECORD, Done, Program, Running
from tests.faultserver.server import FaultServer, Moment
from tests.faultserver.tally import Result, Row, Tally
from tests.faultserver.world import World

GOOD_DAYS = tuple(timedelta(minutes=minutes) for minutes in (2, 6, 16, 61, 61, 125, 1500, 61, 125, *[2] * 16))
"""What passes between the runs of the good day at the end; less than two days, after which a post is too late."""
AFTER_A_PERSON = tuple(timedelta(minutes=minutes) for minutes in (2, 61, *[2] * 16))
LONGEST_STOP = 5.0
"""SIGTERM stops the program within two seconds; this leaves room for a busy machine."""
PERSON_NEEDED = 3
ENOUGH_LOOKS = 4
"""Runs of the good day after which an unknown post that is public has been found."""


class Life:
    """One life in `folder`; the queue is the PostgreSQL schema at `postgres`, or an SQLite file of the site."""

    def __init__(self, plan: Plan, folder: Path, postgres: str = "") -> None:
        self.plan = plan
        self.result = Result(plan=plan)
        self.world = World(lag=plan.lag, refuses_copies=plan.refuses_copies)
        self.server = FaultServer(self.world, watch=self._watch)
        self.program = Program(folder)
        self.tally = Tally(self.result, self.server, self._show)
        self.postgres = postgres
        self._faults = plan.faults()
        self._kill: Kill | None = None
        self._seen = 0
        self._last_code: int | None = 0
        self._running: list[Running] = []
        self.ids: list[str] = []
        self.links = [f"https://doi.org/10.5555/fault.{plan.number}.{count}" for count in range(plan.publications)]

    def live(self) -> Result:
        """Live it, and count."""
        try:
            self._prepare()
            for one in self.plan.rounds:
                self._round(one)
            self._settle(GOOD_DAYS)
            rows = self.queue()
            if self._ask_a_person(rows):
                self._settle(AFTER_A_PERSON)
                rows = self.queue()
            self.count(rows)
        finally:
            for running in self._running:
                running.kill()
                running.wait()
            self.server.stop()
        return self.result

    # --- the hostile days ---

    def _prepare(self) -> None:
        plan = self.plan
        slots = [f"daily {minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 1440, 5)]
        settings = {
            "template": plan.template,
            "slots": slots,
            "gap": plan.gap,
            "approval": "automatic" if plan.automatic else "required",
            "policy": plan.policy,
            "store": self.postgres or "queue/announcer.db",
            "account": self.world.account.username,
            "api_url": self.server.url,
            "deadline": plan.deadline,
        }
        records = "\n".join(
            RECORD.format(
                title=f"Sleep and memory in students of medicine: trial {plan.number} part {count}",
                doi=link.removeprefix("https://doi.org/"),
                summary=f"Students who slept {count + 7} hours remembered more & kept <most> of it.",
            )
            for count, link in enumerate(self.links)
        )
        self.program.make_site(self.world.account, settings, records)
        records_file = str(self.program.site / "records.toml")
        if plan.kills_add is not None:
            self._killed(plan.kills_add, "add", records_file)
        added = self.program.run("add", records_file)
        assert added.code == 0, added
        self.ids = [str(row["id"]) for row in self.queue()]
        assert len(self.ids) == plan.publications, added
        self.result.figures["announcements"] = len(self.ids)

    def _approve(self, one: Round) -> None:
        chosen, self.ids = self.ids[: one.approves], self.ids[one.approves :]
        if chosen and not self.plan.automatic:
            self._let_through(chosen, one)
        self._elapse(one.waits)

    def _let_through(self, chosen: list[str], one: Round) -> None:
        words = ("approve", *chosen, *(("--now",) if self.plan.now else ()))
        if one.kills_approve is not None:
            self._killed(one.kills_approve, *words)
        self._ended(self.program.run(*words), "approve")  # some are approved already where it was killed

    def _killed(self, after: float, *words: str) -> None:
        running = self.program.start(*words)
        if running.is_running(after):
            running.kill()
            self.result.figures["killed"] += 1
        running.wait()

    def _round(self, one: Round) -> None:
        self._approve(one)
        self._set_weather(down=one.down, healthy=one.healthy)
        if one.resumes and self._last_code == PERSON_NEEDED:
            self._ended(self.program.run("resume", "x"), "resume")
        self._kill, self._seen = one.kill, 0
        command = ("run",) if one.work is Work.DAEMON else ("run", "--once")
        self._running = [self.program.start(*command) for _ in range(2 if one.work is Work.TWO else 1)]
        for running in self._running:
            self._attend(running, one)
        self._running, self._kill = [], None
        if one.down:
            self.server.start_again()
        self._elapse(one.elapses)

    def _attend(self, running: Running, one: Round) -> None:
        """See a process to its end: killed at its time, stopped in order, or by itself."""
        if one.kill and one.kill.route is None and running.is_running(one.kill.after):
            running.kill()
        elif one.work is Work.DAEMON and running.is_running(one.seconds):
            running.kill(signal.SIGTERM if one.in_order else signal.SIGKILL)
            if one.in_order and running.is_running(LONGEST_STOP):
                self.result.note("slow to stop", f"SIGTERM took over {LONGEST_STOP} s")
                running.kill()
        self._last_code = self._ended(running.wait(), "run").code

    def _ended(self, done: Done, name: str) -> Done:
        if done.code is None:
            self.result.note("hung", f"{name} did not end by itself")
        elif done.code == -signal.SIGKILL:
            self.result.figures["killed"] += 1
        elif done.code not in ((0,) if name == "resolve" else (0, 1, 3, -signal.SIGTERM)):
            self.result.note("odd exit", f"{name} ended with {done.code}: {done.err[-300:]}")
        return done

    def _watch(self, route: Route, moment: Moment) -> None:
        kill = self._kill
        if kill is None or (kill.route, kill.moment) != (route, moment):
            return
        self._seen += 1
        if self._seen == kill.nth:
            threading.Event().wait(kill.after)
            for running in self._running[:1]:
                with suppress(ProcessLookupError):
                    running.kill()

    def _set_weather(self, *, down: bool = False, healthy: bool = False) -> None:
        self.server.choose = (lambda _route: None) if healthy else self._faults
        if down:
            self.server.stop()

    def _elapse(self, time: timedelta) -> None:
        if time:
            elapsing.let_pass(self.postgres or self.program.site / "queue/announcer.db", time)
            self.world.let_pass(time)

    # --- the good day ---

    def _settle(self, steps: tuple[timedelta, ...]) -> None:
        """Let everything come to its end against a server that works."""
        self._set_weather(healthy=True)
        self.world.recover()
        for count, step in enumerate(steps):
            done = self._ended(self.program.run("run", "--once"), "run --once")
            paused = done.code == PERSON_NEEDED and self.program.run("status").rows[0]["paused"]
            if paused:
                self._ended(self.program.run("resume", "x"), "resume")
            elif _is_settled(done, looked=count >= ENOUGH_LOOKS):
                return
            self._elapse(step)

    def _ask_a_person(self, rows: list[Row]) -> bool:
        """Do what the documentation asks of people: look at the account, and settle what is unknown."""
        waiting = [row for row in rows if row["state"] == "unknown"]
        for row in waiting:
            self.tally.waits(row)
            public = self.tally.public(row)
            address = f"https://x.com/example_uni/status/{public[0]}" if public else ""
            words = ("posted", "--url", address) if address else ("send-again",)
            self._ended(self.program.run("resolve", str(row["id"]), *words), "resolve")
        return bool(waiting)

    def queue(self) -> list[Row]:
        """Return every announcement, as the program tells it."""
        return self.program.run("queue", "--all").rows

    def _show(self, row: Row) -> Row:
        return self.program.run("show", str(row["id"])).rows[0]

    # --- what came of it ---

    def count(self, rows: list[Row]) -> None:
        """Compare what the program says with what is public."""
        self.tally.count(rows)
        for line in self.program.tracebacks():
            self.result.note("traceback", line)


def _is_settled(done: Done, *, looked: bool) -> bool:
    """Whether the last run left nothing to do; `looked` says that what is unknown was looked for often enough."""
    counts = done.rows[-1].get("counts") if done.rows else None
    if not isinstance(counts, dict):
        return False
    left = {state for state, number in counts.items() if number} - {"posted", "failed", "in_review"}
    return left <= ({"unknown"} if looked else set())
