"""Logs have an event's name and its fields, and no secret at any level."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import requests
import tweepy  # type: ignore[import-untyped]

from announcer.system.logs import KEY_LOGGING_LIBRARIES, Form, Redaction, configure
from tests.fakex import FakeX
from tests.fakex_world import SECRETS
from tests.xbuilders import KEYS

log = logging.getLogger("announcer.test")
CANARIES = (SECRETS.consumer_key, SECRETS.consumer_secret, SECRETS.access_token, SECRETS.access_token_secret)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    loggers = [logging.getLogger(), *map(logging.getLogger, KEY_LOGGING_LIBRARIES)]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    yield
    for logger, level, targets in before:
        logger.setLevel(level)
        logger.handlers[:] = targets


def lines(form: Form, redact: Redaction | None = None, *, level: str = "DEBUG") -> io.StringIO:
    stream = io.StringIO()
    configure(stream, level=level, form=form, redact=redact)
    return stream


def test_a_json_line_has_the_event_and_its_fields() -> None:
    stream = lines(Form.JSON)

    log.info(
        "Posted %s", "3f9a01c2", extra={"event": "post-sent", "post": "3f9a01c2", "seconds": 1.5, "tags": {"a"}}
    )

    line = json.loads(stream.getvalue())
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "post-sent",
        "logger": "announcer.test",
        "message": "Posted 3f9a01c2",
        "post": "3f9a01c2",
        "seconds": 1.5,
        "tags": ["a"],
    }


def test_a_line_for_people_reads_as_a_sentence() -> None:
    stream = lines(Form.HUMAN)

    log.warning("X did not answer", extra={"event": "x-silent", "call": "create"})

    assert stream.getvalue()[10:].endswith("Z warning x-silent: X did not answer (call=create)\n")


@pytest.mark.parametrize("form", list(Form))
def test_a_record_without_an_event_is_a_log(form: Form) -> None:
    stream = lines(form)

    log.info("plain")

    assert "log" in stream.getvalue()
    assert "plain" in stream.getvalue()


def test_records_below_the_level_are_left_out() -> None:
    stream = lines(Form.HUMAN, level="warning")

    log.info("quiet")

    assert stream.getvalue() == ""


def _fail() -> None:
    raise ValueError(f"could not use {SECRETS.access_token_secret}")


@pytest.mark.parametrize("form", list(Form))
def test_secrets_are_hidden_in_messages_fields_and_tracebacks(form: Form) -> None:
    stream = lines(form, Redaction(CANARIES))

    try:
        _fail()
    except ValueError:
        log.exception(
            "with %s", SECRETS.consumer_secret, extra={"event": "e", "keys": {"a": [SECRETS.access_token]}}
        )
    log.error(
        "Authorization: Bearer %s", "unknownBearerToken123", extra={"event": "e", "header": "Basic dW5rbm93bg=="}
    )

    text = stream.getvalue()
    assert "Traceback" in text
    assert "[hidden]" in text
    assert not [secret for secret in (*CANARIES, "unknownBearerToken123", "dW5rbm93bg") if secret in text]


def test_a_json_line_stays_json_whatever_is_hidden() -> None:
    stream = lines(Form.JSON, Redaction(['quo"te\\d']))

    log.info('a quo"te\\d', extra={"event": "e", "odd": object(), "none": None})

    assert json.loads(stream.getvalue())["message"] == "a [hidden]"


@pytest.mark.parametrize("form", list(Form))
def test_the_libraries_that_log_keys_are_silent_at_debug(form: Form) -> None:
    stream = lines(form)  # no secret is known to the redaction: the libraries themselves must keep quiet

    with FakeX() as fake:
        client = tweepy.Client(
            consumer_key=KEYS.consumer_key,
            consumer_secret=KEYS.consumer_secret,
            access_token=KEYS.access_token,
            access_token_secret=KEYS.access_token_secret,
        )
        signature = tweepy.OAuth1UserHandler(
            client.consumer_key, client.consumer_secret, client.access_token, client.access_token_secret
        ).apply_auth()
        with requests.Session() as session:
            session.trust_env = False
            assert session.get(f"{fake.url}/2/users/me", auth=signature, timeout=5).ok
        client.session.close()
    logging.getLogger("tweepy.client").debug("Headers: %s", {"Authorization": f"Bearer {SECRETS.access_token}"})

    assert stream.getvalue() == ""


def test_configuring_twice_writes_each_line_once() -> None:
    lines(Form.HUMAN)
    stream = lines(Form.HUMAN)

    log.info("once")

    assert stream.getvalue().count("once") == 1


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


@pytest.mark.parametrize("form", list(Form))
def test_other_people_s_words_make_no_line_of_their_own(form: Form) -> None:
    stream = lines(form)

    log.warning(
        "Took in %s", "a\n2026-11-27 error forged\x1b[2J\x85\u202e", extra={"event": "inbox-taken", "file": "b\nc"}
    )

    (line,) = stream.getvalue().splitlines()
    assert r"a\n2026-11-27 error forged" in line
    assert line.isprintable()


def test_a_traceback_keeps_its_lines_and_nothing_else_that_acts() -> None:
    stream = lines(Form.HUMAN)

    try:
        int("\x1b[2J")
    except ValueError:
        log.exception("It broke", extra={"event": "log"})

    assert len(stream.getvalue().splitlines()) > 2
    assert all(line.isprintable() for line in stream.getvalue().splitlines())
