"""A slice of `python -m tests.faultserver`, and a proof that its count sees what it is there to see."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.faultserver.api import Route
from tests.faultserver.lives import Life
from tests.faultserver.plans import Plan, Round, Work, draw
from tests.faultserver.tally import Result

HEALTHY = Round(
    approves=1,
    kills_approve=None,
    waits=timedelta(0),
    work=Work.ONCE,
    kill=None,
    elapses=timedelta(0),
    healthy=True,
)


def one_good_day() -> Plan:
    return replace(draw(1, 0, several=False), now=True, automatic=False, kills_add=None, rounds=(HEALTHY,))


def test_a_few_lives_double_and_lose_nothing(tmp_path: Path) -> None:
    plans = [draw(3, number, several=False) for number in range(2)]

    def live(plan: Plan) -> Result:
        return Life(replace(plan, rounds=plan.rounds[:3]), tmp_path / str(plan.number)).live()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(live, plans))

    kinds = ("doubled", "lost", "bare", "traceback", "server", "hung", "not found")
    assert [trouble for one in results for trouble in one.troubles if trouble.kind in kinds] == []
    assert sum(one.figures["announcements"] for one in results) > 0
    assert sum(one.struck.total() for one in results) > 0


def test_the_count_sees_a_double_a_bare_post_and_a_lost_one(tmp_path: Path) -> None:
    life = Life(one_good_day(), tmp_path / "0")
    assert life.live().troubles == []
    (post,) = life.world.posts

    copy = life.world.publish(post.text, ())
    life.count(life.queue())

    assert {trouble.kind for trouble in life.result.troubles} == {"doubled", "bare"}

    life.world.delete(post.id)
    life.world.delete(copy.id)
    life.count(life.queue())

    assert {trouble.kind for trouble in life.result.troubles} == {"doubled", "bare", "lost"}


def test_the_same_seed_draws_the_same_life() -> None:
    first, again = draw(7, 5, several=True), draw(7, 5, several=True)
    streams = first.faults(), again.faults()
    routes = [route for route in (Route.POST, Route.LOOKUP, Route.UPLOAD) for _ in range(20)]

    assert first == again
    assert [streams[0](route) for route in routes] == [streams[1](route) for route in routes]
