"""The HTML of share kits, from the templates in `templates/web`, and their QR codes."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from markupsafe import Markup

from announcer.core.posts.meta_tags import MetaTag
from announcer.core.posts.share_kit import ShareKit
from announcer.rendering.cards.painting.qr import as_svg
from announcer.rendering.exports.citation_tags import citation_tags
from announcer.rendering.exports.json_exports import json_ld_record
from announcer.rendering.texts.page_styles import persian_face, policy_hash
from announcer.rendering.texts.page_words import PageWords
from announcer.rendering.texts.web_pages import WebPages

HEAD, BLOCK, PAGE, STYLE = "share-head.html.j2", "share-block.html.j2", "share-kit.html.j2", "share-kit.css"

_IN_SCRIPT = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)
"""No text of a record ends the script that it stands in, or opens a comment; to JSON these are the same letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A kit as its page shows it; `code` is the picture's address."""

    kit: ShareKit
    say: PageWords
    block: str
    head: str
    code: str


class SharePages:
    """Writes share kits; an `announcer.ports.share_writing.ShareWriter`.

    Args:
        pages: The templates.
        language: The language of the page over kits.
    """

    def __init__(self, pages: WebPages, language: str) -> None:
        self._pages = pages
        self._words = cache(pages.words)
        self._language = language

    def head(self, kit: ShareKit) -> str:
        """Return the tags for the page's head; see `ShareWriter`."""
        variables = {
            "tags": kit.tags,
            "citation": _citation(kit),
            "json_ld": Markup(_json_ld(kit).translate(_IN_SCRIPT)),  # noqa: S704 (nothing of HTML is left in it)
        }
        return self._pages.render(HEAD, variables) + "\n"

    def block(self, kit: ShareKit) -> str:
        """Return the block of share links; see `ShareWriter`."""
        return self._pages.render(BLOCK, {"kit": kit, "say": self._words(kit.language)}) + "\n"

    def page(self, kits: Sequence[ShareKit]) -> str:
        """Return the page over kits; see `ShareWriter`."""
        style = persian_face() + self._pages.source(STYLE)
        variables = {
            "kits": [self._entry(kit) for kit in kits],
            "say": self._words(self._language),
            "style": Markup(style),  # noqa: S704 (a file of the program's or the designer's)
            "style_hash": policy_hash(style),
        }
        return self._pages.render(PAGE, variables) + "\n"

    def files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return the kit as files; see `ShareWriter`."""
        texts = {
            "head.html": self.head(kit),
            "block.html": self.block(kit),
            "record.jsonld": _json_ld(kit) + "\n",
            "qr.svg": as_svg(kit.link),
        }
        return {name: text.encode(errors="xmlcharrefreplace") for name, text in texts.items() if text}

    def as_json(self, kit: ShareKit) -> dict[str, object]:
        """Return the whole kit; see `ShareWriter`."""
        return {
            "name": kit.name,
            "language": kit.language,
            "title": kit.title,
            "text": kit.text,
            "link": kit.link,
            "page": kit.page,
            "kept_back": kit.kept_back,
            "remark": kit.remark,
            "share": dict(kit.links),
            "follow": kit.follow,
            "meta": [asdict(tag) for tag in (*kit.tags, *_citation(kit))],
            "json_ld": json.loads(_json_ld(kit)),
            "head": self.head(kit),
            "block": self.block(kit),
            "qr": as_svg(kit.link),
        }

    def _entry(self, kit: ShareKit) -> _Entry:
        code = base64.b64encode(as_svg(kit.link).encode()).decode("ascii")
        return _Entry(
            kit=kit,
            say=self._words(kit.language),
            block=self.block(kit),
            head=self.head(kit),
            code=f"data:image/svg+xml;base64,{code}" if code else "",
        )


def _citation(kit: ShareKit) -> tuple[MetaTag, ...]:
    return citation_tags(kit.publication, kit.page)


def _json_ld(kit: ShareKit) -> str:
    """Return schema.org's description, with the page and its picture where they are known."""
    record = json.loads(json_ld_record(kit.publication, kit.name))
    if kit.page:
        record["mainEntityOfPage"] = kit.page
    if kit.picture:
        record["image"] = kit.picture.url
    return json.dumps(record, ensure_ascii=False)
