"""The good path: what X does and answers when nothing goes wrong on the way."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesParser
from enum import StrEnum
from urllib.parse import parse_qsl

from tests.faultserver import answers
from tests.faultserver.answers import Answer
from tests.faultserver.signatures import is_signed
from tests.faultserver.world import PICTURE_LIFETIME, Picture, World, now

LARGEST_PICTURE = 5 * 1024 * 1024
LONGEST_ALT_TEXT = 1000
MOST_PICTURES = 4
_PNG = b"\x89PNG\r\n\x1a\n"


class Route(StrEnum):
    """What a request asks for."""

    POST = "post"
    UPLOAD = "upload"
    METADATA = "metadata"
    LOOKUP = "lookup"
    ME = "me"
    DELETE = "delete"
    OTHER = "other"


_ROUTES = {
    ("POST", r"/2/tweets"): Route.POST,
    ("POST", r"/2/media/upload"): Route.UPLOAD,
    ("POST", r"/2/media/metadata"): Route.METADATA,
    ("GET", r"/2/users/\d+/tweets"): Route.LOOKUP,
    ("GET", r"/2/users/me"): Route.ME,
    ("DELETE", r"/2/tweets/\d+"): Route.DELETE,
}
LIMITS = {Route.POST: 100, Route.LOOKUP: 900, Route.ME: 75, Route.DELETE: 50}
"""Calls in 15 minutes; media calls have 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it was read; the body may be wanting."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The address without its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The query's last value of each name."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def route(self) -> Route:
        """What it asks for."""
        for (method, pattern), route in _ROUTES.items():
            if method == self.method and re.fullmatch(pattern, self.path):
                return route
        return Route.OTHER


class RefusedError(Exception):
    """X says no, in its own words."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Api:
    """X's API over one world. `perform` has an effect, `pretend` answers alike and has none."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._work: dict[Route, Callable[[Request], Answer]] = {
            Route.POST: self._post,
            Route.UPLOAD: self._upload,
            Route.METADATA: self._describe,
            Route.LOOKUP: self._timeline,
            Route.ME: self._me,
            Route.DELETE: self._delete,
        }

    def perform(self, request: Request) -> Answer:
        """Do what is asked, or refuse it."""
        return self._answered(request, self._work.get(request.route, _unknown))

    def pretend(self, request: Request) -> Answer:
        """Answer as if it were done: ids in it stand for nothing."""
        if request.route is Route.POST:
            return self._answered(request, lambda _: answers.created(self.world.new_id(), _text(request)))
        if request.route is Route.UPLOAD:
            picture = Picture(
                id=self.world.new_id(), size=1, width=4, height=4, expires_at=now() + PICTURE_LIFETIME
            )
            return self._answered(request, lambda _: answers.uploaded(picture))
        if request.route is Route.METADATA:
            return self._answered(request, lambda _: answers.described("1", ""))
        return self.perform(request)

    def _answered(self, request: Request, work: Callable[[Request], Answer]) -> Answer:
        if not is_signed(request.method, request.target, request.headers, self.world.account):
            work = _unauthorised
        try:
            answer = work(request)
        except RefusedError as refusal:
            answer = refusal.answer
        return answers.stamped(answer, self.world, limit=LIMITS.get(request.route, 500))

    def _post(self, request: Request) -> Answer:
        content = _json(request)
        unknown = set(content) - {"text", "media", "made_with_ai"}
        if unknown:
            raise RefusedError(answers.invalid(f"unknown: {sorted(unknown)}"))
        text, media_ids = content.get("text"), _media_ids(content.get("media", {}))
        if not isinstance(text, str) or not text.strip():
            raise RefusedError(answers.invalid("text is needed"))
        with self.world.lock:
            if self.world.refuses_copies and self.world.has(text):
                self._note(text, answers.DUPLICATE)
            if any(self.world.picture(name) is None for name in media_ids):
                self._note(text, answers.BAD_MEDIA)
            post = self.world.publish(text, media_ids)
        return answers.created(post.id, text)

    def _note(self, text: str, answer: Answer) -> None:
        """Refuse a post, and remember that it was X itself who did."""
        self.world.refused.append((text, json.loads(answer.body)["detail"]))
        raise RefusedError(answer)

    def _upload(self, request: Request) -> Answer:
        kind = request.headers.get("content-type", "")
        fields = _form(kind, request.body) if kind.startswith("multipart/form-data") else _media_json(request)
        unknown = set(fields) - {"media", "media_category", "additional_owners"}
        if unknown or fields.get("media_category") != b"tweet_image":
            raise RefusedError(answers.invalid(f"media_category is needed, unknown: {sorted(unknown)}"))
        content = fields.get("media", b"")
        if not content.startswith(_PNG) or len(content) > LARGEST_PICTURE:
            raise RefusedError(answers.invalid("media is not a picture of at most 5 MB"))
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        return answers.uploaded(self.world.add_picture(size=len(content), width=width, height=height))

    def _describe(self, request: Request) -> Answer:
        content = _json(request)
        alt_text = _within(content, "metadata", "alt_text", "text")
        picture = self.world.picture(str(content.get("id")))
        if picture is None:
            raise RefusedError(answers.BAD_MEDIA)
        if not isinstance(alt_text, str) or not 0 < len(alt_text) <= LONGEST_ALT_TEXT:
            raise RefusedError(answers.invalid("alt_text.text has 1 to 1000 characters"))
        picture.alt_text = alt_text
        return answers.described(picture.id, alt_text)

    def _timeline(self, request: Request) -> Answer:
        if request.path.split("/")[3] != self.world.account.id:
            raise RefusedError(answers.NOT_FOUND)
        query = request.query
        size = int(query.get("max_results", "10"))
        if not 5 <= size <= 100:
            raise RefusedError(answers.invalid("max_results is between 5 and 100"))
        shown = [post for post in self.world.look() if _is_wanted(post.id, post.created_at, query)]
        start = int(query.get("pagination_token", "0"))
        fields = set(query.get("tweet.fields", query.get("post.fields", "")).split(","))
        more = str(start + size) if len(shown) > start + size else ""
        return answers.timeline(shown[start : start + size], fields, more)

    def _me(self, _request: Request) -> Answer:
        account = self.world.account
        return answers.document(200, {"data": {"id": account.id, "name": "Example", "username": account.username}})

    def _delete(self, request: Request) -> Answer:
        if not self.world.delete(request.path.rsplit("/", 1)[1]):
            raise RefusedError(answers.NOT_FOUND)
        return answers.document(200, {"data": {"deleted": True}})


def _unauthorised(_request: Request) -> Answer:
    return answers.UNAUTHORISED


def _unknown(request: Request) -> Answer:
    if request.path.startswith("/login"):
        return answers.page(200, "Please sign in to this network", maker="hotspot")
    return answers.NOT_FOUND


def _json(request: Request) -> dict[str, object]:
    try:
        found = json.loads(request.body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise RefusedError(answers.invalid("the body is not a JSON object"))
    return found


def _text(request: Request) -> str:
    return str(_json(request).get("text", "")) if request.body else ""


def _within(content: object, *names: str) -> object:
    for name in names:
        content = content.get(name) if isinstance(content, dict) else None
    return content


def _media_ids(media: object) -> tuple[str, ...]:
    found = media.get("media_ids", []) if isinstance(media, dict) else None
    if (
        not isinstance(found, list)
        or len(found) > MOST_PICTURES
        or not all(isinstance(name, str) for name in found)
    ):
        raise RefusedError(answers.invalid("media.media_ids is a list of at most 4 texts"))
    return tuple(found)


def _form(kind: str, body: bytes) -> dict[str, bytes]:
    message = BytesParser().parsebytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
    fields = {}
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            fields[str(part.get_param("name", header="content-disposition"))] = content
    return fields


def _media_json(request: Request) -> dict[str, bytes]:
    content = {name: str(value).encode() for name, value in _json(request).items()}
    try:
        return content | {"media": base64.b64decode(content.get("media", b""), validate=True)}
    except binascii.Error:
        raise RefusedError(answers.invalid("media is not base64")) from None


def _is_wanted(post_id: str, created_at: datetime, query: dict[str, str]) -> bool:
    start = query.get("start_time")
    if start and created_at < datetime.fromisoformat(start) - timedelta(milliseconds=1):
        return False
    return int(post_id) > int(query.get("since_id", "0"))
