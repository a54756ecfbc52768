"""Logs: lines for people or JSON for machines, every record under an event's name, no secret in either.

Code logs with the standard library: `log.info("Posted %s", id, extra={"event": "post-sent", "post": id})`. What is
in `extra` comes out as fields.
"""

import json
import logging
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO, Any

from announcer.system.redaction import Redaction

TELLTALES = ("tweepy", "oauthlib", "requests_oauthlib", "urllib3", "requests")
"""Libraries that write keys and tokens into their debug logs; they are held at warnings whatever the level."""

EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "event"}
UNNAMED = "log"


class Form(StrEnum):
    """How a line looks."""

    HUMAN = "human"
    JSON = "json"


class SafeFormatter(logging.Formatter):
    """Formats a record and takes the secrets out of every part, tracebacks included."""

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

    def trouble(self, record: logging.LogRecord) -> str:
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
        trouble = self.trouble(record)
        return f"{line}\n{trouble}" if trouble else line


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
        if trouble := self.trouble(record):
            whole["error"] = trouble
        return json.dumps(whole, ensure_ascii=False)


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
    for name in TELLTALES:
        logging.getLogger(name).setLevel(logging.WARNING)


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)
