"""What every channel keeps to, the one made up for tests included."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.channels.by_hand import ByHandChannel
from announcer.channels.registry import rules_of
from announcer.core.posts.post import Post
from announcer.errors import PostRefusedError
from announcer.ports.channels import Channel
from tests.fakes import FakeChannel
from tests.fakex import FakeX
from tests.fakex_world import USERNAME
from tests.xbuilders import WallClock, x_channel, x_post

MOMENT = timedelta(minutes=5)


@pytest.fixture(params=["fake", "x", "drafts"])
def channel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Channel]:
    """Each channel in turn."""
    if request.param == "fake":
        yield FakeChannel(account=USERNAME)
    elif request.param == "drafts":
        yield ByHandChannel(account=USERNAME, folder=tmp_path)
    else:
        with FakeX() as x:
            yield x_channel(x.url)


def send(channel: Channel, post: Post) -> str:
    """Bring the post out, as the pump does; return the channel's id of it."""
    media = None if channel.hands_over else channel.upload(post)
    return channel.send(post, media).remote_id


def test_a_channel_says_who_it_is_and_how_long_its_calls_take(channel: Channel) -> None:
    assert channel.name
    assert channel.account == USERNAME
    assert timedelta(0) < channel.send_deadline < timedelta(minutes=5)
    assert timedelta(0) < channel.upload_deadline < timedelta(minutes=5)


def test_a_channel_is_what_its_rules_say(channel: Channel) -> None:
    if isinstance(channel, FakeChannel):
        pytest.skip("tests make it what they need")
    rules = rules_of(channel.name)

    assert (channel.name, channel.hands_over) == (rules.name, rules.hands_over)


@pytest.mark.parametrize(
    "changes",
    [{"text": ""}, {"text": "word " * 57}, {"text": "\ufeff"}, {"alt_text": ""}, {"alt_text": "a" * 1001}],
    ids=["no text", "a long text", "a forbidden character", "no alt text", "a long alt text"],
)
def test_what_the_rules_do_not_allow_is_refused_before_anybody_is_asked(
    channel: Channel, changes: dict[str, str]
) -> None:
    if isinstance(channel, FakeChannel):
        pytest.skip("tests make it what they need")

    with pytest.raises(PostRefusedError):
        send(channel, x_post(**changes))

    assert channel.find(x_post(), WallClock().now() - MOMENT) is None


def test_a_post_is_found_where_it_was_sent(channel: Channel) -> None:
    if channel.hands_over:
        pytest.skip("a person posts it, so the program has nothing to look up")
    post, since = x_post(), WallClock().now() - MOMENT

    sent = send(channel, post)
    found = channel.find(post, since)

    assert found
    assert found.remote_id == sent
    assert found.url.startswith("https://")


def test_a_post_that_was_never_sent_is_not_found(channel: Channel) -> None:
    assert channel.find(x_post(), WallClock().now() - MOMENT) is None


def test_an_upload_may_be_repeated_and_shows_nothing(channel: Channel) -> None:
    post, since = x_post(), WallClock().now() - MOMENT

    channel.upload(post)
    channel.upload(post)

    assert channel.find(post, since) is None


def test_a_post_that_is_taken_down_is_gone_and_stays_gone(channel: Channel) -> None:
    if channel.hands_over:
        pytest.skip("what a person posted a person takes down")
    post, since = x_post(), WallClock().now() - MOMENT
    sent = send(channel, post)

    channel.delete(sent)
    channel.delete(sent)

    assert channel.find(post, since) is None


def test_what_only_lays_out_may_be_repeated(channel: Channel) -> None:
    if not channel.hands_over:
        pytest.skip("a post is sent once")

    assert channel.send(x_post(), None) == channel.send(x_post(), None)


def test_a_probe_shows_nothing(channel: Channel) -> None:
    channel.probe()

    assert channel.find(x_post(), WallClock().now() - MOMENT) is None


def test_keys_are_told_from_others_without_asking_anybody_or_giving_them_away(channel: Channel) -> None:
    digest = channel.keys_digest()

    assert digest == channel.keys_digest()
    assert len(digest) in {0, 64}
    assert "canary" not in digest


def test_another_accounts_post_is_refused(channel: Channel) -> None:
    with pytest.raises(PostRefusedError):
        send(channel, x_post(account="somebody_else"))
