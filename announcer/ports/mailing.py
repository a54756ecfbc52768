"""The seam to what sends mail to one person; tests/notices check the rules on a real server."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture inside a letter; its HTML shows it as `cid:NAME`."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody is sent: `text` says all of it in plain text, `html` the same with pictures."""

    to: str
    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    reply_to: str = ""


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Send it, within half a minute or so.

        Raises:
            NoticeError: it was not taken.
        """
