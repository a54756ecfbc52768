"""A fake X for each test that asks for one; it fails the test if a request went against X's description."""

import io
import logging
from collections.abc import Iterator

import pytest

from announcer.channels.x.channel import XChannel
from announcer.system.logs import KEY_LOGGING_LIBRARIES, configure
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
    return x_channel(x.url, deadline=2.0)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All logs at the lowest level, as the program writes them, with no secret known to the redaction."""
    loggers = [logging.getLogger(), *map(logging.getLogger, KEY_LOGGING_LIBRARIES)]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    stream = io.StringIO()
    configure(stream, level="DEBUG")
    yield stream
    for logger, level, targets in before:
        logger.setLevel(level)
        logger.handlers[:] = targets
