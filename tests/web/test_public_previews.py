"""The public route of preview pictures."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import StoreError
from announcer.ports.importing import Imported
from announcer.services.preview_pictures import PublicPreviews, shown_record
from announcer.services.preview_pool import BusyError, PreviewPool
from announcer.store.records import to_record
from announcer.web.public_previews import ClientAllowance, PreviewRoute
from announcer.wiring.site_pool import SitePool
from announcer.wiring.site_queue import SiteQueue
from announcer.wiring.site_sharing import preview_pool, public_previews
from tests.builders import PIXEL, publication
from tests.queueing import new
from tests.sites import make_site, queue_of

UID = "doi:10.5555/announcer.1"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def get(route: PreviewRoute, path: str, method: str = "GET", client: str = "192.0.2.1", **headers: str) -> Answer:
    """Return what the route answers, asked as a server asks an application that is mounted at /previews."""
    return asyncio.run(asked(route, path, method, client, **headers))


async def asked(route: PreviewRoute, path: str, method: str, client: str, **headers: str) -> Answer:
    scope = {
        "type": "http",
        "method": method,
        "path": f"/previews{unquote(path)}",
        "root_path": "/previews",
        "client": (client, 4000),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("no body is read")

    await route(scope, receive, send)
    start, body = sent
    return Answer(
        start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body["body"]
    )


class Drawings:
    """Draws a pixel at once and remembers what for; `error` is what comes of drawing instead."""

    def __init__(self, error: Exception | None = None) -> None:
        self.drawn: list[str] = []
        self.error = error

    def __call__(self, record: str, language: str) -> "Future[bytes]":
        self.drawn.append(language)
        if isinstance(self.error, BusyError):
            raise self.error
        future: Future[bytes] = Future()
        if self.error:
            future.set_exception(self.error)
        else:
            future.set_result(PIXEL + record[:4].encode())
        return future


@pytest.fixture
def queue(tmp_path: Path) -> Any:
    with queue_of(make_site(tmp_path / "site")) as opened:
        yield opened


def known(queue: SiteQueue, number: int = 1, **changes: Any) -> str:
    """Have a publication in the catalogue; return its uid."""
    record = to_record(Imported(publication=publication(doi=f"10.5555/announcer.{number}"), source="a.toml"))
    added = new(number, record=record, **changes)
    assert queue.store.add(added, state=State.IN_REVIEW, actor="import")
    return added.publication.uid


def route(queue: SiteQueue, draw: Drawings, *, enabled: bool = True, **allowance: float) -> PreviewRoute:
    previews = PublicPreviews(partial(shown_record, queue.store), draw, ["en", "fa"])
    return PreviewRoute(previews, enabled=enabled, allowance=ClientAllowance(**allowance), proxies=["192.0.2.99"])


def _nothing() -> Any:
    return None


def address(uid: str, language: str = "en") -> str:
    return f"/{language}/{quote(uid, safe='')}.png"


def test_a_picture_is_drawn_once_and_cached_for_long(queue: SiteQueue) -> None:
    draw, path = Drawings(), address(known(queue))
    shown = route(queue, draw)

    first, second = get(shown, path), get(shown, path)

    assert first == second
    assert (first.status, first.headers["content-type"]) == (200, "image/png")
    assert first.body.startswith(PIXEL)
    assert "public, max-age=86400" in first.headers["cache-control"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert draw.drawn == ["en"]


def test_who_has_the_picture_already_is_not_sent_it_again(queue: SiteQueue) -> None:
    shown, path = route(queue, Drawings()), address(known(queue))
    tag = get(shown, path).headers["etag"]

    for asked_with in (tag, f'"other", W/{tag}', "*"):
        again = get(shown, path, if_none_match=asked_with)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in again.headers
    assert get(shown, path, if_none_match='"other"').status == 200


def test_it_is_off_until_it_is_switched_on(queue: SiteQueue) -> None:
    draw = Drawings()

    assert get(route(queue, draw, enabled=False), address(known(queue))).status == 404
    assert draw.drawn == []


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/.png", "/de/doi.png", "/en/nope.png", "/en/x", f"/en/{'a' * 500}.png"]
)
def test_what_is_not_there_is_not_found_and_not_kept(queue: SiteQueue, path: str) -> None:
    answer = get(route(queue, Drawings()), path)

    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


def test_nothing_but_reading_is_allowed(queue: SiteQueue) -> None:
    shown, path = route(queue, Drawings()), address(known(queue))

    assert get(shown, path, "POST").status == 405
    head = get(shown, path, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(get(shown, path).body)))


def test_a_publication_under_an_embargo_has_no_picture(queue: SiteQueue) -> None:
    uid = known(queue)
    with_embargo = known(queue, 2)
    queue.store.database.run(
        "UPDATE announcement SET embargo_until = :until WHERE publication = :uid",
        until=datetime(2999, 1, 1, tzinfo=UTC),
        uid=with_embargo,
    )
    shown = route(queue, Drawings())

    assert [get(shown, address(each)).status for each in (uid, with_embargo)] == [200, 404]


def test_a_client_may_have_only_so_many_drawn_and_what_is_kept_costs_nothing(queue: SiteQueue) -> None:
    paths = [address(known(queue, number)) for number in (1, 2, 3)]
    shown = route(queue, Drawings(), burst=2, per_second=0)

    assert [get(shown, path).status for path in (*paths, *paths)] == [200, 200, 429, 200, 200, 429]
    assert get(shown, paths[2]).headers["retry-after"]
    assert get(shown, paths[2], client="192.0.2.2").status == 200


def test_all_addresses_of_one_network_of_ipv6_are_one_client(queue: SiteQueue) -> None:
    paths = [address(known(queue, number)) for number in (1, 2, 3)]
    shown = route(queue, Drawings(), burst=1, per_second=0)
    clients = ("2001:db8::1", "2001:db8::2", "2001:db8:1::1")

    assert [get(shown, path, client=one).status for path, one in zip(paths, clients, strict=True)] == [
        200,
        429,
        200,
    ]


def test_behind_a_listed_proxy_each_reader_is_a_client(queue: SiteQueue) -> None:
    paths = [address(known(queue, number)) for number in (1, 2, 3)]
    shown = route(queue, Drawings(), burst=1, per_second=0)
    readers = ("198.51.100.1", "198.51.100.2", "198.51.100.2")

    answers = [
        get(shown, path, client="192.0.2.99", x_forwarded_for=one).status
        for path, one in zip(paths, readers, strict=True)
    ]

    assert answers == [200, 200, 429]


def test_a_name_with_a_percent_sign_is_decoded_once() -> None:
    asked_for: list[str] = []

    def look_up(uid: str) -> str:
        asked_for.append(uid)
        return ""

    previews = PublicPreviews(look_up, Drawings(), ["en"])

    get(PreviewRoute(previews, enabled=True), address("doi:10.5555/a%3Cb"))

    assert asked_for == ["doi:10.5555/a%3Cb"]


def test_a_store_that_cannot_be_used_is_told_as_come_again() -> None:
    def look_up(_uid: str) -> str:
        raise StoreError("/srv/queue.db is locked")

    previews = PublicPreviews(look_up, Drawings(), ["en"])
    answer = get(PreviewRoute(previews, enabled=True), address(UID))

    assert (answer.status, answer.headers["retry-after"], answer.body) == (503, "30", b"")


def test_with_too_many_under_way_one_is_told_to_come_again(queue: SiteQueue) -> None:
    answer = get(route(queue, Drawings(BusyError("too many"))), address(known(queue)))

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


def test_a_record_that_cannot_be_drawn_tells_visitors_nothing(queue: SiteQueue) -> None:
    answer = get(route(queue, Drawings(ValueError("/srv/secret"))), address(known(queue)))

    assert (answer.status, answer.body) == (404, b"")


def test_many_who_ask_at_once_have_it_drawn_once(queue: SiteQueue) -> None:
    waiting: list[Future[bytes]] = []
    begun = asyncio.Event()

    def draw(record: str, language: str) -> "Future[bytes]":
        del record, language
        waiting.append(Future())
        begun.set()
        return waiting[-1]

    path = address(known(queue))
    shown = PreviewRoute(PublicPreviews(partial(shown_record, queue.store), draw, ["en"]), enabled=True)

    async def together() -> list[Answer]:
        asking = [asyncio.create_task(asked(shown, path, "GET", "192.0.2.1")) for _ in range(5)]
        await begun.wait()
        await asyncio.sleep(0.05)
        waiting[0].set_result(PIXEL)
        return await asyncio.gather(*asking)

    assert {answer.status for answer in asyncio.run(together())} == {200}
    assert len(waiting) == 1


def test_memory_is_bounded_and_what_was_asked_for_least_lately_goes(queue: SiteQueue) -> None:
    paths = [address(known(queue, number)) for number in (1, 2, 3)]
    draw = Drawings()
    shown = PreviewRoute(
        PublicPreviews(partial(shown_record, queue.store), draw, ["en"], most_bytes=2 * len(PIXEL) + 8),
        enabled=True,
    )

    for path in (paths[0], paths[1], paths[0], paths[2], paths[0], paths[1]):
        get(shown, path)

    assert len(draw.drawn) == 4


def test_the_pool_draws_the_template_preview_in_a_process_of_its_own(queue: SiteQueue) -> None:
    pool = preview_pool(queue.folder, queue.settings)
    stores = SitePool(queue.folder)
    shown = PreviewRoute(public_previews(stores, pool), enabled=True)
    try:
        answer = get(shown, address(known(queue)))
    finally:
        pool.close()
        stores.close()

    assert answer.body.startswith(b"\x89PNG")
    assert (int.from_bytes(answer.body[16:20]), int.from_bytes(answer.body[20:24])) == (1200, 600)
    assert len(list((queue.folder / "queue" / "previews").glob("*.png"))) == 1


def test_the_pool_refuses_more_than_it_may_have_under_way() -> None:
    pool = PreviewPool(_nothing, most_waiting=0)

    with pytest.raises(BusyError):
        pool.draw("", "en")
