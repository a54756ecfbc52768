"""A fake X for each test that asks for one; it fails the test if a request went against X's description."""

from collections.abc import Iterator

import pytest

from announcer.channels.x import XChannel
from tests.fakex import FakeX
from tests.xbuilders import x_channel


@pytest.fixture
def x() -> Iterator[FakeX]:
    with FakeX() as fake:
        yield fake
        assert fake.world.violations == []


@pytest.fixture
def channel(x: FakeX) -> XChannel:
    return x_channel(x.url)


@pytest.fixture
def hasty(x: FakeX) -> XChannel:
    """A channel that gives up soon, for servers that do not answer."""
    return x_channel(x.url, deadline=0.4)
