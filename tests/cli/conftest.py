"""What tests of several commands may ask for."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import Commands, make_site


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands on a site with two slots a day."""
    return Commands(make_site(tmp_path / "site"), capsys)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Forget where `announcer run` sent its log: its standard error is gone with the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
