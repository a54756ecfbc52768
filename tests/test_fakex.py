"""The fake X keeps to X's description, and our reduced description to X's."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from announcer.channels.x.client import XClient
from announcer.channels.x.keys import OAuth1Keys, StaticKeys
from announcer.channels.x.transport import Transport
from announcer.errors import ChannelError
from tests.fakex import ROUTES, FakeX
from tests.fakex_faults import NAMES, PID_HEADER
from tests.fakex_oauth import OAuth1Secrets, signature
from tests.fakex_wire import OURS, THEIRS, Wire
from tests.fakex_world import World
from tests.xbuilders import KEYS, x_channel

DESCRIBED = {template: method for (method, template), route in ROUTES.items() if route != "token"}


@pytest.fixture(scope="module", params=["ours", "theirs"])
def wire(request: pytest.FixtureRequest) -> Wire:
    if request.param == "theirs" and not THEIRS.exists():
        pytest.skip("X's own description is not beside this repository")
    return Wire.read(OURS if request.param == "ours" else THEIRS)


def test_the_answers_of_the_fake_keep_to_the_description(wire: Wire) -> None:
    world = World()
    world.media["5"] = None
    body = {"text": "A & b https://doi.org/10.5555/a", "media": {"media_ids": ["5"]}}
    answers: list[tuple[str, str, Any]] = [
        ("POST", "/2/media/upload", lambda: world.upload({"media": b"x"})),
        ("POST", "/2/media/metadata", lambda: world.describe({"id": "5", "metadata": {"alt_text": {"text": "a"}}})),
        ("POST", "/2/tweets", lambda: world.create(body)),
        ("GET", "/2/users/me", world.me),
        ("GET", "/2/users/{id}/tweets", lambda: world.timeline({"post.fields": "entities"})),
        ("DELETE", "/2/tweets/{id}", lambda: world.delete(world.posts[0].id)),
    ]

    for method, template, act in answers:
        answer = act()
        assert wire.reply_faults(method, template, answer.status, answer.body) == [], template


@pytest.mark.parametrize(
    ("template", "query", "kind", "body", "fault"),
    [
        ("/2/tweets", "", "application/json", b'{"text": "a", "frobnicate": 1}', "body.frobnicate: not known"),
        ("/2/tweets", "", "application/json", b'{"text": 5}', "body.text: int is not string"),
        ("/2/tweets", "", "application/json", b'{"media": {"media_ids": [7]}}', "int is not string"),
        ("/2/tweets", "", "application/json", b'{"media": {"media_ids": []}}', "length 0"),
        ("/2/tweets", "", "application/json", b'{"media": {"media_ids": ["x"]}}', "does not match"),
        ("/2/tweets", "", "text/plain", b"a", "none of"),
        ("/2/tweets", "", "application/json", b"[]", "list is not object"),
        ("/2/media/metadata", "", "application/json", b"{}", "body.id: missing"),
        (
            "/2/media/metadata",
            "",
            "application/json",
            b'{"id": "1", "metadata": {"alt_text": {"text": "%s"}}}' % (b"x" * 1001),
            "length 1001",
        ),
        ("/2/users/{id}/tweets", "tweet.fields=entities", "", b"", "query tweet.fields: not known"),
        ("/2/users/{id}/tweets", "max_results=4", "", b"", "out of range"),
        ("/2/users/{id}/tweets", "exclude=quotes", "", b"", "none of"),
        ("/2/users/me", "", "", b"body", "none expected"),
        ("/2/nowhere", "", "", b"", "no such route"),
    ],
)
def test_requests_against_the_description_are_seen(
    wire: Wire, template: str, query: str, kind: str, body: bytes, fault: str
) -> None:
    method = DESCRIBED.get(template, "GET")

    faults = wire.request_faults(method, template, query=query, content_type=kind, body=body)

    assert fault in " ".join(faults)


@pytest.mark.skipif(not THEIRS.exists(), reason="X's own description is not beside this repository")
def test_our_reduced_description_names_nothing_that_x_does_not() -> None:
    ours, theirs = Wire.read(OURS), Wire.read(THEIRS)

    for template, operations in ours.description["paths"].items():
        for method, operation in operations.items():
            known = theirs.description["paths"][template][method]
            names = {theirs.resolve(each)["name"] for each in known.get("parameters", ())}
            assert {each["name"] for each in operation.get("parameters", ())} <= names
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                _within(ours, content["schema"], theirs, known["requestBody"]["content"][kind]["schema"])


def _within(ours: Wire, small: Any, theirs: Wire, large: Any) -> None:
    small, large = ours.resolve(small), theirs.resolve(large)
    assert set(small.get("required", ())) >= set(large.get("required", ()))
    assert set(small.get("enum", ())) <= set(large.get("enum", small.get("enum", ())))
    for name, part in small.get("properties", {}).items():
        _within(ours, part, theirs, large["properties"][name])


def test_the_signature_is_that_of_the_worked_example_of_x() -> None:
    """X's page "Creating a signature" gives these values."""
    secrets = OAuth1Secrets(
        consumer_key="xvz1evFS4wEEPTGEFPHBog",
        consumer_secret="kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
        access_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        access_token_secret="LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    )
    fields = {
        "oauth_consumer_key": secrets.consumer_key,
        "oauth_nonce": "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": "1318622958",
        "oauth_token": secrets.access_token,
        "oauth_version": "1.0",
    }
    form = "status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21"
    url = "https://api.twitter.com/1.1/statuses/update.json?include_entities=true"

    assert signature("post", url, form, fields, secrets) == "hCtSmYh+iHYCEqBWrE7C7hYmtUk="


@pytest.mark.parametrize("part", ["consumer_key", "consumer_secret", "access_token", "access_token_secret"])
def test_a_request_signed_with_a_wrong_key_is_refused(part: str) -> None:
    with FakeX() as x:
        wrong: OAuth1Keys = replace(KEYS, **{part: "987654321-wrong"})
        with pytest.raises(ChannelError, match="unauthorised"):
            x_channel(x.url, keys=StaticKeys(wrong)).probe()


def test_a_request_against_the_description_is_refused_and_remembered() -> None:
    with FakeX() as x:
        transport = Transport(clock=time.monotonic)
        client = XClient(KEYS, transport=transport, deadline=transport.deadline(5), api_url=x.url)

        reply = client.describe_image("1", "x" * 1001)

        assert reply.status == 400
        assert "length 1001" in x.world.violations[0]


def test_the_fake_serves_other_processes_and_kills_its_client_when_told() -> None:
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.fakex"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        assert server.stdin
        url = f"http://127.0.0.1:{json.loads(server.stdout.readline())['port']}"
        order(url, {"reset": True, "duplicate_rule": False, "arm": {"create": ["kill-after", "kill-before"]}})
        codes = [
            subprocess.run([sys.executable, "-c", CLIENT, url], cwd=root, check=False).returncode for _ in range(3)
        ]
        report = order(url, {})
        server.stdin.close()

    assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert len(report["posts"]) == 2
    assert report["violations"] == []
    assert [route for route, _ in report["calls"]] == ["create"] * 3


CLIENT = f"""
import os, sys
from tests.xbuilders import x_channel, x_post
x_channel(sys.argv[1], headers={{"{PID_HEADER}": str(os.getpid())}}).send(x_post(card=b""), None)
"""


def order(url: str, orders: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(f"{url}/_control", json.dumps(orders).encode())  # noqa: S310 (our own server)
    with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310 (the same)
        report: dict[str, Any] = json.load(reply)
    return report


def test_every_named_fault_can_be_armed_and_every_route_hit() -> None:
    with FakeX() as x:
        for route in ROUTES.values():
            x.arm(route, *NAMES)
        x.disarm()
        assert x.next_fault("create") == "none"
