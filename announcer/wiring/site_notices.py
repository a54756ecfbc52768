"""Put together what tells a site's people that they are needed."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from announcer.core.planning.weekly import parse_quiet_hours
from announcer.errors import NoticeError
from announcer.notices.command import CommandNotifier
from announcer.notices.letter_mail import LetterMailer
from announcer.notices.mail import PORTS, MailNotifier, MailSender, MailServer, Security, find_password
from announcer.notices.webhook import WebhookNotifier
from announcer.ports.notices import Notifier
from announcer.ports.status_store import MonitoringStore
from announcer.services.notifying import NoticeRules, Notifying
from announcer.services.people.asking_reviewers import AskingReviewers, AskingRules, AskingStore
from announcer.settings.attention_settings import MailSettings
from announcer.settings.site_settings import SiteSettings

WEBHOOK_VARIABLE = "ANNOUNCER_WEBHOOK"
"""The environment's own address for notices, for one that nobody may read in announcer.toml."""


def site_notifying(
    folder: Path, settings: SiteSettings, store: MonitoringStore, environ: Mapping[str, str]
) -> Notifying:
    """Return what tells the site's people that they are needed."""
    notices, zone = settings.notices, ZoneInfo(settings.schedule.timezone)
    return Notifying(
        store=store,
        site=next(iter(settings.institution.name.values())),
        host=machine_name(),
        notifiers=tuple(_notifiers(folder, settings, environ)),
        rules=NoticeRules(wait=notices.wait, repeat=notices.repeat, is_quiet=_is_quiet(settings), zone=zone),
    )


def _is_quiet(settings: SiteSettings) -> Callable[[datetime], bool]:
    """Return what says whether people are not to be disturbed at a time."""
    zone = ZoneInfo(settings.schedule.timezone)
    quiet = tuple(parse_quiet_hours(text) for text in settings.notices.quiet)
    return lambda now: any(hours.covers(now.astimezone(zone).time()) for hours in quiet)


def machine_name() -> str:
    """Return what this machine is called where its daemon writes down what it cannot do."""
    return socket.gethostname()


def notice_secrets(folder: Path, settings: SiteSettings, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return what of the notices' settings no log may show; a password that cannot be read is none."""
    secrets = [_webhook(settings, environ)]
    mail = settings.notices.mail
    if mail.host and mail.user:
        with suppress(NoticeError):
            secrets.append(find_password(environ, folder / mail.password_file))
    return tuple(secret for secret in secrets if secret)


def check_mail(folder: Path, settings: SiteSettings, environ: Mapping[str, str]) -> None:
    """See that mail can be sent as far as files go; nobody is asked.

    Raises:
        NoticeError: the password or the certificates cannot be read.
    """
    mail = settings.notices.mail
    if mail.user:
        find_password(environ, folder / mail.password_file)
    if mail.ca_file:
        try:
            ssl.create_default_context(cafile=folder / mail.ca_file)
        except OSError as error:  # SSLError is one
            problem = f"{folder / mail.ca_file}: no certificate that can be read: {error.strerror or error}"
            raise NoticeError("notices.mail.ca_file", problem) from error


def _webhook(settings: SiteSettings, environ: Mapping[str, str]) -> str:
    return environ.get(WEBHOOK_VARIABLE, "") or settings.notices.webhook


def _notifiers(folder: Path, settings: SiteSettings, environ: Mapping[str, str]) -> Iterator[Notifier]:
    notices, mail = settings.notices, settings.notices.mail
    if notices.command:
        yield CommandNotifier(notices.command)
    if webhook := _webhook(settings, environ):
        yield WebhookNotifier(webhook)
    if mail.host:
        yield MailNotifier(_mail_server(folder, mail), partial(find_password, environ, folder / mail.password_file))


def _mail_server(folder: Path, mail: MailSettings) -> MailServer:
    security = Security(mail.security)
    return MailServer(
        host=mail.host,
        port=mail.port or PORTS[security],
        security=security,
        sender=mail.sender,
        recipients=mail.to,
        user=mail.user,
        ca_file=folder / mail.ca_file if mail.ca_file else None,
    )


def site_asking(
    folder: Path, settings: SiteSettings, store: AskingStore, environ: Mapping[str, str]
) -> AskingReviewers | None:
    """Return what tells reviewers by mail that something waits for them; None where that is off."""
    review, mail = settings.review, settings.notices.mail
    if not review.mail.on:
        return None
    sender = MailSender(_mail_server(folder, mail), partial(find_password, environ, folder / mail.password_file))
    return AskingReviewers(
        store=store,
        mailer=LetterMailer(sender),
        host=machine_name(),
        rules=AskingRules(
            address=review.public_address or f"http://{review.host}:{review.port}",
            site=settings.institution.name,
            reply_to=review.mail.reply_to,
            wait=review.mail.wait,
            every=review.mail.every,
            is_quiet=_is_quiet(settings),
            zone=ZoneInfo(settings.schedule.timezone),
        ),
    )
