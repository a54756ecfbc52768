"""OAuth 2.0: consent with PKCE, and a refresh token that is used once, by one process, and never lost."""

import fcntl
import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from announcer.channels.credentials import write_secret_file
from announcer.channels.x.channel import XChannel
from announcer.channels.x.keys import BearerToken, OAuth1Keys
from announcer.channels.x.oauth2 import Consent, RenewedToken, TokenEndpoint, Tokens
from announcer.channels.x.outcome import Reason
from announcer.channels.x.transport import Deadline, Transport
from announcer.errors import ChannelPausedError, ConfigurationError, IntermediaryError, PostDelayedError, UsageError
from tests.fakex import FakeX
from tests.fakex_world import CLIENT_ID
from tests.xbuilders import WallClock, x_channel, x_post

HOUR = timedelta(hours=1)


def tokens(x: FakeX, *, age: timedelta, client_secret: str = "") -> Tokens:
    """Return tokens that the fake gave so long ago; they are good for two hours."""
    given = x.world.new_tokens().body
    now = WallClock().now()
    return Tokens(
        client_id=CLIENT_ID,
        client_secret=client_secret,
        access_token=given["access_token"],
        refresh_token=given["refresh_token"],
        obtained_at=now - age,
        expires_at=now - age + 2 * HOUR,
        scope=given["scope"],
        grant="the-consent",
    )


def source(x: FakeX, path: Path, *, clock: WallClock | None = None) -> RenewedToken:
    clock = clock or WallClock()
    endpoint = TokenEndpoint(transport=Transport(clock=clock.monotonic), clock=clock, api_url=x.url)
    return RenewedToken(path=path, endpoint=endpoint)


def posting(x: FakeX, path: Path) -> XChannel:
    return x_channel(x.url, keys=source(x, path))


def renewals(x: FakeX) -> int:
    return [route for route, _ in x.world.calls].count("token")


def test_a_token_with_time_left_is_used_as_it_is(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=HOUR).write(tmp_path / "x.json")

    posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    assert renewals(x) == 0
    assert len(x.world.posts) == 1


def test_a_token_that_has_run_out_is_renewed_and_kept_before_it_is_used(x: FakeX, tmp_path: Path) -> None:
    old = tokens(x, age=3 * HOUR)
    old.write(tmp_path / "x.json")

    posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    new = Tokens.read(tmp_path / "x.json")
    assert new.refresh_token == x.world.refresh_token != old.refresh_token
    assert new.expires_at - WallClock().now() > HOUR
    assert renewals(x) == 1


def test_a_consent_is_told_from_others_by_what_outlasts_its_tokens(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    channel = posting(x, tmp_path / "x.json")
    before = channel.keys_digest()

    channel.send(x_post(card=b""), None)

    assert renewals(x) == 1
    assert channel.keys_digest() == before
    replace(tokens(x, age=HOUR), grant="another consent").write(tmp_path / "x.json")
    assert channel.keys_digest() != before


def test_a_login_of_an_earlier_version_is_known_by_its_first_token(x: FakeX, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    tokens(x, age=3 * HOUR).write(path)
    kept = json.loads(path.read_text())
    del kept["grant"]
    write_secret_file(path, kept)
    channel = posting(x, path)
    before = channel.keys_digest()

    channel.send(x_post(card=b""), None)
    channel.send(x_post(card=b"", text="another"), None)

    assert channel.keys_digest() == before
    write_secret_file(path, kept | {"refresh_token": "of another login"})
    assert channel.keys_digest() != before


def test_keys_that_cannot_be_read_pause_when_they_are_told_apart(x: FakeX, tmp_path: Path) -> None:
    with pytest.raises(ChannelPausedError):
        posting(x, tmp_path / "nowhere.json").keys_digest()


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_proxy_that_answers_a_renewal_says_nothing_about_the_login(x: FakeX, tmp_path: Path, status: int) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    x.arm("token", {"status": status, "body": ["Sign in to Guest Wi-Fi"]})

    with pytest.raises(IntermediaryError):
        posting(x, tmp_path / "x.json").send(x_post(card=b""), None)


def test_a_token_that_x_rejects_early_is_renewed_and_the_post_waits_a_minute(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=HOUR).write(tmp_path / "x.json")
    x.world.access_tokens.clear()
    channel = posting(x, tmp_path / "x.json")

    with pytest.raises(PostDelayedError, match="renewed"):
        channel.send(x_post(card=b""), None)
    channel.send(x_post(card=b""), None)

    assert len(x.world.posts) == 1


def test_a_fresh_token_that_x_rejects_pauses_and_is_not_renewed_again(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=timedelta(0)).write(tmp_path / "x.json")
    x.world.access_tokens.clear()

    with pytest.raises(ChannelPausedError) as caught:
        posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    assert caught.value.reason == Reason.UNAUTHORISED
    assert renewals(x) == 0


def test_a_token_that_another_process_has_renewed_is_taken_over(x: FakeX, tmp_path: Path) -> None:
    stale = tokens(x, age=HOUR)
    tokens(x, age=HOUR).write(tmp_path / "x.json")
    keys = source(x, tmp_path / "x.json")

    assert keys.renewed(
        BearerToken(access_token=stale.access_token), Transport(clock=WallClock().monotonic).deadline(5)
    )
    assert renewals(x) == 0


def test_a_renewal_that_another_process_finished_meanwhile_is_not_done_twice(x: FakeX, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    tokens(x, age=3 * HOUR).write(path)
    newer = tokens(x, age=timedelta(0))

    class Meanwhile(WallClock):
        def now(self) -> datetime:
            newer.write(path)  # between our reading of the file and our lock on it
            return super().now()

    keys = source(x, path, clock=Meanwhile()).keys(Transport(clock=WallClock().monotonic).deadline(5))

    assert keys.access_token == newer.access_token
    assert renewals(x) == 0


def test_pitfall_25_many_at_once_use_a_refresh_token_once(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    outcomes: list[str] = []

    def renew() -> None:
        keys = source(x, tmp_path / "x.json")
        try:
            outcomes.append(keys.keys(Transport(clock=WallClock().monotonic).deadline(5)).access_token)
        except PostDelayedError:
            outcomes.append("later")

    threads = [threading.Thread(target=renew) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert renewals(x) == 1
    assert set(outcomes) - {"later"} == {Tokens.read(tmp_path / "x.json").access_token}
    assert x.world.refresh_token


def test_while_another_process_renews_the_post_waits(x: FakeX, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    tokens(x, age=3 * HOUR).write(path)
    with (tmp_path / "x.json.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(PostDelayedError, match="another process"):
            posting(x, path).send(x_post(card=b""), None)

    assert x.world.calls == []


def test_pitfall_25_a_lost_answer_keeps_the_old_token_and_the_next_try_says_to_log_in(
    x: FakeX, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    old = tokens(x, age=3 * HOUR)
    old.write(path)
    x.arm("token", "truncated-after")
    channel = posting(x, path)

    with pytest.raises(PostDelayedError):
        channel.send(x_post(card=b""), None)
    assert Tokens.read(path) == old
    with pytest.raises(ChannelPausedError, match="announcer login x"):
        channel.send(x_post(card=b""), None)

    assert x.world.posts == []


@pytest.mark.parametrize("fault", ["503-html-before", "empty-before", "html-before", "429", "500-before"])
def test_a_renewal_that_x_cannot_do_now_waits_and_works_later(x: FakeX, tmp_path: Path, fault: str) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    x.arm("token", fault)
    channel = posting(x, tmp_path / "x.json")

    with pytest.raises(PostDelayedError):
        channel.send(x_post(card=b""), None)
    channel.send(x_post(card=b""), None)

    assert len(x.world.posts) == 1


def test_pitfall_25_a_changed_scope_loses_no_token(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    x.world.scope = "tweet.read users.read offline.access"

    with pytest.raises(ChannelPausedError, match=r"media\.write, tweet\.write"):
        posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    assert Tokens.read(tmp_path / "x.json").refresh_token == x.world.refresh_token


def test_a_wider_scope_is_fine(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    x.world.scope += " like.read"

    posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    assert "like.read" in Tokens.read(tmp_path / "x.json").scope


def test_an_app_with_a_secret_shows_it(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR, client_secret="canary-secret").write(tmp_path / "x.json")

    posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    assert renewals(x) == 1
    assert "canary-secret" in source(x, tmp_path / "x.json").secrets()


def test_an_answer_without_a_new_refresh_token_or_a_lifetime_keeps_the_old_one(x: FakeX, tmp_path: Path) -> None:
    old = tokens(x, age=3 * HOUR)
    old.write(tmp_path / "x.json")
    x.arm("token", {"status": 200, "body": {"access_token": old.access_token, "expires_in": -5}})

    posting(x, tmp_path / "x.json").send(x_post(card=b""), None)

    new = Tokens.read(tmp_path / "x.json")
    assert new.refresh_token == old.refresh_token
    assert new.expires_at > WallClock().now() + HOUR


@pytest.mark.parametrize("content", ['{"kind": "oauth2"}', "{}"])
def test_a_token_file_that_lacks_something_pauses_and_says_what(x: FakeX, tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    path.chmod(0o600)

    with pytest.raises(ConfigurationError):
        Tokens.read(path)
    with pytest.raises(ChannelPausedError, match="obtained_at"):
        posting(x, path).send(x_post(card=b""), None)


def test_a_renewal_leaves_the_post_half_of_its_time(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=3 * HOUR).write(tmp_path / "x.json")
    x.arm("token", "timeout-before")
    channel = x_channel(x.url, keys=source(x, tmp_path / "x.json"), deadline=0.6)

    with pytest.raises(PostDelayedError):
        channel.send(x_post(card=b""), None)
    channel.send(x_post(card=b""), None)


def test_a_token_file_that_vanishes_pauses_and_leaves_no_doubt_about_the_post(x: FakeX, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    tokens(x, age=HOUR).write(path)

    class Vanishing(RenewedToken):
        def renewed(self, rejected: OAuth1Keys | BearerToken, deadline: Deadline) -> bool:
            path.unlink()
            return RenewedToken.renewed(self, rejected, deadline)

    keys = Vanishing(path=path, endpoint=source(x, path).endpoint)
    x.arm("create", "401")

    with pytest.raises(ChannelPausedError, match="No such file"):
        x_channel(x.url, keys=keys).send(x_post(card=b""), None)


def test_no_time_at_all_sends_nothing(x: FakeX) -> None:
    with pytest.raises(PostDelayedError, match="no time"):
        x_channel(x.url, deadline=0).send(x_post(card=b""), None)

    assert x.world.calls == []


def test_tokens_are_not_shown(x: FakeX) -> None:
    shown = repr(tokens(x, age=HOUR, client_secret="canary"))

    assert "canary" not in shown


def test_the_consent_page_is_asked_with_a_challenge_and_never_the_verifier() -> None:
    consent = Consent.ask(CLIENT_ID, "http://127.0.0.1/announcer")

    query = parse_qs(urlsplit(consent.address()).query)

    assert query["code_challenge_method"] == ["S256"]
    assert query["state"] == [consent.state]
    assert consent.verifier not in consent.address()
    assert set(query["scope"][0].split()) >= {"tweet.write", "media.write", "offline.access"}
    assert consent != Consent.ask(CLIENT_ID, "http://127.0.0.1/announcer")


def test_the_code_is_taken_from_the_address_that_answers_the_request() -> None:
    consent = Consent.ask(CLIENT_ID, "http://127.0.0.1/announcer")

    assert consent.code(f"  http://127.0.0.1/announcer?state={consent.state}&code=abc \n") == "abc"


@pytest.mark.parametrize(
    "query", ["state=wrong&code=abc", "code=abc", "", "state={state}", "error=access_denied&state={state}"]
)
def test_any_other_address_is_refused(query: str) -> None:
    consent = Consent.ask(CLIENT_ID, "http://127.0.0.1/announcer")

    with pytest.raises(UsageError):
        consent.code("http://127.0.0.1/announcer?" + query.format(state=consent.state))


def test_a_clock_that_jumps_ahead_renews_early_and_not_twice(x: FakeX, tmp_path: Path) -> None:
    tokens(x, age=timedelta(0)).write(tmp_path / "x.json")
    keys = source(x, tmp_path / "x.json", clock=WallClock(timedelta(days=3650)))
    deadline = Transport(clock=WallClock().monotonic).deadline(5)

    assert keys.keys(deadline) == keys.keys(deadline)
    assert renewals(x) == 1
