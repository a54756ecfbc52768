"""Checks OAuth 1.0a signatures from RFC 5849 alone, with none of the code that made them."""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

MAX_SKEW = 300
"""Seconds by which a request's clock may differ from the server's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth1Secrets:
    """The four strings that an app and an account share with the server."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


def authorisation_fields(header: str) -> dict[str, str]:
    """Return the fields of an `Authorization: OAuth …` header, decoded."""
    return {unquote(name): unquote(value) for name, value in re.findall(r'([\w%.]+)="([^"]*)"', header)}


def complaint(  # noqa: PLR0913 (a request has that many sides)
    *,
    method: str,
    url: str,
    header: str,
    form: str,
    secrets: OAuth1Secrets,
    now: float,
    seen: Collection[str] = (),
) -> str:
    """Return what is wrong with the signature of a request, or nothing.

    `url` is the whole address as asked for, `form` the body where it is urlencoded (RFC 5849 section 3.4.1.3.1),
    `seen` the nonces that were used before.
    """
    fields = authorisation_fields(header)
    if fields.get("oauth_consumer_key") != secrets.consumer_key:
        return "unknown app"
    if fields.get("oauth_token") != secrets.access_token:
        return "unknown token"
    if fields.get("oauth_signature_method") != "HMAC-SHA1":
        return "wrong signature method"
    if abs(int(fields.get("oauth_timestamp", "0")) - now) > MAX_SKEW:
        return "Timestamp out of bounds."
    if fields.get("oauth_nonce", "") in seen:
        return "nonce used twice"
    expected = signature(method, url, form, fields, secrets)
    return "" if hmac.compare_digest(expected, fields.get("oauth_signature", "")) else "wrong signature"


def signature(method: str, url: str, form: str, fields: Mapping[str, str], secrets: OAuth1Secrets) -> str:
    """Return the HMAC-SHA1 signature that the request must carry."""
    parts = urlsplit(url)
    pairs = [(name, value) for name, value in fields.items() if name not in {"oauth_signature", "realm"}]
    pairs += parse_qsl(parts.query, keep_blank_values=True) + parse_qsl(form, keep_blank_values=True)
    encoded = sorted((quote(name, safe="~"), quote(value, safe="~")) for name, value in pairs)
    parameters = "&".join(f"{name}={value}" for name, value in encoded)
    bare = f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path}"
    base = "&".join((method.upper(), quote(bare, safe="~"), quote(parameters, safe="~")))
    key = f"{quote(secrets.consumer_secret, safe='~')}&{quote(secrets.access_token_secret, safe='~')}"
    return base64.b64encode(hmac.digest(key.encode(), base.encode(), hashlib.sha1)).decode()
