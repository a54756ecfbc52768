"""How many preview pictures a second the public route gives from memory, and how many it draws anew.

Run as `python -m benchmarks.previews [--seconds 5] [--cold 200] [--processes 2]`. The server, uvicorn with the
route alone, is a process of its own and listens on 127.0.0.1; this process is the client, over kept connections.
They share the machine's cores, and on a busy machine the figures say how busy it is: from memory, each is told with
the processor time that the server took for a picture.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from announcer.core.posting.lifecycle import State
from announcer.ports.importing import Imported
from announcer.store.records import to_record
from announcer.web.public_previews import ClientAllowance, PreviewRoute
from announcer.wiring.site_pool import SitePool
from announcer.wiring.site_queue import open_queue
from announcer.wiring.site_sharing import preview_pool, public_previews
from benchmarks.drafts import fresh
from tests.builders import publication
from tests.queueing import new

CONNECTIONS = 16
PORT = 18_473
_NO_BOUND = ClientAllowance(burst=1e9, per_second=1e9)
_TICKS = os.sysconf("SC_CLK_TCK")


def serve(site: Path, processes: int) -> None:
    """Serve the previews of a site until the process is ended."""
    pool = SitePool(site)
    drawing = preview_pool(site, pool.settings, processes=processes)
    route = PreviewRoute(public_previews(pool, drawing), enabled=True, allowance=_NO_BOUND)
    app = Starlette(routes=[Mount("/previews", app=route)])
    try:
        uvicorn.run(app, port=PORT, log_level="error", access_log=False)
    finally:
        drawing.close()
        pool.close()


def filled(site: Path, count: int) -> list[str]:
    """Make a site with so many publications; return the paths of their pictures."""
    (site / "queue" / "inbox").mkdir(parents=True)
    (site / "announcer.toml").write_text(
        '[institution]\nname.en = "A University"\nhome = ["A University"]\n', "utf-8"
    )
    paths = []
    with open_queue(site) as queue:
        for number in range(count):
            record = to_record(fresh(Imported(publication=publication(), source="a.toml"), number))
            added = new(number, record=record)
            queue.store.add(added, state=State.IN_REVIEW, actor="benchmark")
            paths.append(f"/previews/en/{quote(added.publication.uid, safe='')}.png")
    return paths


async def ask(paths: Iterator[str], statuses: list[int], *, tag: str = "") -> None:
    """Ask for one path after the other over one connection; `tag` is what the client says that it has already."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    for path in paths:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{condition}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r", 1)[0] or 0)
        statuses.append(int(head[9:12]))
        if length and not head.startswith(b"HTTP/1.1 304"):
            await reader.readexactly(length)
    writer.close()


async def tag_of(path: str) -> str:
    """Return the ETag of a picture."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    head = (await reader.read()).decode()
    writer.close()
    return head.lower().partition("etag: ")[2].splitlines()[0]


def until(paths: list[str], end: float) -> Iterator[str]:
    """Yield the paths over and over until that time."""
    while True:
        for path in paths:
            if perf_counter() > end:
                return
            yield path


def processor_seconds(process: int) -> float:
    """Return what a process and those of its children that ended have used; Linux."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def measured(server: int, paths: list[str], seconds: float, tag: str = "") -> dict[str, object]:
    """Return how many answers a second come from memory."""
    statuses: list[int] = []
    start, used = perf_counter(), processor_seconds(server)
    await asyncio.gather(*(ask(until(paths, start + seconds), statuses, tag=tag) for _ in range(CONNECTIONS)))
    took, used = perf_counter() - start, processor_seconds(server) - used
    return {
        "per_second": round(len(statuses) / took),
        "server_cpu_us": round(1e6 * used / len(statuses)),
        "statuses": {str(status): statuses.count(status) for status in set(statuses)},
    }


async def drawn(paths: list[str]) -> dict[str, object]:
    """Return how many pictures a second are drawn that nobody asked for before; the first start the processes."""
    statuses: list[int] = []
    await ask(iter(paths[:8]), statuses)
    rest = iter(paths[8:])
    start = perf_counter()
    await asyncio.gather(*(ask(rest, statuses) for _ in range(CONNECTIONS)))
    took = perf_counter() - start
    return {
        "per_second": round((len(paths) - 8) / took),
        "statuses": {str(s): statuses.count(s) for s in set(statuses)},
    }


@contextmanager
def server(site: Path, processes: int) -> Iterator[int]:
    """Run the server; yield its process's number once it answers."""
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(site, processes))
    process.start()
    try:
        asyncio.run(_answering())
        yield process.pid or 0
    finally:
        process.terminate()
        process.join()


async def _answering() -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError("the server does not answer")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--cold", type=int, default=200, help="pictures drawn anew")
    parser.add_argument("--processes", type=int, default=2, help="that draw")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = filled(Path(folder) / "site", options.cold)
        with server(Path(folder) / "site", options.processes) as number:
            print("drawn anew", json.dumps(asyncio.run(drawn(paths))))
            print("from memory", json.dumps(asyncio.run(measured(number, paths, options.seconds))))
            tag = asyncio.run(tag_of(paths[0]))
            print("not changed", json.dumps(asyncio.run(measured(number, paths[:1], options.seconds, tag))))
    print("load", os.getloadavg()[0], "cores", os.cpu_count())


if __name__ == "__main__":
    main()
