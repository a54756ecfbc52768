"""The second fault server: on its good path it keeps to what X documents, and each fault does what it says."""

import base64
import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import pytest

from tests.faultserver import faults
from tests.faultserver.api import Route
from tests.faultserver.faults import FAULTS, Fault, Phase
from tests.faultserver.server import FaultServer, Moment
from tests.faultserver.signatures import authorization
from tests.faultserver.world import Account, World, now

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (1200).to_bytes(4, "big") + (675).to_bytes(4, "big") + b"rest"
LINK = "https://doi.org/10.5555/a"
FIELDS = "tweet.fields=created_at,entities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int
    headers: dict[str, str]
    content: dict[str, object]

    @property
    def data(self) -> dict[str, object]:
        data = self.content["data"]
        assert isinstance(data, dict)
        return data

    @property
    def posts(self) -> list[dict[str, object]]:
        data = self.content.get("data", [])
        assert isinstance(data, list)
        return data


class Client:
    """Signs and sends as a client of X does, over http.client."""

    def __init__(self, server: FaultServer, account: Account) -> None:
        self.server = server
        self.account = account
        self.count = 0

    def header(self, method: str, target: str) -> str:
        self.count += 1
        timestamp = int(now().timestamp())
        return authorization(
            method, self.server.url + target, self.account, nonce=f"n{self.count}", timestamp=timestamp
        )

    def send(self, method: str, target: str, body: bytes = b"", kind: str = "application/json") -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        headers = {"Authorization": self.header(method, target), "Content-Type": kind}
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        content = json.loads(answer.read())
        connection.close()
        return Reply(status=answer.status, headers={k.lower(): v for k, v in answer.getheaders()}, content=content)

    def json(self, method: str, target: str, content: object) -> Reply:
        return self.send(method, target, json.dumps(content).encode())

    def post(self, text: str, *media_ids: str) -> Reply:
        return self.json(
            "POST", "/2/tweets", {"text": text} | ({"media": {"media_ids": media_ids}} if media_ids else {})
        )

    def upload(self, **fields: str) -> Reply:
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
        ]
        disposition = b'--b\r\nContent-Disposition: form-data; name="media"; filename="card.png"\r\n'
        picture = disposition + b"Content-Type: image/png\r\n\r\n" + PNG + b"\r\n"
        body = b"".join([*parts, picture, b"--b--\r\n"])
        return self.send("POST", "/2/media/upload", body, "multipart/form-data; boundary=b")

    def picture(self) -> str:
        return str(self.upload(media_category="tweet_image").data["id"])

    def describe(self, media_id: str, text: str) -> Reply:
        return self.json("POST", "/2/media/metadata", {"id": media_id, "metadata": {"alt_text": {"text": text}}})

    def timeline(self, query: str = FIELDS) -> Reply:
        return self.send("GET", f"/2/users/{self.account.id}/tweets?{query}")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def server(world: World) -> Iterator[FaultServer]:
    server = FaultServer(world)
    yield server
    server.stop()
    assert server.trouble == []


@pytest.fixture
def client(server: FaultServer, world: World) -> Client:
    return Client(server, world.account)


# --- the good path ---


def test_a_new_post_is_answered_with_its_id_as_text(client: Client, world: World) -> None:
    reply = client.post("Hello")

    assert reply.status == 201
    assert reply.data == {"id": world.posts[0].id, "text": "Hello"}
    assert re.fullmatch(r"\d{19}", str(reply.data["id"]))


def test_ids_rise(client: Client) -> None:
    assert int(str(client.post("One").data["id"])) < int(str(client.post("Two").data["id"]))


def test_the_same_text_is_refused_in_the_words_seen_in_the_wild(client: Client, world: World) -> None:
    client.post("Hello")

    reply = client.post("Hello")

    assert reply.status == 403
    assert reply.content == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    }
    assert len(world.posts) == 1


def test_a_world_may_take_the_same_text_twice(client: Client, world: World) -> None:
    world.refuses_copies = False

    assert [client.post("Hello").status for _ in range(2)] == [201, 201]


@pytest.mark.parametrize("content", [{}, {"text": ""}, {"text": "a", "colour": 1}, [], {"text": "a", "media": []}])
def test_a_request_beside_the_description_is_refused(client: Client, world: World, content: object) -> None:
    reply = client.json("POST", "/2/tweets", content)

    assert (reply.status, reply.content["title"]) == (400, "Invalid Request")
    assert world.posts == []


def test_keys_that_do_not_sign_are_turned_away(server: FaultServer, world: World) -> None:
    stranger = Client(server, replace(world.account, access_token_secret="guessed"))

    reply = stranger.post("Hello")

    assert (reply.status, reply.content["title"]) == (401, "Unauthorized")
    assert world.posts == []


def test_an_upload_is_answered_as_documented(client: Client) -> None:
    reply = client.upload(media_category="tweet_image")

    assert reply.data == {
        "id": reply.data["id"],
        "media_key": f"3_{reply.data['id']}",
        "size": len(PNG),
        "expires_after_secs": 86_400,
        "image": {"image_type": "image/png", "w": 1200, "h": 675},
    }


def test_an_upload_may_be_json(client: Client) -> None:
    content = {"media": base64.b64encode(PNG).decode(), "media_category": "tweet_image"}

    assert client.json("POST", "/2/media/upload", content).data["size"] == len(PNG)


@pytest.mark.parametrize("fields", [{}, {"media_category": "tweet_image", "media_type": "image/png"}])
def test_an_upload_needs_its_category_and_nothing_unknown(client: Client, fields: dict[str, str]) -> None:
    assert client.upload(**fields).status == 400


def test_a_picture_gets_its_alt_text_and_goes_with_the_post(client: Client, world: World) -> None:
    media_id = client.picture()

    assert client.describe(media_id, "A card").status == 200
    assert client.post("Hello", media_id).status == 201
    assert world.posts[0].is_described


def test_an_alt_text_has_at_most_1000_characters(client: Client) -> None:
    media_id = client.picture()

    assert [client.describe(media_id, "a" * size).status for size in (1000, 1001)] == [200, 400]


def test_a_picture_is_gone_after_a_day(client: Client, world: World) -> None:
    media_id = client.picture()
    world.let_pass(timedelta(days=1))

    reply = client.post("Hello", media_id)

    assert (reply.status, reply.content["detail"]) == (400, "Your media IDs are invalid.")
    assert world.posts == []


def test_the_timeline_shortens_links_and_escapes_signs(client: Client, world: World) -> None:
    client.post(f"Fish & <chips>\n{LINK}", client.picture())

    (post,) = client.timeline().posts

    assert re.fullmatch(r"Fish &amp; &lt;chips&gt;\nhttps://t\.co/\w+ https://t\.co/\w+", str(post["text"]))
    entities = post["entities"]
    assert isinstance(entities, dict)
    assert [url["expanded_url"] for url in entities["urls"]] == [
        LINK,
        f"https://x.com/example_uni/status/{world.posts[0].id}/photo/1",
    ]
    shown = [str(post["text"])[url["start"] : url["end"]] for url in entities["urls"]]
    assert shown == [url["url"] for url in entities["urls"]]


def test_an_empty_timeline_has_no_data(client: Client) -> None:
    assert client.timeline().content == {"meta": {"result_count": 0}}


def test_the_timeline_is_read_in_pages_from_a_start(client: Client, world: World) -> None:
    ids = [str(client.post(f"Post {number}").data["id"]) for number in range(12)]
    world.posts[0].created_at -= timedelta(hours=1)
    start = quote((now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ"))

    first = client.timeline(f"max_results=5&start_time={start}")
    meta = first.content["meta"]
    assert isinstance(meta, dict)
    second = client.timeline(f"max_results=100&start_time={start}&pagination_token={meta['next_token']}")

    assert [post["id"] for post in [*first.posts, *second.posts][:6]] == [*ids[:6:-1], ids[6]]
    assert "created_at" not in first.posts[0]
    assert ids[0] not in [post["id"] for post in client.timeline(f"max_results=100&start_time={start}").posts]
    assert [post["id"] for post in client.timeline(f"since_id={ids[10]}").posts] == ids[11:]


@pytest.mark.parametrize("size", [4, 101])
def test_a_page_has_5_to_100_posts(client: Client, size: int) -> None:
    assert client.timeline(f"max_results={size}").status == 400


def test_a_new_post_may_come_late_into_the_timeline(client: Client, world: World) -> None:
    world.lag = 2
    client.post("Hello")

    assert [len(client.timeline().posts) for _ in range(3)] == [0, 0, 1]


def test_the_account_is_who_the_token_says(client: Client) -> None:
    assert client.send("GET", "/2/users/me").data == {"id": "7001", "name": "Example", "username": "example_uni"}


def test_a_deleted_post_is_gone(client: Client) -> None:
    target = f"/2/tweets/{client.post('Hello').data['id']}"

    assert client.send("DELETE", target).data == {"deleted": True}
    assert client.send("DELETE", target).status == 404
    assert client.timeline().posts == []


def test_answers_tell_the_window_and_the_date(client: Client) -> None:
    headers = client.post("Hello").headers

    assert headers["x-rate-limit-limit"] == "100"
    assert int(headers["x-rate-limit-reset"]) > time.mktime(time.localtime())
    assert abs(parsedate_to_datetime(headers["date"]) - now()) < timedelta(seconds=5)


def test_other_addresses_are_not_found_in_xs_own_words(client: Client) -> None:
    reply = client.send("GET", "/2/nothing")

    assert (reply.status, reply.content["title"]) == (404, "Not Found")


def test_a_stopped_server_refuses_connections_until_it_is_back(client: Client, server: FaultServer) -> None:
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        client.timeline()

    server.start_again()

    assert client.timeline().status == 200


def test_each_moment_of_a_call_is_told_in_order(client: Client, server: FaultServer) -> None:
    seen: list[Moment] = []
    server.watch = lambda _route, moment: seen.append(moment)

    client.post("Hello")

    assert seen[:3] == [Moment.SEEN, Moment.READ, Moment.DONE]


# --- the faults ---


def _received(connection: socket.socket, request: bytes) -> Iterator[bytes]:
    """Send, and receive for a moment or 100 kB, whatever comes."""
    end = time.monotonic() + 0.8
    with suppress(OSError):
        connection.sendall(request)
        for _ in range(2000):
            connection.settimeout(max(0.01, end - time.monotonic()))
            piece = connection.recv(1024)
            if not piece or time.monotonic() > end:
                return
            yield piece


def exchange(fault: Fault, route: Route) -> tuple[World, bytes]:
    """Send one request of this kind under the fault, as a client with little time; return what came back."""
    world = World()
    server = FaultServer(world, choose=lambda _route: fault)
    client = Client(server, world.account)
    method, target, body = {
        Route.POST: ("POST", "/2/tweets", b'{"text":"Hello"}'),
        Route.LOOKUP: ("GET", "/2/users/7001/tweets", b""),
        Route.METADATA: ("POST", "/2/media/metadata", b"{}"),
        Route.UPLOAD: ("POST", "/2/media/upload", b"{}"),
        Route.ME: ("GET", "/2/users/me", b""),
    }[route]
    head = f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {len(body)}\r\n"
    head += f"Content-Type: application/json\r\nAuthorization: {client.header(method, target)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        got = b"".join(_received(connection, head.encode() + body))
    server.stop()
    assert server.trouble == [], fault.name
    return world, got


def test_every_fault_of_a_post_takes_effect_exactly_where_it_says_so() -> None:
    found = faults.of(Route.POST)

    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(lambda fault: exchange(fault, Route.POST), found))

    wrong = [
        fault.name
        for fault, (world, _) in zip(found, outcomes, strict=True)
        if len(world.posts) != int(fault.takes_effect)
    ]
    assert wrong == []


@pytest.mark.parametrize("route", [Route.LOOKUP, Route.METADATA, Route.UPLOAD, Route.ME])
def test_the_faults_of_other_calls_can_be_played(route: Route) -> None:
    found = [fault for fault in faults.of(route) if Route.POST not in fault.routes]

    with ThreadPoolExecutor(24) as pool:
        outcomes = list(pool.map(lambda fault: exchange(fault, route), found))

    assert len(outcomes) == len(found)


def test_every_whole_answer_has_the_id_and_no_broken_one_has() -> None:
    whole = [fault for fault in FAULTS if fault.name.startswith("whole/")]
    broken = [fault for fault in FAULTS if fault.name.startswith("broken/") and fault.name.endswith("/done")]

    def shows(fault: Fault) -> bool:
        world, got = exchange(fault, Route.POST)
        return world.posts[0].id.encode() in got

    with ThreadPoolExecutor(24) as pool:
        hidden = {"whole/gzip-unasked", "whole/gzip-not-said", "whole/utf-16", "whole/utf-16-said"}
        hidden |= {"whole/chunked", "whole/chunk-for-each-byte"}
        assert {fault.name for fault, seen in zip(whole, pool.map(shows, whole), strict=True) if not seen} == hidden
        assert [fault.name for fault, seen in zip(broken, pool.map(shows, broken), strict=True) if seen] == []


def test_faults_have_names_of_their_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_what_is_not_read_whole_takes_no_effect() -> None:
    assert [fault.name for fault in FAULTS if fault.takes_effect and fault.phase is not Phase.READ] == []


def test_only_pages_of_others_are_verdicts_that_are_not_xs() -> None:
    foreign = [fault for fault in FAULTS if fault.verdict_is_not_xs]

    assert {fault.name.partition("/")[0] for fault in foreign} == {"page"}
    assert "page/html-403/not-done" in {fault.name for fault in foreign}
