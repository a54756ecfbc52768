"""What tests of several commands may ask for."""

from pathlib import Path

import pytest

from tests.sites import Commands, make_site


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands on a site with two slots a day."""
    return Commands(make_site(tmp_path / "site"), capsys)
