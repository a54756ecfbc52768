"""The public route of preview pictures: read-only, without a session, cached for long, bounded for each client.

`/LANGUAGE/UID.png` below where it is mounted. It is plain ASGI: two thousand times a second nothing more is needed.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from time import monotonic

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from announcer.errors import AnnouncerError, described
from announcer.services.preview_pictures import Preview, PublicPreviews, is_fresh
from announcer.services.preview_pool import BusyError
from announcer.web.security.addresses import client_address

CACHE = b"public, max-age=86400, stale-while-revalidate=604800"
"""A day without a question, then a week with the old picture while the new one is asked for."""
PATIENCE = 10.0
"""Seconds that a client waits for a drawing; it goes on, and is there for who asks again."""
LOOKING = 2
"""Threads that look into the store at a time: a crowd of strangers leaves the rest to the staff's pages."""
_MOST_CLIENTS = 10_000

Headers = list[tuple[bytes, bytes]]

_SAFE: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"x-robots-tag", b"all"),
]
"""Of the review page's headers, those that would keep the picture from other people's pages are said otherwise."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAllowance:
    """How many pictures that are not kept one client may ask for: `burst` at once, then `per_second`."""

    burst: float = 30
    per_second: float = 2


class PreviewRoute:
    """An ASGI application for `starlette.routing.Mount`.

    Args:
        previews: Gives the pictures.
        enabled: Whether the site lets anybody see them; else every answer is 404.
        allowance: For each client by its address.
        proxies: Those that are believed as to whom they ask for.
    """

    def __init__(
        self,
        previews: PublicPreviews,
        *,
        enabled: bool,
        allowance: ClientAllowance | None = None,
        proxies: Sequence[str] = (),
    ) -> None:
        self._previews = previews
        self._enabled = enabled
        self._allowance = allowance or ClientAllowance()
        self._proxies = proxies
        self._looking = asyncio.Semaphore(LOOKING)
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        del receive  # no body is read
        if scope["type"] != "http":
            return
        status, headers, body = await self._answer(scope)
        headers = [*headers, *_SAFE]
        if status != HTTPStatus.NOT_MODIFIED:  # there it would be the length of what is not sent again
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _answer(self, scope: Scope) -> tuple[int, Headers, bytes]:
        language, uid = _named(scope)
        if not (self._enabled and self._previews.may_be(uid, language)):
            return _refused(404)
        if scope["method"] not in ("GET", "HEAD"):
            return 405, [(b"allow", b"GET, HEAD")], b""
        found = self._previews.kept(uid, language)
        if found is None or not is_fresh(found):
            try:
                found = await self._renewed(uid, language, scope, is_kept=found is not None)
            except _RefusedError as refused:
                return _refused(refused.status, wait=refused.wait)
        return _given(found, scope)

    async def _renewed(self, uid: str, language: str, scope: Scope, *, is_kept: bool) -> Preview:
        """Return the picture after a look at the record, drawn if need be."""
        if not is_kept and not self._may_ask(_who(client_address(Request(scope), self._proxies))):
            raise _RefusedError(429, wait=10)
        record = await self._record(uid)
        if not record:
            self._previews.confirmed(uid, language, "")
            raise _RefusedError(404)
        if same := self._previews.confirmed(uid, language, record):
            return same
        return await self._drawn(uid, language, record)

    async def _record(self, uid: str) -> str:
        try:
            async with self._looking:
                return await asyncio.to_thread(self._previews.look_up, uid)
        except AnnouncerError as error:
            log.warning("%s", described(error), extra={"event": "preview-failed"})
            raise _RefusedError(503, wait=30) from None

    async def _drawn(self, uid: str, language: str, record: str) -> Preview:
        try:
            drawing = asyncio.wrap_future(self._previews.drawing(uid, language, record))
            data = await asyncio.wait_for(asyncio.shield(drawing), PATIENCE)
        except (BusyError, TimeoutError):
            raise _RefusedError(503, wait=5) from None
        except Exception:  # noqa: BLE001 (whatever a record did to the process that drew it, no visitor reads of it)
            raise _RefusedError(404) from None
        preview = Preview.of(data, record)
        self._previews.keep(uid, language, preview)
        return preview

    def _may_ask(self, client: str) -> bool:
        """Take one from what the client may ask for, which grows with time; return whether there was one."""
        now, most = monotonic(), self._allowance.burst
        left, at = self._clients.pop(client, (most, now))
        left = min(most, left + (now - at) * self._allowance.per_second)
        self._clients[client] = (max(left - 1, 0), now)
        if len(self._clients) > _MOST_CLIENTS:
            self._clients.popitem(last=False)
        return left >= 1


class _RefusedError(Exception):
    def __init__(self, status: int, *, wait: int = 0) -> None:
        super().__init__(status)
        self.status = status
        self.wait = wait


def _who(address: str) -> str:
    """Return what a client is counted by: of IPv6 the network, of which one client has all addresses."""
    try:
        found = ip_address(address)
    except ValueError:  # a socket of the system's, or nothing
        return address
    return address if found.version == 4 else str(ip_network(f"{address}/64", strict=False))  # noqa: PLR2004


def _named(scope: Scope) -> tuple[str, str]:
    """Return language and uid of the path; a server has decoded it once, so that a uid may hold slashes."""
    path = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
    language, _, name = path.partition("/")
    return language, name.removesuffix(".png") if name.endswith(".png") else ""


def _given(preview: Preview, scope: Scope) -> tuple[int, Headers, bytes]:
    headers = [(b"etag", preview.etag.encode()), (b"cache-control", CACHE)]
    asked = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"").decode("latin-1")
    known = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    if known & {preview.etag, "*"}:
        return 304, headers, b""
    return 200, [*headers, (b"content-type", b"image/png")], preview.data


def _refused(status: int, *, wait: int = 0) -> tuple[int, Headers, bytes]:
    waiting = [(b"retry-after", str(wait).encode())] if wait else []
    return status, [(b"cache-control", b"no-store"), *waiting], b""
