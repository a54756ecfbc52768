"""OAuth 1.0a (RFC 5849) by HMAC-SHA1: what a request must be signed with."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.faultserver.world import Account, now

_PAIR = re.compile(r'(\w+)="([^"]*)"')
TOLERANCE_SECONDS = 300


def signature(method: str, url: str, parameters: Iterable[tuple[str, str]], account: Account) -> str:
    """Return the signature of a request; `parameters` are those of OAuth and of the query."""
    encoded = sorted((_encoded(name), _encoded(value)) for name, value in parameters)
    words = "&".join(f"{name}={value}" for name, value in encoded)
    base = "&".join(map(_encoded, (method.upper(), url, words)))
    key = f"{_encoded(account.consumer_secret)}&{_encoded(account.access_token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()


def authorization(method: str, url: str, account: Account, *, nonce: str, timestamp: int) -> str:
    """Return the header of a well-signed request to `url`, which may have a query."""
    parts = urlsplit(url)
    oauth = {
        "oauth_consumer_key": account.consumer_key,
        "oauth_nonce": nonce,
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(timestamp),
        "oauth_token": account.access_token,
        "oauth_version": "1.0",
    }
    base = f"{parts.scheme}://{parts.netloc}{parts.path}"
    oauth["oauth_signature"] = signature(method, base, [*oauth.items(), *parse_qsl(parts.query)], account)
    return "OAuth " + ", ".join(f'{name}="{_encoded(value)}"' for name, value in oauth.items())


def is_signed(method: str, target: str, headers: dict[str, str], account: Account) -> bool:
    """Return whether the account's keys signed this request, within the last minutes."""
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    oauth = {name: unquote(value) for name, value in _PAIR.findall(rest)}
    if scheme.lower() != "oauth" or oauth.get("oauth_token") != account.access_token:
        return False
    if abs(now().timestamp() - int(oauth.get("oauth_timestamp", "0"))) > TOLERANCE_SECONDS:
        return False
    path, _, query = target.partition("?")
    signed = [(name, value) for name, value in oauth.items() if name != "oauth_signature"]
    expected = signature(
        method,
        f"http://{headers.get('host', '')}{path}",
        [*signed, *parse_qsl(query, keep_blank_values=True)],
        account,
    )
    return hmac.compare_digest(expected, oauth.get("oauth_signature", ""))


def _encoded(text: str) -> str:
    return quote(text, safe="-._~")
