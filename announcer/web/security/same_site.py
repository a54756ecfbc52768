"""Answer only to the names that the page has, and act only on forms of its own pages.

A name that leads to 127.0.0.1 can be anybody's (DNS rebinding), and any page on the web can send a form here. So a
request must name a host of ours, and one that changes anything must come from a page of ours: `Sec-Fetch-Site` says
so where a browser sends it, `Origin` otherwise. The token in each form is checked by `forms`.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from announcer.settings.review_settings import ReviewSettings

SAFE = frozenset(("GET", "HEAD"))
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def hosts_of(review: ReviewSettings, port: int) -> frozenset[str]:
    """Return every host that the page answers to when it listens on that port."""
    public = urlsplit(review.public_address).netloc
    here = [f"{name}:{port}" for name in _LOCAL]
    bound = [] if _is_everywhere(review.host) else [f"{review.host}:{port}"]
    return frozenset(host for host in (*here, *bound, *review.allowed_hosts, public) if host)


def _is_everywhere(host: str) -> bool:
    """Return whether it is the address that stands for all of the machine's, which no request names."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


class SameSiteOnly:
    """Refuses requests for other hosts, and changes that other sites' pages ask for.

    Args:
        app: What answers.
        hosts: The values of the header Host that are ours.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            refusal = self._refusal(scope["method"], headers)
            if refusal:
                await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "This name is not one of the review page's. [review] allowed_hosts lists them."
        if method in SAFE:
            return None
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return 403, "This form was sent by a page of another site; nothing was done."
        origin = headers.get("origin", "")
        if origin and urlsplit(origin).netloc.lower() not in self._hosts:
            return 403, "This form was sent by a page of another site; nothing was done."
        if not origin and "sec-fetch-site" not in headers:
            return 403, "It does not say which page sent this form; nothing was done."
        return None
