"""Processes of their own that all claim from one queue: `python -m tests.claimers KIND PLACE`, one order a line.

An order is `{"account": …, "cap": …}`; the answer is a list of the ids that this process got.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from announcer.core.posting.queued import Budget
from announcer.ports.store import ClaimTerms
from announcer.store.opening import SqlStore
from announcer.system.clock import SystemClock
from tests.databases import Databases

TRIES = 40
"""How often each asks, whatever the answer: more than the cap, so that all ask beyond its end too."""
ROOT = Path(__file__).parents[1]
Process = subprocess.Popen[str]


@contextmanager
def claimers(databases: Databases, number: int) -> Iterator[Sequence[Process]]:
    """Start so many processes on the database; each has opened it and waits for orders."""
    command = [sys.executable, "-m", "tests.claimers", databases.kind, databases.place]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) for _ in range(number)]
    try:
        for process in started:
            assert _answer(process) == "ready"
        yield started
    finally:
        for process in started:
            process.communicate()  # closes its input, at which it ends


def claim_all(workers: Sequence[Process], account: str, *, cap: int) -> list[Sequence[str]]:
    """Have all of them claim at once what is due to the account; return the ids that each got."""
    for process in workers:
        assert process.stdin
        process.stdin.write(json.dumps({"account": account, "cap": cap}) + "\n")
        process.stdin.flush()
    return [_answer(process) for process in workers]


def _answer(process: Process) -> Sequence[str]:
    assert process.stdout
    answer: Sequence[str] = json.loads(process.stdout.readline())
    return answer


def _claimed(store: SqlStore, account: str, cap: int) -> list[str]:
    terms = ClaimTerms(
        channel="x",
        account=account,
        worker="claimer",
        lease=timedelta(seconds=80),
        budgets=(Budget(window="day", cap=cap),),
    )
    found = [store.claim(terms) for _ in range(TRIES)]
    return [queued.id for queued in found if queued]


def main(kind: str, place: str) -> None:
    """Open the database, and do as ordered until there are no more orders."""
    store = Databases(kind, place).open(SystemClock())
    print(json.dumps("ready"), flush=True)  # noqa: T201 (the answer to the test)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(_claimed(store, order["account"], order["cap"])), flush=True)  # noqa: T201 (the same)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
