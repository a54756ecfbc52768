"""The log of calls to X: what was called, what came back, how long it took, and X's own id of the request."""

import logging

from announcer.channels.x.outcome import Call
from announcer.channels.x.transport import Reply, TransportError

log = logging.getLogger(__name__)

REQUEST_ID = "x-transaction-id"
"""The header in which X names a request; its support asks for it."""


def log_answer(call: Call, reply: Reply, seconds: float) -> None:
    """Log a call that X answered, with X's own id of the request."""
    fields = {"status": reply.status, "request_id": reply.headers.get(REQUEST_ID, "")}
    log.info("X answered", extra={"event": "x-answered", **_call_fields(call, seconds), **fields})


def log_no_answer(call: Call, error: TransportError, seconds: float) -> None:
    """Log a call to which no usable answer came."""
    fields = {"event": "x-silent", **_call_fields(call, seconds), "problem": error.problem}
    log.warning("X did not answer", extra=fields)


def _call_fields(call: Call, seconds: float) -> dict[str, object]:
    return {"call": call.name.lower(), "seconds": round(seconds, 3)}
