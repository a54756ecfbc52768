"""The channel of sites without an API: at its time a post becomes a folder from which a person posts it.

The folder is named by the announcement's id and holds what was approved and nothing else. The program learns that
the post went out when someone records it with `announcer posted ID --url …`.
"""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from announcer.channels.x.rules import X_RULES
from announcer.core.planning.durations import as_duration
from announcer.core.posts.announcement import digest
from announcer.core.posts.post import Media, Post, Receipt
from announcer.core.posts.share_links import post_on_x
from announcer.errors import PostDelayedError, PostRefusedError
from announcer.ports.channels import ChannelContext, Trials
from announcer.system.durable import move_aside, remove, replace_folder
from announcer.system.paths import unwritable

CHANNEL = "drafts"
BY_HAND_RULES = replace(
    X_RULES,
    name=CHANNEL,
    charges=False,
    hands_over=True,
    promise="lays the approved post out for a person, who posts it on X and records it",
)
DISK_WAIT = timedelta(minutes=5)
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
RECORD = "handover.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHandSettings:
    """The table `[channels.drafts]`: posting by hand.

    `folder` is where posts are laid out, below the site's folder.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid", "str_strip_whitespace": True}

    account: Annotated[str, Field(min_length=1)] = "by-hand"
    folder: Annotated[str, Field(min_length=1)] = "queue/ready"
    remind_after: Annotated[timedelta, BeforeValidator(as_duration)] = timedelta(days=1)

    @property
    def enabled(self) -> bool:
        """Always: posting by hand needs no keys."""
        return True

    @property
    def budget(self) -> None:
        """None: posting by hand costs nothing."""
        return None


class ByHandChannel:
    """Lays posts out in `folder` for a person; keeps the rules of `announcer.ports.channels.Channel`."""

    name = CHANNEL
    hands_over = BY_HAND_RULES.hands_over
    upload_deadline = timedelta(seconds=1)
    send_deadline = timedelta(seconds=30)

    def __init__(self, *, account: str, folder: Path) -> None:
        self.account = account
        self._folder = folder

    def upload(self, post: Post) -> Media | None:  # noqa: ARG002 (the port's)
        """Return None: there is nowhere to upload to."""
        return None

    def send(self, post: Post, media: Media | None) -> Receipt:  # noqa: ARG002 (the port's)
        """Lay the post out. The receipt has the folder's address and no id: nobody has posted anything yet."""
        self._check(post)
        target = self._folder / post.id
        files = self._files(post)
        try:
            if not _holds(target, files):
                replace_folder(target, files, {})
        except OSError as error:
            problem = f"{target}: {error.strerror or error}"
            raise PostDelayedError(
                CHANNEL, problem, wait=DISK_WAIT, hint="free the disk or fix its rights"
            ) from error
        return Receipt(remote_id="", url=target.absolute().as_uri())

    def lay_out(self, post: Post) -> None:
        """Lay a post out once more whose folder was taken away; raises as `send` does."""
        self.send(post, None)

    def find(self, post: Post, since: datetime) -> Receipt | None:  # noqa: ARG002 (the port's)
        """Return None: only the person who posted it knows where it is."""
        return None

    def delete(self, remote_id: str) -> None:
        """Refuse: what a person posted, a person must take down.

        Raises:
            PostRefusedError: always.
        """
        raise PostRefusedError(
            CHANNEL, f"post {remote_id} was posted by hand", hint="delete it on the network's site"
        )

    def keys_digest(self) -> str:
        """Return nothing: there are no keys."""
        return ""

    def probe(self) -> None:
        """Look whether the folder can be written.

        Raises:
            PostDelayedError: it cannot.
        """
        if blocking := unwritable(self._folder):
            raise PostDelayedError(CHANNEL, f"{blocking} cannot be written", wait=DISK_WAIT)

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:
        """Remove the folders of announcements that are not to be posted any more; return their ids.

        A folder that cannot be removed now is left for the next time.
        """
        laid_out = [
            path.parent for path in self._folder.glob(f"*/{RECORD}") if PLAIN_ID.fullmatch(path.parent.name)
        ]
        return [folder.name for folder in laid_out if not is_wanted(folder.name) and _take_away(folder, is_wanted)]

    def _check(self, post: Post) -> None:
        if post.account != self.account:
            raise PostRefusedError(CHANNEL, f"the post is {post.account}'s, the channel is {self.account}'s")
        if not PLAIN_ID.fullmatch(post.id):
            raise PostRefusedError(CHANNEL, f"{post.id!r} cannot name a folder")
        if problem := BY_HAND_RULES.post_problem(post):
            raise PostRefusedError(CHANNEL, problem)

    def _files(self, post: Post) -> dict[str, bytes]:
        card = f"card.{EXTENSIONS.get(post.card_type, 'bin')}"
        files = {
            "post.txt": post.text.encode(),
            "share-link.txt": f"{post_on_x(post.text, post.link)}\n".encode(),
            **({card: post.card, "alt-text.txt": post.alt_text.encode()} if post.card else {}),
        }
        record = {
            "id": post.id,
            "account": post.account,
            "link": post.link,
            "digest": digest(
                text=post.text, card=post.card, alt_text=post.alt_text, link=post.link, account=post.account
            ),
            "files": sorted(files),
            "when_posted": f"announcer posted {post.id} --url ADDRESS",
        }
        return {**files, RECORD: (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()}


def open_by_hand(settings: ByHandSettings, context: ChannelContext) -> ByHandChannel:
    """Return the channel of a site."""
    return ByHandChannel(account=settings.account, folder=context.folder / settings.folder)


def by_hand_trials(settings: ByHandSettings, context: ChannelContext) -> Trials:
    """Return what can be tried: whether the folder can be written."""
    return {"channels.drafts.folder": open_by_hand(settings, context).probe}


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Return whether the folder has these files as they are; others that people added do not count."""
    try:
        return all((folder / name).read_bytes() == content for name, content in files.items())
    except (FileNotFoundError, NotADirectoryError):
        return False


def _take_away(folder: Path, is_wanted: Callable[[str], bool]) -> bool:
    """Remove the folder, unless it was written anew just now."""
    try:
        aside = move_aside(folder)
        if is_wanted(folder.name) and not folder.exists():
            aside.rename(folder)
            return False
    except OSError:
        return False
    with suppress(OSError):
        remove(aside)
    return True
