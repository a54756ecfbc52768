"""Recognise our post among those an account shows. Pure.

X gives a text back with its links shortened, `& < >` escaped and a link added for each picture, so texts are
compared by their words, and links by what X says they stand for. The same publication may be announced in two
languages within minutes, so a common link alone proves nothing.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from announcer.core.posts.post import Post

ALIKE = 0.6
"""Share of common words from which two texts with the same link are the same post (X may have cut or rewritten)."""

ADDRESS = re.compile(r"https?://\S+")
PICTURE = re.compile(r"^https?://(x|twitter)\.com/.+/(photo|video)/\d+$")


def recognise(post: Post, entries: Iterable[Any]) -> str:
    """Return the id of the oldest entry that is the post, an empty text where none is.

    `entries` are X's post objects as decoded, newest first; whatever does not look like one is passed over.
    """
    known = [entry for entry in entries if isinstance(entry, dict) and str(entry.get("id", "")).isdecimal()]
    same = [entry for entry in known if _same_words(post, entry) and _link_agrees(post, entry)]
    alike = [
        entry for entry in known if post.link and _clean_link(post.link) in _links(entry) and _alike(post, entry)
    ]
    chosen = same or alike
    return str(chosen[-1]["id"]) if chosen else ""


def _same_words(post: Post, entry: Mapping[str, Any]) -> bool:
    return _words(post.text) == _words(_text(entry))


def _alike(post: Post, entry: Mapping[str, Any]) -> bool:
    ours, theirs = set(_words(post.text)), set(_words(_text(entry)))
    return len(ours & theirs) >= ALIKE * max(len(ours | theirs), 1)


def _link_agrees(post: Post, entry: Mapping[str, Any]) -> bool:
    """Where X gives the links of a text and ours has any, one of ours must be among them."""
    ours = {_clean_link(link) for link in ADDRESS.findall(post.text)}
    theirs = _links(entry)
    return not ours or not theirs or bool(ours & theirs)


def _text(entry: Mapping[str, Any]) -> str:
    long = entry.get("note_post")
    text = (long.get("text") if isinstance(long, dict) else None) or entry.get("text")
    return html.unescape(text) if isinstance(text, str) else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", ADDRESS.sub(" ", text)).casefold())


def _links(entry: Mapping[str, Any]) -> set[str]:
    entities = entry.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    found = [url.get("expanded_url") for url in urls if isinstance(url, dict)] if isinstance(urls, list) else []
    return {_clean_link(link) for link in found if isinstance(link, str) and not PICTURE.match(link)}


def _clean_link(link: str) -> str:
    return unquote(link).rstrip("/.,;:!?)").casefold().replace("http://", "https://", 1)
