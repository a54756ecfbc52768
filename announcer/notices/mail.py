"""A notice by mail, through the site's own mail server."""

import os
import smtplib
import ssl
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from pathlib import Path

from announcer.errors import NoticeError, described
from announcer.ports.notices import Notice

MAIL_SECONDS = 10
"""How long to wait for the connection, and for each answer of the server."""
LONGEST_SUBJECT = 150


class Security(StrEnum):
    """How the connection to the mail server is kept from others' eyes."""

    STARTTLS = "starttls"
    """It becomes TLS before anything is said; the usual port is 587."""
    TLS = "tls"
    """It is TLS from the start; the usual port is 465."""
    NONE = "none"
    """It is open; for a server on this machine."""


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and for whom. `ca_file` has certificates to trust in place of the machine's."""

    host: str
    port: int
    security: Security
    sender: str
    recipients: Sequence[str]
    user: str = ""
    ca_file: Path | None = None


PASSWORD_VARIABLE = "ANNOUNCER_MAIL_PASSWORD"  # noqa: S105 (a name)
CREDENTIAL = "announcer-mail"
"""The name of the password among a systemd unit's credentials."""


def find_password(environ: Mapping[str, str], file: Path) -> str:
    """Return the password from the environment, from systemd's credentials, or from the first line of the file.

    Raises:
        NoticeError: there is none, or the file can be read by others than its owner.
    """
    if environ.get(PASSWORD_VARIABLE):
        return environ[PASSWORD_VARIABLE]
    folder = environ.get("CREDENTIALS_DIRECTORY")
    given = Path(folder) / CREDENTIAL if folder else None
    # systemd guards the folder itself, and lets the unit's user in by an access list that shows as group bits
    path, forbidden = (given, stat.S_IRWXO) if given and given.exists() else (file, stat.S_IRWXG | stat.S_IRWXO)
    try:
        with path.open(encoding="utf-8") as opened:
            if os.fstat(opened.fileno()).st_mode & forbidden:
                raise NoticeError(MailNotifier.name, f"{path} can be read by others; set its mode to 600")
            return opened.readline().strip()
    except OSError as error:
        raise NoticeError(MailNotifier.name, f"the password: {path}: {error.strerror}") from None


class MailSender:
    """Hands messages in by SMTP; asks for the password each time, so that a new one is taken without a restart."""

    def __init__(self, server: MailServer, password: Callable[[], str]) -> None:
        self._server = server
        self._password = password

    def send(self, message: EmailMessage) -> None:
        """Send it, from the server's own sender, to whom it is addressed.

        Raises:
            NoticeError: it was not taken, or not for everybody.
        """
        message["From"] = Address(addr_spec=self._server.sender)
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply, please
        try:
            with self._connection() as connection:
                if self._server.user:
                    connection.login(self._server.user, self._password())
                refused = connection.send_message(message)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise NoticeError(MailNotifier.name, f"{self._server.host}: {_words(error)}") from None
        if refused:
            words = f"{self._server.host} does not take mail for {', '.join(refused)}"
            raise NoticeError(MailNotifier.name, words)

    def _connection(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.NONE:
            return smtplib.SMTP(server.host, server.port, timeout=MAIL_SECONDS)
        context = ssl.create_default_context(cafile=server.ca_file)
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=MAIL_SECONDS, context=context)
        connection = smtplib.SMTP(server.host, server.port, timeout=MAIL_SECONDS)
        try:
            connection.starttls(context=context)
        except BaseException:
            connection.close()
            raise
        return connection


class MailNotifier:
    """Sends the notice by mail to everybody who is to be told."""

    name = "mail"

    def __init__(self, server: MailServer, password: Callable[[], str]) -> None:
        self._sender = MailSender(server, password)
        self._recipients = server.recipients

    def tell(self, notice: Notice) -> None:
        """Send it."""
        message = message_to(self._recipients, notice.subject)
        message.set_content(notice.text, cte="quoted-printable")  # not every server takes eight bits
        self._sender.send(message)


def message_to(recipients: Sequence[str], subject: str) -> EmailMessage:
    """Return a message to those, on one line of subject, without a text yet."""
    message = EmailMessage(policy=SMTP)
    message["To"] = [Address(addr_spec=one) for one in recipients]
    message["Subject"] = " ".join(subject.split())[:LONGEST_SUBJECT]
    return message


def _words(error: Exception) -> str:
    """Return what the server said, or what kept it from being asked."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {' '.join(words.split())}"[:300]
    words = described(error) if isinstance(error, OSError) else " ".join(str(error).split())
    return words[:300]
