"""What the fake X remembers, and the rules by which it answers a request that nothing goes wrong with."""

import base64
import hashlib
import html
import re
import secrets as randomness
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakex_oauth import OAuth1Secrets

SECRETS = OAuth1Secrets(
    consumer_key="canaryConsumerKey0000001",
    consumer_secret="canaryConsumerSecret0000000000000000000000000002",
    access_token="987654321-canaryAccessToken00000000000000000003",
    access_token_secret="canaryAccessTokenSecret000000000000000000004",
)
"""The keys of the fake's only app and account; the words in them let a test look for leaks."""

USER_ID = "987654321"
USERNAME = "fake_university"
CLIENT_ID = "canaryClientId0000000000005"
FIRST_ID = 1_900_000_000_000_000_001
"""Greater than 2**53, so that an id that was once a float shows."""

URL = re.compile(r"https?://[^\s]+")


def wall_clock() -> float:
    """Return the server's time; it is a machine of its own, so it asks no Clock."""
    return time.time()  # noqa: TID251


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply before it is written; `body` is JSON data, or bytes to be sent as they are."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePost:
    """A public post."""

    id: str
    text: str
    created_at: float
    media: tuple[str, ...]
    alt_texts: tuple[str, ...]


def problem(status: int, detail: str, *, title: str = "", kind: str = "about:blank", **more: Any) -> Answer:
    """Return a refusal in the form of X's version 2 (RFC 7807)."""
    body = {"title": title or detail, "detail": detail, "type": kind, "status": status, **more}
    return Answer(status=status, body=body)


DUPLICATE = problem(403, "You are not allowed to create a Tweet with duplicate content.", title="Forbidden")
BAD_MEDIA = problem(400, "Your media IDs are invalid.", title="Invalid Request")
UNAUTHORISED = problem(401, "Unauthorized")


@dataclass(slots=True, kw_only=True)
class World:
    """The state of the fake. Every attribute may be set by a test; `lock` guards what requests change."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    posts: list[FakePost] = field(default_factory=list)
    media: dict[str, str | None] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    nonces: set[str] = field(default_factory=set)
    attempts: int = 0
    next_id: int = FIRST_ID
    duplicate_rule: bool = True
    read_lag: float = 0.0
    clock_offset: float = 0.0
    old_field_names: bool = False
    secrets: OAuth1Secrets = SECRETS
    codes: dict[str, str] = field(default_factory=dict)
    access_tokens: set[str] = field(default_factory=set)
    refresh_token: str = ""
    scope: str = "tweet.read tweet.write users.read media.write offline.access"

    def now(self) -> float:
        """Return the server's time, wrong by `clock_offset` seconds."""
        return wall_clock() + self.clock_offset

    def new_id(self) -> str:
        """Return an id that was never given before."""
        self.next_id += 1
        return str(self.next_id)

    def create(self, body: Mapping[str, Any]) -> Answer:
        """Publish a post, unless it is a duplicate or names media that is not there."""
        text = body.get("text", "")
        if self.duplicate_rule and any(post.text == text for post in self.posts):
            return DUPLICATE
        media = tuple(body.get("media", {}).get("media_ids", ()))
        if any(each not in self.media for each in media):
            return BAD_MEDIA
        alt_texts = tuple(self.media[each] or "" for each in media)
        post = FakePost(id=self.new_id(), text=text, created_at=wall_clock(), media=media, alt_texts=alt_texts)
        self.posts.append(post)
        return Answer(status=201, body={"data": {"id": post.id, "text": shown(post)["text"]}})

    def upload(self, fields: Mapping[str, Any]) -> Answer:
        """Take a picture in."""
        media_id = self.new_id()
        self.media[media_id] = None
        self.pictures[media_id] = fields["media"]
        size = len(fields["media"])
        reply = {"id": media_id, "media_key": f"3_{media_id}", "size": size, "expires_after_secs": 86400}
        return Answer(
            status=200, body={"data": reply | {"image": {"image_type": "image/png", "w": 1200, "h": 675}}}
        )

    def describe(self, body: Mapping[str, Any]) -> Answer:
        """Give a picture its alt text."""
        if body["id"] not in self.media:
            return problem(404, "Not Found")
        self.media[body["id"]] = body["metadata"]["alt_text"]["text"]
        return Answer(status=200, body={"data": {"id": body["id"], "associated_metadata": {}}})

    def timeline(self, query: Mapping[str, str]) -> Answer:
        """Return the account's posts, newest first, a page at a time, as they looked `read_lag` seconds ago."""
        if self.old_field_names and "post.fields" in query:
            return problem(400, "One or more parameters to your request was invalid.", title="Invalid Request")
        start = datetime.fromisoformat(query["start_time"]).timestamp() if "start_time" in query else 0.0
        end = wall_clock() - self.read_lag
        posts = [post for post in reversed(self.posts) if start <= post.created_at <= end]
        skip, size = int(query.get("pagination_token", "0")), int(query.get("max_results", "10"))
        page = [shown(post, bare="post.fields" not in query) for post in posts[skip : skip + size]]
        meta: dict[str, Any] = {"result_count": len(page)}
        if skip + size < len(posts):
            meta["next_token"] = str(skip + size)
        return Answer(status=200, body={"data": page, "meta": meta} if page else {"meta": meta})

    def me(self) -> Answer:
        """Return the account."""
        return Answer(status=200, body={"data": {"id": USER_ID, "username": USERNAME, "name": "Fake University"}})

    def delete(self, post_id: str) -> Answer:
        """Take a post down."""
        if not any(post.id == post_id for post in self.posts):
            return problem(404, "Not Found")
        self.posts = [post for post in self.posts if post.id != post_id]
        return Answer(status=200, body={"data": {"deleted": True}})

    def authorise(self, address: str) -> str:
        """Do what a person does on X's consent page; return the address the browser is sent to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = randomness.token_urlsafe(16)
        self.codes[code] = query["code_challenge"]
        return f"{query['redirect_uri']}?state={query['state']}&code={code}"

    def token(self, form: Mapping[str, str]) -> Answer:
        """Give tokens for a code (RFC 7636) or for a refresh token, which is good once."""
        if form.get("grant_type") == "authorization_code":
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            allowed = self.codes.pop(form["code"], None) == challenge
        else:
            allowed = bool(self.refresh_token) and form.get("refresh_token") == self.refresh_token
        if not allowed:
            self.access_tokens.clear()
            self.refresh_token = ""
            return Answer(
                status=400, body={"error": "invalid_grant", "error_description": "Value passed was invalid."}
            )
        return self.new_tokens()

    def new_tokens(self) -> Answer:
        """Replace the account's tokens."""
        access = f"canaryAccess{randomness.token_hex(12)}"
        self.refresh_token = f"canaryRefresh{randomness.token_hex(12)}"
        self.access_tokens.add(access)
        reply = {"token_type": "bearer", "expires_in": 7200, "access_token": access, "scope": self.scope}
        return Answer(status=200, body=reply | {"refresh_token": self.refresh_token})


def shown(post: FakePost, *, bare: bool = False) -> dict[str, Any]:
    """Return a post as X gives it back: shortened links, three escaped characters, a link for each picture.

    `bare` leaves out what must be asked for by name.
    """
    links = [
        (match.group(), f"https://t.co/{hashlib.sha256(match.group().encode()).hexdigest()[:10]}")
        for match in URL.finditer(post.text)
    ]
    text = html.escape(post.text, quote=False)
    for link, short in links:
        text = text.replace(html.escape(link, quote=False), short)
    for number, media in enumerate(post.media):
        short = f"https://t.co/media{media[-5:]}"
        text += f" {short}"
        links.append((f"https://x.com/{USERNAME}/status/{post.id}/photo/{number + 1}", short))
    if bare:
        return {"id": post.id, "text": text}
    urls = [
        {"start": text.index(short), "end": text.index(short) + len(short), "url": short, "expanded_url": link}
        for link, short in links
    ]
    created = datetime.fromtimestamp(post.created_at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {"id": post.id, "text": text, "created_at": created} | ({"entities": {"urls": urls}} if urls else {})
