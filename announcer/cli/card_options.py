"""What the user wants of `announcer card`, in all its ways of working."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.wiring.site import CARD_FORMATS, Site, card_format


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOptions:
    """What the user wants; `language`, `template` and `out` are empty where the site's own are meant."""

    sources: tuple[Path, ...]
    language: str
    template: str
    out: Path | None
    debug: bool
    formats: bool = False

    def in_formats(self, templates: Sequence[str]) -> list[str]:
        """Return the templates, and each in every format where that was asked for."""
        if not self.formats:
            return list(templates)
        return [name for one in templates for name in (one, *(card_format(one, each) for each in CARD_FORMATS))]

    def languages(self, site: Site) -> list[str]:
        """Return the language that was asked for, or the site's."""
        return [self.language] if self.language else list(site.languages)
