"""A healthy fault server, its world, and somebody who calls it."""

from collections.abc import Iterator

import pytest

from tests.faultserver.caller import Caller
from tests.faultserver.server import FaultServer
from tests.faultserver.world import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def server(world: World) -> Iterator[FaultServer]:
    server = FaultServer(world)
    yield server
    server.stop()
    assert server.trouble == []


@pytest.fixture
def caller(server: FaultServer, world: World) -> Caller:
    return Caller(server, world.account)
