"""What tests of several services may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.store.opening import SqlStore, open_sqlite
from tests.databases import put_empty_store
from tests.fakes import FakeClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store whose clock stands still."""
    opened = open_sqlite(put_empty_store(tmp_path / "announcer.db"), clock=FakeClock())
    yield opened
    opened.close()
