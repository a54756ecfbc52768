"""The channel to X against the fake: what goes over the wire, and what comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from announcer.channels.x.channel import XChannel
from announcer.channels.x.keys import BearerToken, StaticKeys
from announcer.channels.x.outcome import Reason
from announcer.core.posts.post import Post
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
)
from tests.fakex import FakeX
from tests.fakex_faults import BREAKS, GARBLES
from tests.fakex_world import FIRST_ID, USERNAME
from tests.xbuilders import KEYS, WallClock, unused_media, x_channel, x_post


def published(channel: XChannel, post: Post) -> str:
    return channel.send(post, channel.upload(post)).remote_id


def test_a_post_goes_out_with_its_card_and_alt_text(x: FakeX, channel: XChannel) -> None:
    post = x_post()

    receipt = channel.send(post, channel.upload(post))

    (shown,) = x.world.posts
    assert (shown.text, shown.alt_texts) == (post.text, (post.alt_text,))
    assert receipt.remote_id == shown.id
    assert receipt.url == f"https://x.com/{USERNAME}/status/{shown.id}"
    assert [route for route, _ in x.world.calls] == ["upload", "describe", "create"]


def test_a_post_without_a_card_uploads_nothing(x: FakeX, channel: XChannel) -> None:
    post = x_post(card=b"", alt_text="")

    assert channel.upload(post) is None
    channel.send(post, None)

    assert [route for route, _ in x.world.calls] == ["create"]


def test_an_upload_tells_until_when_it_is_good(channel: XChannel) -> None:
    media = channel.upload(x_post())

    assert media is not None
    assert timedelta(hours=23) < media.expires_at - WallClock().now() <= timedelta(hours=24)


def test_an_upload_that_does_not_say_is_good_for_a_day(x: FakeX, channel: XChannel) -> None:
    x.arm("upload", {"status": 200, "body": {"data": {"id": "77"}}})
    x.world.media["77"] = None

    media = channel.upload(x_post())

    assert media is not None
    assert media.expires_at - WallClock().now() > timedelta(hours=23)


def test_the_post_is_found_on_the_timeline_with_its_link(channel: XChannel) -> None:
    post = x_post()
    since = WallClock().now() - timedelta(minutes=5)
    posted = published(channel, post)
    published(
        channel,
        x_post(
            text="Another paper https://doi.org/10.5555/announcer.2", link="https://doi.org/10.5555/announcer.2"
        ),
    )

    found = channel.find(post, since)

    assert found is not None
    assert found.remote_id == posted


def test_what_was_read_and_is_not_there_is_none(channel: XChannel) -> None:
    assert channel.find(x_post(), WallClock().now() - timedelta(minutes=5)) is None


def test_posts_from_before_the_sending_are_not_the_post(channel: XChannel) -> None:
    post = x_post()
    published(channel, post)

    assert channel.find(post, WallClock().now() + timedelta(minutes=5)) is None


def test_a_busy_account_is_read_page_after_page(x: FakeX, channel: XChannel) -> None:
    posted = published(channel, x_post())
    for number in range(230):
        x.world.create({"text": f"Chat {number}"})

    found = channel.find(x_post(), WallClock().now() - timedelta(minutes=5))

    assert found is not None
    assert found.remote_id == posted
    assert [route for route, _ in x.world.calls].count("timeline") == 3


def test_an_account_too_busy_to_read_whole_proves_nothing(x: FakeX, channel: XChannel) -> None:
    for number in range(600):
        x.world.create({"text": f"Chat {number}"})

    with pytest.raises(PostDelayedError):
        channel.find(x_post(), WallClock().now() - timedelta(minutes=5))


@pytest.mark.parametrize("token", [{"a": 1}, 7, ["b"], True])
def test_a_page_whose_next_one_cannot_be_asked_for_is_no_look(x: FakeX, channel: XChannel, token: object) -> None:
    x.arm("timeline", {"status": 200, "body": {"data": [], "meta": {"next_token": token, "result_count": 0}}})

    with pytest.raises(PostDelayedError):
        channel.find(x_post(), WallClock().now() - timedelta(minutes=5))


def test_a_look_up_with_gaps_proves_a_post_but_not_its_absence(x: FakeX, channel: XChannel) -> None:
    posted = published(channel, x_post())
    shown_post = {"id": posted, "text": x_post().text}
    gap = {"meta": {"result_count": 1}, "errors": [{"title": "Field Hydration Failure"}]}
    x.arm("timeline", {"status": 200, "body": gap | {"data": [shown_post]}}, {"status": 200, "body": gap})

    assert channel.find(x_post(), WallClock().now()) is not None
    with pytest.raises(PostDelayedError, match="Hydration"):
        channel.find(x_post(), WallClock().now())


def test_an_id_that_is_none_is_not_put_into_an_address(x: FakeX, channel: XChannel) -> None:
    with pytest.raises(PostRefusedError):
        channel.delete("1/../../2/users/me")

    assert x.world.calls == []


def test_an_x_that_does_not_know_the_names_of_fields_is_read_without_them(x: FakeX, channel: XChannel) -> None:
    posted = published(channel, x_post())
    x.world.old_field_names = True

    found = channel.find(x_post(), WallClock().now() - timedelta(minutes=5))

    assert found is not None
    assert found.remote_id == posted


def test_a_token_without_the_users_number_asks_x_for_it_once(x: FakeX) -> None:
    access_token = x.world.new_tokens().body["access_token"]
    channel = x_channel(x.url, keys=StaticKeys(BearerToken(access_token=access_token)))
    published(channel, x_post())

    for _ in range(2):
        assert channel.find(x_post(), WallClock().now() - timedelta(minutes=5)) is not None

    assert [route for route, _ in x.world.calls].count("me") == 1


def test_a_post_can_be_taken_down(x: FakeX, channel: XChannel) -> None:
    posted = published(channel, x_post())

    channel.delete(posted)

    assert x.world.posts == []


def test_a_deletion_that_x_does_not_confirm_may_be_repeated(x: FakeX, channel: XChannel) -> None:
    x.arm("delete", {"status": 200, "body": {"data": {"deleted": False}}})

    with pytest.raises(PostDelayedError):
        channel.delete(str(FIRST_ID))


def test_a_probe_writes_nothing(x: FakeX, channel: XChannel) -> None:
    channel.probe()

    assert x.world.calls == [("me", "none")]


def test_a_probe_with_the_keys_of_another_account_pauses(x: FakeX) -> None:
    with pytest.raises(ChannelPausedError) as caught:
        x_channel(x.url, account="someone_else").probe()

    assert caught.value.reason == Reason.WRONG_ACCOUNT


def test_a_user_name_is_the_same_in_capitals(x: FakeX) -> None:
    x_channel(x.url, account=USERNAME.upper()).probe()


@pytest.mark.parametrize("fault", ["empty-before", "no-data-before", "errors-only-before", "html-before"])
def test_a_probe_without_an_answer_of_use_is_no_proof(x: FakeX, channel: XChannel, fault: str) -> None:
    x.arm("me", fault)

    with pytest.raises(PostDelayedError):
        channel.probe()


def test_a_post_of_another_account_is_refused_before_anything_is_sent(x: FakeX, channel: XChannel) -> None:
    post = x_post(account="other")

    with pytest.raises(PostRefusedError):
        channel.upload(post)
    with pytest.raises(PostRefusedError):
        channel.send(post, None)

    assert x.world.calls == []


@pytest.mark.parametrize(
    "changes", [{"card": b"x" * (5 * 1024 * 1024 + 1)}, {"alt_text": ""}, {"alt_text": "x" * 1001}]
)
def test_a_card_that_x_would_not_take_is_refused_before_anything_is_sent(
    x: FakeX, channel: XChannel, changes: dict[str, object]
) -> None:
    with pytest.raises(PostRefusedError):
        channel.upload(x_post(**changes))

    assert x.world.calls == []


@pytest.mark.parametrize(
    ("info", "error"),
    [({"state": "pending", "check_after_secs": 1}, PostDelayedError), ({"state": "failed"}, PostRefusedError)],
)
def test_a_card_that_x_is_still_preparing_waits(
    x: FakeX, channel: XChannel, info: dict[str, object], error: type[ChannelError]
) -> None:
    x.arm("upload", {"status": 200, "body": {"data": {"id": "77", "processing_info": info}}})

    with pytest.raises(error):
        channel.upload(x_post())


def test_the_log_names_a_request_as_x_does_and_says_how_long_it_took(
    x: FakeX, channel: XChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    refusal = {"title": "Forbidden", "detail": "You are not permitted to perform this action."}
    x.arm("create", {"status": 403, "body": refusal, "headers": {"x-transaction-id": "0123abcd"}})

    with pytest.raises(PostRefusedError):
        channel.send(x_post(card=b""), None)

    record = caplog.records[-1]
    assert [vars(record)[name] for name in ("event", "call", "status", "request_id")] == [
        "x-answered",
        "create",
        403,
        "0123abcd",
    ]
    assert 0 <= vars(record)["seconds"] < 5


# -- every break and every garbled answer, on every route --------------------------------------------------------

UNREADABLE = ("html", "cut-json", "errors-only")
QUIET_BREAKS = sorted(BREAKS.keys() - {"kill"})


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("name", [*QUIET_BREAKS, *GARBLES])
def test_whatever_happens_to_a_create_it_ends_unknown_and_is_asked_once(
    x: FakeX, hasty: XChannel, name: str, moment: str
) -> None:
    post = x_post()
    media = hasty.upload(post)
    x.arm("create", f"{name}-{moment}")

    with pytest.raises(OutcomeUnknownError):
        hasty.send(post, media)

    assert [route for route, _ in x.world.calls].count("create") == 1
    assert len(x.world.posts) == (moment == "after")


@pytest.mark.parametrize("name", [*QUIET_BREAKS, *UNREADABLE, "500", "503-html", "redirect-303"])
@pytest.mark.parametrize("route", ["upload", "describe"])
def test_an_upload_that_goes_wrong_is_only_delayed(x: FakeX, hasty: XChannel, name: str, route: str) -> None:
    x.arm(route, f"{name}-after")
    with pytest.raises(PostDelayedError):
        hasty.upload(x_post())

    assert x.world.posts == []


@pytest.mark.parametrize("name", [*QUIET_BREAKS, *GARBLES])
def test_a_timeline_that_cannot_be_read_says_nothing_about_the_post(x: FakeX, hasty: XChannel, name: str) -> None:
    x.arm("timeline", f"{name}-after")

    with pytest.raises(PostDelayedError):
        hasty.find(x_post(), WallClock().now())


@pytest.mark.parametrize("name", [*QUIET_BREAKS, *GARBLES])
def test_a_deletion_whose_answer_is_lost_may_be_repeated_until_x_says_it_is_gone(
    x: FakeX, hasty: XChannel, name: str
) -> None:
    posted = published(hasty, x_post())
    x.arm("delete", f"{name}-after")

    with pytest.raises(PostDelayedError):
        hasty.delete(posted)
    hasty.delete(posted)

    assert x.world.posts == []


def test_a_server_that_is_not_there_delays_and_nothing_was_posted() -> None:
    with pytest.raises(PostDelayedError):
        x_channel("http://127.0.0.1:1").send(x_post(card=b""), None)


def test_a_name_that_is_not_known_delays_and_nothing_was_posted() -> None:
    with pytest.raises(PostDelayedError):
        x_channel("http://x.invalid").send(x_post(card=b""), None)


def test_keys_with_a_wrong_secret_are_found_out_by_the_signature(x: FakeX) -> None:
    wrong = replace(KEYS, consumer_secret="wrong")

    with pytest.raises(ChannelPausedError):
        x_channel(x.url, keys=StaticKeys(wrong)).send(x_post(card=b""), None)

    assert x.world.posts == []


def test_headers_given_to_the_transport_go_with_every_request(x: FakeX) -> None:
    x_channel(x.url, headers={"X-Gateway": "1"}).probe()


def test_media_that_x_forgot_is_told_apart(x: FakeX, channel: XChannel) -> None:
    with pytest.raises(MediaExpiredError):
        channel.send(x_post(), unused_media())

    assert x.world.posts == []
