"""What drafts and cards need of a site's settings, at hand without reading the rest of them.

The whole of announcer.toml is `site_settings.py`'s. Importing that, with everything that posting goes by, takes
longer than drawing a card; so the few settings that a card needs are kept apart.
"""

from dataclasses import dataclass
from pathlib import Path

from announcer.core.publications.institution import Institution, PostStyle
from announcer.errors import ConfigurationError

FILE_NAME = "announcer.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """The institution, how its posts are worded and in which languages, and what its cards look like.

    `card_template` is a template's name; `brand` is the brand's file, relative to the site or to what is shipped.
    """

    institution: Institution
    style: PostStyle
    languages: tuple[str, ...]
    card_template: str
    brand: str


def settings_text(site: Path) -> str:
    """Return what stands in `site`/announcer.toml.

    Raises:
        ConfigurationError: it is missing, or no text that can be read.
    """
    path = site / FILE_NAME
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        hint = f"run 'announcer init {path.parent}' to make a site there, or name another with --site"
        raise ConfigurationError([f"{path}: there is no such file"], hint=hint) from None
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise ConfigurationError([f"{FILE_NAME}: byte {error.start} is no UTF-8"], hint=hint) from None
    except OSError as error:
        raise ConfigurationError([f"{path}: {error.strerror}"], hint="check the file's permissions") from None
