"""The channel of sites without an API: at its time a post becomes a folder from which a person posts it.

The folder is named by the announcement's id and holds what was approved and nothing else. The program learns that
the post went out when someone records it with `announcer posted ID --url …`.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from announcer.core.posts.announcement import digest
from announcer.core.posts.post import Media, Post, Receipt
from announcer.errors import PostDelayedError, PostRefusedError
from announcer.system.durable import move_aside, remove, replace_folder

CHANNEL = "drafts"
DISK_WAIT = timedelta(minutes=5)
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
RECORD = "handover.json"


class ByHandChannel:
    """Lays posts out in `folder` for a person; keeps the rules of `announcer.ports.channels.Channel`.

    `share_link` returns the address that opens the network's composer with the post in it.
    """

    name = CHANNEL
    hands_over = True
    upload_deadline = timedelta(seconds=1)
    send_deadline = timedelta(seconds=30)

    def __init__(self, *, account: str, folder: Path, share_link: Callable[[Post], str]) -> None:
        self.account = account
        self._folder = folder
        self._share_link = share_link

    def upload(self, post: Post) -> Media | None:  # noqa: ARG002 (the port's)
        """Return None: there is nowhere to upload to."""
        return None

    def send(self, post: Post, media: Media | None) -> Receipt:  # noqa: ARG002 (the port's)
        """Lay the post out. The receipt has no id, only the folder's address: nobody has posted anything yet."""
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

    def probe(self) -> None:
        """Look whether the folder can be written.

        Raises:
            PostDelayedError: it cannot.
        """
        nearest = next(path for path in (self._folder, *self._folder.absolute().parents) if path.exists())
        if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
            raise PostDelayedError(CHANNEL, f"{nearest} cannot be written", wait=DISK_WAIT)

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:
        """Take away the folders of announcements that are not to be posted any more; return their ids.

        A folder that cannot be taken away now is left for the next time.
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
        if post.card and not post.alt_text:
            raise PostRefusedError(CHANNEL, "the card has no alt text")

    def _files(self, post: Post) -> dict[str, bytes]:
        card = f"card.{EXTENSIONS.get(post.card_type, 'bin')}"
        files = {
            "post.txt": post.text.encode(),
            "share-link.txt": f"{self._share_link(post)}\n".encode(),
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
