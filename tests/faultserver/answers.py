"""Answers before they are cut up for the wire: X's own documents, and pages of all that stands between."""

import json
from dataclasses import dataclass, replace
from email.utils import format_datetime
from html import escape
from http import HTTPStatus

from tests.faultserver.world import Picture, PublicPost, World, now

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
INVALID = "https://api.twitter.com/2/problems/invalid-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One whole answer: how it is cut up and what of it arrives is another matter."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", JSON),)

    def having(self, *headers: tuple[str, str]) -> "Answer":
        """Return the same with other or further headers."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(pair for pair in self.headers if pair[0].lower() not in names)
        return replace(self, headers=(*kept, *headers))

    def head(self, *more: str, version: str = "HTTP/1.1") -> bytes:
        """Return status line and headers, and the empty line after them."""
        lines = [
            f"{version} {self.status} {reason(self.status)}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        return "\r\n".join([*lines, *more, "", ""]).encode("latin-1")


def reason(status: int) -> str:
    """Return the words after a status code."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def document(status: int, content: object) -> Answer:
    """Answer with JSON."""
    return Answer(status=status, body=json.dumps(content, separators=(",", ":")).encode())


def problem(status: int, title: str, detail: str, *, kind: str = "about:blank", **more: object) -> Answer:
    """Answer with one of X's problem documents."""
    return document(status, {"title": title, "detail": detail, "type": kind, "status": status} | more)


def invalid(message: str) -> Answer:
    """X's answer to a request that does not keep to its description."""
    return problem(
        400,
        "Invalid Request",
        "One or more parameters to your request was invalid.",
        kind=INVALID,
        errors=[{"message": message}],
    )


def page(status: int, heading: str = "", *, maker: str = "cdn-edge") -> Answer:
    """Answer with a page that something before X made up: it knows nothing of posts."""
    words = heading or f"{status} {reason(status)}"
    body = (
        f"<!DOCTYPE html><html><head><title>{words}</title></head><body><h1>{words}</h1><hr>{maker}</body></html>"
    )
    return Answer(status=status, body=body.encode(), headers=(("Content-Type", HTML), ("Server", maker)))


def empty(status: int) -> Answer:
    """Answer with a status and nothing else."""
    return Answer(status=status, headers=())


DUPLICATE = problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
BAD_MEDIA = problem(400, "Invalid Request", "Your media IDs are invalid.", kind=INVALID)
UNAUTHORISED = problem(401, "Unauthorized", "Unauthorized")
NOT_FOUND = problem(404, "Not Found", "Not Found")
METHOD = problem(405, "Method Not Allowed", "Method Not Allowed")


def created(post_id: str, text: str) -> Answer:
    """The answer to a new post."""
    return document(201, {"data": {"id": post_id, "text": text}})


def uploaded(picture: Picture) -> Answer:
    """The answer to an upload."""
    return document(
        200,
        {
            "data": {
                "id": picture.id,
                "media_key": f"3_{picture.id}",
                "size": picture.size,
                "expires_after_secs": int((picture.expires_at - now()).total_seconds()) + 1,
                "image": {"image_type": "image/png", "w": picture.width, "h": picture.height},
            }
        },
    )


def described(media_id: str, alt_text: str) -> Answer:
    """The answer to an alt text."""
    return document(200, {"data": {"id": media_id, "associated_metadata": {"alt_text": {"text": alt_text}}}})


def read_back(post: PublicPost, fields: set[str]) -> dict[str, object]:
    """Return a post as a timeline gives it: links shortened, signs escaped, a link for its pictures at the end."""
    text, entities, end = "", [], 0
    for number, match in enumerate(post.urls):
        text += escape(post.text[end : match.start()], quote=False)
        short = f"https://t.co/{post.id[-7:]}{number:03d}"
        entities.append(_entity(len(text), short, match.group()))
        text, end = text + short, match.end()
    text += escape(post.text[end:], quote=False)
    if post.pictures:
        short = f"https://t.co/{post.id[-7:]}pic"
        entities.append(_entity(len(text) + 1, short, f"https://x.com/example_uni/status/{post.id}/photo/1"))
        text += f" {short}"
    told: dict[str, object] = {"id": post.id, "text": text, "edit_history_tweet_ids": [post.id]}
    if "created_at" in fields:
        told["created_at"] = post.created_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if "entities" in fields and entities:
        told["entities"] = {"urls": entities}
    return told


def _entity(start: int, short: str, address: str) -> dict[str, object]:
    shown = address.split("://", 1)[1]
    return {
        "start": start,
        "end": start + len(short),
        "url": short,
        "expanded_url": address,
        "display_url": shown[:30],
    }


def timeline(posts: list[PublicPost], fields: set[str], next_token: str = "") -> Answer:
    """A page of the account's posts; one without any has no `data`."""
    meta: dict[str, object] = {"result_count": len(posts)}
    if posts:
        meta |= {"newest_id": posts[0].id, "oldest_id": posts[-1].id}
    if next_token:
        meta["next_token"] = next_token
    told = [read_back(post, fields) for post in posts]
    return document(200, ({"data": told} if told else {}) | {"meta": meta})


def stamped(answer: Answer, world: World, *, limit: int) -> Answer:
    """Return an answer with the headers that all of X's answers have."""
    reset = int(now().timestamp()) + 900
    return answer.having(
        ("Date", format_datetime(now(), usegmt=True)),
        ("Server", "tsa_f"),
        ("x-rate-limit-limit", str(limit)),
        ("x-rate-limit-remaining", str(max(1, limit - len(world.posts)))),
        ("x-rate-limit-reset", str(reset)),
        ("x-transaction-id", f"{reset:016x}"),
    )
