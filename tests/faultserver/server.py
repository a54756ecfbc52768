"""The loop: accept, read as far as the fault lets it, carry out or not, and play the answer onto the wire."""

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from tests.faultserver.api import Api, Request, Route
from tests.faultserver.faults import Fault, Phase
from tests.faultserver.wire import End, Pause, Step
from tests.faultserver.world import World

LONGEST_HEAD = 65_536
QUIET_SECONDS = 20.0
"""How long to wait for a client that neither sends nor leaves."""
HEALTHY = Fault(name="", routes=frozenset(Route), takes_effect=True)


class Moment(StrEnum):
    """What has just happened to a call."""

    SEEN = "its head is here, unread"
    READ = "it is read whole"
    DONE = "it has taken effect"
    ANSWERING = "the first bytes of the answer are out"
    ANSWERED = "the answer is out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call as it went: for the record, and to repeat it."""

    route: Route
    fault: str
    target: str
    body: bytes
    """What was read of the body, at most its first 4,000 bytes."""


class GoneError(Exception):
    """The client left."""


class FaultServer:
    """X's API on a port of 127.0.0.1. `choose` names the fault of each call, `watch` is told of each moment."""

    def __init__(
        self,
        world: World,
        *,
        choose: Callable[[Route], Fault | None] = lambda _route: None,
        watch: Callable[[Route, Moment], None] = lambda _route, _moment: None,
    ) -> None:
        self.world = world
        self.api = Api(world)
        self.choose = choose
        self.watch = watch
        self.calls: list[Call] = []
        self.trouble: list[str] = []
        """Errors of the server's own, which would make every figure worthless."""
        self._stopped = threading.Event()
        self._listener = _listening(0)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The API's address."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Refuse connections from now on."""
        self._stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def start_again(self) -> None:
        """Take connections on the same port again."""
        self._stopped = threading.Event()
        self._listener = _listening(self.port)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        listener, stopped = self._listener, self._stopped
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection, stopped), daemon=True).start()

    def _serve(self, connection: socket.socket, stopped: threading.Event) -> None:
        with connection:
            connection.settimeout(QUIET_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self._exchange(connection, stopped)
            except (GoneError, OSError):
                return
            except Exception as error:  # noqa: BLE001 (told in the figures)
                self.trouble.append(f"{type(error).__name__}: {error}")

    def _exchange(self, connection: socket.socket, stopped: threading.Event) -> None:
        head, size = _peek(connection)
        route = head.route
        fault = self.choose(route) or HEALTHY
        self.watch(route, Moment.SEEN)
        request = _read(connection, head, size, fault.phase)
        self.calls.append(Call(route=route, fault=fault.name, target=head.target, body=request.body[:4000]))
        if fault.phase is Phase.READ:
            self.watch(route, Moment.READ)
        if fault.takes_effect:
            true = self.api.perform(request)
            self.watch(route, Moment.DONE)
        else:
            true = self.api.pretend(request)
        started = False
        for step in fault.cut(fault.answer(true, self.world)):
            _play(connection, step, stopped)
            if isinstance(step, bytes) and not started:
                started = True
                self.watch(route, Moment.ANSWERING)
        self.watch(route, Moment.ANSWERED)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener


def _peek(connection: socket.socket) -> tuple[Request, int]:
    """Return the request's head and its length, and leave all of it unread."""
    end = monotonic() + QUIET_SECONDS
    seen = b""
    while b"\r\n\r\n" not in seen:
        before, seen = seen, connection.recv(LONGEST_HEAD, socket.MSG_PEEK)
        if not seen or monotonic() > end:
            raise GoneError
        if seen == before:
            threading.Event().wait(0.005)
    head = seen.partition(b"\r\n\r\n")[0]
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method=method, target=target, headers=headers), len(head) + 4


def _read(connection: socket.socket, head: Request, size: int, phase: Phase) -> Request:
    if phase is Phase.UNREAD:
        return head
    _receive(connection, size)
    length = int(head.headers.get("content-length", "0"))
    wanted = {Phase.HEAD: 0, Phase.HALF: length // 2, Phase.READ: length}[phase]
    body = _receive(connection, wanted)
    if phase is not Phase.READ:
        return head
    if head.headers.get("transfer-encoding", "").lower() == "chunked":
        body = _chunks(connection)
    return Request(method=head.method, target=head.target, headers=head.headers, body=body)


def _receive(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 65_536))
        if not piece:
            raise GoneError
        data += piece
    return data


def _chunks(connection: socket.socket) -> bytes:
    body = b""
    while True:
        line = b""
        while not line.endswith(b"\r\n"):
            line += _receive(connection, 1)
        size = int(line.split(b";")[0], 16)
        body += _receive(connection, size + 2)[:-2]
        if size == 0:
            return body


def _play(connection: socket.socket, step: Step, stopped: threading.Event) -> None:
    if isinstance(step, bytes):
        connection.sendall(step)
    elif isinstance(step, Pause):
        if stopped.wait(step.seconds) or _has_left(connection):
            raise GoneError
    elif step is End.RST:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    elif step is End.FIN:
        connection.shutdown(socket.SHUT_WR)
        _wait_until_left(connection, stopped, 2.0)
    else:
        _wait_until_left(connection, stopped, QUIET_SECONDS)


def _has_left(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(QUIET_SECONDS)


def _wait_until_left(connection: socket.socket, stopped: threading.Event, seconds: float) -> None:
    """Wait for the client to close; what it still sends is thrown away."""
    end = monotonic() + seconds
    connection.settimeout(0.1)
    while monotonic() < end and not stopped.is_set():
        with suppress(TimeoutError):
            if not connection.recv(65_536):
                return
