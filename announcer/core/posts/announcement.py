"""An announcement: one publication, for one channel, in one language, as it would go out."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from announcer.core.findings import Finding, Level, holds
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.publications.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class PostText:
    """A post's text with its length as the channel counts it.

    `dropped` and `shortened` name the template parts that were left out or cut; `link` is the address
    the post leads to (in the text unless the site puts it on the card only); `sentence` is the key sentence that
    the text carries, empty where it carries none.
    """

    text: str
    length: int
    limit: int
    link: str
    dropped: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    sentence: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finished picture and what was measured while it was drawn; `data` is the encoded file.

    `template` is the one that it was drawn in, and `reason` says why that one.
    """

    data: bytes
    width: int
    height: int
    media_type: str = "image/png"
    template: str = ""
    reason: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Everything a reader would see, and what an editor needs to judge it.

    `id` is stable for a publication, channel and language; `candidates` are the key sentences the editor may
    choose from, the best first, and `sentence` is the one that the card carries, empty where it has none.
    `cost` is what sending it is estimated to cost, in US dollars.
    """

    id: str
    slug: str
    publication: Publication
    language: str
    channel: str
    text: PostText
    alt_text: str
    card: Card | None
    candidates: tuple[KeySentence, ...] = ()
    sentence: str = ""
    findings: tuple[Finding, ...] = ()
    source: str = ""
    cost: Decimal | None = None

    @property
    def held(self) -> bool:
        """Whether a finding holds the announcement."""
        return holds(self.findings)

    @property
    def needs_check(self) -> bool:
        """Whether a finding asks a person to check it, though nothing keeps the announcement back."""
        return not self.held and any(finding.level is Level.WARNING for finding in self.findings)

    def digest(self, account: str = "") -> str:
        """Return the digest of what an approval is for; see the function `digest`."""
        card = self.card.data if self.card else b""
        return digest(text=self.text.text, card=card, alt_text=self.alt_text, link=self.text.link, account=account)


def digest(*, text: str, card: bytes, alt_text: str, link: str, account: str) -> str:
    """Return the SHA-256 over everything that is sent, as 64 hexadecimal digits.

    Every part is preceded by its length in bytes, so that no two different posts share a digest by moving a
    character from one part to the next.
    """
    total = hashlib.sha256()
    for part in (text.encode(), card, alt_text.encode(), link.encode(), account.encode()):
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def announcement_id(uid: str, channel: str, language: str) -> str:
    """Return a short stable id such as `3f9a01c2b7d4`, the same for the same publication, channel and language."""
    return hashlib.sha256(f"{uid}\n{channel}\n{language}".encode()).hexdigest()[:12]
