"""What tests of every folder may ask for."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import (
    Databases,
    EmptySchemas,
    NoServerError,
    folder_in_memory,
    fresh_schema,
    postgres_server,
    put_empty_store,
)

# a busy machine is no failure; `make slow` goes on where `make test` stops
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", PATIENT, max_examples=25)
settings.register_profile("thorough", PATIENT, max_examples=200)
settings.load_profile("quick")


def pytest_configure() -> None:
    """Keep the tests' folders off the disk where that can be: stores that commit durably wait for it."""
    place = folder_in_memory()
    if place:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)


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


@pytest.fixture(scope="session")
def empty_schemas(postgres_url: str) -> EmptySchemas:
    """Schemas of that server with the program's tables and no row."""
    return EmptySchemas(postgres_url)


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """A database of each kind with the program's tables and no row."""
    if request.param == "sqlite":
        with closing(Databases("sqlite", str(put_empty_store(tmp_path / "announcer.db")))) as found:
            yield found
    else:
        schemas: EmptySchemas = request.getfixturevalue("empty_schemas")
        with closing(Databases("postgres", schemas.lend())) as found:
            yield found
        schemas.take_back(found.place)


@pytest.fixture(params=["sqlite", "postgres"])
def new_databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """A database of each kind with nothing in it, not even a table."""
    if request.param == "sqlite":
        place = str(tmp_path / "announcer.db")
    else:
        place = fresh_schema(request.getfixturevalue("postgres_url"))
    with closing(Databases(request.param, place)) as found:
        yield found
