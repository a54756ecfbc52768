"""What every channel keeps to, whoever wrote it: the rules of `announcer.ports.Channel`."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.channels.drafts import DraftsChannel
from announcer.core.post import Post
from announcer.errors import ChannelError
from announcer.ports import Channel
from tests.fakes import FakeChannel
from tests.fakex import FakeX
from tests.fakex_world import USERNAME
from tests.xbuilders import WallClock, x_channel, x_post

EARLIER = timedelta(minutes=5)


@pytest.fixture(params=["x", "drafts", "fake"])
def channel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Channel]:
    if request.param == "x":
        with FakeX() as fake:
            yield x_channel(fake.url)
            assert fake.world.violations == []
    elif request.param == "drafts":
        yield DraftsChannel(account=USERNAME, folder=tmp_path / "ready", share_link=lambda post: post.link)
    else:
        yield FakeChannel(account=USERNAME)


@pytest.fixture
def posting(channel: Channel) -> Channel:
    if channel.hands_over:
        pytest.skip("a person does the posting")
    return channel


def other() -> Post:
    return x_post(id="5ca1ab1e", text="Another paper https://doi.org/10.5555/o", link="https://doi.org/10.5555/o")


def test_a_channel_has_a_name_an_account_and_deadlines(channel: Channel) -> None:
    assert channel.name
    assert channel.account == USERNAME
    assert timedelta(0) < channel.upload_deadline <= timedelta(minutes=5)
    assert timedelta(0) < channel.send_deadline <= timedelta(minutes=5)


def test_an_upload_may_be_repeated(channel: Channel) -> None:
    first, second = channel.upload(x_post()), channel.upload(x_post())

    assert (first is None) == (second is None)


def test_a_channel_that_takes_uploads_says_until_when_they_are_good(posting: Channel) -> None:
    media = posting.upload(x_post())

    assert media is not None
    assert media.expires_at.tzinfo is not None


def test_a_post_that_was_sent_is_found_by_its_receipt(posting: Channel) -> None:
    receipt = posting.send(x_post(), posting.upload(x_post()))
    posting.send(other(), posting.upload(other()))

    assert receipt.remote_id
    assert receipt.url.startswith("https://")
    assert posting.find(x_post(), WallClock().now() - EARLIER) == receipt


def test_a_post_that_was_not_sent_is_not_found(channel: Channel) -> None:
    assert channel.find(x_post(), WallClock().now() - EARLIER) is None


def test_what_is_handed_over_may_be_handed_over_again_and_has_no_id(channel: Channel) -> None:
    if not channel.hands_over:
        pytest.skip("the program does the posting")

    assert channel.send(x_post(), None) == channel.send(x_post(), None)
    assert channel.send(x_post(), None).remote_id == ""


def test_a_post_may_be_deleted_twice(posting: Channel) -> None:
    receipt = posting.send(x_post(), posting.upload(x_post()))

    posting.delete(receipt.remote_id)
    posting.delete(receipt.remote_id)

    assert posting.find(x_post(), WallClock().now() - EARLIER) is None


def test_a_probe_of_a_sound_channel_says_nothing_and_may_be_repeated(channel: Channel) -> None:
    channel.probe()
    channel.probe()

    assert channel.find(x_post(), WallClock().now() - EARLIER) is None


def test_a_post_of_another_account_never_goes_out(channel: Channel) -> None:
    if isinstance(channel, FakeChannel):
        pytest.skip("the fake takes every account's posts")

    with pytest.raises(ChannelError):
        channel.send(x_post(account="someone_else", card=b""), None)
