"""`announcer login x` at a terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from announcer.cli.app import App
from announcer.cli.login import command
from announcer.errors import ConfigurationError
from tests.fakex import FakeX
from tests.fakex_world import CLIENT_ID, SECRETS, USERNAME
from tests.sites import make_site, queue_of, x_table

ANSWERS = (SECRETS.consumer_key, SECRETS.consumer_secret, SECRETS.access_token, SECRETS.access_token_secret)


def site(folder: Path, x: FakeX, account: str = USERNAME) -> Path:
    settings = f'[institution]\nname = {{en = "A"}}\n[channels.x]\naccount = "{account}"\napi_url = "{x.url}"\n'
    (folder / "announcer.toml").write_text(settings, encoding="utf-8")
    return folder


def login(folder: Path, *words: str, typed: str) -> Result:
    app = App(site=folder, json=True)
    return CliRunner().invoke(command, ["x", *words], obj=app, input=typed)


def test_four_keys_are_asked_tried_and_kept_and_never_shown(tmp_path: Path) -> None:
    with FakeX() as x:
        result = login(site(tmp_path, x), typed="\n".join(ANSWERS) + "\n")

    assert result.exit_code == 0, result.output
    line = json.loads(result.stdout)
    assert line["account"] == USERNAME
    assert Path(line["credentials"]).stat().st_mode & 0o777 == 0o600
    assert not [answer for answer in ANSWERS if answer in result.output]


def test_the_queue_knows_whose_the_keys_are_that_were_just_tried(tmp_path: Path) -> None:
    with FakeX() as x:
        place = make_site(tmp_path, x_table(x.url))
        with queue_of(place):
            pass
        login(place, typed="\n".join(ANSWERS) + "\n")

        with queue_of(place) as queue:
            keys = queue.channel("x").keys_digest()
            assert queue.store.has_confirmed("x", USERNAME, keys)
            assert not queue.store.has_confirmed("x", "another", keys)
        assert [route for route, _ in x.world.calls] == ["me"]


def test_a_login_makes_no_queue(tmp_path: Path) -> None:
    with FakeX() as x:
        login(site(tmp_path, x), typed="\n".join(ANSWERS) + "\n")

    assert not (tmp_path / "queue").exists()


def test_a_refused_consent_keeps_nothing(tmp_path: Path) -> None:
    with FakeX() as x:
        result = login(
            site(tmp_path, x), "--consent", typed=f"{CLIENT_ID}\n\nhttp://127.0.0.1/?error=access_denied\n"
        )

    assert "not given the consent" in str(result.exception)
    assert not (tmp_path / "credentials").exists()


def test_a_site_without_an_account_is_told_the_key(tmp_path: Path) -> None:
    with FakeX() as x:
        result = login(site(tmp_path, x, account=""), typed="")

    assert isinstance(result.exception, ConfigurationError)
    assert "channels.x.account" in str(result.exception)


@pytest.mark.parametrize("channel", ["drafts", "y"])
def test_only_x_has_a_login(tmp_path: Path, channel: str) -> None:
    assert CliRunner().invoke(command, [channel], obj=App(site=tmp_path)).exit_code == 2
