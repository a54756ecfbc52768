"""What an editor may change in an announcement, and what is wrong with a change."""

from collections.abc import Iterator
from dataclasses import replace

from announcer.core.findings import Level
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices, estimated_cost, millionths
from announcer.core.posts.counting import links
from announcer.core.posts.text_findings import text_findings
from announcer.errors import UsageError
from announcer.ports.channels import ChannelRules
from announcer.ports.store import Edit

LARGEST_CARD = 5 * 1024 * 1024
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def as_edit(announcement: Announcement) -> Edit:
    """Return the edit that turns a queued announcement into this one.

    Raises:
        UsageError: its card could not be drawn.
    """
    card = announcement.card
    if card is None:
        reasons = "; ".join(finding.message for finding in announcement.findings if finding.level is Level.HOLD)
        raise UsageError(reasons or "there is no card", hint="see what is wrong with the site", step="check")
    return Edit(
        text=announcement.text.text,
        link=announcement.text.link,
        alt_text=announcement.alt_text,
        card=card.data,
        card_type=card.media_type,
    )


def priced(queued: Queued, edit: Edit, prices: PostPrices) -> Edit:
    """Return the edit with what posting costs once it is made: a link that comes or goes changes the price."""
    text = queued.text if edit.text is None else edit.text
    alt_text = queued.alt_text if edit.alt_text is None else edit.alt_text
    cost = estimated_cost(prices, links=len(links(text)), alt_text=bool(alt_text))
    return replace(edit, cost=millionths(cost))


def card_type(card: bytes) -> str:
    """Return the media type of a picture that channels take.

    Raises:
        UsageError: it is too large, or neither PNG nor JPEG.
    """
    if len(card) > LARGEST_CARD:
        raise UsageError(f"the card has {len(card)} bytes; at most {LARGEST_CARD} are taken")
    found = next((name for signature, name in _SIGNATURES.items() if card.startswith(signature)), "")
    if not found:
        raise UsageError("the card is neither PNG nor JPEG")
    return found


def check_edit(queued: Queued, edit: Edit, rules: ChannelRules, *, anyway: bool = False) -> None:
    """Let an edit through that the channel with these rules takes; `anyway` overrules what a person may judge.

    Raises:
        UsageError: it cannot be posted, or needs `anyway`; all the reasons are listed.
    """
    impossible = list(_impossible(edit, rules))
    if impossible:
        raise UsageError(*impossible, hint="count it as X does", step="count")
    doubtful = [] if anyway or edit.text is None else _doubtful(queued, edit.text)
    if doubtful:
        raise UsageError(*doubtful, hint="if that is meant, say so", step="anyway")


def _impossible(edit: Edit, rules: ChannelRules) -> Iterator[str]:
    if edit.text is not None and (problem := rules.text_problem(edit.text)):
        yield problem
    if edit.alt_text is not None and (problem := rules.alt_text_problem(edit.alt_text)):
        yield problem


def _doubtful(queued: Queued, text: str) -> list[str]:
    """Return what is odd about a text; a link that was in it is how a lost post is found again."""
    link = queued.link if queued.link in queued.text else ""
    return [finding.message for finding in text_findings(text, link=link)]
