"""A small SMTP server for tests: real sockets, STARTTLS and TLS, logins, refusals."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast


@dataclass
class MailWorld:
    """What the server got, and what it does: `refuse` are addresses it takes no mail for."""

    context: ssl.SSLContext | None = None
    tls_from_the_start: bool = False
    login: tuple[str, str] | None = None
    refuse: tuple[str, ...] = ()
    silent: bool = False
    messages: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    was_encrypted: list[bool] = field(default_factory=list)
    port: int = 0


class _Session(socketserver.StreamRequestHandler):
    world: MailWorld
    timeout = 10

    def setup(self) -> None:
        self.encrypted = self.world.tls_from_the_start
        if self.encrypted:
            self._encrypt()
        super().setup()

    def _encrypt(self) -> None:
        assert self.world.context
        self.request = self.world.context.wrap_socket(self.request, server_side=True)

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        if self.world.silent:
            self.rfile.read()
            return
        self.logged_in = self.world.login is None
        self.say("220 mail.example ready")
        while line := self.rfile.readline().decode():
            word = line.split()[0].upper() if line.split() else ""
            if word == "QUIT":
                self.say("221 bye")
                return
            getattr(self, f"on_{word.lower()}", self.on_other)(line.strip())

    def on_other(self, _line: str) -> None:
        self.say("500 what?")

    def on_ehlo(self, _line: str) -> None:
        self.say("250-mail.example")
        if self.world.context and not self.encrypted:
            self.say("250-STARTTLS")
        self.say("250 AUTH PLAIN")

    def on_starttls(self, _line: str) -> None:
        if not self.world.context:
            self.say("454 no TLS here")
            return
        self.say("220 go on")
        self.rfile.close()
        self.wfile.close()
        self._encrypt()
        self.rfile = cast("BinaryIO", self.request.makefile("rb"))  # type: ignore[assignment]
        self.wfile = cast("BinaryIO", self.request.makefile("wb", buffering=0))  # type: ignore[assignment]
        self.encrypted = True

    def on_auth(self, line: str) -> None:
        given = base64.b64decode(line.split()[2]).decode().split("\0")[1:]
        self.logged_in = self.world.login == tuple(given)
        self.say("235 welcome" if self.logged_in else "535 5.7.8 no such user or password")

    def on_mail(self, _line: str) -> None:
        self.say("250 ok" if self.logged_in else "530 5.7.0 log in first")

    def on_rset(self, _line: str) -> None:
        self.say("250 ok")

    def on_rcpt(self, line: str) -> None:
        address = line.partition("<")[2].partition(">")[0]
        if address in self.world.refuse:
            self.say("550 5.1.1 no such mailbox")
            return
        self.world.recipients.append(address)
        self.say("250 ok")

    def on_data(self, _line: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        self.world.messages.append("".join(lines))
        self.world.was_encrypted.append(self.encrypted)
        self.say("250 taken")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of callers that do not like our certificate."""


@contextmanager
def mail_server(world: MailWorld) -> Iterator[MailWorld]:
    """Take mail on a port of this machine for as long as the block runs."""

    class Session(_Session):
        pass

    Session.world = world
    with _Server(("127.0.0.1", 0), Session) as server:
        world.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield world
        finally:
            server.shutdown()
            thread.join()
