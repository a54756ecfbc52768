"""One exchange: its deadline is hard, over TLS and through a proxy too, and it tells whether anything was sent."""

import select
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from announcer.channels.x.transport import Addresses, Deadline, Reply, Resolver, Transport, TransportError

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"
BEYOND_CONNECTING = 3.0
"""Seconds in which a busy machine, too, connects, shakes hands and sends: it is the answer that is then missed."""


@contextmanager
def server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Serve each connection by `talk`; gives the port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    talk(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def fetch(url: str, *, seconds: float = 5.0, body: bytes = b"", proxy: str = "", ca_file: str = "") -> Reply:
    transport = Transport(clock=time.monotonic, proxy=proxy, ca_file=ca_file)
    return transport.exchange(
        "POST" if body else "GET", url, {"User-Agent": "test"}, body, transport.deadline(seconds)
    )


def broken(url: str, **options: object) -> TransportError:
    with pytest.raises(TransportError) as caught:
        fetch(url, **options)  # type: ignore[arg-type]
    return caught.value


def answer(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"ok")


def drip(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD.replace(b": 2", b": 9999"))
    while not select.select([connection], [], [], 0.02)[0]:
        connection.sendall(b"x")


def silent(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost and its key, made for this run."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    order = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    try:
        subprocess.run(["openssl", *order.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed, so there is no certificate to test TLS with")
    return cert, key


def over_tls(
    talk: Callable[[socket.socket], None], certificate: tuple[Path, Path]
) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def secured(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as tls:
            talk(tls)

    return secured


def test_a_reply_comes_back_whole_over_tls(certificate: tuple[Path, Path]) -> None:
    with server(over_tls(answer, certificate)) as port:
        reply = fetch(f"https://localhost:{port}/a?b=c", ca_file=str(certificate[0]))

    assert (reply.status, reply.body) == (200, b"ok")


def test_a_certificate_that_is_not_trusted_ends_it_before_anything_was_sent(certificate: tuple[Path, Path]) -> None:
    with server(over_tls(answer, certificate)) as port:
        error = broken(f"https://localhost:{port}/")

    assert not error.sent
    assert error.problem.startswith("certificate verify failed")


def test_a_handshake_that_never_ends_is_not_sent() -> None:
    with server(silent) as port:
        error = broken(f"https://localhost:{port}/", seconds=0.3)

    assert not error.sent


def test_a_server_that_never_answers_over_tls_may_have_been_sent_to(certificate: tuple[Path, Path]) -> None:
    with server(over_tls(silent, certificate)) as port:
        error = broken(f"https://localhost:{port}/", seconds=BEYOND_CONNECTING, ca_file=str(certificate[0]))

    assert error.sent


def test_a_server_that_takes_nothing_in_ends_at_the_deadline() -> None:
    release = threading.Event()

    def deaf(_: socket.socket) -> None:
        release.wait(5)

    with server(deaf) as port:
        error = broken(f"http://127.0.0.1:{port}/", seconds=BEYOND_CONNECTING, body=b"x" * (16 << 20))
        release.set()

    assert error.sent


def test_a_large_body_goes_out_whole_over_tls(certificate: tuple[Path, Path]) -> None:
    got = bytearray()

    def read_all(connection: socket.socket) -> None:
        while not got.endswith(b"END"):
            got.extend(connection.recv(1 << 16))
        connection.sendall(HEAD + b"ok")

    body = b"x" * (1 << 20) + b"END"
    with server(over_tls(read_all, certificate)) as port:
        fetch(f"https://localhost:{port}/", body=body, ca_file=str(certificate[0]))

    assert bytes(got).endswith(body)


def tunnelling(status: bytes) -> Callable[[socket.socket], None]:
    """A proxy that connects to the port asked for, or refuses."""

    def talk(connection: socket.socket) -> None:
        request = connection.recv(65536)
        connection.sendall(b"HTTP/1.1 " + status + b"\r\n\r\n")
        if not status.startswith(b"200"):
            return
        port = int(request.split(b" ")[1].rpartition(b":")[2])
        with socket.create_connection(("127.0.0.1", port)) as onward:
            forth = threading.Thread(target=_pass_on, args=(connection, onward), daemon=True)
            forth.start()
            _pass_on(onward, connection)
            forth.join(5)

    return talk


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


def test_a_proxy_passes_the_request_on(certificate: tuple[Path, Path]) -> None:
    with server(over_tls(answer, certificate)) as port, server(tunnelling(b"200 OK")) as proxy:
        reply = fetch(f"https://localhost:{port}/", proxy=f"http://127.0.0.1:{proxy}", ca_file=str(certificate[0]))

    assert reply.body == b"ok"


def test_a_proxy_that_refuses_ends_it_before_anything_was_sent() -> None:
    with server(tunnelling(b"407 Proxy Authentication Required")) as proxy:
        error = broken("https://localhost:9/", proxy=f"http://127.0.0.1:{proxy}")

    assert not error.sent
    assert "407" in error.problem
    assert error.refused_by_proxy


def test_an_answer_that_is_no_http_may_have_been_sent_to() -> None:
    def mumble(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

    with server(mumble) as port:
        assert broken(f"http://127.0.0.1:{port}/").sent


def test_a_deadline_that_has_passed_sends_nothing() -> None:
    with server(answer) as port:
        assert not broken(f"http://127.0.0.1:{port}/", seconds=0).sent


def test_an_impossible_name_sends_nothing() -> None:
    assert not broken(f"http://{'a' * 70}.example/").sent


def test_a_server_that_drips_over_tls_is_left_at_the_deadline(certificate: tuple[Path, Path]) -> None:
    with server(over_tls(drip, certificate)) as port:
        error = broken(f"https://localhost:{port}/", seconds=BEYOND_CONNECTING, ca_file=str(certificate[0]))

    assert error.sent
    assert "timed out" in error.problem or "in time" in error.problem


def test_every_request_has_a_connection_of_its_own() -> None:
    peers = set()

    def remember(connection: socket.socket) -> None:
        peers.add(connection.getpeername())
        answer(connection)

    with server(remember) as port:
        fetch(f"http://127.0.0.1:{port}/")
        fetch(f"http://127.0.0.1:{port}/")

    assert len(peers) == 2


def test_a_deadline_counts_down_by_the_clock_it_was_given() -> None:
    assert Deadline(10.0, lambda: 4.0).left() == 6.0
    with pytest.raises(TimeoutError):
        Deadline(10.0, lambda: 10.0).left()


def resolving(resolver: Resolver, port: int, seconds: float = 2.0) -> Reply:
    transport = Transport(clock=time.monotonic, resolver=resolver)
    return transport.exchange("GET", f"http://x.example:{port}/", {}, b"", transport.deadline(seconds))


def addresses(*hosts: tuple[str, int]) -> Resolver:
    return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", host) for host in hosts]


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with server(answer) as port:
        reply = resolving(addresses(("127.0.0.1", 1), ("127.0.0.1", port)), port)

    assert reply.body == b"ok"


def test_a_name_without_an_address_sends_nothing() -> None:
    with pytest.raises(TransportError, match="no address") as caught:
        resolving(addresses(), 80)

    assert not caught.value.sent


def test_a_resolver_that_hangs_is_left_at_the_deadline() -> None:
    release = threading.Event()

    def hang(*_: object, **__: object) -> Addresses:
        release.wait(5)
        return []

    with pytest.raises(TransportError, match="not resolved in time") as caught:
        resolving(hang, 80, seconds=0.2)
    release.set()

    assert not caught.value.sent
