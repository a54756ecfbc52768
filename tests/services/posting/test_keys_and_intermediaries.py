"""What the pump makes sure of around a post: whose the keys are, and who it was that answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules, UnknownPolicy
from announcer.core.posting.queued import Budget, Queued
from announcer.errors import (
    ChannelPausedError,
    IntermediaryError,
    OutcomeUnknownError,
    PostDelayedError,
)
from announcer.services.accounts import AccountControl
from announcer.services.posting.pump import Pump
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import FakeChannel, FakeClock, after, before
from tests.queueing import approved, worker

MINUTE = timedelta(minutes=1)
RULES = PumpRules(min_gap=timedelta(0), budgets=lambda _now: (Budget(window="day", cap=50),))
WRONG = ChannelPausedError("x", "the keys are @other's", reason="wrong-account", hint="log in anew")
LOST = OutcomeUnknownError("x", "no answer in 20 s", evidence="read timed out")


def page(status: int = 403) -> IntermediaryError:
    return IntermediaryError("x", f"{status} Just a moment…", wait=MINUTE, reason="proxy-or-cdn")


class House:
    """A store, an account with keys, and workers at it."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self.clock = FakeClock()
        self.store: SqlStore = databases.open(self.clock)
        self.channel = FakeChannel(clock=self.clock, keys="first keys")

    def round(
        self, channel: FakeChannel | None = None, store: SqlStore | None = None, rules: PumpRules = RULES
    ) -> Queued | None:
        self.clock.advance(MINUTE)
        return Pump(worker(store or self.store, channel or self.channel, self.clock, rules=rules)).pump()

    def state(self, number: int = 1) -> State:
        return self.store.get(f"{number:08x}").state

    @property
    def paused(self) -> str:
        return self.store.pace("x", "iums").paused


@pytest.fixture
def house(databases: Databases) -> House:
    return House(databases)


# -- whose the keys are --------------------------------------------------------------------------------------------


def test_new_keys_are_asked_once_whose_they_are(house: House) -> None:
    for number in range(3):
        approved(house.store, number)
        house.round()

    assert len(house.channel.timeline) == 3
    assert house.channel.probes == 1


def test_nothing_is_asked_while_nothing_is_to_be_sent(house: House) -> None:
    house.round()

    assert house.channel.probes == 0


def test_keys_of_another_account_pause_before_anything_is_sent(house: House) -> None:
    approved(house.store)
    house.channel.probe_faults.append(WRONG)

    house.round()
    house.round()

    assert house.paused == "wrong-account"
    assert house.state() is State.SCHEDULED
    assert "log in anew" in house.store.get("00000001").evidence
    assert (house.channel.uploads, house.channel.timeline, house.channel.probes) == ([], [], 1)
    assert house.store.overview(["day"]).used[0].used == 0


def test_a_question_without_an_answer_is_a_delay_and_neither_a_pause_nor_a_post(house: House) -> None:
    approved(house.store)
    house.channel.probe_faults.append(PostDelayedError("x", "503", wait=MINUTE))

    house.round()
    assert (house.paused, house.channel.timeline, house.state()) == ("", [], State.SCHEDULED)
    assert house.store.get("00000001").delays == 1

    house.clock.advance(10 * MINUTE)
    house.round()
    assert house.state() is State.POSTED
    assert house.channel.probes == 2


def test_changed_keys_are_asked_again_and_known_ones_are_not(house: House) -> None:
    for number, keys in enumerate(["first keys", "second keys", "first keys"]):
        approved(house.store, number)
        house.channel.keys = keys
        house.round()

    assert len(house.channel.timeline) == 3
    assert house.channel.probes == 2


def test_several_daemons_on_one_queue_ask_once_for_each_login(house: House) -> None:
    other = FakeChannel(clock=house.clock, keys="keys of the other machine", timeline=house.channel.timeline)
    for number in range(6):
        approved(house.store, number)
        house.round(*((other, house.databases.open(house.clock)) if number % 2 else ()))

    assert len(house.channel.timeline) == 6
    assert (house.channel.probes, other.probes) == (1, 1)


def test_an_account_without_keys_is_asked_nothing(house: House) -> None:
    approved(house.store)
    house.channel.keys = ""
    house.channel.probe_faults.append(WRONG)

    house.round()

    assert house.state() is State.POSTED
    assert house.channel.probes == 0


def test_another_account_is_not_asked_what_became_of_a_post(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(after(LOST))
    house.round()
    house.channel.keys = "keys of another account"
    house.channel.probe_faults.append(WRONG)

    house.round(rules=replace(RULES, policy=UnknownPolicy.RESEND))

    assert (house.state(), house.paused) == (State.UNKNOWN, "wrong-account")
    assert house.channel.asked_since == []
    assert house.store.get("00000001").misses == 0


def test_letting_an_account_go_on_keeps_the_answer_that_it_gave(house: House) -> None:
    approved(house.store)
    house.channel.probe_faults.append(WRONG)
    house.round()
    control = AccountControl(
        store=house.store, active={"x": "iums"}, known=("x",), channel=lambda _name: house.channel
    )

    assert control.resume("x", actor="sara")
    house.round()

    assert house.state() is State.POSTED
    assert house.channel.probes == 2


# -- who answered --------------------------------------------------------------------------------------------------


def test_two_answers_in_a_row_that_are_not_the_networks_pause_the_account_and_burn_nothing(house: House) -> None:
    for number in range(5):
        approved(house.store, number)
    house.channel.send_faults += [before(page()) for _ in range(5)]

    for _ in range(10):
        house.round()

    assert house.paused == "proxy-or-cdn"
    assert [house.state(number) for number in range(5)] == [State.SCHEDULED] * 5
    assert len(house.channel.send_faults) == 3
    assert house.store.overview(["day"]).used[0].used == 0


def test_one_such_answer_is_a_delay(house: House) -> None:
    approved(house.store)
    house.channel.upload_faults.append(before(page()))

    house.round()
    assert not house.paused
    house.clock.advance(MINUTE)
    house.round()

    assert house.state() is State.POSTED


def test_an_answer_of_the_network_in_between_starts_the_count_anew(house: House) -> None:
    for number in range(3):
        approved(house.store, number, due=house.clock.now() + (10 * number + 5) * MINUTE)
    for _ in range(3):
        house.channel.upload_faults.append(before(page()))
        for _ in range(10):
            house.round()

    assert not house.paused
    assert [house.state(number) for number in range(3)] == [State.POSTED] * 3


def test_a_person_who_lets_it_go_on_starts_the_count_anew(house: House) -> None:
    approved(house.store)
    house.channel.upload_faults += [before(page()), before(page())]
    for _ in range(5):
        house.round()
    house.store.set_pause("x", "iums", "", actor="sara")
    house.channel.upload_faults.append(before(page()))
    house.clock.advance(10 * MINUTE)

    house.round()

    assert not house.paused


def test_a_post_whose_answer_a_proxy_kept_back_is_found_and_not_sent_again(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(after(page()))

    house.round()
    assert house.state() is State.SCHEDULED
    for _ in range(10):
        house.round()

    assert house.state() is State.POSTED
    assert len(house.channel.timeline) == 1


def test_a_look_that_something_in_between_answers_counts_as_the_second(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(page()))
    house.channel.find_faults.append(before(page()))

    for _ in range(5):
        house.round()

    assert house.paused == "proxy-or-cdn"
    assert house.channel.timeline == []


def test_a_post_that_a_limit_of_another_turned_away_is_looked_up_before_it_is_sent_again(house: House) -> None:
    """Some let a request pass and put a page of their own in the place of its answer, of status 429, too."""
    approved(house.store)
    busy = PostDelayedError("x", "too many requests", wait=MINUTE, by_another=True)
    house.channel.send_faults.append(after(busy))

    house.round()
    assert house.state() is State.SCHEDULED

    house.clock.advance(10 * MINUTE)
    house.round()

    assert house.state() is State.POSTED
    assert len(house.channel.timeline) == 1
    assert house.paused == ""
