"""The page's two cookies: who is signed in, and what forms before signing in are checked by.

Over https their names begin with `__Host-`, so that no other host of the domain can set them.
"""

import hashlib
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

_SESSION, _VISITOR = "announcer", "announcer-visitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookies:
    """Reads and writes the cookies; `is_encrypted` says whether people reach the page by https alone."""

    is_encrypted: bool

    def session(self, request: Request) -> str:
        """Return the token of the session; empty where there is none."""
        return request.cookies.get(self._name(_SESSION), "")

    def keep_session(self, response: Response, token: str) -> None:
        """Have the browser send that token from now on, until it is closed."""
        self._set(response, _SESSION, token)

    def drop_session(self, response: Response) -> None:
        """Have the browser forget the session."""
        response.delete_cookie(
            self._name(_SESSION), path="/", secure=self.is_encrypted, httponly=True, samesite="lax"
        )

    def visitor(self, request: Request) -> str:
        """Return the token of a browser where nobody need be signed in; empty where there is none."""
        return request.cookies.get(self._name(_VISITOR), "")

    def keep_visitor(self, response: Response, token: str) -> None:
        """Have the browser send that token from now on."""
        self._set(response, _VISITOR, token)

    def _set(self, response: Response, name: str, token: str) -> None:
        response.set_cookie(
            self._name(name), token, path="/", secure=self.is_encrypted, httponly=True, samesite="lax"
        )

    def _name(self, name: str) -> str:
        return f"__Host-{name}" if self.is_encrypted else name


def new_visitor() -> str:
    """Return a token for a browser that has none."""
    return secrets.token_urlsafe(24)


def visitor_form_token(visitor: str) -> str:
    """Return what forms carry that are sent before anybody is signed in; empty for a browser without the cookie."""
    return hashlib.sha256(f"form:{visitor}".encode()).hexdigest() if visitor else ""
