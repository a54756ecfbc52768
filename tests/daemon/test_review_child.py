"""The review page beside the daemon: it is served, it has no keys, and it ends with whoever started it."""

import socket
import threading
from pathlib import Path

import requests

from announcer.daemon.review_child import review_page
from announcer.wiring.site_pool import without_keys
from tests.sites import make_site, x_environment

PATIENCE = 60
"""Seconds until a process has started, on a busy machine."""


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def answer(port: int) -> int:
    """Return the status of the page at that port, 0 where nobody listens; tried until somebody does."""
    pause = threading.Event()
    for _ in range(PATIENCE * 10):
        try:
            return requests.get(f"http://127.0.0.1:{port}/sign-in", timeout=PATIENCE).status_code
        except requests.ConnectionError:
            pause.wait(0.1)
    return 0


def test_the_page_is_served_for_as_long_as_the_daemon_runs(tmp_path: Path) -> None:
    port = free_port()
    site = make_site(tmp_path, f"[review]\nport = {port}\n")

    with review_page(site):
        assert answer(port) == 200

    with socket.socket() as asked:
        assert asked.connect_ex(("127.0.0.1", port)) != 0


def test_it_is_given_no_keys_of_any_network() -> None:
    environment = {"PATH": "/bin", "ANNOUNCER_ACTOR": "sara"}

    assert without_keys(environment | x_environment()) == environment
