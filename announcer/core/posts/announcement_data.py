"""An announcement as JSON has it: the one shape of post.json, of `--json` and of a page."""

from dataclasses import fields

from announcer.core.findings import Finding
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posts.announcement import Announcement, Card


def announcement_json(announcement: Announcement, *, digest: str) -> dict[str, object]:
    """Return all of an announcement but publication and card; `digest` is what an approval stands for."""
    text = announcement.text
    return {
        "id": announcement.id,
        "slug": announcement.slug,
        "channel": announcement.channel,
        "language": announcement.language,
        "source": announcement.source,
        "held": announcement.held,
        "digest": digest,
        "text": text.text,
        "length": text.length,
        "limit": text.limit,
        "link": text.link,
        "dropped": list(text.dropped),
        "shortened": list(text.shortened),
        "alt_text": announcement.alt_text,
        "card": _card_json(announcement.card),
        "key_sentences": [_all_fields(candidate) for candidate in announcement.candidates],
        "findings": [finding_json(finding) for finding in announcement.findings],
        "estimated_cost_usd": None if announcement.cost is None else float(announcement.cost),
    }


def finding_json(finding: Finding) -> dict[str, str]:
    """Return all fields of a finding."""
    return _all_fields(finding)


def card_name(card: Card | None) -> str:
    """Return the file name of a card in a draft's folder, such as `card.png`; empty where there is no card."""
    return f"card.{card.media_type.removeprefix('image/')}" if card else ""


def _card_json(card: Card | None) -> dict[str, object] | None:
    if card is None:
        return None
    return {
        "file": card_name(card),
        "media_type": card.media_type,
        "width": card.width,
        "height": card.height,
        "template": card.template,
        "reason": card.reason,
    }


def _all_fields(value: KeySentence | Finding) -> dict[str, str]:
    return {field.name: str(getattr(value, field.name)) for field in fields(value)}
