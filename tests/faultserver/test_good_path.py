"""Where nothing goes wrong, the second fault server keeps to what X documents."""

import base64
import re
import time
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import pytest

from tests.faultserver.caller import PNG, Caller
from tests.faultserver.server import FaultServer, Moment
from tests.faultserver.world import World, now

LINK = "https://doi.org/10.5555/a"


def test_a_new_post_is_answered_with_its_id_as_text(caller: Caller, world: World) -> None:
    reply = caller.post("Hello")

    assert reply.status == 201
    assert reply.data == {"id": world.posts[0].id, "text": "Hello"}
    assert re.fullmatch(r"\d{19}", str(reply.data["id"]))


def test_ids_rise(caller: Caller) -> None:
    assert int(str(caller.post("One").data["id"])) < int(str(caller.post("Two").data["id"]))


def test_the_same_text_is_refused_in_the_words_seen_in_the_wild(caller: Caller, world: World) -> None:
    caller.post("Hello")

    reply = caller.post("Hello")

    assert reply.status == 403
    assert reply.content == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    }
    assert len(world.posts) == 1


def test_a_world_may_take_the_same_text_twice(caller: Caller, world: World) -> None:
    world.refuses_copies = False

    assert [caller.post("Hello").status for _ in range(2)] == [201, 201]


@pytest.mark.parametrize("content", [{}, {"text": ""}, {"text": "a", "colour": 1}, [], {"text": "a", "media": []}])
def test_a_request_beside_the_description_is_refused(caller: Caller, world: World, content: object) -> None:
    reply = caller.json("POST", "/2/tweets", content)

    assert (reply.status, reply.content["title"]) == (400, "Invalid Request")
    assert world.posts == []


def test_keys_that_do_not_sign_are_turned_away(server: FaultServer, world: World) -> None:
    stranger = Caller(server, replace(world.account, access_token_secret="guessed"))

    reply = stranger.post("Hello")

    assert (reply.status, reply.content["title"]) == (401, "Unauthorized")
    assert world.posts == []


def test_an_upload_is_answered_as_documented(caller: Caller) -> None:
    reply = caller.upload(media_category="tweet_image")

    assert reply.data == {
        "id": reply.data["id"],
        "media_key": f"3_{reply.data['id']}",
        "size": len(PNG),
        "expires_after_secs": 86_400,
        "image": {"image_type": "image/png", "w": 1200, "h": 675},
    }


def test_an_upload_may_be_json(caller: Caller) -> None:
    content = {"media": base64.b64encode(PNG).decode(), "media_category": "tweet_image"}

    assert caller.json("POST", "/2/media/upload", content).data["size"] == len(PNG)


@pytest.mark.parametrize("fields", [{}, {"media_category": "tweet_image", "media_type": "image/png"}])
def test_an_upload_needs_its_category_and_nothing_unknown(caller: Caller, fields: dict[str, str]) -> None:
    assert caller.upload(**fields).status == 400


def test_a_picture_gets_its_alt_text_and_goes_with_the_post(caller: Caller, world: World) -> None:
    media_id = caller.picture()

    assert caller.describe(media_id, "A card").status == 200
    assert caller.post("Hello", media_id).status == 201
    assert world.posts[0].is_described


def test_an_alt_text_has_at_most_1000_characters(caller: Caller) -> None:
    media_id = caller.picture()

    assert [caller.describe(media_id, "a" * size).status for size in (1000, 1001)] == [200, 400]


def test_a_picture_is_gone_after_a_day(caller: Caller, world: World) -> None:
    media_id = caller.picture()
    world.let_pass(timedelta(days=1))

    reply = caller.post("Hello", media_id)

    assert (reply.status, reply.content["detail"]) == (400, "Your media IDs are invalid.")
    assert world.posts == []


def test_the_timeline_shortens_links_and_escapes_signs(caller: Caller, world: World) -> None:
    caller.post(f"Fish & <chips>\n{LINK}", caller.picture())

    (post,) = caller.timeline().posts

    assert re.fullmatch(r"Fish &amp; &lt;chips&gt;\nhttps://t\.co/\w+ https://t\.co/\w+", str(post["text"]))
    entities = post["entities"]
    assert isinstance(entities, dict)
    assert [url["expanded_url"] for url in entities["urls"]] == [
        LINK,
        f"https://x.com/example_uni/status/{world.posts[0].id}/photo/1",
    ]
    shown = [str(post["text"])[url["start"] : url["end"]] for url in entities["urls"]]
    assert shown == [url["url"] for url in entities["urls"]]


def test_an_empty_timeline_has_no_data(caller: Caller) -> None:
    assert caller.timeline().content == {"meta": {"result_count": 0}}


def test_the_timeline_is_read_in_pages_from_a_start(caller: Caller, world: World) -> None:
    ids = [str(caller.post(f"Post {number}").data["id"]) for number in range(12)]
    world.posts[0].created_at -= timedelta(hours=1)
    start = quote((now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ"))

    first = caller.timeline(f"max_results=5&start_time={start}")
    meta = first.content["meta"]
    assert isinstance(meta, dict)
    second = caller.timeline(f"max_results=100&start_time={start}&pagination_token={meta['next_token']}")

    assert [post["id"] for post in [*first.posts, *second.posts][:6]] == [*ids[:6:-1], ids[6]]
    assert "created_at" not in first.posts[0]
    assert ids[0] not in [post["id"] for post in caller.timeline(f"max_results=100&start_time={start}").posts]
    assert [post["id"] for post in caller.timeline(f"since_id={ids[10]}").posts] == ids[11:]


@pytest.mark.parametrize("size", [4, 101])
def test_a_page_has_5_to_100_posts(caller: Caller, size: int) -> None:
    assert caller.timeline(f"max_results={size}").status == 400


def test_a_new_post_may_come_late_into_the_timeline(caller: Caller, world: World) -> None:
    world.lag = 2
    caller.post("Hello")

    assert [len(caller.timeline().posts) for _ in range(3)] == [0, 0, 1]


def test_the_account_is_who_the_token_says(caller: Caller) -> None:
    assert caller.send("GET", "/2/users/me").data == {"id": "7001", "name": "Example", "username": "example_uni"}


def test_a_deleted_post_is_gone(caller: Caller) -> None:
    target = f"/2/tweets/{caller.post('Hello').data['id']}"

    assert caller.send("DELETE", target).data == {"deleted": True}
    assert caller.send("DELETE", target).status == 404
    assert caller.timeline().posts == []


def test_answers_tell_the_window_and_the_date(caller: Caller) -> None:
    headers = caller.post("Hello").headers

    assert headers["x-rate-limit-limit"] == "100"
    assert int(headers["x-rate-limit-reset"]) > time.mktime(time.localtime())
    assert abs(parsedate_to_datetime(headers["date"]) - now()) < timedelta(seconds=5)


def test_other_addresses_are_not_found_in_xs_own_words(caller: Caller) -> None:
    reply = caller.send("GET", "/2/nothing")

    assert (reply.status, reply.content["title"]) == (404, "Not Found")


def test_a_stopped_server_refuses_connections_until_it_is_back(caller: Caller, server: FaultServer) -> None:
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        caller.timeline()

    server.start_again()

    assert caller.timeline().status == 200


def test_each_moment_of_a_call_is_told_in_order(caller: Caller, server: FaultServer) -> None:
    seen: list[Moment] = []
    server.watch = lambda _route, moment: seen.append(moment)

    caller.post("Hello")

    assert seen[:3] == [Moment.SEEN, Moment.READ, Moment.DONE]
