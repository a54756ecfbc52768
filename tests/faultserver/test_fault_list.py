"""Each fault of the second server does what it says."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.faultserver import faults
from tests.faultserver.api import Route
from tests.faultserver.caller import Caller
from tests.faultserver.faults import FAULTS, Fault, Phase
from tests.faultserver.server import FaultServer
from tests.faultserver.world import World


def _received(connection: socket.socket, request: bytes, seconds: float) -> Iterator[bytes]:
    """Send, and receive for so long, or 2 MB at most."""
    end = time.monotonic() + seconds
    with suppress(OSError):
        connection.sendall(request)
        for _ in range(2000):
            connection.settimeout(max(0.01, end - time.monotonic()))
            piece = connection.recv(1024)
            if not piece or time.monotonic() > end:
                return
            yield piece


def exchange(fault: Fault, route: Route, seconds: float = 0.8) -> tuple[World, bytes]:
    """Send one request of this kind under the fault, as a client with little time; return what came back."""
    end = time.monotonic() + 10
    world = World()
    server = FaultServer(world, choose=lambda _route: fault)
    caller = Caller(server, world.account)
    method, target, body = {
        Route.POST: ("POST", "/2/tweets", b'{"text":"Hello"}'),
        Route.LOOKUP: ("GET", "/2/users/7001/tweets", b""),
        Route.METADATA: ("POST", "/2/media/metadata", b"{}"),
        Route.UPLOAD: ("POST", "/2/media/upload", b"{}"),
        Route.ME: ("GET", "/2/users/me", b""),
    }[route]
    head = f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {len(body)}\r\n"
    head += f"Content-Type: application/json\r\nAuthorization: {caller.header(method, target)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        got = b"".join(_received(connection, head.encode() + body, seconds))
    while fault.takes_effect and route is Route.POST and not world.posts and time.monotonic() < end:
        time.sleep(0.01)  # noqa: TID251 (a busy machine's server comes to it later)
    server.stop()
    assert server.trouble == [], fault.name
    return world, got


def test_every_fault_of_a_post_takes_effect_exactly_where_it_says_so() -> None:
    found = faults.of(Route.POST)

    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(lambda fault: exchange(fault, Route.POST), found))

    wrong = [
        fault.name
        for fault, (world, _) in zip(found, outcomes, strict=True)
        if len(world.posts) != int(fault.takes_effect)
    ]
    assert wrong == []


@pytest.mark.parametrize("route", [Route.LOOKUP, Route.METADATA, Route.UPLOAD, Route.ME])
def test_the_faults_of_other_calls_can_be_played(route: Route) -> None:
    found = [fault for fault in faults.of(route) if Route.POST not in fault.routes]

    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(lambda fault: exchange(fault, route), found))

    assert len(outcomes) == len(found)


def test_every_whole_answer_has_the_id_and_no_broken_one_has() -> None:
    whole = [fault for fault in FAULTS if fault.name.startswith("whole/")]
    broken = [fault for fault in FAULTS if fault.name.startswith("broken/") and fault.takes_effect]

    def shows(fault: Fault) -> bool:
        world, got = exchange(fault, Route.POST, seconds=3.0)
        return world.posts[0].id.encode() in got

    with ThreadPoolExecutor(24) as pool:
        hidden = {"whole/gzip-unasked", "whole/gzip-not-said", "whole/utf-16", "whole/utf-16-said"}
        hidden |= {"whole/chunked", "whole/chunk-for-each-byte"}
        assert {fault.name for fault, seen in zip(whole, pool.map(shows, whole), strict=True) if not seen} == hidden
        assert [fault.name for fault, seen in zip(broken, pool.map(shows, broken), strict=True) if seen] == []


def test_faults_have_names_of_their_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_what_is_not_read_whole_takes_no_effect() -> None:
    assert [fault.name for fault in FAULTS if fault.takes_effect and fault.phase is not Phase.READ] == []


def test_only_pages_of_others_are_verdicts_that_are_not_xs() -> None:
    foreign = [fault for fault in FAULTS if fault.verdict_is_not_xs]

    assert {fault.name.partition("/")[0] for fault in foreign} == {"page"}
    assert "page/html-403/not-done" in {fault.name for fault in foreign}
