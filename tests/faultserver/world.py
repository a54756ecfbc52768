"""What is public: one account, its posts and pictures. A fault may hide them from a client, never from here."""

import itertools
import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

EPOCH_MS = 1288834974657
"""Where X's ids begin to count: an id is milliseconds since then, and 22 bits."""
PICTURE_LIFETIME = timedelta(seconds=86_400)
_URL = re.compile(r"https?://\S+")


def now() -> datetime:
    """Return the time of this machine, which is X's as well."""
    return datetime.now(UTC)  # noqa: TID251 (the server is no part of the program and asks no clock of its)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose keys these are."""

    id: str = "7001"
    username: str = "example_uni"
    consumer_key: str = "fault-consumer"
    consumer_secret: str = "fault-consumer-secret"
    access_token: str = "7001-fault-token"
    access_token_secret: str = "fault-token-secret"


@dataclass(slots=True, kw_only=True)
class Picture:
    """An uploaded picture, until it expires."""

    id: str
    size: int
    width: int
    height: int
    expires_at: datetime
    alt_text: str = ""


@dataclass(slots=True, kw_only=True)
class PublicPost:
    """A post that people can see. `unseen` look-ups do not show it yet."""

    id: str
    text: str
    created_at: datetime
    pictures: tuple[Picture, ...] = ()
    unseen: int = 0
    deleted: bool = False

    @property
    def is_described(self) -> bool:
        """Whether there are pictures and each has its alt text."""
        return bool(self.pictures) and all(picture.alt_text for picture in self.pictures)

    @property
    def urls(self) -> list[re.Match[str]]:
        """The addresses in the text, which X shortens when it gives the text back."""
        return list(_URL.finditer(self.text))


@dataclass(slots=True, kw_only=True)
class World:
    """The account's public posts, and what X itself said about those that it refused.

    `lag` look-ups in a row do not show a new post; `refuses_copies` tells whether X knows a text that is public
    already.
    """

    account: Account = field(default_factory=Account)
    lag: int = 0
    refuses_copies: bool = True
    posts: list[PublicPost] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Text and detail of every refusal in X's own words."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    _counter: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new_id(self) -> str:
        """Return an id as X makes them: 19 digits, rising with time."""
        milliseconds = int(now().timestamp() * 1000) - EPOCH_MS
        return str((milliseconds << 22) + next(self._counter))

    def add_picture(self, *, size: int, width: int, height: int) -> Picture:
        """Keep an uploaded picture for a day."""
        with self.lock:
            picture = Picture(
                id=self.new_id(), size=size, width=width, height=height, expires_at=now() + PICTURE_LIFETIME
            )
            self.pictures[picture.id] = picture
            return picture

    def picture(self, media_id: str) -> Picture | None:
        """Return a picture that has not expired."""
        found = self.pictures.get(media_id)
        return found if found and found.expires_at > now() else None

    def publish(self, text: str, media_ids: tuple[str, ...]) -> PublicPost:
        """Make a post public."""
        with self.lock:
            post = PublicPost(
                id=self.new_id(),
                text=text,
                created_at=now(),
                pictures=tuple(self.pictures[name] for name in media_ids if name in self.pictures),
                unseen=self.lag,
            )
            self.posts.append(post)
            return post

    def has(self, text: str) -> bool:
        """Return whether the same text is public."""
        return any(post.text == text and not post.deleted for post in self.posts)

    def delete(self, post_id: str) -> bool:
        """Take a post down; False where there is none."""
        with self.lock:
            found = [post for post in self.posts if post.id == post_id and not post.deleted]
            for post in found:
                post.deleted = True
            return bool(found)

    def look(self) -> list[PublicPost]:
        """Return what the account's timeline shows, the newest first; each look brings hidden posts nearer."""
        with self.lock:
            seen = [post for post in self.posts if post.unseen == 0 and not post.deleted]
            for post in self.posts:
                post.unseen = max(0, post.unseen - 1)
            return sorted(seen, key=lambda post: int(post.id), reverse=True)

    def recover(self) -> None:
        """Show everything from now on, as X does on a good day."""
        with self.lock:
            self.lag = 0
            for post in self.posts:
                post.unseen = 0

    def with_link(self, link: str) -> list[PublicPost]:
        """Return the public posts that hold this link."""
        return [post for post in self.posts if link in post.text.split() and not post.deleted]

    def let_pass(self, time: timedelta) -> None:
        """Make everything here older."""
        with self.lock:
            for post in self.posts:
                post.created_at -= time
            for picture in self.pictures.values():
                picture.expires_at -= time
