"""Secrets are taken out of text, known ones and those that only look like it."""

import pytest

from announcer.system.redaction import Redaction


def test_known_secrets_are_hidden_wherever_they_stand() -> None:
    redact = Redaction(["canary-one", "canary-one-and-more"])

    assert redact("a canary-one, a canary-one-and-more!") == "a [hidden], a [hidden]!"


def test_values_too_short_to_be_secrets_are_left() -> None:
    assert Redaction(["", "a", "post"])("a post") == "a post"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer canaryAAAA1234%3D",
        "{'Authorization': 'Basic Y2FuYXJ5OmNhbmFyeQ=='} canary".replace(" canary", ""),
        'OAuth oauth_nonce="canary1", oauth_token="canary2", oauth_signature="canary%3D"',
        "refresh_token=canary&grant_type=refresh_token",
        '{"access_token": "canary", "token_type": "bearer"}',
        "consumer_secret: canary",
        "api_key=canary password=canary",
        "postgresql://announcer:canary@db.example/queue",
        "code_verifier=canary",
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    cleaned = Redaction()(text)

    assert "canary" not in cleaned
    assert "Y2Fu" not in cleaned
    assert "[hidden]" in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Posted 3f9a01c2: Night shifts & blood pressure https://doi.org/10.5555/announcer.1",
        "The secret life of neurons; tokens of affection",
        "time: 09:30, ratio 1:2, user@example.org",
    ],
)
def test_ordinary_words_are_left(text: str) -> None:
    assert Redaction(["something else"])(text) == text
