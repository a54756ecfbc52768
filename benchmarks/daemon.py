"""What the daemon takes while it has nothing to do: memory, and time of a processor.

Run `python -m benchmarks.daemon [--seconds N]`. Three daemons, one after the other: posting by hand on SQLite, X
and the page of health on SQLite, the same on PostgreSQL where the machine has it. X is the tests' fake; the page of
health is asked every 15 seconds, as a monitor does. As where it is installed, Python finds its bytecode made. A
megabyte is a million bytes. Goal: under 70 MB, and 0.2 % of a core.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import as_installed
from tests.databases import NoServerError, fresh_schema, postgres_server
from tests.fakex import FakeX
from tests.sites import SLOTS, make_site, x_environment, x_table

SETTLING_SECONDS = 40
"""Until every job was done once, and posting twice; a tick is 30 seconds."""
ASKING_SECONDS = 15
MEGABYTE = 1_000_000
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """What a daemon took: megabytes in memory, megabytes that no other process shares, per cent of a core."""

    rss_mb: float
    own_mb: float
    core_percent: float


def measure(site: Path, port: int, seconds: int) -> Idle:
    """Run a daemon on that site and watch it for so long, once it has settled."""
    command = [sys.executable, "-m", "announcer", "--site", str(site), "run"]
    environment = as_installed(site.parent / "bytecode") | x_environment()
    subprocess.run([*command, "--once"], env=environment, stderr=subprocess.DEVNULL, check=True)
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port, SETTLING_SECONDS)
            before = _processor_seconds(process.pid)
            start = time.monotonic()
            _wait(port, seconds)
            share = (_processor_seconds(process.pid) - before) / (time.monotonic() - start)
            if process.poll() is not None:
                raise RuntimeError(f"the daemon ended with {process.returncode}")
            return Idle(
                rss_mb=_kilobytes(process.pid, "Rss") * 1024 / MEGABYTE,
                own_mb=_kilobytes(process.pid, "Private_Clean", "Private_Dirty") * 1024 / MEGABYTE,
                core_percent=100 * share,
            )
        finally:
            process.send_signal(signal.SIGTERM)


def _wait(port: int, seconds: int) -> None:
    """Wait so long, and ask for the daemon's health now and then, where it has a page for it."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(ASKING_SECONDS, left))  # noqa: TID251 (another process's idleness)
        with suppress(URLError):
            if port:
                urlopen(f"http://127.0.0.1:{port}/metrics").read()


def _processor_seconds(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def _kilobytes(pid: int, *names: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    figures = {line.partition(":")[0]: line for line in lines}
    return sum(int(figures[name].split()[1]) for name in names)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _sites() -> Iterator[Iterator[tuple[str, Path, int]]]:
    with tempfile.TemporaryDirectory() as folder, FakeX() as x:
        yield _each(Path(folder), x.url)


def _each(folder: Path, x: str) -> Iterator[tuple[str, Path, int]]:
    """Yield a site for each kind of daemon, with its name and the port of its page of health."""
    yield "by hand, SQLite", make_site(folder / "by-hand"), 0
    port = _free_port()
    settings = f"{SLOTS}{x_table(x)}[daemon]\nhealth_port = {port}\n"
    yield "X and health, SQLite", make_site(folder / "x", settings), port
    try:
        with postgres_server() as url:
            store = f'[store]\nurl = "{fresh_schema(url)}"\n'
            yield "X and health, PostgreSQL", make_site(folder / "postgres", settings + store), port
    except NoServerError as error:
        print(f"PostgreSQL: skipped: {error}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.daemon", description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="how long each is watched")
    seconds = parser.parse_args().seconds
    figures = {}
    with _sites() as sites:
        for name, site, port in sites:
            idle = measure(site, port, seconds)
            print(f"{name:25} {idle.rss_mb:5.1f} MB ({idle.own_mb:.1f} its own)  {idle.core_percent:.3f} %")
            figures[name] = {"mb": round(idle.rss_mb, 1), "core_percent": round(idle.core_percent, 3)}
    print(json.dumps({"benchmark": "daemon", **figures}))


if __name__ == "__main__":
    main()
