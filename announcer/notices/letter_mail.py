"""Letters to one person by mail: plain text, the same as HTML, and the pictures that it shows inside."""

from email.headerregistry import Address
from email.message import EmailMessage

from announcer.notices.mail import MailSender, message_to
from announcer.ports.mailing import Letter


class LetterMailer:
    """Sends letters through the site's mail server.

    Args:
        sender: Hands messages in.
    """

    def __init__(self, sender: MailSender) -> None:
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Send it."""
        self._sender.send(message_of(letter))


def message_of(letter: Letter) -> EmailMessage:
    """Return the letter as a message: multipart/alternative, the HTML with its pictures as multipart/related."""
    message = message_to([letter.to], letter.subject)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    shown = list(message.iter_parts())[1]
    for picture in letter.pictures:
        kind, _, subtype = picture.media_type.partition("/")
        shown.add_related(
            picture.content,
            maintype=kind,
            subtype=subtype,
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.{subtype}",
            disposition="inline",
        )
    return message
