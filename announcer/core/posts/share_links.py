"""Links that open a network's own composer with a post filled in, for people who post by hand.

Each is what its network documents or, where it says nothing, what it answered to when docs/reference/share-kit.md
was dated; none needs a key, an account of ours or a script of theirs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_letters, digits
from types import MappingProxyType

_LINE_GAP = re.compile(r"\n{3,}")
_UNRESERVED = frozenset((ascii_letters + digits + "-._~").encode())


class Network(StrEnum):
    """The networks a share link can be made for."""

    X = "x"
    LINKEDIN = "linkedin"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    FACEBOOK = "facebook"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What is shared. `link` may stand in `text`; `title` is the subject of a mail.

    `via` is the account on X, without @, that a post is said to come from. `page` is the institution's page about
    it: networks that draw a preview from what they are given are given that in place of the link.
    """

    text: str
    link: str = ""
    title: str = ""
    via: str = ""
    page: str = ""

    @property
    def text_with_link(self) -> str:
        """The text with the link in it: at the end, if the text does not hold it already."""
        return self.text if self.link in self.text else f"{self.text}\n{self.link}"

    @property
    def text_without_link(self) -> str:
        """The text without the link, for composers that are given the link separately and show both."""
        return _LINE_GAP.sub("\n\n", self.text.replace(self.link, "")).strip() if self.link else self.text


def post_on_x(text: str, link: str = "", *, via: str = "") -> str:
    """Return the address that opens X's composer with the post in it.

    X puts `url` after the text, so a link that the text holds already is not given a second time; after both it
    writes "via @…", which counts against the limit too. A picture cannot be passed on: it is added by hand.
    """
    apart = {"url": link} if link not in text else {}
    from_us = {"via": via} if via else {}
    return _address("https://x.com/intent/tweet", {"text": text, **apart, **from_us})


def follow_on_x(account: str) -> str:
    """Return the address at which X asks whether to follow the account, given without @."""
    return _address("https://x.com/intent/follow", {"screen_name": account})


def share_links(sharing: Sharing) -> Mapping[Network, str]:
    """Return the share link for each network, in the order of `Network`.

    Networks that read the page behind the link (LinkedIn, Facebook) are given an address alone; one that cannot do
    without a link (these, and Telegram) is left out where there is none.
    """
    read = sharing.page or sharing.link
    links = {
        Network.X: post_on_x(sharing.text, sharing.link, via=sharing.via),
        Network.LINKEDIN: _address("https://www.linkedin.com/sharing/share-offsite/", {"url": read}),
        Network.BLUESKY: _address("https://bsky.app/intent/compose", {"text": sharing.text_with_link}),
        # Mastodon's own page, which asks for the reader's server; what follows # is never sent to it.
        Network.MASTODON: f"https://share.joinmastodon.org/#text={percent_encoded(sharing.text_with_link)}",
        Network.TELEGRAM: _address(
            "https://t.me/share/url", {"url": sharing.link, "text": sharing.text_without_link}
        ),
        Network.WHATSAPP: _address("https://wa.me/", {"text": sharing.text_with_link}),
        Network.FACEBOOK: _address("https://www.facebook.com/sharer/sharer.php", {"u": read}),
        # RFC 6068 has line breaks in a mail's body as CRLF.
        Network.EMAIL: _address(
            "mailto:", {"subject": sharing.title, "body": sharing.text_with_link.replace("\n", "\r\n")}
        ),
    }
    needs_link = {Network.LINKEDIN, Network.TELEGRAM, Network.FACEBOOK}
    return MappingProxyType(
        {network: url for network, url in links.items() if sharing.link or network not in needs_link}
    )


def percent_encoded(text: str) -> str:
    """Return the text as UTF-8 with everything but RFC 3986's unreserved characters as `%XX`.

    A space becomes `%20`: composers show the `+` of HTML forms as it is. A lone surrogate becomes `?`.
    """
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode(errors="replace"))


def _address(base: str, parameters: Mapping[str, str]) -> str:
    return f"{base}?" + "&".join(f"{name}={percent_encoded(value)}" for name, value in parameters.items())
