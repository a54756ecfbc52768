"""The files of a draft, and post.json, which holds all that is known about it for other programs."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from announcer.core.posts.announcement import Announcement
from announcer.core.posts.announcement_data import announcement_json, card_name
from announcer.core.posts.share_links import Network, Sharing, share_links
from announcer.core.publications.publication import PartialDate
from announcer.core.text.richtext import Rich

RECORD_NAME = "post.json"
POST_NAME = "post.txt"
ALT_NAME = "alt.txt"
FORMAT = "announcer-draft"
VERSION = 1

_NAME_BREAKS = re.compile(r"[^\w]+|_+")
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An announcement with what people need to post it by hand.

    `digest` is what an approval of it stands for; `links` are share links by network, in a fixed order.
    """

    announcement: Announcement
    digest: str
    links: Mapping[Network, str]

    @classmethod
    def of(cls, announcement: Announcement, account: str = "") -> "Draft":
        """Return the draft of `announcement` for the channel account `account`."""
        text = announcement.text
        title = announcement.publication.words(announcement.language).title.plain
        sharing = Sharing(text=text.text, link=text.link, title=title)
        return cls(announcement=announcement, digest=announcement.digest(account), links=share_links(sharing))

    def without_picture(self) -> "Draft":
        """Return the draft with its card's bytes forgotten, for the page over drafts that show their files."""
        card = self.announcement.card
        light = replace(card, data=b"") if card else None
        return replace(self, announcement=replace(self.announcement, card=light))

    @property
    def folder(self) -> str:
        """The draft's folder name, safe on any file system whatever the record holds."""
        name = f"{self.announcement.id}-{self.announcement.slug}"
        return _NAME_BREAKS.sub("-", name)[:_NAME_LENGTH].strip("-")

    @property
    def card_name(self) -> str:
        """The card's file name, such as `card.png`; empty where there is no card."""
        return card_name(self.announcement.card)

    def files(self) -> dict[str, bytes]:
        """Return the draft's files by name; post.json is the last."""
        files = {
            POST_NAME: self.announcement.text.text.encode(),
            ALT_NAME: self.announcement.alt_text.encode(),
        }
        if self.announcement.card:
            files[self.card_name] = self.announcement.card.data
        return files | {RECORD_NAME: _record(self, files)}


def written_files(record: bytes) -> dict[str, str] | None:
    """Return name and SHA-256 of the files that a post.json was written beside, or None if it is not one."""
    try:
        content = json.loads(record)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    files = content.get("files")
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def sha256(content: bytes) -> str:
    """Return the SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _record(draft: Draft, files: Mapping[str, bytes]) -> bytes:
    """Return post.json: keys in a fixed order, no time of day, so that equal drafts have equal bytes."""
    content = _content(draft) | {"files": {name: sha256(data) for name, data in files.items()}}
    # A source's file name may hold bytes that are not UTF-8; as `\udc80` they are still valid JSON.
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def _content(draft: Draft) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        **announcement_json(draft.announcement, digest=draft.digest),
        "share": dict(draft.links),
        "record": _present(draft.announcement.publication),
    }


def _present(value: object) -> object:
    """Return a record as JSON has it: styled text as mark-up, dates as ISO 8601, and no empty field."""
    if isinstance(value, Rich):
        return value.markup
    if isinstance(value, PartialDate):
        return value.isoformat()
    if is_dataclass(value):
        named = ((field.name, _present(getattr(value, field.name))) for field in fields(value))
        return {name: content for name, content in named if content not in ("", None, [], {})}
    if isinstance(value, Mapping):
        return {str(key): _present(item) for key, item in sorted(value.items())}
    if isinstance(value, tuple):
        return [_present(item) for item in value]
    return value
