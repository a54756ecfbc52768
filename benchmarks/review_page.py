"""How the review page bears many people at once: nothing lost, nothing failed, how long a click takes.

Run `python -m benchmarks.review_page [--editors 50] [--clicks 20] [--pause 1.0] [--announcements 10000]`. The page
is served as `announcer review` does, in a process of its own, on SQLite and on PostgreSQL where there is one. Each
editor looks at announcements, edits some and writes notes, with a pause of about so many seconds between clicks;
half of the edits are of announcements that others edit at the same time. Afterwards every edit that the page took
must be a version in the queue, and every note a line of history. Goals: no edit lost, no 5xx, 95 % of clicks under
300 ms; at most 80 MB while nobody asks; of 10,000 announcements the list in 100 ms to its first byte, under 200 KB.
"""

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from announcer.ports.people_store import Person, Role, Session
from announcer.services.people.signing_in import digest_of
from announcer.wiring.site_queue import open_queue
from benchmarks import as_installed
from benchmarks.daemon import MEGABYTE, TICKS
from benchmarks.store import fill
from tests.databases import NoServerError, fresh_schema, postgres_server
from tests.sites import SLOTS, make_site, queue_up

SHARED, OWN = 10, 60
SETTLING_SECONDS = 8
SERVER_ERROR, CONFLICT, SEE_OTHER = 500, 409, 303
_SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What the clicks came to: seconds by kind of click, answers by status, what must be found in the queue."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    edits: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, kind: str, seconds: float, status: int) -> None:
        """Count a click."""
        with self.lock:
            self.seconds.setdefault(kind, []).append(seconds)
            self.statuses[status] += 1


class Editor:
    """Somebody with a browser who is signed in."""

    def __init__(self, number: int, port: int, tally: Tally) -> None:
        self.number, self._tally = number, tally
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Cookie": f"announcer=token-{number}", "Origin": f"http://127.0.0.1:{port}"}
        self._random = random.Random(number)  # noqa: S311 (the same clicks each time)

    def _click(self, kind: str, method: str, path: str, **form: str) -> tuple[int, str]:
        body = urlencode({"form_token": f"form-{self.number}", **form}) if method == "POST" else None
        kinds = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        start = time.perf_counter()
        self._connection.request(method, path, body, self._headers | kinds)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self._tally.count(kind, time.perf_counter() - start, answer.status)
        return answer.status, text

    def work(self, clicks: int, pause: float) -> None:
        """Click so often."""
        with closing(self._connection):
            for click in range(clicks):
                time.sleep(self._random.uniform(0.5, 1.5) * pause)  # noqa: TID251 (people take their time)
                self._one(click)

    def _one(self, click: int) -> None:
        kind = (click + self.number) % 4  # not all do the same at the same moment
        shared = kind == 1
        one = f"{self._random.randrange(1, SHARED + 1) if shared else SHARED + 1 + self.number % OWN:08x}"
        if kind == 0:
            self._click("list", "GET", "/all")
        elif kind == 3:
            words = f"note {self.number}-{click}."
            status, _ = self._click("note", "POST", f"/announcements/{one}/note", note=words)
            self._remember(self._tally.notes, status, one, words)
        else:
            _, page = self._click("edit page", "GET", f"/announcements/{one}/edit")
            seen = _SEEN.search(page)
            text = f"Edit {self.number}-{click} https://doi.org/10.5555/announcer.{int(one, 16)}"
            form = {"seen": seen[1] if seen else "", "text": text, "alt_text": "A card", "anyway": "on"}
            status, _ = self._click("save", "POST", f"/announcements/{one}/edit", **form)
            self._remember(self._tally.edits, status, one, text)

    def _remember(self, kept: list[tuple[str, str]], status: int, one: str, words: str) -> None:
        if status == SEE_OTHER:
            with self._tally.lock:
                kept.append((one, words))


def lost(site: Path, tally: Tally) -> int:
    """Return how many of the edits and notes that the page took are not in the queue."""
    missing = 0
    with open_queue(site) as queue:
        texts: dict[str, set[str]] = {}
        notes: dict[str, set[str]] = {}
        for one in {one for one, _ in (*tally.edits, *tally.notes)}:
            versions = [each.text for each in queue.store.earlier_versions(one)]
            texts[one] = {*versions, queue.store.get(one).text}
            notes[one] = {each.detail for each in queue.store.history(one, limit=10_000)}
    missing += sum(text not in texts[one] for one, text in tally.edits)
    return missing + sum(words not in notes[one] for one, words in tally.notes)


@contextmanager
def page_of(site: Path) -> Iterator[tuple[int, int]]:
    """Serve the page of a site; give its port and its process."""
    command = [sys.executable, "-m", "announcer", "--site", str(site), "--json", "review", "--port", "0"]
    environment = as_installed(site.parent / "bytecode")
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        said = process.stdout.readline() if process.stdout else ""
        address = json.loads(said)["address"]
        try:
            yield int(address.rpartition(":")[2]), process.pid
        finally:
            process.terminate()


def sign_everybody_in(site: Path, editors: int) -> None:
    """Have so many editors who are signed in."""
    with open_queue(site) as queue:
        now = queue.store.now()
        for number in range(editors):
            name = f"editor-{number}"
            queue.store.add_person(Person(name=name, role=Role.EDITOR), actor="benchmark")
            session = Session(
                digest=digest_of(f"token-{number}"),
                person=name,
                form_token=f"form-{number}",
                address="127.0.0.1",
                created_at=now,
                seen_at=now,
            )
            queue.store.open_session(session)


def resident(process: int) -> float:
    """Return the megabytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / MEGABYTE if found else 0.0


def processor_seconds(process: int) -> float:
    """Return what a process has used of a processor."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def crowd(kind: str, site: Path, arguments: argparse.Namespace) -> bool:
    """Let the editors click at the page of a site; return whether nothing was lost and nothing failed."""
    for number in range(1, SHARED + OWN + 1):
        queue_up(site, number)
    sign_everybody_in(site, arguments.editors)
    tally = Tally()
    with page_of(site) as (port, process):
        time.sleep(SETTLING_SECONDS)  # noqa: TID251 (it looks into what waits first)
        idle = resident(process)
        editors = [Editor(number, port, tally) for number in range(arguments.editors)]
        threads = [threading.Thread(target=each.work, args=(arguments.clicks, arguments.pause)) for each in editors]
        start, used = time.perf_counter(), processor_seconds(process)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - start
        busy, used = resident(process), processor_seconds(process) - used
    everything = [each for found in tally.seconds.values() for each in found]
    failed = sum(number for status, number in tally.statuses.items() if status >= SERVER_ERROR)
    missing = lost(site, tally)
    print(f"{kind}: {arguments.editors} editors, {len(everything)} clicks in {took:.0f} s")
    for name, found in sorted(tally.seconds.items()):
        spread = f"median {_ms(found, 50)}  p95 {_ms(found, 95)}  p99 {_ms(found, 99)}"
        print(f"  {name:10} {len(found):5}  {spread}")
    print(f"  answers {dict(tally.statuses)}")
    print(f"  {len(tally.edits)} edits and {len(tally.notes)} notes taken, {missing} lost")
    cost = used / len(everything) * 1000
    print(f"  memory {idle:.0f} MB idle, {busy:.0f} MB after")
    print(f"  {cost:.0f} ms of a processor a click, without drawing")
    figures = {
        "database": kind,
        "clicks": len(everything),
        "p95_ms": round(_quantile(everything, 95) * 1000),
        "failed": failed,
        "lost": missing,
        "conflicts": tally.statuses[CONFLICT],
        "idle_mb": round(idle),
        "processor_ms": round(cost),
    }
    print(json.dumps(figures))
    return not (failed or missing)


def _quantile(seconds: list[float], per_cent: int) -> float:
    return statistics.quantiles(seconds, n=100)[per_cent - 1] if len(seconds) > 1 else seconds[0]


def _ms(seconds: list[float], per_cent: int) -> str:
    return f"{_quantile(seconds, per_cent) * 1000:.0f} ms"


def long_list(site: Path, rows: int) -> None:
    """Ask for the list of all of so many announcements."""
    with open_queue(site) as queue:
        fill(queue.store.database, rows)
    sign_everybody_in(site, 1)
    with page_of(site) as (port, _process):
        time.sleep(SETTLING_SECONDS)  # noqa: TID251 (as above)
        for path in ("/all", "/all?tab=posted", "/all?words=nurses", "/"):
            firsts, size = [], 0
            for _ in range(12):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                start = time.perf_counter()
                connection.request("GET", path, headers={"Cookie": "announcer=token-0"})
                answer = connection.getresponse()
                firsts.append(time.perf_counter() - start)
                size = len(answer.read())
                connection.close()
            first = statistics.median(firsts) * 1000
            print(f"{rows} announcements, {path}: {answer.status}, first byte {first:.0f} ms, {size / 1000:.0f} KB")


def main() -> int:
    """Measure; 1 where an edit was lost or a click failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editors", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--announcements", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fine = crowd("SQLite", make_site(Path(folder) / "sqlite", SLOTS), arguments)
        try:
            with postgres_server() as url:
                settings = f'{SLOTS}[store]\nurl = "{fresh_schema(url)}"\n'
                fine = crowd("PostgreSQL", make_site(Path(folder) / "postgres", settings), arguments) and fine
        except NoServerError as error:
            print(f"PostgreSQL: not measured: {error}")
        if arguments.announcements:
            long_list(make_site(Path(folder) / "long", SLOTS), arguments.announcements)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
