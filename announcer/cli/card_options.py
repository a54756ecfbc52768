"""What the user wants of `announcer card`, in all its ways of working."""

from dataclasses import dataclass
from pathlib import Path

from announcer.wiring.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOptions:
    """What the user wants; `language`, `template` and `out` are empty where the site's own are meant."""

    sources: tuple[Path, ...]
    language: str
    template: str
    out: Path | None
    debug: bool

    def languages(self, site: Site) -> list[str]:
        """Return the language that was asked for, or the site's."""
        return [self.language] if self.language else list(site.languages)
