"""A notice by a command of the site's own, such as one that sends a text message."""

import json
import os
import signal
import subprocess
from collections.abc import Sequence

from announcer.errors import NoticeError
from announcer.ports.notices import Notice

COMMAND_SECONDS = 30
"""How long the command may take; then it is ended, with all that it started."""
LONGEST_WORDS = 300


class CommandNotifier:
    """Runs a command, without a shell: the notice is its standard input, as JSON."""

    name = "command"

    def __init__(self, arguments: Sequence[str], *, seconds: float = COMMAND_SECONDS) -> None:
        self._arguments = list(arguments)
        self._seconds = seconds

    def tell(self, notice: Notice) -> None:
        """Run it; it must end with 0."""
        try:
            process = subprocess.Popen(  # noqa: S603 (the site's own command, as a list)
                self._arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise NoticeError(self.name, f"{self._arguments[0]}: {error.strerror}") from None
        with process:
            words = self._run(process, json.dumps(notice.as_json).encode())
        if process.returncode:
            problem = words.decode("utf-8", "replace").strip()[-LONGEST_WORDS:]
            raise NoticeError(self.name, f"{self._arguments[0]} ended with {process.returncode}: {problem}")

    def _run(self, process: subprocess.Popen[bytes], given: bytes) -> bytes:
        try:
            return process.communicate(given, timeout=self._seconds)[1]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise NoticeError(self.name, f"{self._arguments[0]} took over {self._seconds:g} s") from None
