"""A notice by mail, to a real server."""

import ssl
import subprocess
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.errors import NoticeError
from announcer.notices.mail import MailNotifier, MailServer, Security, find_password
from announcer.ports.notices import Notice
from tests.fakes import START
from tests.mailserver import MailWorld, mail_server

REASON = Reason(
    kind=ReasonKind.FAILED,
    subject="00000001",
    since=START,
    message="“پژوهش” was not posted: too long",
)
NOTICE = Notice(site="A University", reasons=[REASON, REASON])
PASSWORD = "canaryPassword"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    order = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    try:
        subprocess.run(["openssl", *order.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed, so there is no certificate to test TLS with")
    return cert, key


@pytest.fixture
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


def notifier(world: MailWorld, security: Security = Security.NONE, **changes: Any) -> MailNotifier:
    fields: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": world.port,
        "security": security,
        "sender": "announcer@example.org",
        "recipients": ["press@example.org", "it@example.org"],
    }
    return MailNotifier(MailServer(**(fields | changes)), lambda: PASSWORD)


def test_mail_goes_to_everybody_with_every_reason_in_it() -> None:
    with mail_server(MailWorld()) as world:
        notifier(world).tell(NOTICE)

    assert world.recipients == ["press@example.org", "it@example.org"]
    mail = message_from_string(world.messages[0], policy=default)
    assert mail["subject"] == "A University: “پژوهش” was not posted: too long (and 1 more)"
    assert mail["to"] == "press@example.org, it@example.org"
    assert mail["auto-submitted"] == "auto-generated"
    body = mail.get_content()
    assert body.count("“پژوهش” was not posted") == 2
    assert "What to do: see why; send it again, edit it or call it off." in body


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_the_password_only_goes_out_encrypted(
    context: ssl.SSLContext, certificate: tuple[Path, Path], security: Security
) -> None:
    world = MailWorld(context=context, tls_from_the_start=security is Security.TLS, login=("announcer", PASSWORD))
    with mail_server(world):
        notifier(world, security, user="announcer", ca_file=certificate[0]).tell(NOTICE)

    assert world.was_encrypted == [True]


def test_a_server_that_nobody_vouches_for_is_told_nothing(context: ssl.SSLContext) -> None:
    for security in (Security.STARTTLS, Security.TLS):
        with mail_server(MailWorld(context=context, tls_from_the_start=security is Security.TLS)) as world:
            with pytest.raises(NoticeError, match="certificate"):
                notifier(world, security).tell(NOTICE)
            assert world.messages == []


@pytest.mark.parametrize(
    ("world", "words"),
    [
        (MailWorld(login=("announcer", "another")), "535 5.7.8 no such user or password"),
        (MailWorld(refuse=("it@example.org",)), "does not take mail for it@example.org"),
        (MailWorld(refuse=("it@example.org", "press@example.org")), "550"),
    ],
    ids=["login", "one-refused", "all-refused"],
)
def test_a_server_that_does_not_take_it_is_an_error_without_the_password(world: MailWorld, words: str) -> None:
    with mail_server(world), pytest.raises(NoticeError, match=words) as caught:
        notifier(world, user="announcer" if world.login else "").tell(NOTICE)

    assert PASSWORD not in str(caught.value)


def test_a_server_without_tls_is_sent_nothing_where_tls_is_wanted() -> None:
    with mail_server(MailWorld()) as world, pytest.raises(NoticeError, match="STARTTLS"):
        notifier(world, Security.STARTTLS).tell(NOTICE)

    assert world.messages == []


def test_a_server_that_is_not_there_is_an_error() -> None:
    with mail_server(MailWorld()) as world:
        pass
    with pytest.raises(NoticeError, match="refused"):
        notifier(world).tell(NOTICE)


def test_the_password_is_found_in_the_environment_in_systemds_credentials_or_in_a_private_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mail.txt"
    file.write_text(f"{PASSWORD}\n")
    file.chmod(0o600)
    (tmp_path / "announcer-mail").write_text("of systemd")
    (tmp_path / "announcer-mail").chmod(0o440)

    assert find_password({}, file) == PASSWORD
    assert find_password({"CREDENTIALS_DIRECTORY": str(tmp_path)}, file) == "of systemd"
    assert find_password({"ANNOUNCER_MAIL_PASSWORD": "of the environment"}, file) == "of the environment"


def test_a_password_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mail.txt"
    file.write_text(PASSWORD)
    file.chmod(0o644)

    with pytest.raises(NoticeError, match="can be read by others"):
        find_password({}, file)
    with pytest.raises(NoticeError, match="No such file"):
        find_password({}, tmp_path / "none.txt")
