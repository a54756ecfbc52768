"""What tests of every folder may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import Databases, NoServerError, fresh_schema, postgres_server

# a busy machine is no failure
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own, for the whole run."""
    try:
        server = postgres_server()
        url = server.__enter__()
    except NoServerError as error:
        pytest.skip(str(error))
    try:
        yield url
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        found = Databases("sqlite", str(tmp_path / "announcer.db"))
    else:
        found = Databases("postgres", fresh_schema(request.getfixturevalue("postgres_url")))
    yield found
    found.close()
