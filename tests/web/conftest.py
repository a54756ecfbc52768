"""A site with a few announcements, and its review page, served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.web.server import ReviewServer
from tests.sites import make_site, queue_up
from tests.web.browsing import served


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with three announcements in review."""
    folder = make_site(tmp_path)
    for number in (1, 2, 3):
        queue_up(folder, number)
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[ReviewServer]:
    """The site's review page."""
    with served(site) as found:
        yield found
