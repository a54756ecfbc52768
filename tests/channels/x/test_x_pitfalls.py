"""The known pitfalls of posting to X, one test each, in the order of the list they were collected in.

Those that are the store's or the pump's (6, 7, 18, 19, 21, 22, 23, 26, 28) are tested where those live.
"""

import io
import json
from dataclasses import astuple
from datetime import timedelta

import pytest

from announcer.channels.x.channel import XChannel
from announcer.channels.x.outcome import Reason
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
)
from tests.fakex import FakeX
from tests.fakex_world import FIRST_ID
from tests.xbuilders import WallClock, x_channel, x_post


def calls(x: FakeX, route: str) -> int:
    return [each for each, _ in x.world.calls].count(route)


def failure(channel: XChannel) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        channel.send(x_post(card=b"", alt_text=""), None)
    return caught.value


@pytest.mark.parametrize("fault", ["timeout-after", "reset-after", "timeout-before", "reset-before"])
def test_pitfall_01_a_create_without_an_answer_is_never_repeated(x: FakeX, hasty: XChannel, fault: str) -> None:
    x.arm("create", fault)

    assert isinstance(failure(hasty), OutcomeUnknownError)
    assert calls(x, "create") == 1


@pytest.mark.parametrize("fault", ["500-before", "500-after", "503-after", "503-html-before", "503-html-after"])
def test_pitfall_02_a_5xx_on_create_says_nothing(x: FakeX, channel: XChannel, fault: str) -> None:
    x.arm("create", fault)

    assert isinstance(failure(channel), OutcomeUnknownError)
    assert calls(x, "create") == 1


def test_pitfall_03_a_post_that_shows_late_is_found_later(x: FakeX, channel: XChannel) -> None:
    since = WallClock().now() - timedelta(minutes=5)
    post = x_post()
    posted = channel.send(post, channel.upload(post))
    x.world.read_lag = 3600

    assert channel.find(post, since) is None
    x.world.read_lag = 0
    assert channel.find(post, since) == posted


@pytest.mark.parametrize("fault", ["404", "500-before", "429-none", "errors-only-before", "html-before"])
def test_pitfall_03_a_failed_look_up_is_no_proof_of_absence(x: FakeX, channel: XChannel, fault: str) -> None:
    x.arm("timeline", fault)

    with pytest.raises(ChannelError):
        channel.find(x_post(), WallClock().now())


def test_pitfall_03_the_other_language_of_the_publication_is_another_post(channel: XChannel) -> None:
    persian = x_post(text=f"شیفت شب و فشار خون پرستاران {x_post().link} #پژوهش")
    channel.send(persian, channel.upload(persian))

    assert channel.find(x_post(), WallClock().now() - timedelta(minutes=5)) is None


@pytest.mark.parametrize("fault", ["duplicate-403", "duplicate-187"])
def test_pitfall_04_a_duplicate_is_unknown_and_marked(x: FakeX, channel: XChannel, fault: str) -> None:
    x.arm("create", fault)

    error = failure(channel)

    assert isinstance(error, OutcomeUnknownError)
    assert error.duplicate


def test_pitfall_04_after_a_lost_answer_the_duplicate_leads_to_the_first_post(x: FakeX, hasty: XChannel) -> None:
    since = WallClock().now() - timedelta(minutes=5)
    x.arm("create", "timeout-after")
    assert not getattr(failure(hasty), "duplicate", True)

    assert getattr(failure(hasty), "duplicate", False)

    found = hasty.find(x_post(card=b""), since)
    assert found is not None
    assert [post.id for post in x.world.posts] == [found.remote_id]


@pytest.mark.parametrize(
    "fault",
    [
        "empty-after",
        "no-content-after",
        "cut-json-after",
        "truncated-after",
        "no-data-after",
        "errors-only-after",
        "html-after",
    ],
)
def test_pitfall_05_a_success_without_a_usable_body_may_have_posted(
    x: FakeX, channel: XChannel, fault: str
) -> None:
    x.arm("create", fault)

    assert isinstance(failure(channel), OutcomeUnknownError)
    assert len(x.world.posts) == 1


def test_pitfall_08_expired_media_asks_for_another_upload(x: FakeX, channel: XChannel) -> None:
    post = x_post()
    media = channel.upload(post)
    x.world.media.clear()

    with pytest.raises(MediaExpiredError):
        channel.send(post, media)

    channel.send(post, channel.upload(post))
    assert len(x.world.posts) == 1


def test_pitfall_09_media_of_a_failed_post_is_good_for_the_next_try(x: FakeX, channel: XChannel) -> None:
    post = x_post()
    media = channel.upload(post)
    x.arm("create", "429")
    with pytest.raises(PostDelayedError):
        channel.send(post, media)

    channel.send(post, media)

    assert calls(x, "upload") == 1


def test_pitfall_10_a_post_never_goes_out_without_its_card(x: FakeX, channel: XChannel) -> None:
    with pytest.raises(PostRefusedError):
        channel.send(x_post(), None)

    assert x.world.calls == []


@pytest.mark.parametrize("fault", ["500-before", "timeout-before", "404", "errors-only-before", "html-before"])
def test_pitfall_11_without_alt_text_there_is_no_media(x: FakeX, hasty: XChannel, fault: str) -> None:
    x.arm("describe", fault)

    with pytest.raises(PostDelayedError):
        hasty.upload(x_post())

    assert x.world.posts == []


@pytest.mark.parametrize("ahead", [timedelta(hours=1), -timedelta(hours=1)])
def test_pitfall_12_a_wrong_clock_is_named_and_the_keys_are_not_blamed(x: FakeX, ahead: timedelta) -> None:
    x.world.clock_offset = -ahead.total_seconds()
    error = failure(x_channel(x.url))

    assert isinstance(error, ChannelPausedError)
    assert error.reason == Reason.CLOCK
    assert ("ahead of" if ahead > timedelta(0) else "behind") in str(error)


def test_pitfall_13_one_401_pauses_and_a_probe_clears_it(x: FakeX, channel: XChannel) -> None:
    x.arm("create", "401")

    error = failure(channel)

    assert isinstance(error, ChannelPausedError)
    assert error.reason == Reason.UNAUTHORISED
    assert calls(x, "create") == 1
    channel.probe()


def test_pitfall_13_a_lasting_401_fails_the_probe(x: FakeX, channel: XChannel) -> None:
    x.arm("me", "401", lasting=True)

    for _ in range(2):
        with pytest.raises(ChannelPausedError):
            channel.probe()

    assert calls(x, "me") == 2


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("403-suspended", Reason.SUSPENDED), ("403-locked", Reason.LOCKED), ("401-revoked", Reason.UNAUTHORISED)],
)
def test_pitfall_14_a_dead_account_pauses(x: FakeX, channel: XChannel, fault: str, reason: Reason) -> None:
    x.arm("create", fault)

    error = failure(channel)

    assert isinstance(error, ChannelPausedError)
    assert error.reason == reason


def test_pitfall_15_no_credits_pauses_the_channel_and_blames_no_post(x: FakeX, channel: XChannel) -> None:
    x.arm("create", "402")

    error = failure(channel)

    assert isinstance(error, ChannelPausedError)
    assert error.reason == Reason.CREDITS


@pytest.mark.parametrize(
    ("fault", "least", "most"),
    [("429", 100, 121), ("429-past", 60, 60), ("429-none", 60, 60), ("429-garbage", 60, 60)],
)
def test_pitfall_16_a_429_waits_for_its_reset_or_a_minute(
    x: FakeX, channel: XChannel, fault: str, least: int, most: int
) -> None:
    x.arm("create", fault)

    error = failure(channel)

    assert isinstance(error, PostDelayedError)
    assert least <= error.wait.total_seconds() <= most
    assert calls(x, "create") == 1


def test_pitfall_16_a_usage_cap_pauses_though_it_comes_as_a_429(x: FakeX, channel: XChannel) -> None:
    x.arm("create", "usage-cap")

    error = failure(channel)

    assert isinstance(error, ChannelPausedError)
    assert error.reason == Reason.USAGE_CAP


def test_pitfall_17_a_reset_far_away_comes_back_at_once_and_waits_a_day(x: FakeX, channel: XChannel) -> None:
    x.arm("create", "429-far")

    error = failure(channel)

    assert isinstance(error, PostDelayedError)
    assert error.wait == timedelta(hours=24)


def test_pitfall_24_no_secret_is_in_any_log_or_error(x: FakeX, hasty: XChannel, logged: io.StringIO) -> None:
    values = astuple(x.world.secrets)
    seen = []
    for fault in (
        "401",
        "timeout-before",
        "500-after",
        {"status": 400, "body": {"detail": " ".join(values)}},
        "none",
    ):
        x.arm("create", fault)
        try:
            hasty.send(x_post(card=b"", alt_text=""), None)
        except ChannelError as error:
            seen += [str(error), repr(error), error.hint, getattr(error, "evidence", "")]

    seen.append(logged.getvalue())
    assert "x-answered" in logged.getvalue()
    assert "x-silent" in logged.getvalue()
    assert not [value for value in values for text in seen if value in text]


def test_pitfall_27_what_is_gone_already_counts_as_deleted(channel: XChannel) -> None:
    channel.delete(str(FIRST_ID))


def test_pitfall_29_ids_beyond_the_precision_of_a_float_stay_exact(x: FakeX, channel: XChannel) -> None:
    receipt = channel.send(x_post(card=b"", alt_text=""), None)

    assert receipt.remote_id == x.world.posts[0].id
    assert int(receipt.remote_id) > 2**53


def test_pitfall_30_an_unknown_400_is_refused_with_its_body_for_people(x: FakeX, channel: XChannel) -> None:
    body = {"title": "Invalid Request", "detail": "`media_type` is no field any more"}
    x.arm("upload", {"status": 400, "body": body})

    with pytest.raises(PostRefusedError, match="is no field any more"):
        channel.upload(x_post())


def test_pitfall_30_every_request_keeps_to_the_description_of_x(x: FakeX, channel: XChannel) -> None:
    post = x_post()
    receipt = channel.send(post, channel.upload(post))
    channel.find(post, WallClock().now() - timedelta(minutes=5))
    channel.probe()
    channel.delete(receipt.remote_id)

    assert x.world.violations == []
    assert json.dumps(x.report())


@pytest.mark.parametrize(
    "fault", ["redirect-301-before", "redirect-302-before", "redirect-303-after", "redirect-307-after"]
)
def test_a_redirect_is_not_followed_and_not_taken_for_success(x: FakeX, channel: XChannel, fault: str) -> None:
    x.arm("create", fault)

    assert isinstance(failure(channel), OutcomeUnknownError)
    assert [route for route, _ in x.world.calls] == ["create"]
