"""Sessions end when they should, links work once, passwords are kept as hashes."""

from datetime import timedelta
from pathlib import Path

import pytest

from announcer.errors import UsageError, WrongStateError
from announcer.ports.people_store import Role
from announcer.services.people.passwords import check_password, is_password, password_hash
from announcer.services.people.signing_in import SessionTimes, SigningIn, WrongPasswordError
from announcer.services.people.team import Team
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import FakeClock

PASSWORD = "correct horse battery"
TIMES = SessionTimes(idle=timedelta(minutes=30), longest=timedelta(hours=12))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock=clock)


def with_sara(store: SqlStore) -> SigningIn:
    """Return what signs in, with one person who has a password."""
    service = SigningIn(store=store, times=TIMES)
    service.set_password(service.first_run_link(), PASSWORD, name="Sara", full_name="Sara A.", address="::1")
    return service


def test_a_session_ends_when_it_is_not_used_and_after_its_longest_time(store: SqlStore, clock: FakeClock) -> None:
    service = with_sara(store)
    token = service.sign_in("sara", PASSWORD, address="::1").token
    for _ in range(23):
        clock.advance(timedelta(minutes=29))
        assert service.who(token)
    clock.advance(timedelta(minutes=60))
    assert service.who(token) is None

    token = service.sign_in("sara", PASSWORD, address="::1").token
    for _ in range(25):
        clock.advance(timedelta(minutes=29))
        service.who(token)
    assert service.who(token) is None


def test_neither_the_password_nor_the_token_is_in_the_store(store: SqlStore) -> None:
    service = with_sara(store)
    token = service.sign_in("sara", PASSWORD, address="::1").token

    rows = [*store.database.rows("SELECT * FROM person"), *store.database.rows("SELECT * FROM session")]
    assert PASSWORD not in str(rows)
    assert token not in str(rows)
    assert "$argon2id$" in str(rows)


def test_a_link_works_once_and_an_earlier_one_not_at_all(store: SqlStore, clock: FakeClock) -> None:
    service = with_sara(store)
    Team(store=store).add("ali", Role.EDITOR, actor="sara")
    old = service.new_link("ali", lasts=timedelta(days=7))
    new = service.new_link("ali", lasts=timedelta(days=7))

    for token, password in ((old, PASSWORD), (new, "short")):
        with pytest.raises((WrongStateError, UsageError)):
            service.set_password(token, password, address="::1")
    service.set_password(new, PASSWORD, address="::1")
    with pytest.raises(WrongStateError):
        service.set_password(new, PASSWORD + "!", address="::1")
    late = service.new_link("ali", lasts=timedelta(days=7))
    clock.advance(timedelta(days=8))
    with pytest.raises(WrongStateError):
        service.link(late)


def test_a_new_password_ends_every_session_but_the_new_one(store: SqlStore) -> None:
    service = with_sara(store)
    one, two = (service.sign_in("sara", PASSWORD, address="::1") for _ in range(2))
    new = service.change_password(one.signed_in, PASSWORD, "another good one", address="::1")

    assert [bool(service.who(each.token)) for each in (one, two, new)] == [False, False, True]
    with pytest.raises(WrongPasswordError):
        service.change_password(new.signed_in, PASSWORD, "yet another one", address="::1")


def test_whoever_may_no_longer_sign_in_is_out_at_once(store: SqlStore) -> None:
    service = with_sara(store)
    team = Team(store=store)
    team.add("ali", Role.EDITOR, actor="sara")
    session = service.set_password(service.new_link("ali", lasts=timedelta(1)), PASSWORD, address="::1")
    team.disable("ali", actor="sara")

    assert service.who(session.token) is None
    with pytest.raises(WrongPasswordError):
        service.sign_in("ali", PASSWORD, address="::1")
    team.enable("ali", actor="sara")
    assert service.sign_in("ali", PASSWORD, address="::1")


@pytest.mark.parametrize("name", ["", "a b", "../x", "ali\n", "x" * 65, "علی"])
def test_a_name_that_could_be_taken_for_something_else_is_refused(store: SqlStore, name: str) -> None:
    with pytest.raises(UsageError):
        Team(store=store).add(name, Role.VIEWER, actor="sara") if name != "ali\n" else Team(store=store).named(name)


def test_a_password_is_the_same_however_the_keyboard_makes_its_letters(tmp_path: Path) -> None:
    assert tmp_path
    kept = password_hash("Grüße aus Köln")
    assert is_password("Gru\u0308ße aus Ko\u0308ln", kept)
    assert not is_password("Grusse aus Koln", kept)
    assert not is_password("", "")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "password1234", "sara sara sara", "x" * 300])
def test_a_password_that_would_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(UsageError):
        check_password(password, "sara")
