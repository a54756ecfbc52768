"""Keep the review page running beside the daemon: a process of its own, which is given no keys of any network."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from announcer.wiring.site_pool import without_keys

AGAIN_SECONDS = 10.0
"""How long to wait before it is started again after it ended."""
GRACE_SECONDS = 12.0

log = logging.getLogger(__name__)


@contextmanager
def review_page(
    site: Path, *, options: Sequence[str] = (), environ: Mapping[str, str] = os.environ
) -> Iterator[None]:
    """Have the review page of the site served for as long as the block runs; started again where it ends.

    It ends with this process however that ends, for it reads what only this process can write.
    """
    child = _Child(site, options, environ)
    thread = threading.Thread(target=child.keep_running, name="review-page", daemon=True)
    thread.start()
    try:
        yield
    finally:
        child.end()
        thread.join(GRACE_SECONDS)


class _Child:
    def __init__(self, site: Path, options: Sequence[str], environ: Mapping[str, str]) -> None:
        self._command = [sys.executable, "-m", "announcer", "--site", str(site), *options, "review", "--attached"]
        self._environ = without_keys(environ)
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def keep_running(self) -> None:
        while not self._stopping.is_set():
            with subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._environ) as process:  # noqa: S603 (our own program)
                self._process = process
                code = process.wait()
            if not self._stopping.is_set():
                log.warning("the review page ended with %s", code, extra={"event": "review-ended", "code": code})
                self._stopping.wait(AGAIN_SECONDS)

    def end(self) -> None:
        self._stopping.set()
        process = self._process
        if process and process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(GRACE_SECONDS)
                return
            process.kill()
