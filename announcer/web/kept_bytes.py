"""Pictures that are kept in memory for a while, by their digests; the oldest make room."""

from collections import OrderedDict
from threading import Lock


class KeptBytes:
    """Keeps at most so many bytes.

    Args:
        most: Bytes in all.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._found: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def keep(self, digest: str, content: bytes) -> None:
        """Keep a picture."""
        with self._lock:
            if digest in self._found:
                return
            self._found[digest] = content
            self._size += len(content)
            while self._size > self._most and len(self._found) > 1:
                self._size -= len(self._found.popitem(last=False)[1])

    def get(self, digest: str) -> bytes:
        """Return a picture; nothing where it is not kept."""
        with self._lock:
            if digest in self._found:
                self._found.move_to_end(digest)
            return self._found.get(digest, b"")
