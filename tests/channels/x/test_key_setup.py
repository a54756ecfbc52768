"""`announcer login x`: what a person is asked, what is tried, and what is kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.channels.x.factory import login_to_x, open_x, x_keys
from announcer.channels.x.keys import StaticKeys
from announcer.channels.x.oauth2 import RenewedToken
from announcer.channels.x.settings import XSettings
from announcer.errors import ChannelPausedError, ConfigurationError, UsageError
from announcer.ports.channels import ChannelContext
from tests.fakex import FakeX
from tests.fakex_world import CLIENT_ID, SECRETS, USERNAME
from tests.xbuilders import WallClock, x_post

KEYS = {
    "API key (": SECRETS.consumer_key,
    "API key secret": SECRETS.consumer_secret,
    "Access token secret": SECRETS.access_token_secret,
    "Access token": SECRETS.access_token,
}


class Person:
    """Someone at a terminal who gives prepared answers; what was said and asked is kept."""

    def __init__(self, answers: dict[str, str | Callable[[str], str]]) -> None:
        self.answers = answers
        self.said: list[str] = []
        self.hidden: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, question: str, *, secret: bool = False) -> str:
        if secret:
            self.hidden.append(question)
        answer = next(answer for start, answer in self.answers.items() if question.startswith(start))
        return answer if isinstance(answer, str) else answer("\n".join(self.said))


def settings(x: FakeX, account: str = USERNAME) -> XSettings:
    return XSettings(account=account, credentials="secrets/x.json", api_url=x.url)


def context(folder: Path, **environ: str) -> ChannelContext:
    return ChannelContext(folder=folder, clock=WallClock(), environ=environ)


def consenting(x: FakeX) -> Person:
    def authorise(said: str) -> str:
        return x.world.authorise(
            next(line for line in said.splitlines() if line.startswith("https://x.com/i/oauth2"))
        )

    return Person({"Client ID": CLIENT_ID, "Client secret": "", "The whole address": authorise})


def test_four_keys_are_tried_with_a_read_and_kept_for_the_owner_alone(x: FakeX, tmp_path: Path) -> None:
    person = Person({name: f"  {value}\n" for name, value in KEYS.items()})

    login_to_x(settings(x), context(tmp_path)).with_keys(person)

    file = tmp_path / "secrets" / "x.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["access_token"] == SECRETS.access_token
    assert [route for route, _ in x.world.calls] == ["me"]
    assert len(person.hidden) == 4
    assert not [value for value in KEYS.values() if value in "".join(person.said)]


def test_with_the_kept_keys_the_channel_posts(x: FakeX, tmp_path: Path) -> None:
    login_to_x(settings(x), context(tmp_path)).with_keys(Person(dict(KEYS)))

    channel = open_x(settings(x), context(tmp_path))
    channel.send(x_post(card=b""), None)

    assert len(x.world.posts) == 1


@pytest.mark.parametrize("wrong", ["", "   ", "two words", "AAAAnotATokenOfAnAccount"])
def test_a_key_that_cannot_be_one_is_refused_before_x_is_asked(x: FakeX, tmp_path: Path, wrong: str) -> None:
    person = Person({**KEYS, "Access token": wrong, "Access token secret": SECRETS.access_token_secret})

    with pytest.raises(UsageError):
        login_to_x(settings(x), context(tmp_path)).with_keys(person)

    assert x.world.calls == []


def test_keys_that_x_does_not_know_are_not_kept(x: FakeX, tmp_path: Path) -> None:
    person = Person({**KEYS, "API key secret": "wrong"})

    with pytest.raises(ChannelPausedError):
        login_to_x(settings(x), context(tmp_path)).with_keys(person)

    assert not (tmp_path / "secrets").exists()


def test_keys_of_another_account_are_not_kept(x: FakeX, tmp_path: Path) -> None:
    with pytest.raises(ChannelPausedError, match="someone_else"):
        login_to_x(settings(x, "someone_else"), context(tmp_path)).with_keys(Person(dict(KEYS)))

    assert not (tmp_path / "secrets").exists()


def test_a_consent_gives_tokens_that_post(x: FakeX, tmp_path: Path) -> None:
    login_to_x(settings(x), context(tmp_path)).with_consent(consenting(x))

    assert isinstance(x_keys(settings(x), context(tmp_path)), RenewedToken)
    open_x(settings(x), context(tmp_path)).send(x_post(card=b""), None)
    assert len(x.world.posts) == 1


def test_a_consent_of_another_account_leaves_the_earlier_login_alone(x: FakeX, tmp_path: Path) -> None:
    login_to_x(settings(x), context(tmp_path)).with_keys(Person(dict(KEYS)))

    with pytest.raises(ChannelPausedError):
        login_to_x(settings(x, "someone_else"), context(tmp_path)).with_consent(consenting(x))

    assert isinstance(x_keys(settings(x), context(tmp_path)), StaticKeys)


def test_the_code_of_another_consent_is_refused(x: FakeX, tmp_path: Path) -> None:
    person = consenting(x)
    person.answers["The whole address"] = "http://127.0.0.1/announcer?state=theirs&code=theirs"

    with pytest.raises(UsageError):
        login_to_x(settings(x), context(tmp_path)).with_consent(person)

    assert x.world.calls == []


def test_keys_that_are_incomplete_are_told_all_at_once(x: FakeX, tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "x.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"consumer_key": "a", "access_token": " "}))
    file.chmod(0o600)

    with pytest.raises(ConfigurationError) as caught:
        open_x(settings(x), context(tmp_path))

    assert len(caught.value.problems) == 3


def test_tokens_that_must_be_renewed_cannot_come_from_systemd(x: FakeX, tmp_path: Path) -> None:
    login_to_x(settings(x), context(tmp_path)).with_consent(consenting(x))
    (tmp_path / "secrets" / "x.json").rename(tmp_path / "announcer-x")

    with pytest.raises(ConfigurationError, match="systemd"):
        open_x(settings(x), context(tmp_path, CREDENTIALS_DIRECTORY=str(tmp_path)))
