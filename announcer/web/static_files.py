"""Style, script and fonts: read once, served from memory under names that change with what is in them."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from announcer.system.paths import shipped_folder

FOLDER = "assets/web"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


class StaticFiles:
    """The files of a folder, each by an address such as `/static/0a1b2c3d/app.css`."""

    def __init__(self, folder: Path | None = None) -> None:
        found = {
            path.name: path.read_bytes()
            for path in sorted((folder or shipped_folder() / FOLDER).rglob("*"))
            if path.suffix in _TYPES
        }
        # a style sheet names the font without its digest, so one digest stands for all
        self._digest = hashlib.sha256(b"".join(found.values())).hexdigest()[:12]
        self._files = found

    def url(self, name: str) -> str:
        """Return the address of the file of that name."""
        if name not in self._files:
            raise LookupError(f"there is no file {name!r} in {FOLDER}")
        return f"/static/{self._digest}/{name}"

    async def answer(self, request: Request) -> Response:
        """Answer with a file; an address of another version is answered, too, but not kept."""
        name = request.path_params["name"]
        content = self._files.get(name)
        if content is None:
            return Response("There is no such file.", status_code=404, media_type="text/plain")
        is_current = request.path_params["digest"] == self._digest
        return Response(
            content,
            media_type=_TYPES[Path(name).suffix],
            headers={"Cache-Control": FOREVER if is_current else "no-store"},
        )
