"""One HTTP exchange under a hard deadline: nothing is repeated, redirected, reused or read without end.

`requests` counts its time-outs per packet, so that a server which drips holds it for ever, and cannot tell whether
a request had left the machine when the connection broke. Here every wait is measured against one deadline, name
look-up and TLS included, and an error says on which side of the first byte it happened.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

import certifi

from announcer.errors import described

BODY_CAP = 1 << 20
"""Bytes; X's longest replies have a few thousand."""

LONGEST_PROBLEM = 300
"""Characters of an error message that are kept; some quote the server."""

TUNNEL_OPEN = 200
PROXY_REFUSAL = range(400, 500)
"""What a proxy answers that wants a password, or lets nobody through; the rest are troubles of the way."""

Addresses = Sequence[tuple[int, int, int, str, Any]]
Resolver = Callable[..., Addresses]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered; the header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class TransportError(Exception):
    """No usable reply came.

    `sent` tells whether the server may have seen the request, `refused_by_proxy` that our own proxy does not let us
    through to it.
    """

    def __init__(self, problem: str, *, sent: bool, refused_by_proxy: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.sent = sent
        self.refused_by_proxy = refused_by_proxy


class _ProxyRefusedError(OSError):
    """The proxy opens no connection to the server, for a reason of its own."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by `clock`, seconds that never jump."""

    at: float
    clock: Callable[[], float]

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        left = self.at - self.clock()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left


class _PlainSocket(socket.socket):
    """A socket whose every wait ends at one deadline."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 (passed on as it came)
        """Receive, for no longer than is left."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (the same)
        """Send; this call's time-out is for the whole of it."""
        self.settimeout(self.deadline.left())
        super().sendall(*args, **kwargs)


class _TlsSocket(ssl.SSLSocket):
    """The same over TLS, where sending is a loop of `send`."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 (the same)
        """Receive, for no longer than is left."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 (the same)
        """Send, for no longer than is left."""
        self.settimeout(self.deadline.left())
        return super().send(*args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """Sends requests, each over a connection of its own.

    `clock` counts seconds that never jump; `resolver` looks names up, as `socket.getaddrinfo` does. `proxy` is the
    address of an HTTP proxy for https addresses (`http://host:port`), `ca_file` a file of trusted certificates in
    place of Mozilla's; `headers` go with every request.
    """

    clock: Callable[[], float]
    proxy: str = ""
    ca_file: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    resolver: Resolver = socket.getaddrinfo

    def deadline(self, seconds: float) -> Deadline:
        """Return the moment so many seconds from now."""
        return Deadline(self.clock() + seconds, self.clock)

    def exchange(self, method: str, url: str, headers: Mapping[str, str], body: bytes, deadline: Deadline) -> Reply:
        """Send one request and read the whole reply.

        Raises:
            TransportError: there is no usable reply; `sent` tells whether the server may have seen the request.
        """
        address = urlsplit(url)
        try:
            connection = self._connected(address, deadline)
        except (OSError, http.client.HTTPException) as error:
            refused = isinstance(error, _ProxyRefusedError)
            raise TransportError(_described(error), sent=False, refused_by_proxy=refused) from error
        always = {"Host": address.netloc, "Connection": "close", "Accept-Encoding": "identity"}
        target = (address.path or "/") + (f"?{address.query}" if address.query else "")
        try:
            connection.request(method, target, body or None, {**headers, **self.headers, **always})
            with connection.getresponse() as response:
                return _read(response)
        except (OSError, http.client.HTTPException) as error:
            raise TransportError(_described(error), sent=True) from error
        finally:
            connection.close()

    def _connected(self, address: SplitResult, deadline: Deadline) -> http.client.HTTPConnection:
        host, secure = address.hostname or "", address.scheme == "https"
        port = address.port or (443 if secure else 80)
        hop = urlsplit(self.proxy if self.proxy and secure else f"//{host}:{port}")
        connection = http.client.HTTPConnection(host, port)
        raw = _open(self._addresses(hop.hostname or "", hop.port or port, deadline), deadline)
        connection.sock = raw
        try:
            if self.proxy and secure:
                _tunnel(raw, f"{host}:{port}")
            if secure:
                connection.sock = self._secured(raw, host, deadline)
        except BaseException:
            raw.close()
            raise
        return connection

    def _addresses(self, host: str, port: int, deadline: Deadline) -> Addresses:
        """Look a name up in a thread of its own: resolvers know no deadline, and a late answer is thrown away."""
        found: list[tuple[int, int, int, str, Any]] = []
        errors: list[Exception] = []

        def look_up() -> None:
            try:
                found.extend(self.resolver(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                errors.append(error)

        thread = threading.Thread(target=look_up, name=f"look up {host}", daemon=True)
        thread.start()
        thread.join(deadline.left())
        if thread.is_alive():
            raise TimeoutError(f"the name {host} was not resolved in time")
        if errors:
            raise OSError(f"the name {host} was not resolved: {errors[0]}") from errors[0]
        return found

    def _secured(self, raw: socket.socket, host: str, deadline: Deadline) -> _TlsSocket:
        context = ssl.create_default_context(cafile=self.ca_file or certifi.where())
        context.sslsocket_class = _TlsSocket
        raw.settimeout(deadline.left())  # the handshake counts it as a whole
        secured = cast("_TlsSocket", context.wrap_socket(raw, server_hostname=host))
        secured.deadline = deadline
        return secured


def _open(addresses: Addresses, deadline: Deadline) -> _PlainSocket:
    """Connect to the first address that answers; the time is shared out among them."""
    for left_over, (family, kind, protocol, _, address) in zip(
        range(len(addresses), 0, -1), addresses, strict=True
    ):
        opened = _PlainSocket(family, kind, protocol)
        opened.deadline = deadline
        try:
            opened.settimeout(deadline.left() / left_over)
            opened.connect(address)
        except OSError:
            opened.close()
            if left_over == 1:
                raise
        else:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return opened
    raise OSError("the name has no address")


def _tunnel(raw: _PlainSocket, target: str) -> None:
    """Ask a proxy for a connection through it (RFC 9110, section 9.3.6)."""
    raw.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
    with http.client.HTTPResponse(raw, method="CONNECT") as answer:
        answer.begin()
        if answer.status != TUNNEL_OPEN:
            kind = _ProxyRefusedError if answer.status in PROXY_REFUSAL else OSError
            raise kind(f"the proxy refused: {answer.status} {answer.reason}")


def _read(response: http.client.HTTPResponse) -> Reply:
    body = bytearray()
    while piece := response.read(1 << 16):
        body += piece
        if len(body) > BODY_CAP:
            raise OSError(f"the reply is longer than {BODY_CAP} bytes")
    if response.length:
        raise http.client.IncompleteRead(bytes(body[:100]), response.length)
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(status=response.status, headers=headers, body=bytes(body))


def _described(error: Exception) -> str:
    match error:
        case http.client.RemoteDisconnected():
            words = "the connection was closed without a reply"
        case http.client.IncompleteRead():
            words = "the reply breaks off before its end"
        case http.client.HTTPException():
            words = f"the reply is not HTTP: {error}"
        case _:
            words = described(error)
    return words[:LONGEST_PROBLEM]
