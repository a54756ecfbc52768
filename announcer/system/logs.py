"""Logs: lines for people or JSON for machines, every record with the name of its event, and no secret in either.

Code logs with the standard library: `log.info("Posted %s", id, extra={"event": "post-sent", "post": id})`. What is
in `extra` becomes the line's fields.
"""

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO, Any

from announcer.system.visible import visible, visible_lines

KEY_LOGGING_LIBRARIES = ("tweepy", "oauthlib", "requests_oauthlib", "urllib3", "requests")
"""Libraries that write keys and tokens into their debug logs; of these only warnings are logged."""

EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "event"}
UNNAMED = "log"

HIDDEN = "[hidden]"
SHORTEST_SECRET = 6
"""Shorter values are left: they would blot out ordinary words."""

SECRET_PATTERNS = (
    re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/%-]{8,}=*"),
    re.compile(
        r"""(?i)\b(oauth_\w+|\w*(?:token|secret|password|api_?key|code_verifier))(["']?\s*[=:]\s*["']?)[^\s"'&,}]+"""
    ),
    re.compile(r"(?i)(?<!\w)(\w++://[^\s/:@]++):[^\s/@]++@"),
)
"""Headers, assignments and addresses that carry a secret, whatever its value."""


@dataclass(frozen=True, slots=True, init=False)
class Redaction:
    """Replaces known secrets, and whatever looks like one, by `[hidden]`."""

    values: tuple[str, ...]

    def __init__(self, values: Iterable[str] = ()) -> None:
        # the longest first: a secret that contains another one is hidden whole
        chosen = sorted({value for value in values if len(value) >= SHORTEST_SECRET}, key=len, reverse=True)
        object.__setattr__(self, "values", tuple(chosen))

    def __call__(self, text: str) -> str:
        """Return the text without secrets."""
        for value in self.values:
            text = text.replace(value, HIDDEN)
        bearer, assigned, address = SECRET_PATTERNS
        text = bearer.sub(rf"\1 {HIDDEN}", text)
        text = assigned.sub(rf"\1\2{HIDDEN}", text)
        return address.sub(rf"\1:{HIDDEN}@", text)


class Form(StrEnum):
    """The form of a line."""

    HUMAN = "human"
    JSON = "json"


class SafeFormatter(logging.Formatter):
    """Formats a record and takes the secrets out of every part of it, tracebacks included."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self.redact = redact

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what the caller gave in `extra`, without the event's name and without secrets."""
        return {name: self.clean(value) for name, value in vars(record).items() if name not in EVERY_RECORD}

    def clean(self, value: object) -> Any:  # noqa: ANN401 (whatever came, as JSON has it)
        """Return a value that JSON can hold, without secrets."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict):
            return {str(name): self.clean(item) for name, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.clean(item) for item in value]
        return self.redact(str(value))

    def traceback(self, record: logging.LogRecord) -> str:
        """Return the traceback, if any."""
        text = self.formatException(record.exc_info) if record.exc_info else record.exc_text or ""
        return self.redact(text)


class HumanFormatter(SafeFormatter):
    """`2026-11-23 09:30:00Z warning x-silent: X did not answer (call=create seconds=30.0)`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback below it."""
        details = " ".join(f"{name}={value}" for name, value in self.fields(record).items())
        event = getattr(record, "event", UNNAMED)
        line = f"{_moment(record):%Y-%m-%d %H:%M:%SZ} {record.levelname.lower()} {event}: "
        line += self.redact(record.getMessage()) + (f" ({details})" if details else "")
        traceback = visible_lines(self.traceback(record))
        return f"{visible(line)}\n{traceback}" if traceback else visible(line)


class JsonFormatter(SafeFormatter):
    """One JSON object a line: at, level, event, logger, message, the fields, and error with the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        whole = {
            "at": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", UNNAMED),
            "logger": record.name,
            "message": self.redact(record.getMessage()),
            **self.fields(record),
        }
        if traceback := self.traceback(record):
            whole["error"] = traceback
        return visible(json.dumps(whole, ensure_ascii=False))


def configure(
    stream: IO[str], *, level: str = "INFO", form: Form = Form.HUMAN, redact: Redaction | None = None
) -> None:
    """Send all logs to `stream` from now on, in place of wherever they went."""
    formatter = {Form.HUMAN: HumanFormatter, Form.JSON: JsonFormatter}[form](redact or Redaction())
    target = logging.StreamHandler(stream)
    target.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [target]
    root.setLevel(level.upper())
    for name in KEY_LOGGING_LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)
