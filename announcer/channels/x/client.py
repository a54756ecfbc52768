"""X's API in the calls we need: tweepy puts the requests together and signs them, our transport sends them.

No call judges its reply (`outcome.py` does). tweepy has no types; this module is where it ends.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

import requests
import tweepy  # type: ignore[import-untyped]

from announcer.channels.x.keys import BearerToken, OAuth1Keys
from announcer.channels.x.settings import API_URL
from announcer.channels.x.transport import Deadline, Reply, Transport


class XClient(tweepy.Client):  # type: ignore[misc]
    """tweepy's client over our transport. One `deadline` covers everything that is asked of one client.

    Every call raises TransportError where no usable reply came.
    """

    def __init__(
        self, keys: OAuth1Keys | BearerToken, *, transport: Transport, deadline: Deadline, api_url: str = API_URL
    ) -> None:
        # return_type stops tweepy from reading bodies: it trusts them too much.
        if isinstance(keys, OAuth1Keys):
            super().__init__(
                consumer_key=keys.consumer_key,
                consumer_secret=keys.consumer_secret,
                access_token=keys.access_token,
                access_token_secret=keys.access_token_secret,
                return_type=requests.Response,
            )
        else:
            super().__init__(bearer_token=keys.access_token, return_type=requests.Response)
        self._oauth1 = isinstance(keys, OAuth1Keys)
        self._transport = transport
        self._deadline = deadline
        self._api_url = api_url.rstrip("/")

    def request(  # noqa: PLR0913 (tweepy's signature)
        self,
        method: str,
        route: str,
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        user_auth: bool = False,  # noqa: FBT001, FBT002 (tweepy's signature)
        *,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Reply:
        """Send one request; this is what all of tweepy's methods end in.

        `form` with `files` makes a multipart body (file name, content, media type). Preparing by hand, outside of a
        session, keeps ~/.netrc and the environment's proxies and certificates out.
        """
        headers = {"User-Agent": self.user_agent}
        if not user_auth:
            headers["Authorization"] = f"Bearer {self.bearer_token}"
        auth = self._signature() if user_auth else None
        prepared = requests.Request(
            method, self._api_url + route, headers, files, form or (), params, auth, json=json
        ).prepare()
        sent_headers = {name: _as_text(value) for name, value in prepared.headers.items()}
        body = prepared.body or b""
        return self._transport.exchange(
            method,
            prepared.url or "",
            sent_headers,
            body.encode() if isinstance(body, str) else body,
            self._deadline,
        )

    def _signature(self) -> requests.auth.AuthBase:
        handler = tweepy.OAuth1UserHandler(
            self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret
        )
        return cast("requests.auth.AuthBase", handler.apply_auth())

    def upload_image(self, image: bytes, media_type: str) -> Reply:
        """Upload a picture for a post (tweepy has only the endpoint that X took out of service)."""
        name = f"card.{media_type.partition('/')[2] or 'png'}"
        return self.request(
            "POST",
            "/2/media/upload",
            form={"media_category": "tweet_image"},
            files={"media": (name, image, media_type)},
            user_auth=self._oauth1,
        )

    def describe_image(self, media_id: str, alt_text: str) -> Reply:
        """Give an uploaded picture its alt text."""
        body = {"id": media_id, "metadata": {"alt_text": {"text": alt_text}}}
        return self.request("POST", "/2/media/metadata", json=body, user_auth=self._oauth1)

    def create_post(self, text: str, media_ids: Sequence[str]) -> Reply:
        """Publish a post."""
        media = list(media_ids) or None
        return cast("Reply", self.create_tweet(text=text, media_ids=media, user_auth=self._oauth1))

    def delete_post(self, post_id: str) -> Reply:
        """Take a post down."""
        return cast("Reply", self.delete_tweet(post_id, user_auth=self._oauth1))

    def read_posts(self, user_id: str, since: datetime, *, page: str = "", fields: bool = True) -> Reply:
        """Read a page of the account's own posts, newest first.

        tweepy's own method asks for `tweet.fields`, which X's description has as `post.fields` since 2026; so this
        goes by the description, and `fields=False` asks for what needs no name (id and text).
        """
        params = {
            "max_results": "100",
            "exclude": "retweets",
            "start_time": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        if fields:
            params["post.fields"] = "created_at,entities,note_post"
        if page:
            params["pagination_token"] = page
        return self.request("GET", f"/2/users/{user_id}/tweets", params=params, user_auth=self._oauth1)

    def read_account(self) -> Reply:
        """Read whose keys these are."""
        return cast("Reply", self.get_me(user_auth=self._oauth1))


def _as_text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
