"""HTML and pictures that a publication is shared with: what their writer keeps to."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from announcer.core.posts.share_kit import ShareKit


class ShareWriter(Protocol):
    """Writes what is copied into an institution's own pages. The same kit gives the same text.

    Whatever a record holds, the HTML is well-formed, and nothing of the record is mark-up in it.
    """

    def head(self, kit: ShareKit) -> str:
        """Return the tags for the page's `<head>`: Open Graph, X, Highwire Press, and schema.org as JSON-LD."""

    def block(self, kit: ShareKit) -> str:
        """Return the block of share links for the page's body; it needs no style and no script."""

    def page(self, kits: Sequence[ShareKit]) -> str:
        """Return a page of its own over kits of one publication: links, QR code, and the HTML to copy.

        Raises:
            TemplateError: the site's own template of the page is wrong.
        """

    def files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return the kit as files by name: head.html, block.html, record.jsonld, qr.svg if a code holds it."""

    def as_json(self, kit: ShareKit) -> dict[str, object]:
        """Return the whole kit as JSON has it."""
