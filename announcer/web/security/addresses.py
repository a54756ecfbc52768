"""Where a request comes from: the connection's other end or, behind a listed proxy, what that says."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from starlette.requests import Request


def client_address(request: Request, proxies: Sequence[str]) -> str:
    """Return the network address of who asks.

    `X-Forwarded-For` is believed from the listed proxies alone, and of it the last address that is not a proxy's:
    what stands before that anybody may have written.
    """
    near = request.client.host if request.client else ""
    if not _is_listed(near, proxies):
        return near
    named = [part.strip() for part in ",".join(request.headers.getlist("x-forwarded-for")).split(",")]
    return next((each for each in reversed(named) if _is_address(each) and not _is_listed(each, proxies)), near)


def vouched_name(request: Request, header: str, proxies: Sequence[str]) -> str:
    """Return whom a listed proxy says that it has signed in; empty where none does, or another one says so.

    `header` is the name of the header that it says so in; empty believes nobody.
    """
    near = request.client.host if request.client else ""
    given = request.headers.getlist(header) if header else []
    return given[0].strip().casefold() if len(given) == 1 and _is_listed(near, proxies) else ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_listed(address: str, proxies: Sequence[str]) -> bool:
    return _is_address(address) and any(ip_address(address) in ip_network(each, strict=False) for each in proxies)
