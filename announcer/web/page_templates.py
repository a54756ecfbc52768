"""The review page's templates: the shipped ones alone, everything that they print escaped.

A site's own templates never take their place: whoever could write one would act as everybody who signs in.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from announcer.system.paths import shipped_folder
from announcer.system.visible import visible_lines

FOLDER = "templates/web/app"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class PageTemplates:
    """Renders pages and parts of pages."""

    def __init__(self, folder: Path | None = None) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder or shipped_folder() / FOLDER),
            autoescape=True,
            finalize=_as_html_may_have_it,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["visible"] = visible_lines

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """Return what the template of that name makes."""
        return self._environment.get_template(name).render(variables)

    def names(self) -> list[str]:
        """Return the names of all templates."""
        return self._environment.list_templates()


def _as_html_may_have_it(value: object) -> object:
    """Return what goes into a page with U+FFFD for each control character, none of which HTML may have."""
    return _CONTROLS.sub("\ufffd", value) if type(value) is str else value
