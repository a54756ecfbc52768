"""The channel to X: uploads, posts, looks up, deletes and probes, each in one attempt under one deadline."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from announcer.channels.x.call_log import log_answer, log_no_answer
from announcer.channels.x.client import XClient
from announcer.channels.x.keys import BearerToken, KeySource, OAuth1Keys, digest_of
from announcer.channels.x.outcome import (
    SHORTEST_WAIT,
    SUCCESS,
    Call,
    Reason,
    decoded,
    given,
    judge,
    judge_break,
    paused,
    read_problem,
    unusable,
)
from announcer.channels.x.rules import CHANNEL, X_RULES
from announcer.channels.x.settings import XSettings
from announcer.channels.x.timeline import recognise
from announcer.channels.x.transport import Deadline, Reply, Transport, TransportError
from announcer.core.posts.post import Media, Post, Receipt
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    ConfigurationError,
    PostDelayedError,
    PostRefusedError,
)
from announcer.system.clock import Clock

CARD_LIMIT = 5 * 1024 * 1024
"""Bytes."""

MEDIA_LIFETIME = 86_400
"""Seconds."""

NUMBER = re.compile(r"[0-9]{1,19}")
MOST_PAGES = 5
"""Pages of 100 posts that one look-up reads at most."""

HIDDEN = b"[hidden]"


class XChannel:
    """X, for one account; keeps the rules of `announcer.ports.channels.Channel`.

    `keys` signs the requests. Every public method takes at most its deadline: `upload_deadline` for the card with
    its alt text, `send_deadline` for all others.
    """

    name = CHANNEL
    hands_over = X_RULES.hands_over

    def __init__(self, settings: XSettings, *, keys: KeySource, clock: Clock, transport: Transport) -> None:
        self.account = settings.account
        self.upload_deadline = settings.upload_deadline
        self.send_deadline = settings.send_deadline
        self._api_url = settings.api_url
        self._keys = keys
        self._clock = clock
        self._transport = transport
        self._user_id = ""

    def upload(self, post: Post) -> Media | None:
        """Bring the card and its alt text to X; None for a post without a card."""
        self._check_post(post)
        if not post.card:
            return None
        deadline = self._transport.deadline(self.upload_deadline.total_seconds())
        reply = self._ask(Call.UPLOAD, lambda client: client.upload_image(post.card, post.card_type), deadline)
        media_id = given(reply, "id")
        if not NUMBER.fullmatch(media_id):
            raise unusable(Call.UPLOAD, reply)
        self._check_processing(reply)
        described = self._ask(
            Call.DESCRIBE, lambda client: client.describe_image(media_id, post.alt_text), deadline
        )
        if described.body and (decoded(described).get("errors") or not decoded(described)):
            raise unusable(Call.DESCRIBE, described)
        seconds = given(reply, "expires_after_secs")
        lifetime = min(int(seconds), MEDIA_LIFETIME) if seconds.isdecimal() else MEDIA_LIFETIME
        return Media(id=media_id, expires_at=self._clock.now() + timedelta(seconds=lifetime))

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Publish the post once."""
        self._check_post(post)
        if post.card and media is None:
            raise PostRefusedError(CHANNEL, "the card was not uploaded, and a post never goes out without its card")
        media_ids = [media.id] if media else []
        reply = self._ask(Call.CREATE, lambda client: client.create_post(post.text, media_ids), self._short())
        post_id = given(reply, "id")
        if not NUMBER.fullmatch(post_id):
            raise unusable(Call.CREATE, reply)
        return self._receipt(post_id)

    def find(self, post: Post, since: datetime) -> Receipt | None:
        """Look the post up among the account's own; None says that all since then were read and it is not there."""
        read = self._read_posts(since, self._short())
        found = recognise(post, read.posts)
        if found:
            return self._receipt(found)
        if read.gap:
            raise PostDelayedError(CHANNEL, f"not all posts could be read: {read.gap}", wait=SHORTEST_WAIT)
        return None

    def delete(self, remote_id: str) -> None:
        """Take the post down; one that X does not know any more is gone already."""
        if not NUMBER.fullmatch(remote_id):
            raise PostRefusedError(CHANNEL, f"{remote_id!r} is not the id of a post")
        reply = self._ask(
            Call.DELETE, lambda client: client.delete_post(remote_id), self._short(), gone_is_fine=True
        )
        data = decoded(reply).get("data")
        if reply.status in SUCCESS and not (isinstance(data, dict) and data.get("deleted") is True):
            raise unusable(Call.DELETE, reply)

    def keys_digest(self) -> str:
        """Return a digest of the account's grant and of the address that it is used at."""
        try:
            return digest_of(self._keys.digest(), self._api_url)
        except ConfigurationError as error:
            raise paused(Reason.UNAUTHORISED, str(error)) from error

    def probe(self) -> None:
        """Ask X whose keys these are; an account other than the configured one pauses the channel."""
        username = given(self._read_account(self._short()), "username")
        if username.casefold() != self.account.casefold():
            raise paused(Reason.WRONG_ACCOUNT, f"the keys are @{username}'s, the settings say @{self.account}")

    def _check_post(self, post: Post) -> None:
        """Refuse what can never be posted before X is asked."""
        problem = X_RULES.post_problem(post)
        if post.account != self.account:
            problem = f"the post is @{post.account}'s, the channel posts as @{self.account}"
        elif len(post.card) > CARD_LIMIT:
            problem = f"the card has {len(post.card)} bytes; X takes {CARD_LIMIT}"
        if problem:
            raise PostRefusedError(CHANNEL, problem)

    def _check_processing(self, reply: Reply) -> None:
        """X prepares pictures at once; should it ever not, wait as it says."""
        info = (decoded(reply).get("data") or {}).get("processing_info")
        state = info.get("state") if isinstance(info, dict) else None
        if state == "failed":
            raise PostRefusedError(CHANNEL, f"X could not read the card: {read_problem(reply).shown}")
        if state in {"pending", "in_progress"}:
            raise PostDelayedError(CHANNEL, "X is still preparing the card", wait=SHORTEST_WAIT)

    def _read_posts(self, since: datetime, deadline: Deadline) -> "_Posts":
        user_id, posts, page, fields = self._own_id(deadline), [], "", True
        for _ in range(MOST_PAGES):
            try:
                reply = self._read_page(user_id, since, page, deadline, fields=fields)
            except _FieldsRefusedError:
                fields = False
                reply = self._read_page(user_id, since, page, deadline, fields=fields)
            body = decoded(reply)
            meta, entries = body.get("meta"), body.get("data") or []
            if not isinstance(meta, dict) or not isinstance(entries, list):
                raise unusable(Call.FIND, reply)
            page = meta.get("next_token") or ""
            if not isinstance(page, str):
                raise unusable(Call.FIND, reply)  # there is more, which cannot be asked for
            posts.extend(entries)
            if body.get("errors") or not page:
                return _Posts(posts=posts, gap=read_problem(reply).shown if body.get("errors") else "")
        return _Posts(posts=posts, gap=f"there are more than {len(posts)}")

    def _read_page(self, user_id: str, since: datetime, page: str, deadline: Deadline, *, fields: bool) -> Reply:
        def read(client: XClient) -> Reply:
            reply = client.read_posts(user_id, since, page=page, fields=fields)
            # X has renamed the parameter before; without it a post still has its id and text
            if fields and reply.status == HTTPStatus.BAD_REQUEST:
                raise _FieldsRefusedError
            return reply

        return self._ask(Call.FIND, read, deadline)

    def _own_id(self, deadline: Deadline) -> str:
        keys, _ = self._current_keys(deadline)
        if isinstance(keys, OAuth1Keys) and keys.user_id:
            return keys.user_id
        self._user_id = self._user_id or given(self._read_account(deadline), "id")
        return self._user_id

    def _read_account(self, deadline: Deadline) -> Reply:
        reply = self._ask(Call.PROBE, XClient.read_account, deadline)
        if not NUMBER.fullmatch(given(reply, "id")) or not given(reply, "username"):
            raise unusable(Call.PROBE, reply)
        return reply

    def _ask(
        self, call: Call, request: Callable[[XClient], Reply], deadline: Deadline, *, gone_is_fine: bool = False
    ) -> Reply:
        """Send one request and return a successful reply; raise what any other outcome means."""
        keys, hidden = self._current_keys(deadline)
        client = XClient(keys, transport=self._transport, deadline=deadline, api_url=self._api_url)
        started = self._clock.monotonic()
        try:
            reply = _without(hidden, request(client))
        except TransportError as error:
            log_no_answer(call, error, self._clock.monotonic() - started)
            raise judge_break(call, error) from error
        log_answer(call, reply, self._clock.monotonic() - started)
        if gone_is_fine and reply.status == HTTPStatus.NOT_FOUND:
            return reply
        failure = judge(call, reply, self._clock.now())
        if failure is not None:
            raise self._renew(failure, reply, keys, deadline)
        return reply

    def _renew(
        self, error: ChannelError, reply: Reply, keys: OAuth1Keys | BearerToken, deadline: Deadline
    ) -> ChannelError:
        """Return the error to raise: a token that has run out is renewed, which pauses nothing."""
        rejected = reply.status == HTTPStatus.UNAUTHORIZED and isinstance(error, ChannelPausedError)
        try:
            if rejected and self._keys.renewed(keys, deadline):
                return PostDelayedError(CHANNEL, "the login had run out and was renewed", wait=SHORTEST_WAIT)
        except ConfigurationError as unreadable:
            return paused(Reason.UNAUTHORISED, str(unreadable))
        return error

    def _current_keys(self, deadline: Deadline) -> tuple[OAuth1Keys | BearerToken, tuple[str, ...]]:
        """Return the keys, and the texts that no reply may bring back into sight.

        A renewal gets half of the time: a request that starts with little left would end in needless doubt.
        """
        try:
            return self._keys.keys(self._transport.deadline(deadline.left() / 2)), self._keys.secrets()
        except ConfigurationError as error:
            raise paused(Reason.UNAUTHORISED, str(error)) from error
        except TimeoutError as error:
            raise PostDelayedError(CHANNEL, "no time was left for the request", wait=SHORTEST_WAIT) from error

    def _short(self) -> Deadline:
        return self._transport.deadline(self.send_deadline.total_seconds())

    def _receipt(self, post_id: str) -> Receipt:
        return Receipt(remote_id=post_id, url=f"https://x.com/{self.account}/status/{post_id}")


def _without(secrets: Sequence[str], reply: Reply) -> Reply:
    """Hide secrets that a server repeats: its words end in logs and in the queue."""
    body = reply.body
    for secret in secrets:
        body = body.replace(secret.encode(), HIDDEN)
    return replace(reply, body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Posts:
    """Posts as X gave them; `gap` says why they may not be all."""

    posts: Sequence[Any]
    gap: str


class _FieldsRefusedError(Exception):
    """X does not know the fields that were asked for."""
